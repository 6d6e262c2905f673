/**
 * Korean particles follow the sound that the word before them ends with. Used in the Korean catalogue as
 * { JOSA($token, form: "와/과") }: the form after a vowel, then the form after a consonant.
 */

/** ㄹ as the first and as the final letter of a syllable (Unicode's conjoining jamo). */
const RIEULS = new Set([0x1105, 0x11af]);
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
  const bare = word.replace(/[^\p{L}\p{M}\p{N}]+$/u, "");
  const last = [...bare].at(-1) ?? "";
  return hangul(last) ?? digit(last) ?? latin(bare.replace(/[^A-Za-z]+$/, ""));
}

/** @param {string} last a syllable, or a letter in any of Unicode's forms: ㄱ, ﾡ, ᄀ, and those of old Hangul */
function hangul(last) {
  const code = last.normalize("NFKD").codePointAt(last.normalize("NFKD").length - 1) ?? 0;
  if ((code >= 0x1160 && code <= 0x11a7) || (code >= 0xd7b0 && code <= 0xd7c6)) return "vowel";
  const consonant = (code >= 0x1100 && code <= 0x11ff) || (code >= 0xa960 && code <= 0xa97c);
  if (!consonant && !(code >= 0xd7cb && code <= 0xd7fb)) return null;
  return RIEULS.has(code) ? "rieul" : "consonant";
}

/** @param {string} last a figure, or one set as an index */
function digit(last) {
  const at = last === "" ? -1 : Math.max("0123456789".indexOf(last), SUBSCRIPTS.indexOf(last));
  if (at < 0) return null;
  return DIGITS[at] ? (RIEUL_DIGITS.has(at) ? "rieul" : "consonant") : "vowel";
}

/** Two capitals at the end, as in GPT and ChatGPT, are read letter by letter. */
const CAPITALS = /[A-Z]{2}$/;

/**
 * Letter by letter where the word is an acronym, or has no vowel to be read with (kt, pc).
 * @param {string} word Latin letters, or none
 */
function latin(word) {
  const lower = word.toLowerCase();
  if (word === "") return "vowel";
  return CAPITALS.test(word) || !/[aeiouy]/.test(lower) || lower.length === 1 ? spelled(lower.slice(-1)) : read(lower);
}

/** The name of a letter: 엘, 알; 엠, 엔; all others end in a vowel. @param {string} letter */
const spelled = (letter) => (/[lr]/.test(letter) ? "rieul" : /[mn]/.test(letter) ? "consonant" : "vowel");

/** Two letters of a long vowel before a stop: 위크, 시트, 루프, 부트, 수프, 슈트; but 서킷, 큇, 그룹, 풋, 하둡. */
const LONG = /(ea|ee|oa|ai|ei)[kt]$|(oa|oo|sou)p$|(oo|[^cq]ui)t$/;
const SHORT = /foot$|hadoop$/;
/** Short words that are written with a vowel of their own all the same, 비트, 세트, 체크; and 지프, 다이어트, 스카우트. */
const OWN =
  /^((qu|kilo|mega|giga)?bit|set|kit|hit|wit|knit|bat|mat|nut|pot|dot|check|shock|knock|jeep|diet|quiet|scout)$/;

/**
 * An English word in Hangul, by the rules for loanwords: a stop closes the syllable after a short vowel (북, 캣, 컵, 앱)
 * and takes 으 of its own after a consonant, a long vowel or with a silent e (네트워크, 헬프, 액트, 위크, 케이크); so do
 * d, g and all that hisses.
 * @param {string} word lower case, at least one vowel
 */
function read(word) {
  if (/l$|.[aeiouy].*le$|[^aeiouy]le$/.test(word)) return "rieul";
  if (/[mn]$|ng$|[aeiouy].*[mn]e$/.test(word)) return "consonant";
  if ((LONG.test(word) && !SHORT.test(word)) || OWN.test(word)) return "vowel";
  return /([aeiouy]|m)b$|([aeiouy]|c)[ck]$|[aeiouy](pp|[pt])$/.test(word) ? "consonant" : "vowel";
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
