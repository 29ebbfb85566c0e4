/* The quick search: in the dialog, and on the page for addresses where nothing is. */

import { NO_FILTERS, archive, find } from "./finder.js"
import { items, walkable, wording } from "./list.js"

const PAUSE = 150 /* ms without a keystroke before a query is sent */
const SHOWN = 6

export function start(root) {
  const say = wording(root)
  const [form, input] = [root.querySelector("form"), root.querySelector("[type=search]")]
  const [said, list] = [root.querySelector("[data-search-count]"), root.querySelector("[data-search-results]")]
  const more = root.querySelector("[data-search-more]")
  let run = 0 /* the number of the newest query: answers to older ones are thrown away */
  let timer

  const show = (message, found = []) => {
    const walked = [...list.querySelectorAll("a")].indexOf(document.activeElement)
    said.textContent = message
    list.replaceChildren(...found)
    if (walked >= 0) (list.querySelectorAll("a")[walked] ?? input).focus() /* who walks the list stays in it */
    root.removeAttribute("aria-busy")
    more.hidden = !found.length
    const page = new URL(form.action)
    page.search = new URLSearchParams({ q: input.value.trim() })
    more.querySelector("a").href = page.href
  }

  const search = async () => {
    const text = input.value.trim()
    const mine = ++run
    if (!text) return show(say("idle"))
    root.setAttribute("aria-busy", "true")
    const slow = setTimeout(() => mine === run && (said.textContent = say("busy")), 400)
    try {
      const hits = await find({ text, ...NO_FILTERS, from: "", to: "", sort: "" })
      const found = await items(hits.slice(0, SHOWN))
      if (mine === run) show(hits.length ? say.found(hits.length) : say("none", { query: text }), found)
    } catch {
      if (mine === run) show(say("failed"))
    } finally {
      clearTimeout(slow)
    }
  }

  input.addEventListener("input", () => {
    archive().catch(() => {}) /* comes while the reader types */
    clearTimeout(timer)
    timer = setTimeout(search, PAUSE)
  })
  walkable(root, input, list)
  if (input.value.trim()) search()
}
