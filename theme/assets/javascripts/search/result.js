/* A story that was found, as an item of a list. Everything is set as text, so that nothing an article says
 * can become markup. */

import { SITE } from "./finder.js"
import { joined, pieces } from "./parting.js"
import { bare, understood } from "./query.js"

const ROOM = 210 /* characters of an excerpt */
const BEFORE = 60 /* of them before the first word that was found */
const OFTEN = 0.025 /* of a story's words: one that stands there as often as "the" tells nothing */
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

/** The item for what a hit's data() gave.
 *
 * query  as the reader typed it
 */
export function item(data, query) {
  const facts = new URLSearchParams(data.anchors.find(({ element }) => element === "i")?.id ?? "")
  const words = pieces(data.content, telling(data, query))
  const made = element("li", "result")
  const text = element("div", "result__words")
  const language = facts.get("lang")
  text.dir = "auto"
  for (const part of [headline(data, words), excerpt(words)]) {
    if (language) part.lang = language
    text.append(part)
  }
  const line = about(data, facts)
  if (line.childNodes.length) text.firstChild.after(line)
  if (facts.has("picture")) made.append(picture(facts.get("picture")))
  made.append(text)
  return made
}

/** The places of the words to mark: of all that were found those that tell something, unless none does. */
function telling({ content, locations }, query) {
  const words = content.split(/\s+/)
  const terms = understood(query).words.split(" ").map(bare)
  const groups = new Map()
  for (const place of locations) {
    const term = terms.find((term) => term && bare(words[place] ?? "").startsWith(term))
    groups.set(term, [...(groups.get(term) ?? []), place])
  }
  const rare = [...groups.values()].filter((places) => places.length <= 2 || places.length < OFTEN * words.length)
  return new Set(rare.length ? rare.flat() : locations)
}

function headline(data, words) {
  const link = element("a", "result__headline", joined(data.meta.title ?? ""))
  const path = data.raw_url.replace(/^\/+/, "").split("/").map(encodeURIComponent).join("/")
  link.href = new URL(path, SITE).href + marks(words)
  const made = element("h2", "result__title")
  made.append(link)
  return made
}

function about(data, facts) {
  const line = element("p", "result__line")
  const [section] = data.filters?.section ?? []
  if (section) line.append(element("span", "kicker", section))
  if (facts.has("day")) line.append(element("span", "result__day", facts.get("day")))
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
