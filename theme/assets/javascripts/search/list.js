/* A list of results that the arrow keys walk through. */

import { item } from "./result.js"

/** The items of some hits; one that cannot be fetched is left out, unless all are. */
export async function items(hits) {
  const told = await Promise.allSettled(hits.map((hit) => hit.data()))
  const data = told.flatMap(({ status, value }) => (status === "fulfilled" ? [value] : []))
  if (hits.length && !data.length) throw new Error("no result can be fetched")
  return data.map(item)
}

/** Arrow keys walk from the box through the headlines and back; Home and End lead to the first and last. */
export function walkable(root, input, list) {
  root.addEventListener("keydown", (event) => {
    const stops = [input, ...list.querySelectorAll("a")]
    const here = stops.indexOf(document.activeElement)
    if (here < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const places = { ArrowDown: here + 1, ArrowUp: here - 1 }
    if (here > 0) Object.assign(places, { Home: 1, End: stops.length - 1 })
    const next = stops[places[event.key]]
    if (!next) return
    event.preventDefault()
    next.focus()
    next.closest("li")?.scrollIntoView({ block: "nearest" })
  })
}

/** The page's own words for the search: texts with {placeholders}. */
export function wording(root) {
  const texts = JSON.parse(root.dataset.says)
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined)
  const say = (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name] ?? whole
      return typeof value === "number" ? number.format(value) : value
    })
  say.found = (count) => (count === 1 ? say("one") : say("many", { count }))
  return say
}
