/* What a reader typed: words, and phrases in quotation marks. */

import { isOneRun, paired } from "./parting.js"

const QUOTED = /["“”„«»「」『』]([^"“”„«»「」『』]+)["“”„«»「」『』]/g

/** `"the harbour inquiry" mayor` -> { phrases: ["the harbour inquiry"], words: "mayor", ... }.
 *
 * A run of a script without spaces is a phrase of its pairs, so that it is found as it was written.
 */
export function understood(text) {
  const phrases = []
  const rest = text.replace(QUOTED, (_, phrase) => {
    if (phrase.trim()) phrases.push(phrase.trim())
    return " "
  })
  const words = rest.replace(/["“”„«»「」『』]/g, " ").replace(/\s+/g, " ").trim()
  if (!phrases.length && isOneRun(words)) return { phrases: [paired(words)], words: "", quoted: false }
  return { phrases: phrases.map(paired), words: paired(words), quoted: phrases.length > 0 }
}

/** Small letters and single spaces, and no signs. */
export function bare(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}\s]/gu, "").replace(/\s+/g, " ").trim()
}

/** The single words of a query, for a reader whose whole query found nothing. */
export function singles(text) {
  const { phrases, words } = understood(text)
  return [...new Set([...phrases, words].join(" ").split(" ").filter((word) => word.length > 1))]
}
