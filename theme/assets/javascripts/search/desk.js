/* The search page: a query, filters, an order and results, all of it in the address. */

import { direction, read, rememberShown, shownBefore, write } from "./address.js"
import { chips } from "./chips.js"
import { facets } from "./facets.js"
import { archive, count, find } from "./finder.js"
import { ways } from "./help.js"
import { items, walkable, wording } from "./list.js"

const PAUSE = 150 /* ms without a keystroke before a query is sent */
const SLOW = 400 /* ms before a reader is told that something is going on */
const AT_ONCE = 10
const WIDE = matchMedia("(min-width: 60em)")

class Desk {
  constructor(root) {
    const part = (name) => root.querySelector(`[data-search-${name}]`)
    this.root = root
    this.say = wording(root)
    this.input = root.querySelector("[type=search]")
    Object.assign(this, { said: part("count"), list: part("results"), more: part("more"), again: part("again") })
    Object.assign(this, { help: part("help"), waysOn: part("ways"), panel: part("filters"), toggle: part("toggle") })
    Object.assign(this, { order: part("order"), from: part("from"), to: part("to"), wrong: part("wrong") })
    this.facets = facets(root, this.say, (filters) => this.ask({ filters }))
    this.chips = chips(part("chips"), part("clear"), this.say, (change) => this.ask(change))
    this.run = 0 /* the number of the newest query: answers to older ones are thrown away */
    this.listen(root)
    const typed = this.text() /* before this script was there */
    this.follow()
    if (typed && !this.question.text) {
      this.input.value = typed
      this.ask({ text: typed }, true)
    }
  }

  listen(root) {
    this.input.addEventListener("input", () => archive().catch(() => {})) /* comes while the reader types */
    this.input.addEventListener("input", () => this.soon(() => this.ask({ text: this.text() }, true), PAUSE))
    root.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault()
      this.ask({ text: this.text() })
    })
    this.order.addEventListener("change", () => this.ask({ order: this.order.value }))
    for (const day of [this.from, this.to]) {
      day.addEventListener("change", () => this.soon(() => this.askDays(), 3 * PAUSE))
    }
    this.more.addEventListener("click", () => this.showMore())
    this.again.addEventListener("click", () => this.search())
    this.toggle.addEventListener("click", () => this.open(!this.panel.dataset.open))
    root.querySelector("[data-search-shut]").addEventListener("click", () => {
      this.open(false)
      ;(this.list.querySelector("a") ?? this.toggle).focus()
    })
    WIDE.addEventListener("change", () => this.recount())
    addEventListener("popstate", () => this.follow())
    walkable(root, this.input, this.list)
  }

  text() {
    return this.input.value.trim()
  }

  soon(act, pause) {
    clearTimeout(this.timer)
    this.timer = setTimeout(act, pause)
  }

  /** Take the question from the address. */
  follow() {
    this.question = read()
    this.input.value = this.question.text
    this.search(shownBefore())
  }

  /** Change the question; while the reader is typing it is a draft. */
  ask(change, draft = false) {
    clearTimeout(this.timer)
    this.question = { ...this.question, ...change }
    if ("text" in change && !draft) this.input.value = this.question.text
    write(this.question, { draft })
    return this.search()
  }

  askDays() {
    const [from, to] = [this.from.value, this.to.value]
    const wrong = Boolean(from && to && from > to)
    this.wrong.hidden = !wrong
    for (const day of [this.from, this.to]) day.toggleAttribute("aria-invalid", wrong)
    if (!wrong && (from !== this.question.from || to !== this.question.to)) this.ask({ from, to })
  }

  async search(shown = 0) {
    const run = ++this.run
    const { question } = this
    this.dress()
    if (this.idle()) return this.show([], [], this.say("idle"))
    this.root.setAttribute("aria-busy", "true")
    const slow = setTimeout(() => run === this.run && (this.said.textContent = this.say("busy")), SLOW)
    try {
      this.asked = this.terms()
      const hits = await find(this.asked)
      const first = await items(hits.slice(0, Math.max(AT_ONCE, shown)))
      if (run !== this.run) return
      clearTimeout(slow)
      this.show(hits, first, hits.length ? this.say.found(hits.length) : this.none(question))
      await this.recount()
      if (!hits.length) await ways(this.waysOn, this.asked, this.say, { ask: (change) => this.ask(change) })
    } catch {
      if (run === this.run) this.fail()
    } finally {
      clearTimeout(slow)
    }
  }

  idle() {
    const { text, filters, from, to } = this.question
    return !text && !from && !to && !Object.values(filters).some((values) => values.length)
  }

  none(question) {
    if (!question.text) return this.say("none_at_all")
    return this.say(this.chips.count(question) ? "none_filtered" : "none", { query: question.text })
  }

  /** The question in the finder's terms. */
  terms() {
    const { text, filters, from, to, order } = this.question
    return { text, filters, from, to, sort: direction(order) }
  }

  /** Set the controls as the question has them. */
  dress() {
    const { from, to, order } = this.question
    Object.assign(this.from, { value: from })
    Object.assign(this.to, { value: to })
    this.order.value = order
    this.wrong.hidden = true
    this.chips.show(this.question)
    this.facets.tick(this.question.filters)
    const chosen = this.chips.count(this.question)
    this.toggle.lastElementChild.textContent = chosen ? this.say("filters_count", { count: chosen }) : this.say("filters")
  }

  show(hits, first, message) {
    this.hits = hits
    this.said.textContent = message
    this.list.replaceChildren(...first)
    this.more.hidden = first.length >= hits.length
    this.again.hidden = true
    this.root.removeAttribute("aria-busy")
    this.root.dataset.state = this.idle() ? "idle" : hits.length ? "found" : "none"
    this.help.hidden = this.root.dataset.state === "found"
    if (this.root.dataset.state === "idle") this.waysOn.hidden = true
  }

  fail() {
    this.show([], [], this.say("failed"))
    this.root.dataset.state = "failed"
    this.again.hidden = false
    this.waysOn.hidden = true
  }

  async showMore() {
    const { run } = this
    const shown = this.list.children.length
    const next = await items(this.hits.slice(shown, shown + AT_ONCE)).catch(() => [])
    if (run !== this.run) return
    this.list.append(...next)
    this.more.hidden = this.list.children.length >= this.hits.length
    rememberShown(this.list.children.length)
    this.list.children[shown]?.querySelector("a").focus()
  }

  /** On a narrow screen the filters open on a press; nothing is counted that nobody sees. */
  open(open) {
    this.panel.toggleAttribute("data-open", open)
    this.panel.dataset.open = open ? "open" : ""
    this.toggle.setAttribute("aria-expanded", String(open))
    if (open) this.recount()
  }

  async recount() {
    const seen = WIDE.matches || this.panel.dataset.open
    if (!seen || this.idle() || !this.asked) return
    const run = this.run
    const counts = await count(this.asked)
    if (run === this.run) this.facets.show(counts, this.question.filters)
  }
}

export function start(root) {
  return new Desk(root)
}
