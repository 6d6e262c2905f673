/**
 * Korean particles follow the sound that the word before them ends with. Used in the Korean catalogue as
 * { JOSA($token, form: "와/과") }: the form after a vowel, then the form after a consonant.
 */

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
/** The place of ㄹ among the final consonants. */
const RIEUL = 8;
/** Final consonants of 0…9 read in Korean: 영 일 이 삼 사 오 육 칠 팔 구. */
const DIGITS = [true, true, false, true, false, false, true, true, true, false];
const RIEUL_DIGITS = new Set([1, 7, 8]);
const POWER = /([⁰¹²³⁴⁵⁶⁷⁸⁹]|\^\{[^}]*\})$/;
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/**
 * Whether a word ends in a consonant as a Korean reader says it: "consonant", "rieul" (ㄹ, which 로 treats as a vowel) or "vowel".
 * @param {string} word
 * @returns {"vowel" | "consonant" | "rieul"}
 */
export function ending(word) {
  // 10⁻³ is read "10의 마이너스 3제곱", 57% "57퍼센트"
  if (POWER.test(word)) return "consonant";
  if (word.endsWith("%")) return "vowel";
  const last = [...word.replace(/[^\p{L}\p{N}]+$/u, "")].at(-1) ?? "";
  return hangul(last) ?? digit(last) ?? latin(word.toLowerCase().replace(/[^a-z]+$/, ""));
}

/** @param {string} last a syllable or a lone consonant */
function hangul(last) {
  if (/[ㄱ-ㅎ]/.test(last)) return last === "ㄹ" ? "rieul" : "consonant";
  const code = last.codePointAt(0) ?? 0;
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return null;
  const final = (code - FIRST_SYLLABLE) % 28;
  return final === 0 ? "vowel" : final === RIEUL ? "rieul" : "consonant";
}

/** @param {string} last a figure, or one set as an index */
function digit(last) {
  const at = last === "" ? -1 : Math.max("0123456789".indexOf(last), SUBSCRIPTS.indexOf(last));
  if (at < 0) return null;
  return DIGITS[at] ? (RIEUL_DIGITS.has(at) ? "rieul" : "consonant") : "vowel";
}

/** @param {string} word */
function latin(word) {
  if (/^[a-z]$/.test(word)) return /[lr]/.test(word) ? "rieul" : /[mn]/.test(word) ? "consonant" : "vowel";
  if (/(l|le)$/.test(word)) return "rieul";
  return /(m|n|ng|p|k|b|c|t|me|ne|ck|d)$/.test(word) && !/(nd|ld|rd|st|ed|nt|ft|rt|d)$/.test(word)
    ? "consonant"
    : "vowel";
}

/**
 * Fluent function: the word, in quotation marks where asked, and the fitting particle.
 * @param {unknown[]} positional the word
 * @param {Record<string, unknown>} named `form`: "와/과", "는/은", "를/을", "가/이", "로/으로"; `quote`: in quotation marks
 */
export function josa([word], { form, quote }) {
  const bare = String(/** @type {{valueOf(): unknown}} */ (word).valueOf());
  const text = quote ? `“${bare}”` : bare;
  const [vowel = "", consonant = ""] = String(form).split("/");
  const end = ending(bare);
  if (vowel === "로") return text + (end === "consonant" ? consonant : vowel);
  return text + (end === "vowel" ? vowel : consonant);
}
