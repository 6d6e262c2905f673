/** What language a word shows itself to be in, so that a voice reads it as such and a font is chosen for it. */

/** Hangul is Korean and kana are Japanese; letters that many languages share tell nothing. @param {string} text */
export const languageOf = (text) =>
  /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/.test(text) ? "ko" : /[\u3040-\u30ff]/.test(text) ? "ja" : "";

/** Say of an element what language its text shows. @param {HTMLElement} element @param {string} text */
export function tag(element, text) {
  const lang = languageOf(text);
  if (lang) element.lang = lang;
  else element.removeAttribute("lang");
}

/** The words that a sentence in another language quotes. @type {Record<string, RegExp>} */
const QUOTED = { ko: /[가-힣]+(?: [가-힣]+)*/g, en: /[A-Za-z]+(?: [A-Za-z]+)*/g };

/**
 * A text cut where it quotes words of another language: the pieces join up to it again.
 * @param {string} text
 * @param {string} lang of the quoted words
 * @returns {{text: string, quoted: boolean}[]}
 */
export function quotes(text, lang) {
  /** @type {{text: string, quoted: boolean}[]} */
  const pieces = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(QUOTED[lang] ?? /$^/g)) {
    pieces.push({ text: text.slice(from, index), quoted: false }, { text: found, quoted: true });
    from = index + found.length;
  }
  pieces.push({ text: text.slice(from), quoted: false });
  return pieces.filter((piece) => piece.text);
}
