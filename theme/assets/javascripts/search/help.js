/* What a reader can do when nothing was found. */

import { NO_FILTERS, find } from "./finder.js"
import { singles, unquoted } from "./query.js"
import { element } from "./result.js"

const WORDS = 6

/** Fill the list of ways on: without the filters, without the quotation marks, by single words.
 *
 * act  ask(change) changes the question
 */
export async function ways(list, question, say, act) {
  const { text } = question
  const narrowed = question.from || question.to || Object.values(question.filters).some((values) => values.length)
  const made = []
  const way = (label, does) => {
    const row = element("li")
    const button = element("button", "search__way", label)
    button.type = "button"
    button.addEventListener("click", does)
    row.append(button)
    made.push(row)
  }
  const unfiltered = () => act.ask({ ...NO_FILTERS, from: "", to: "" })
  if (narrowed && text) {
    const hits = await find({ ...question, ...NO_FILTERS, from: "", to: "" })
    if (hits.length) way(say("way_unfiltered", { found: say.found(hits.length) }), unfiltered)
  } else if (narrowed) way(say("clear"), unfiltered)
  const plain = unquoted(text)
  if (plain !== text.trim() && (await find({ ...question, text: plain })).length) {
    way(say("way_unquoted"), () => act.ask({ text: plain }))
  }
  const words = singles(text).slice(0, WORDS)
  for (const word of words.length > 1 ? words : []) {
    const hits = await find({ ...question, text: word })
    if (hits.length) way(say("way_word", { word, found: say.found(hits.length) }), () => act.ask({ text: word }))
  }
  list.replaceChildren(...made)
  list.hidden = !made.length
}
