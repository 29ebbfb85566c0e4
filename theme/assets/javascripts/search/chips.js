/* The filters that are on, each with a button that takes it off. */

import { shownName } from "./facets.js"
import { NO_FILTERS } from "./finder.js"
import { element } from "./result.js"

/** The chips in `list`, and the button that takes all filters off. Calls ask(change of the question). */
export function chips(list, clear, say, ask) {
  const chip = (text, label, off) => {
    const row = element("li")
    const button = element("button", "chip")
    button.type = "button"
    button.setAttribute("aria-label", say("remove", { name: label }))
    const name = element("span", "", text)
    name.dir = "auto"
    button.append(name, element("span", "chip__cross", "×"))
    button.addEventListener("click", off)
    row.append(button)
    return row
  }
  const dayName = (day) =>
    new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "medium", timeZone: "UTC" }).format(
      new Date(`${day}T00:00:00Z`),
    )

  const made = ({ filters, from, to }) => [
    ...Object.entries(filters).flatMap(([group, values]) =>
      values.map((value) =>
        chip(shownName(group, value), shownName(group, value), () =>
          ask({ filters: { ...filters, [group]: values.filter((other) => other !== value) } }),
        ),
      ),
    ),
    ...[["from", from], ["to", to]].filter(([, day]) => day).map(([end, day]) => {
      const text = say(`${end}_day`, { day: dayName(day) })
      return chip(text, text, () => ask({ [end]: "" }))
    }),
  ]

  clear.addEventListener("click", () => ask({ ...NO_FILTERS, from: "", to: "" }))
  return {
    show(question) {
      list.question = question
      const rows = made(question)
      const focused = [...list.children].findIndex((row) => row.contains(document.activeElement))
      list.replaceChildren(...rows)
      clear.parentElement.hidden = !rows.length
      if (focused >= 0) (rows[Math.min(focused, rows.length - 1)]?.querySelector("button") ?? focusable()).focus()
    },
    count: (question) => made(question).length,
  }
}

function focusable() {
  return document.querySelector("[data-search=desk] [type=search]")
}
