/* The search in the page's address: /search/?q=harbour&section=News&from=2024-01-01&sort=newest
 *
 * A search that the reader committed to (Enter, a filter, an order) is an entry of the history, so that the
 * back button leads to it. What is typed in between rewrites an entry of its own.
 */

import { GROUPS } from "./finder.js"

const ORDERS = { newest: "desc", oldest: "asc" }
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The question in the address. */
export function read() {
  const asked = new URLSearchParams(location.search)
  const day = (name) => (DAY.test(asked.get(name) ?? "") ? asked.get(name) : "")
  return {
    text: asked.get("q") ?? "",
    filters: Object.fromEntries(GROUPS.map((group) => [group, asked.getAll(group)])),
    from: day("from"),
    to: day("to"),
    order: asked.get("sort") in ORDERS ? asked.get("sort") : "",
  }
}

/** The order in the finder's terms. */
export function direction(order) {
  return ORDERS[order] ?? ""
}

/** Put a question into the address.
 *
 * draft  true while the reader is typing
 */
export function write({ text, filters, from, to, order }, { draft }) {
  const asked = new URLSearchParams()
  if (text) asked.set("q", text)
  for (const group of GROUPS) for (const value of filters[group]) asked.append(group, value)
  for (const [name, value] of Object.entries({ from, to, sort: order })) if (value) asked.set(name, value)
  const address = new URL(location.href)
  address.search = asked
  address.hash = ""
  const same = address.search === location.search
  const keep = same || history.state?.draft
  history[keep ? "replaceState" : "pushState"]({ draft: same ? Boolean(draft && history.state?.draft) : draft }, "", address)
}

/** How many results were shown when the reader left; 0 when nobody knows. */
export function shownBefore() {
  return Number(history.state?.shown) || 0
}

export function rememberShown(shown) {
  history.replaceState({ ...history.state, shown }, "")
}
