/* The stories for a question, and how many there are of each kind. */

import { asking, text } from "./archive.js"
import { found, lookedUp } from "./lookup.js"
import { understood } from "./query.js"
import { ranked } from "./ranking.js"
import { cut, folded } from "./words.js"

export { SITE, archive } from "./archive.js"
export const GROUPS = ["section", "year", "author", "topic", "lang"]
export const NO_FILTERS = { filters: Object.fromEntries(GROUPS.map((group) => [group, []])) }

const READ = [12, 24] /* stories that are read to see whether they have the query as typed, in two steps */

/** The stories for a question, the best or the newest first: hits, each with data(), which fetches what a
 * result shows, and the story's words.
 *
 * question  { text, filters: { section: [...], ... }, from: "2024-01-31" or "", to, sort: "", "desc" or "asc" }
 */
export function find(question) {
  return asking(async (here) => {
    const { answers, sought } = await answered(here, question.text)
    const shelves = narrowed(question) ? await shelved(here, answers) : new Map()
    let fitting = answers.filter(({ story }) => fits(shelves.get(story), question))
    if (question.sort) fitting.sort(({ story: one }, { story: other }) => (question.sort === "asc" ? one - other : other - one))
    else if (sought.length === 1) fitting = await asTyped(here, fitting, sought[0])
    return fitting.map(({ story }) => ({ story, data: () => told(here, story, sought) }))
  })
}

/** How many stories each filter would leave, by group: { section: { News: 3, ... }, ... }.
 *
 * Within a group a reader may choose several, so a group's own choice does not narrow its own counts.
 */
export function count(question) {
  return asking(async (here) => {
    const { answers } = await answered(here, question.text)
    const shelves = await shelved(here, answers)
    const counts = GROUPS.map((group) => {
      const open = { ...question, filters: { ...question.filters, [group]: [] } }
      const values = new Map()
      for (const shelf of shelves.values()) {
        if (fits(shelf, open)) for (const value of shelf[group] ?? []) values.set(value, (values.get(value) ?? 0) + 1)
      }
      return [group, Object.fromEntries(values)]
    })
    return Object.fromEntries(counts)
  })
}

/** The stories that have what was typed, and what was looked for: { answers, sought }. */
async function answered(here, typed) {
  const parts = understood(typed)
  const all = here.lengths.map((_, story) => ({ story: here.lengths.length - 1 - story }))
  if (!parts.length) return { answers: typed.trim() ? [] : all, sought: [] }
  const sought = await Promise.all(parts.map((part) => terms(here, part)))
  const [first, ...others] = sought.map(({ terms, phrase }) => ranked(here, terms, phrase)).reverse()
  const sets = others.map((stories) => new Set(stories.map(({ story }) => story)))
  return { answers: first.filter(({ story }) => sets.every((set) => set.has(story))), sought }
}

/** The stories first that have the whole query as it stands, with the words that were not looked up.
 */
async function asTyped(here, answers, { words, terms }) {
  if (terms.length === words.length || terms.length < 2) return answers
  const may = answers.filter(({ together }) => together === terms.length)
  if (may.length < 2) return answers
  const typed = ` ${words.join(" ")} `
  const has = async ({ story }) => {
    const { title, url } = await here.card(story)
    return [title, await text(url)].some((part) => ` ${cut(part).map(({ word }) => folded(word)).join(" ")} `.includes(typed))
  }
  for (const many of READ) {
    const some = may.slice(0, many)
    const told = await Promise.all(some.map(has))
    const those = some.filter((_, place) => told[place])
    if (those.length) return [...those, ...answers.filter((answer) => !those.includes(answer))]
    if (may.length <= many) break
  }
  return answers
}

/** A part of the query with what was found of its words.
 *
 * Words that nearly every story has are not looked up beside rarer ones, unless they are in quotation marks:
 * what is fetched for one of them is as much as for all the rest.
 */
async function terms(here, { words, phrase }) {
  const known = await Promise.all(words.map(async (word, place) => ({ place, ...(await lookedUp(here, word)) })))
  const light = known.filter(({ heavy }) => !heavy)
  const chosen = phrase || !light.length ? known : light
  const looked = await Promise.all(chosen.map(async (term) => ({ place: term.place, ...(await found(here, term)) })))
  return { phrase, words, terms: looked, stories: here.lengths.length }
}

/** What a result shows. */
async function told(here, story, sought) {
  const card = await here.card(story)
  return { ...card, text: await text(card.url), sought }
}

function narrowed({ filters, from, to }) {
  return Boolean(from || to || Object.values(filters).some((values) => values.length))
}

/** Of each story what it can be narrowed to: { section: ["News"], year: ["2024"], ... }. */
async function shelved(here, answers) {
  const shelves = new Map(answers.map(({ story }) => [story, {}]))
  const volumes = new Set(answers.map(({ story }) => here.volumeOf(story)))
  const facets = await Promise.all([...volumes].map((volume) => here.facets(volume)))
  for (const [kind, values] of facets.flatMap((each) => Object.entries(each))) {
    for (const [value, having] of Object.entries(values)) {
      for (const shelf of having.map((story) => shelves.get(story)).filter(Boolean)) (shelf[kind] ??= []).push(value)
    }
  }
  return shelves
}

function fits(shelf, { filters, from, to }) {
  if (!shelf) return true
  const [day = ""] = shelf.day ?? []
  if ((from && day < from) || (to && (!day || day > to))) return false
  return Object.entries(filters).every(([group, values]) => !values.length || values.some((value) => shelf[group]?.includes(value)))
}
