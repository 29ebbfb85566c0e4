/* Words of scripts without spaces, paired as sitegen/site/search/parting.py pairs them, and text of the
 * index put together again. The two files must agree on the characters. */

const LETTERS =
  "\u3041-\u30ff\uff66-\uff9f" + /* Japanese syllables */
  "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}" + /* Chinese characters */
  "\u0e01-\u0edf\u1000-\u109f\u1780-\u17ff" /* Thai, Lao, Burmese, Khmer */
const RUN = new RegExp(`[${LETTERS}]+`, "gu")
const ONE_RUN = new RegExp(`^[${LETTERS}]{2,}$`, "u")

const OVERLAP = "\u2060"
const GLUE = "\u2061"
const SPACE = /\u2062/g

/** `北京市 map` -> `北京 京市 map`. */
export function paired(text) {
  return text.replace(RUN, (run) => {
    const letters = [...run]
    if (letters.length === 1) return ` ${run} `
    return ` ${letters.slice(1).map((letter, before) => letters[before] + letter).join(" ")} `
  }).replace(/\s+/g, " ").trim()
}

/** Whether a query is one unbroken run of a script without spaces. */
export function isOneRun(text) {
  return ONE_RUN.test(text)
}

/** The words of the index, each `{ text, after, found }`: what a reader sees, and the space behind it.
 *
 * found  a set of the places of words that were found; of a pair both characters are
 */
export function pieces(content, found = new Set()) {
  let over = false
  return content.split(/\s+/).map((word, place) => {
    const hit = found.has(place)
    const piece = { text: word, after: " ", found: hit || over }
    over = false
    if (word.endsWith(OVERLAP)) {
      piece.text = [...word.slice(0, -1)].slice(0, -1).join("")
      piece.after = ""
      over = hit
    } else if (word.endsWith(GLUE)) {
      piece.text = word.slice(0, -1)
      piece.after = ""
    }
    piece.text = piece.text.replace(SPACE, " ")
    return piece
  })
}

/** The text as it was before it was parted. */
export function joined(content) {
  return pieces(content).map(({ text, after }) => text + after).join("").trim()
}
