/* Pagefind, asked in our terms. It is loaded with the first question, and runs in a worker of its own.
 *
 * Pagefind 1.5 does not say so, but: a filter's file is loaded when a search names the filter, and from then
 * on every answer counts its values. So the counts are asked for with a condition that is always true.
 */

import { joined } from "./parting.js"
import { bare, understood } from "./query.js"

export const SITE = new URL("../../../", import.meta.url)
export const GROUPS = ["section", "year", "author", "topic", "lang"]
export const NO_FILTERS = { filters: Object.fromEntries(GROUPS.map((group) => [group, []])) }

const NOBODY = " " /* a name that no section, author or topic has */
const WEIGHTS = { title: 6, names: 0.6 }

const CHECKED = [10, 40] /* first results whose text is looked at for the query as it stands, in two steps */

let loading = null
let common = new Set() /* words that nearly every story has */

/** Pagefind, loaded once. A failure is not remembered, so that the next query tries again. */
export function pagefind() {
  loading ??= load()
  loading.catch(() => (loading = null))
  return loading
}

async function load() {
  const [module, words] = await Promise.all([
    import(new URL("pagefind/pagefind.js", SITE).href),
    fetch(new URL("pagefind/common-words.json", SITE)).then((answer) => (answer.ok ? answer.json() : [])),
  ])
  common = new Set(words.map(bare))
  const root = document.documentElement
  const language = root.lang
  /* Pagefind would cut a query by the page's language, where the index has pairs of characters; it reads
   * the language at this moment only. */
  root.lang = "und"
  try {
    return module.createInstance({ ranking: { metaWeights: WEIGHTS } })
  } finally {
    root.lang = language
  }
}

/** The stories for a question, the best or the newest first: hits, each with an id and data(), which fetches
 * the story's words.
 *
 * question  { text, filters: { section: [...], ... }, days: from range.js or null, sort: "", "desc" or "asc" }
 */
export async function find(question) {
  const archive = await pagefind()
  const { phrases, words } = understood(question.text)
  const sort = question.sort || (phrases.length || words ? "" : "desc")
  const options = { filters: conditions(question), sort: sort ? { date: sort } : {} }
  const ask = async (term) => (await archive.search(term, options)).results
  const exact = await Promise.all(phrases.map((phrase) => ask(`"${phrase}"`)))
  if (!exact.length) return ranked(words, ask, !sort)
  return inAll(words ? [await ask(lookedUp(words).join(" ")), ...exact] : exact)
}

/** How many stories each filter would leave, by group: { section: { News: 3, ... }, ... }.
 *
 * Within a group a reader may choose several, so a group's own choice does not narrow its own counts. For
 * words and phrases together Pagefind cannot know: then it is null.
 */
export async function count(question) {
  const archive = await pagefind()
  const { phrases, words } = understood(question.text)
  if (phrases.length > 1 || (phrases.length && words)) return null
  const term = phrases.length ? `"${phrases[0]}"` : lookedUp(words).join(" ") || null
  const tally = async (filters) => {
    const wanted = { ...conditions({ ...question, filters }), none: GROUPS.map((group) => ({ [group]: NOBODY })) }
    return (await archive.search(term, { filters: wanted })).filters
  }
  const chosen = GROUPS.filter((group) => question.filters[group].length)
  const [counts, ...open] = await Promise.all([
    tally(question.filters),
    ...chosen.map((group) => tally({ ...question.filters, [group]: [] })),
  ])
  chosen.forEach((group, place) => (counts[group] = open[place][group] ?? {}))
  return counts
}

/** The years that have stories. */
export async function years() {
  const archive = await pagefind()
  const { filters } = await archive.search(null, { filters: { none: [{ year: NOBODY }] } })
  return Object.keys(filters.year ?? {}).sort()
}

/** The stories that have the words, those first that have them as they stand in the query.
 *
 * Words that nearly every story has are looked up only when the others do not settle it: what Pagefind would
 * fetch for one of them is as much as for all the rest.
 */
async function ranked(words, ask, best) {
  const terms = words.split(" ")
  const sought = lookedUp(words)
  const runs = best ? neighbours(terms, sought) : []
  const [all, ...whole] = await Promise.all([ask(sought.join(" ") || null), ...runs.map((run) => ask(`"${run}"`))])
  if (!best || terms.length === 1) return all
  const results = first(all, whole)
  if (runs[0] === words) return results
  for (const many of CHECKED) {
    const those = await asTheyStand(results.slice(0, many), words)
    if (those.length) return [...those, ...results.filter((hit) => !those.includes(hit))]
    if (results.length <= many) return results
  }
  return first(results, [await ask(`"${words}"`)])
}

/** The words of a query that are looked up: the rarer ones, if there are any. */
function lookedUp(words) {
  const terms = words.split(" ")
  const rare = terms.filter((term) => !common.has(bare(term)))
  return rare.length ? rare : terms
}

/** The runs of words that stand side by side in the query and are all looked up. */
function neighbours(terms, sought) {
  const runs = [[]]
  for (const term of terms) {
    if (sought.includes(term)) runs.at(-1).push(term)
    else runs.push([])
  }
  return runs.filter(({ length }) => length > 1).map((run) => run.join(" "))
}

/** Stories that have runs of the query as they stand come first. */
function first(all, whole) {
  if (!whole.length) return all
  const sets = whole.map((hits) => new Set(hits.map(({ id }) => id)))
  const rank = ({ id }) => sets.filter((set) => set.has(id)).length
  return all.map((hit) => [rank(hit), hit]).sort(([one], [other]) => other - one).map(([, hit]) => hit)
}

/** Those that have the whole query as it stands, common words and all. */
async function asTheyStand(hits, words) {
  const wanted = ` ${bare(words)} `
  const told = await Promise.allSettled(hits.map((hit) => hit.data()))
  const has = ({ value }) => [value?.meta.title, value?.content].some((text) => ` ${bare(joined(text ?? ""))} `.includes(wanted))
  return hits.filter((_, place) => has(told[place]))
}

function inAll([base, ...others]) {
  const sets = others.map((hits) => new Set(hits.map(({ id }) => id)))
  return base.filter(({ id }) => sets.every((set) => set.has(id)))
}

function conditions({ filters, days }) {
  const chosen = Object.entries(filters).filter(([, values]) => values.length)
  const wanted = Object.fromEntries(chosen.map(([group, values]) => [group, { any: values }]))
  if (days) wanted.any = Object.entries(days).map(([group, values]) => ({ [group]: { any: values } }))
  return wanted
}
