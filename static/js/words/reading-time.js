/**
 * How long a caption takes to be read. Subtitles for grown-ups are set at 15 to 17 Latin letters and 12 Hangul syllables a
 * second; here is something to be understood, so a little less: 15 letters, 9 syllables, and never a mere flash.
 */

/** Characters a second. */
const [LETTERS, SYLLABLES] = [15, 9];
/** The least that an eye needs to find a sentence and take it in, in seconds. */
const LEAST = 1.2;

const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/g;

/** In seconds at speed 1. @param {string} text as a reader sees it, without marks */
export function readingSeconds(text) {
  const syllables = text.match(HANGUL)?.length ?? 0;
  return Math.max(LEAST, syllables / SYLLABLES + (text.length - syllables) / LETTERS);
}
