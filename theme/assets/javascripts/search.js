/* The search: a dialog in the masthead and a box on the search page, over Pagefind's index.
 *
 * Nothing is fetched before the first query. Titles and sections are set as text; of Pagefind's excerpts
 * only the words and their <mark>s are taken over, so that nothing an article says can become markup.
 */
;(() => {
  "use strict"

  const SITE = new URL("../../", document.currentScript.src)
  const PAUSE = 150 // ms without a keystroke before a query is sent
  const AT_ONCE = { dialog: 6, page: 10 } // results shown before "more"

  let loading = null

  /** Pagefind's module, loaded once. A failure is not remembered, so that the next query tries again. */
  function pagefind() {
    loading ??= import(new URL("pagefind/pagefind.js", SITE).href).then(
      async (module) => {
        await module.options({ excerptLength: 28 })
        await module.init()
        return module
      },
    )
    loading.catch(() => (loading = null))
    return loading
  }

  /** An element with text in it. */
  function element(name, className, text) {
    const made = document.createElement(name)
    made.className = className
    if (text) made.textContent = text
    return made
  }

  /** The words of an excerpt, with the words found set in <mark>; whatever else stands in it becomes text. */
  function marked(excerpt) {
    const paragraph = element("p", "result__excerpt")
    const parsed = new DOMParser().parseFromString(excerpt, "text/html")
    for (const node of parsed.body.childNodes) {
      const found = node.nodeName === "MARK"
      paragraph.append(found ? element("mark", "", node.textContent) : node.textContent)
    }
    if (/^\P{Lu}/u.test(paragraph.textContent)) paragraph.prepend("… ")
    if (!/[.!?。！？]["”’»]?$/u.test(paragraph.textContent.trim())) paragraph.append(" …")
    return paragraph
  }

  /** A result as an item of the list: headline, section and day, excerpt. */
  function item(result) {
    const { title, section, day } = result.meta
    const made = element("li", "result")
    const headline = element("a", "result__headline", title)
    headline.href = new URL(result.raw_url.replace(/^\/+/, ""), SITE).href
    const line = element("p", "result__line")
    if (section) line.append(element("span", "kicker", section))
    if (day) line.append(element("span", "result__day", day))
    made.append(headline)
    if (line.childNodes.length) made.append(line)
    made.append(marked(result.excerpt))
    return made
  }

  class Search {
    constructor(root) {
      this.kind = root.dataset.search
      this.says = root.dataset
      this.form = root.querySelector("[data-search-form]")
      this.input = root.querySelector("[data-search-input]")
      this.count = root.querySelector("[data-search-count]")
      this.list = root.querySelector("[data-search-results]")
      this.more = root.querySelector("[data-search-more]")
      this.found = []
      this.run = 0 // the number of the newest query: answers to older ones are thrown away
      this.input.addEventListener("input", () => this.soon())
      this.more.addEventListener("click", (event) => this.showMore(event))
      root.addEventListener("keydown", (event) => this.move(event))
      if (this.kind === "page") this.followAddress()
    }

    /** Search when the reader has stopped typing. */
    soon() {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.search(), PAUSE)
    }

    async search() {
      const query = this.input.value.trim()
      const run = ++this.run
      if (this.kind === "page") this.keepInAddress(query)
      if (!query) return this.show([], this.says.idle)
      if (!this.found.length) this.count.textContent = this.says.busy
      try {
        const { results } = await (await pagefind()).search(query)
        const first = await this.load(results.slice(0, AT_ONCE[this.kind]))
        if (run === this.run) this.show(results, this.counted(results.length, query), first)
      } catch (error) {
        if (run === this.run) this.show([], this.says.failed)
      }
    }

    load(results) {
      return Promise.all(results.map((result) => result.data()))
    }

    counted(count, query) {
      if (!count) return this.says.none.replace("{query}", query)
      return count === 1 ? this.says.one : this.says.many.replace("{count}", count)
    }

    show(results, message, first = []) {
      this.found = results
      this.count.textContent = message
      this.list.replaceChildren(...first.map(item))
      this.offerMore()
    }

    offerMore() {
      this.more.hidden = this.list.children.length >= this.found.length
      const link = this.more.querySelector("a")
      if (link) link.search = new URLSearchParams({ q: this.input.value.trim() })
    }

    async showMore(event) {
      if (this.kind !== "page") return
      event.preventDefault()
      const run = this.run
      const shown = this.list.children.length
      const next = await this.load(this.found.slice(shown, shown + AT_ONCE.page))
      if (run !== this.run) return
      this.list.append(...next.map(item))
      this.offerMore()
      this.list.children[shown]?.querySelector("a").focus()
    }

    /** Arrow keys walk from the box through the results and back. */
    move(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (!step) return
      const stops = [this.input, ...this.list.querySelectorAll("a")]
      const next = stops[stops.indexOf(document.activeElement) + step]
      if (!next || !stops.includes(document.activeElement)) return
      event.preventDefault()
      next.focus()
    }

    followAddress() {
      const read = () => {
        this.input.value = new URLSearchParams(location.search).get("q") ?? ""
        this.search()
      }
      addEventListener("popstate", read)
      this.form.addEventListener("submit", (event) => {
        if (new URL(this.form.action).pathname !== location.pathname) return
        event.preventDefault()
        clearTimeout(this.timer)
        this.search()
      })
      if (location.search) read()
    }

    keepInAddress(query) {
      const address = new URL(location.href)
      if (new URL(this.form.action).pathname !== address.pathname) return
      if (query) address.searchParams.set("q", query)
      else address.searchParams.delete("q")
      if (address.href !== location.href) history.replaceState(history.state, "", address)
    }
  }

  /** The dialog opens from the masthead, with / and with Ctrl-K or Cmd-K. */
  function bringToLife(dialog, box) {
    const open = () => {
      const onPage = document.querySelector('[data-search="page"] [data-search-input]')
      if (onPage) return onPage.focus()
      if (!dialog.open) dialog.showModal()
      box.input.select()
    }
    document.querySelector("[data-search-open]")?.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      open()
    })
    dialog.querySelector("[data-search-close]").addEventListener("click", () => dialog.close())
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close()
    })
    addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
      const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey
      const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)
      if (!slash && !letter) return
      event.preventDefault()
      open()
    })
  }

  for (const root of document.querySelectorAll("[data-search]")) {
    const box = new Search(root)
    const dialog = root.closest("[data-search-dialog]")
    if (dialog) bringToLife(dialog, box)
  }
})()
