/* What a reader typed: words, and phrases in quotation marks. */

import { cut, folded } from "./words.js"

const MARK = "[\"“”„«»「」『』]"
const QUOTED = new RegExp(`${MARK}([^"“”„«»「」『』]+)${MARK}`, "g")

/** The parts of a query: `"old mill" mayor` -> [{ phrase: true, words: ["old", "mill"] }, { phrase: false, words: ["mayor"] }].
 *
 * A run of a script without spaces is a phrase of its pairs, so that it is found as it was written.
 */
export function understood(text) {
  const phrases = []
  const rest = text.replace(QUOTED, (_, phrase) => {
    phrases.push(whole(cut(phrase)))
    return " "
  })
  const words = cut(rest)
  const runs = new Set(words.map(({ run }) => run))
  runs.delete(undefined)
  for (const start of runs) phrases.push(whole(words.filter(({ run }) => run === start)))
  const loose = words.filter(({ run }) => run === undefined).map(({ word }) => folded(word))
  return [...phrases.map((found) => ({ phrase: true, words: found })), { phrase: false, words: loose }].filter(
    ({ words: found }) => found.length,
  )
}

/** The words of a phrase. The last character of a run is looked up in its pair, unless it stands alone. */
function whole(words) {
  const ends = (place) => words[place].run !== undefined && words[place + 1]?.run !== words[place].run
  const paired = (place) => words[place - 1] && words[place - 1].run === words[place].run
  return words.filter((_, place) => !(ends(place) && paired(place))).map(({ word }) => folded(word))
}

/** The query without quotation marks. */
export function unquoted(text) {
  return text.replace(new RegExp(MARK, "g"), " ").replace(/\s+/g, " ").trim()
}

/** The single words of a query, for a reader whose whole query found nothing. */
export function singles(text) {
  return [...new Set(unquoted(text).split(" ").filter((word) => word.length > 1))]
}
