/* From one day to another, in the terms of the index, which knows years, months and days by name only. */

/** The fewest names that cover the days: { year: ["2023"], day: ["2024-01", "2024-02-01"] }.
 *
 * from, to  "2023-01-01", or "" for no end
 * years     those that have stories
 */
export function covered(from, to, years) {
  const cover = { year: [NONE], day: [NONE] }
  const inside = (start, end) => (!from || from <= start) && (!to || end <= to)
  const outside = (start, end) => (from && end < from) || (to && to < start)
  for (const year of years) {
    if (inside(`${year}-01-01`, `${year}-12-31`)) cover.year.push(year)
    else for (const month of numbers(12)) {
      const name = `${year}-${month}`
      if (outside(`${name}-01`, `${name}-31`)) continue
      if (inside(`${name}-01`, `${name}-31`)) cover.day.push(name)
      else for (const day of numbers(31)) if (inside(`${name}-${day}`, `${name}-${day}`)) cover.day.push(`${name}-${day}`)
    }
  }
  return cover
}

const NONE = " " /* no day has this name: nothing is found where nothing is covered */

function numbers(last) {
  return Array.from({ length: last }, (_, number) => String(number + 1).padStart(2, "0"))
}
