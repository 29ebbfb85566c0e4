/* The filters beside the results: what the stories found can be narrowed to, with how many each would leave. */

import { GROUPS } from "./finder.js"
import { element } from "./result.js"

const AT_ONCE = 7 /* values of a group before "more" */
const MORE = 30

/** The filters in `root`. Calls changed(filters) when the reader chooses. */
export function facets(root, say, changed) {
  const groups = GROUPS.map((name) => group(root.querySelector(`[data-search-group=${name}]`), name, say, () => changed(chosen())))
  const chosen = () => Object.fromEntries(groups.map(({ name, values }) => [name, values()]))
  return {
    /** Tick what is chosen, at once; what it comes to is shown when it has been counted. */
    tick: (filters) => groups.forEach((each) => each.tick(filters[each.name])),
    /** counts: { section: { News: 3 } }; filters: what is chosen */
    show: (counts, filters) => groups.forEach((each) => each.show(counts, filters[each.name])),
  }
}

/** How readers see a value: of a language its name. */
export function shownName(name, value) {
  if (name !== "lang") return value
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(value)
  } catch {
    return value
  }
}

function group(root, name, say, changed) {
  const list = root.querySelector("ul")
  const more = root.querySelector("button")
  const rows = new Map()
  let room = AT_ONCE

  const row = (value) => {
    if (rows.has(value)) return rows.get(value)
    const made = element("li", "facet")
    const label = element("label", "facet__label")
    const box = element("input", "facet__box")
    Object.assign(box, { type: "checkbox", name, value })
    const text = element("span", "facet__name")
    text.append(element("bdi", "", shownName(name, value)))
    label.append(box, text, element("span", "count"))
    made.append(label)
    rows.set(value, made)
    return made
  }
  const box = (made) => made.querySelector("input")
  const values = () => [...rows].filter(([, made]) => box(made).checked).map(([value]) => value)

  const order = (counts, picked) => {
    const known = Object.keys(counts).filter((value) => counts[value] > 0)
    const all = [...new Set([...picked, ...known])]
    if (name === "year") return all.sort().reverse()
    return all.sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0) || one.localeCompare(other))
  }

  const show = (counts, picked) => {
    const own = counts[name]
    const all = order(own, picked)
    const shown = [...picked, ...all.filter((value) => !picked.includes(value))]
    const kept = new Set(shown.slice(0, Math.max(room, picked.length)))
    const wanted = (name === "year" ? all : shown).filter((value) => kept.has(value))
    const busy = list.contains(document.activeElement) && wanted.every((value) => rows.get(value)?.isConnected)
    for (const value of wanted) {
      const made = row(value)
      box(made).checked = picked.includes(value)
      made.querySelector(".count").textContent = say("number", { count: own[value] ?? 0 })
    }
    for (const [value, made] of rows) if (!wanted.includes(value)) box(made).checked = false
    if (!busy) replace(list, wanted.map(row))
    const hidden = all.length - wanted.length
    more.hidden = hidden <= 0
    more.textContent = say("show_more", { count: Math.min(hidden, MORE) })
    more.onclick = () => {
      room += MORE
      show(counts, values())
      box(list.children[wanted.length])?.focus()
    }
    root.hidden = !wanted.length || (name === "lang" && all.length < 2)
  }

  const tick = (picked) => rows.forEach((made, value) => (box(made).checked = picked.includes(value)))

  list.addEventListener("change", changed)
  return { name, values, show, tick }
}

/** New children in a list; what has the focus keeps it. */
function replace(list, made) {
  const focused = list.contains(document.activeElement) ? document.activeElement : null
  list.replaceChildren(...made)
  if (focused?.isConnected) focused.focus()
}
