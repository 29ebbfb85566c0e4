/* The index of the archive, as sitegen/site/search/ writes it: fetched piece by piece, each piece once.
 *
 * The register comes first. It names the volumes (stories that follow one another in time), the drawers their
 * words lie in, and the files with what a result shows. All those are named for what they hold and never
 * change; when one is gone, the site has been published anew, and the register is fetched again.
 */

export const SITE = new URL("../../../", import.meta.url)

const FOLDER = new URL("search/index/", SITE)
const FORMAT = 1
const KEY = 6 /* letters of a word that decide in which drawer it lies */
const SIZES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

const fetched = new Map()
const texts = new Map()
let opened = null

/** The archive, opened once. A failure is not remembered, so that the next query tries again. */
export function archive(cache = "no-cache") {
  opened ??= open(cache)
  opened.catch(() => (opened = null))
  return opened
}

/** Ask the archive; once more, of the archive as it is now, when something of it is gone. */
export async function asking(act) {
  const here = await archive()
  try {
    return await act(here)
  } catch (error) {
    if (opened && (await opened.catch(() => null)) === here) opened = null
    fetched.clear()
    texts.clear()
    const now = await archive("reload")
    if (now.told === here.told) throw error
    return act(now)
  }
}

async function open(cache) {
  const answer = await fetch(new URL("register.json", FOLDER), { cache })
  if (!answer.ok) throw new Error(`the search answers ${answer.status}`)
  const told = await answer.text()
  const register = JSON.parse(told)
  if (register.format !== FORMAT) throw new Error("the search is of another version than this page")
  return new Archive(register, told)
}

async function file(name) {
  if (!fetched.has(name)) fetched.set(name, get(new URL(name, FOLDER)).then((answer) => answer.json()))
  fetched.get(name).catch(() => fetched.delete(name))
  return fetched.get(name)
}

async function get(url) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  return answer
}

class Archive {
  /* Stories are numbered through all volumes, from the oldest. */
  constructor({ cards, volumes, drawers }, told) {
    this.told = told
    this.perFile = cards
    this.drawers = drawers.map(([start, name]) => ({ start, name, heavy: name.startsWith("heavy") }))
    this.volumes = []
    this.lengths = []
    for (const [name, lengths, facets, ...cards] of volumes) {
      this.volumes.push({ name, facets, cards, first: this.lengths.length })
      for (const letter of lengths) this.lengths.push(2 ** (SIZES.indexOf(letter) / 4))
    }
    this.usualLength = this.lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.lengths.length)
  }

  /** The drawer that a word lies in, if it lies anywhere. */
  drawerOf(word) {
    const key = keyOf(word)
    return this.drawers.findLast(({ start }) => compare(start, key) <= 0)
  }

  /** The drawers of the words that begin like this. */
  drawersFrom(beginning) {
    const begin = [...beginning].slice(0, KEY).join("")
    const inside = this.drawers.filter(({ start }) => start.startsWith(begin))
    return [...new Set([this.drawerOf(begin), ...inside])].filter(Boolean)
  }

  /** What lies in a drawer: [[volume, { word: record }], ...]. */
  async contents(drawer) {
    const told = await file(drawer.name)
    return this.volumes.flatMap((volume) => (told[volume.name] ? [[volume, told[volume.name]]] : []))
  }

  /** The volume that a story is in. */
  volumeOf(story) {
    return this.volumes.findLast(({ first }) => first <= story)
  }

  /** What a result shows of a story: { url, title, section, day, picture, lang }. */
  async card(story) {
    const { first, cards } = this.volumeOf(story)
    const place = story - first
    return (await file(cards[Math.floor(place / this.perFile)]))[place % this.perFile]
  }

  /** What stories can be narrowed to: { kind: { value: [story, ...] } }, of one volume. */
  async facets({ facets, first }) {
    const told = await file(facets)
    const each = (values) => Object.entries(values).map(([value, gaps]) => [value, summed(gaps, first)])
    return Object.fromEntries(Object.entries(told).map(([kind, values]) => [kind, Object.fromEntries(each(values))]))
  }
}

/** [2, 1, 4] -> [2, 3, 7]. */
export function summed(gaps, first = 0) {
  let sum = first
  return gaps.map((gap) => (sum += gap))
}

/** The words of a story, from its page; "" where they cannot be had. */
export function text(url) {
  if (!texts.has(url)) texts.set(url, reading(url))
  return texts.get(url)
}

async function reading(url) {
  try {
    const html = await (await get(new URL(url, SITE))).text()
    const page = new DOMParser().parseFromString(html, "text/html")
    const parts = page.querySelectorAll(".story .standfirst, .story__body .copy")
    return [...parts].map(words).join(" ").replace(/\s+/g, " ").trim()
  } catch {
    return ""
  }
}

function words(part) {
  for (const block of part.querySelectorAll("p, li, h2, h3, h4, h5, h6, td, th, dt, dd, br, pre, figcaption")) block.after(" ")
  return part.textContent
}

function keyOf(word) {
  return [...`${word} `].slice(0, KEY).join("")
}

/** Whether one key stands before another: in the order of Unicode, in which the index is written. */
function compare(one, other) {
  const [a, b] = [[...one], [...other]]
  const place = a.findIndex((letter, at) => letter !== b[at])
  if (place < 0) return a.length - b.length
  return a[place].codePointAt() - (b[place]?.codePointAt() ?? -1)
}
