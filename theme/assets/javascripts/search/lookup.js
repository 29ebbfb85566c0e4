/* A word of a query looked up: the stories it stands in, and where in them.
 *
 * sitegen/site/search/indexing.py says what a record is. */

import { summed } from "./archive.js"

const DRAWERS = 6 /* opened at most for the beginning of a word */
const ALONE = /^[\u0e01-\u0edf\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\uff9f]$/u

/** What can be known of a word without opening a heavy drawer: { word, drawers, heavy }.
 *
 * drawers  that are opened to find its stories
 * heavy    true when one of them is heavy: better left shut while the query has other words
 */
export async function lookedUp(archive, word) {
  const own = archive.drawerOf(word)
  if (!own || own.heavy) return { word, drawers: new Set([own].filter(Boolean)), heavy: Boolean(own) }
  const stems = await stemsOf(archive, word)
  const drawers = new Set([...stems].map((stem) => archive.drawerOf(stem)))
  return { word, drawers, heavy: [...drawers].some(({ heavy }) => heavy) }
}

/** Where the word of lookedUp() stands: { word, stories: Map of a story to its places, forms }.
 *
 * forms  all words that count as this one
 */
export async function found(archive, { word, drawers }) {
  const stems = await stemsOf(archive, word)
  const stories = new Map()
  const forms = new Set([word])
  const opened = await Promise.all([...drawers].map((drawer) => archive.contents(drawer)))
  for (const [{ first }, records] of opened.flat()) {
    for (const stem of stems) if (records[stem]) file(stories, records[stem].filter(Number.isInteger), first)
    for (const [form, record] of Object.entries(records)) {
      if (record.some((stem) => stems.has(stem)) || (stems.has(form) && !named(record).length)) forms.add(form)
    }
  }
  return { word, stories, forms }
}

/** The stems that a word is filed under.
 *
 * A word that no story has is taken for the beginning of one, as it is while a reader types. So is a single
 * character of a script without spaces, which begins pairs.
 */
async function stemsOf(archive, word) {
  const own = archive.drawerOf(word)
  const exact = own ? filedUnder(await archive.contents(own), (each) => each === word) : new Set()
  if (exact.size && !ALONE.test(word)) return exact
  const drawers = archive.drawersFrom(word).filter(({ heavy }) => !heavy)
  if (drawers.length > DRAWERS) return exact
  const opened = await Promise.all(drawers.map((drawer) => archive.contents(drawer)))
  return filedUnder(opened.flat(), (each) => each.startsWith(word))
}

function filedUnder(contents, wanted) {
  const stems = new Set()
  for (const [, records] of contents) {
    for (const word of Object.keys(records).filter(wanted)) {
      const names = named(records[word])
      for (const stem of names.length ? names : [word]) stems.add(stem)
    }
  }
  return stems
}

/** The stems that a record begins with. */
function named(record) {
  return record.filter((each) => typeof each === "string")
}

/** Enter the stories of a record: their numbers less the one before, how often, and the places likewise. */
function file(stories, numbers, first) {
  let story = first
  for (let at = 0; at < numbers.length; at += 2 + numbers[at + 1]) {
    story += numbers[at]
    const places = summed(numbers.slice(at + 2, at + 2 + numbers[at + 1]))
    stories.set(story, stories.has(story) ? [...stories.get(story), ...places].sort((a, b) => a - b) : places)
  }
}
