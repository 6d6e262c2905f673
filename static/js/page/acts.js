/** The acts of the page as a table: which chapters of the lesson each of them tells. The last one is the coda. */

/** Chapters by act; both are counted from 1. */
export const ACTS = [[1, 2, 3], [4, 5, 6], [7], [8]];

/** The act that tells a chapter; the first where there is no such chapter. @param {number} chapter */
export const actOf = (chapter) => Math.max(ACTS.findIndex((chapters) => chapters.includes(chapter)) + 1, 1);

/** The nearest number that an act has. @param {number} number */
export const nearestAct = (number) => Math.min(Math.max(Math.round(number), 1), ACTS.length);
