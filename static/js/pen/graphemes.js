/** What a reader calls letters. Firefox has Intl.Segmenter from 125 on; before that a rule of thumb has to do. */

const JAMO = "[\\u1100-\\u115f\\ua960-\\ua97c]*[가-힣\\u1160-\\u11a7\\ud7b0-\\ud7c6][\\u1160-\\u11ff\\ud7b0-\\ud7fb]*";
const EMOJI = "\\p{Extended_Pictographic}(?:[\\p{M}\\p{Emoji_Modifier}]*\\u200d\\p{Extended_Pictographic})*";
const RULE = new RegExp(
  `\\r\\n|(?:\\p{Regional_Indicator}{2}|${EMOJI}|${JAMO}|[^])[\\p{M}\\p{Emoji_Modifier}\\u200c\\u200d]*`,
  "gu",
);

const segmenter = Intl.Segmenter && new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The letters of a text, by the rule of thumb. @param {string} text @returns {string[]} */
export const lettersByRule = (text) => text.match(RULE) ?? [];

/** The letters of a text. @param {string} text @returns {string[]} */
export const letters = (text) =>
  segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : lettersByRule(text);
