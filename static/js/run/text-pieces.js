/**
 * Where the tokens are in the text that they were read from. The server drops blanks and cuts the rest, so the
 * tokens are found in order.
 * @import {Piece} from "../types.js"
 */

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const FINALS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
const [FIRST, LAST] = [0xac00, 0xd7a3];
/** What the tokenisers take for nothing: Unicode Z, Cc, Cf and other white space. */
const BLANK = /[\p{Z}\p{Cc}\p{Cf}\s]+/uy;
/** What is invisible within a word, and no part of it. */
const UNSEEN = /\p{Cf}+/uy;

/**
 * The text cut into pieces that join up to it again (in Unicode's form NFC). A piece is the text between tokens, or
 * a token, or a syllable that several tokens spell; a token that cannot be found is a piece without text.
 * @param {string} sentence
 * @param {string[]} tokens
 * @returns {Piece[]}
 */
export function piecesOf(sentence, tokens) {
  const text = sentence.normalize("NFC");
  /** @type {Piece[]} */
  const pieces = [];
  let from = 0;
  for (let t = 0; t < tokens.length; ) {
    const { start, end, count } = locate(text, from, tokens, t);
    if (start > from) pieces.push({ text: text.slice(from, start), t: -1, count: 0 });
    pieces.push({ text: text.slice(start, end), t, count });
    from = end;
    t += count;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), t: -1, count: 0 });
  return pieces;
}

/** A block of a long paragraph ends with the first sentence that ends after this many pieces. */
const BLOCK = 400;
const END = /[.!?。…]$/u;

/** A text in its lines, each with its end. @param {string} text @returns {string[]} */
const linesOf = (text) => text.match(/[^\n]*\n|[^\n]+/g) ?? [text];

/**
 * The pieces by blocks, so that a browser may skip what is far from view: a block ends with a line end, or, in a
 * very long paragraph, with a sentence.
 * @param {Piece[]} pieces
 * @returns {Piece[][]}
 */
export function blocks(pieces) {
  /** @type {Piece[][]} */
  const all = [[]];
  const last = () => /** @type {Piece[]} */ (all.at(-1));
  let ended = false;
  for (const piece of pieces) {
    const lines = piece.count ? [piece.text] : linesOf(piece.text);
    for (const text of lines) {
      if (ended && piece.count) all.push([]);
      last().push({ ...piece, text });
      if (text.endsWith("\n")) all.push([]);
      ended = last().length >= BLOCK && piece.count > 0 && END.test(text);
    }
  }
  return all.filter((block) => block.length);
}

/**
 * The next token's place at or after `from`.
 * @param {string} text
 * @param {number} from
 * @param {string[]} tokens
 * @param {number} t
 */
function locate(text, from, tokens, t) {
  const token = tokens[t] ?? "";
  const after = from + blank(text, from);
  if (token === " " && after > from) return { start: from, end: after, count: 1 };
  const letters = spell(text.charCodeAt(after));
  if (letters.length && letters.every((letter, i) => letter === tokens[t + i]))
    return { start: after, end: after + 1, count: letters.length };
  const through = spelled(text, after, token);
  if (through >= 0) return { start: after, end: through, count: 1 };
  const start = text.indexOf(token, from);
  return start < 0 ? { start: from, end: from, count: 1 } : { start, end: start + token.length, count: 1 };
}

/**
 * Where a token ends that begins at `from`, with nothing but the invisible between its letters; -1 where it does not.
 * @param {string} text
 * @param {number} from
 * @param {string} token
 */
function spelled(text, from, token) {
  let at = from;
  for (const letter of token) {
    if (!text.startsWith(letter, at)) at += run(UNSEEN, text, at);
    if (!text.startsWith(letter, at)) return -1;
    at += letter.length;
  }
  return at;
}

/** How many blank code units there are at `from`. @param {string} text @param {number} from */
function blank(text, from) {
  return run(BLANK, text, from);
}

/** The letters of a Hangul syllable, as on a keyboard: 한 → ㅎㅏㄴ; none of anything else. @param {number} code */
export function spell(code) {
  if (!(code >= FIRST && code <= LAST)) return [];
  const at = code - FIRST;
  const [initial, rest] = [Math.floor(at / (MEDIALS.length * FINALS.length)), at % (MEDIALS.length * FINALS.length)];
  const letters = [INITIALS[initial], MEDIALS[Math.floor(rest / FINALS.length)], FINALS[rest % FINALS.length]];
  return letters.filter((letter) => letter);
}

/** How many code units a pattern takes at `from`. @param {RegExp} pattern @param {string} text @param {number} from */
function run(pattern, text, from) {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0].length ?? 0;
}
