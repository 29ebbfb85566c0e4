/* The words of a text, cut and folded as sitegen/site/search/words.py does it; the two files must agree. */

const UNSPACED =
  "\u0e01-\u0edf\u1000-\u109f\u1780-\u17ff" + /* Thai, Lao, Burmese, Khmer */
  "\u3041-\u30ff\uff66-\uff9f" + /* Japanese syllables */
  "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}" /* Chinese characters */
const MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
const LETTERS = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`
const RUN = `${LETTERS}(?:[${MARKS}]+(?:${LETTERS})?)*`
const WORD = new RegExp(`([${UNSPACED}]+)|${RUN}(?:['’]${RUN})?`, "gu")
const PIECE = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])\\S)+`, "gu")
const DROPPED = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640'’\s]/g
const PLAIN = { ß: "ss", ς: "σ", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i" }

const LONGEST = 40
const [STEM, ENDING] = [3, 2] /* letters before and after an apostrophe that does not part two words */

/** The words of a text: [{ word, start, end, run }].
 *
 * start, end  where it stands in the text
 * run         of a script without spaces: where the run of characters starts that the word is a pair of
 */
export function cut(text) {
  return [...text.matchAll(WORD)].flatMap(({ 0: found, 1: unspaced, index }) => {
    if (unspaced) return pairs(found, index)
    const [stem, ending] = found.split(/['’]/u)
    const size = (part) => [...part].length
    if (!ending || (size(stem) >= STEM && size(ending) <= ENDING)) return [at(found, index)]
    return [at(stem, index), at(ending, index + stem.length + 1)]
  })
}

function pairs(found, index) {
  let start = index
  return [...found].map((letter, place, letters) => {
    const pair = { ...at(letter + (letters[place + 1] ?? ""), start), run: index }
    start += letter.length
    return pair
  })
}

function at(word, start) {
  return { word, start, end: start + word.length }
}

/** A word in small letters, without accents. */
export function folded(word) {
  const bare = word.toLowerCase().normalize("NFKD").replace(DROPPED, "").toLowerCase()
  const plain = bare.replace(/[ßςæœøđłı]/g, (letter) => PLAIN[letter]).normalize("NFC")
  return [...plain].slice(0, LONGEST).join("")
}

/** The text in pieces that a mark can be set round: [{ text, after, start, end }]; after is the space behind it. */
export function pieces(text) {
  return [...text.matchAll(PIECE)].map(({ 0: found, index }) => {
    const end = index + found.length
    return { text: found, after: /\s/.test(text[end] ?? "") ? " " : "", start: index, end }
  })
}
