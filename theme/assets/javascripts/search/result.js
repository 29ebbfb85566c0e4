/* A story that was found, as an item of a list. Everything is set as text, so that nothing an article says
 * can become markup. */

import { SITE } from "./finder.js"
import { cut, folded, pieces } from "./words.js"

const ROOM = 210 /* characters of an excerpt */
const BEFORE = 60 /* of them before the first word that was found */
const EVERYWHERE = 0.4 /* of the stories: a word that so many have tells nothing */
const PASSAGES = 4 /* marked on the page that is opened */
const CORE = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu

/** An element with a class and text. */
export function element(name, className, text = "") {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text) made.textContent = text
  return made
}

/** The item for what a hit's data() gave. */
export function item(data) {
  const words = marked(data)
  const made = element("li", "result")
  const text = element("div", "result__words")
  text.dir = "auto"
  for (const part of [headline(data, words), excerpt(words)]) {
    if (data.lang) part.lang = data.lang
    text.append(part)
  }
  const line = about(data)
  if (line.childNodes.length) text.firstChild.after(line)
  if (data.picture) made.append(picture(data.picture))
  made.append(text)
  return made
}

/** The pieces of the story's text; `found` is true for those that have a word, or a phrase, that was sought. */
function marked({ text, sought }) {
  const words = cut(text).map((word) => ({ ...word, form: folded(word.word) }))
  const telling = ({ phrase, stories }, term) => phrase || term.stories.size < EVERYWHERE * stories
  const tells = sought.some((part) => part.terms.some((term) => telling(part, term)))
  const hits = sought.flatMap((part) => {
    if (part.phrase) return phrases(words, part.terms)
    const terms = part.terms.filter((term) => !tells || telling(part, term))
    return words.filter(({ form }) => terms.some(({ forms }) => forms.has(form)))
  })
  let next = 0
  hits.sort((one, other) => one.start - other.start)
  return pieces(text).map((piece) => {
    while (next < hits.length && hits[next].end <= piece.start) next++
    const found = hits.slice(next, next + 2).some(({ start, end }) => start < piece.end && end > piece.start)
    return { ...piece, found }
  })
}

/** The words that stand together as the terms of a phrase do. */
function phrases(words, terms) {
  const starts = words.filter((_, at) => terms.every(({ forms, place }) => forms.has(words[at + place]?.form)))
  return starts.flatMap((word) => words.slice(words.indexOf(word), words.indexOf(word) + terms.length))
}

function headline(data, words) {
  const link = element("a", "result__headline", data.title)
  link.href = new URL(data.url, SITE).href + marks(words)
  const made = element("h2", "result__title")
  made.append(link)
  return made
}

function about({ section, day }) {
  const line = element("p", "result__line")
  if (section) line.append(element("span", "kicker", section))
  if (day) line.append(element("span", "result__day", day))
  return line
}

function picture(url) {
  const made = element("img", "result__picture")
  made.alt = ""
  made.loading = "lazy"
  made.decoding = "async"
  made.width = 90
  made.height = 60
  made.src = new URL(url, SITE).href
  return made
}

/** A text fragment: the browser marks the words on the page and scrolls to them, without a script there. */
function marks(words) {
  const passages = []
  let passage = ""
  for (const { text, after, found } of [...words, { text: "", after: "", found: false }]) {
    if (found) passage += text + after
    else if (passage) {
      passages.push(passage.trim().replace(EDGES, ""))
      passage = ""
    }
  }
  const chosen = [...new Set(passages.filter(Boolean))].slice(0, PASSAGES)
  if (!chosen.length) return ""
  return `#:~:${chosen.map((text) => `text=${encodeURIComponent(text).replaceAll("-", "%2D")}`).join("&")}`
}

/** The words round the place where most of the words that were found stand together. */
function excerpt(words) {
  const start = opening(words)
  const made = element("p", "result__excerpt")
  if (start) made.append("… ")
  let room = ROOM
  let end = start
  let mark = null
  for (; end < words.length && room > 0; end++) {
    const { text, after, found } = words[end]
    const goes = found && end + 1 < words.length && words[end + 1].found
    const [, before, core, behind] = found ? text.match(CORE) : ["", "", text, ""]
    if (found && !mark) {
      made.append(before, (mark = element("mark", "", core)))
    } else (mark ?? made).append(before, core)
    ;(goes ? mark : made).append(behind, after)
    if (!goes) mark = null
    room -= width(text) + after.length
  }
  if (end < words.length) made.append("…")
  return made
}

/** The word an excerpt begins with: the start of a sentence when one is near. */
function opening(words) {
  const places = words.flatMap(({ found }, place) => (found ? [place] : []))
  if (!places.length) return 0
  let best = places[0]
  let most = 0
  for (const place of places) {
    const near = places.filter((other) => other >= place && span(words, place, other) < ROOM - BEFORE).length
    if (near > most) [most, best] = [near, place]
  }
  let start = best
  for (let room = BEFORE; start > 0 && room > 0; start--) {
    if (start < best && /[.!?。！？]["”’»）)]*$/.test(words[start - 1].text)) return start
    room -= width(words[start - 1].text) + 1
  }
  return start > 3 ? start : 0
}

function span(words, from, to) {
  let characters = 0
  for (let place = from; place < to && characters < ROOM; place++) characters += width(words[place].text) + 1
  return characters
}

/** Characters, of which one of Chinese or Japanese takes the room of two. */
function width(text) {
  return text.length * (/[\u3041-\u9fff]/.test(text) ? 2 : 1)
}
