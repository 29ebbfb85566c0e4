/* How well a story answers a query: BM25 over its words, more for those of the headline, and for words that
 * stand together as in the query. */

const [SATURATION, LENGTH] = [1.2, 0.5] /* BM25's k1 and b */
const [TITLE, NAMES] = [3, 1] /* what a word of the headline, or of an author's or a topic's name, counts besides */
const [NAMES_FROM, BODY_FROM] = [100, 200] /* places, as sitegen/site/search/indexing.py numbers them */
const TOGETHER = 0.5 /* more for each word that stands with another as in the query */

/** The stories that have all terms, the best first: [{ story, score }].
 *
 * terms  what lookup.js found, each with its `place` in the query
 * exact  true for a phrase: the terms must stand side by side
 */
export function ranked({ lengths, usualLength }, terms, exact) {
  const [rarest, ...others] = [...terms].sort((one, other) => one.stories.size - other.stories.size)
  const weights = new Map(terms.map((term) => [term, rarity(term.stories.size, lengths.length)]))
  const answers = []
  for (const story of rarest.stories.keys()) {
    if (!others.every(({ stories }) => stories.has(story))) continue
    const together = terms.length > 1 ? longest(terms, story) : 1
    if (exact && together < terms.length) continue
    const room = 1 - LENGTH + (LENGTH * lengths[story]) / usualLength
    const sum = terms.reduce((score, term) => score + weights.get(term) * weight(term.stories.get(story), room), 0)
    answers.push({ story, together, score: sum * (1 + TOGETHER * (together - 1)) })
  }
  const whole = ({ together }) => Number(together === terms.length)
  return answers.sort((one, other) => whole(other) - whole(one) || other.score - one.score || other.story - one.story)
}

function rarity(having, stories) {
  return Math.log(1 + (stories - having + 0.5) / (having + 0.5))
}

function weight(places, room) {
  const often = places.filter((place) => place >= BODY_FROM).length
  const named = places.some((place) => place >= NAMES_FROM && place < BODY_FROM)
  const headline = places[0] < NAMES_FROM
  return (often * (SATURATION + 1)) / (often + SATURATION * room) + TITLE * headline + NAMES * named
}

/** How many of the terms stand together somewhere as they do in the query. */
function longest(terms, story) {
  const starts = new Map()
  for (const { stories, place } of terms) {
    for (const start of new Set(stories.get(story).map((at) => at - place))) starts.set(start, (starts.get(start) ?? 0) + 1)
  }
  return Math.max(...starts.values())
}
