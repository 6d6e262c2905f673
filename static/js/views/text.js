/**
 * The text as the chart: each token shaded by a chosen number. Spans are made once a text; a moment touches only what
 * it changes, so that 5,000 tokens cost no more than four.
 * @import {Signal} from "../../vendor/signals.js"
 * @import {Coat} from "../run/shades.js"
 * @import {Piece, Run, Scheme} from "../types.js"
 */
import { computed, effect, signal } from "../../vendor/signals.js";
import { point, setView, visit } from "../page/actions.js";
import { bindWhen } from "../page/lazy.js";
import { calm, now, playing, pointed, run, scheme, shade, u, unit, view } from "../page/state.js";
import { find, sayRich } from "../pen/dom.js";
import { scaleOf } from "../pen/magnified.js";
import { once } from "../pen/once.js";
import { inSentence, placeOf, readsBack } from "../run/reading-order.js";
import { isSeries } from "../run/series.js";
import { coat, shadeOf, standing, worn } from "../run/shades.js";
import { blocks, piecesOf } from "../run/text-pieces.js";
import { bindShading, written } from "../widgets/shading.js";
import { tag } from "../words/spoken-language.js";

/** The size of a text by its greatest number of characters. @type {[number, string][]} */
const SIZES = [
  [32, "huge"],
  [80, "large"],
  [280, "middle"],
  [1000, "small"],
  [Number.POSITIVE_INFINITY, "fine"],
];
/** In this size there is room for each token's number. */
const NUMBERED = "huge";
/** Letters of scripts that are written to the left, and of the others. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LEFT_TO_RIGHT = /(?![\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])\p{L}/u;
/** The share of the page's height above and below which the playhead's word is brought back towards the middle. */
const EDGE = 0.22;

/**
 * One text on the page: the span of each token, and what each wears now.
 * @typedef {object} Sheet
 * @property {string} sentence
 * @property {string[]} tokens in the order of reading
 * @property {string | undefined} direction
 * @property {HTMLElement[]} spans
 * @property {string} key
 * @property {number} read
 * @property {number} reached
 * @property {number} gone how many of the words have lost some of their ink
 */

export function bindText() {
  const panel = find("#text-view");
  const page = find(".page", panel);
  const sheet = signal(/** @type {Sheet | null} */ (null));
  effect(() => {
    if (view.value !== "sentence" || !run.value || isSeries(run.value) || shows(sheet.peek(), run.value)) return;
    sheet.value = write(find(".prose", page), run.value);
  });
  const at = computed(() => (run.value ? standing(u.value, run.value.tokens.length) : { read: 0, reached: 0 }));
  effect(() => {
    if (view.value !== "sentence" || !run.value || isSeries(run.value)) return;
    if (!sheet.value || !shows(sheet.value, run.value)) return;
    dress(sheet.value, run.value, at.value, {
      shade: shadeOf(run.value, shade.value),
      unit: unit.value,
      scheme: scheme.value,
    });
    readAloud(page, sheet.value);
  });
  effect(() => {
    // what is hidden cannot have the focus
    if (view.value !== "sentence" && panel.contains(document.activeElement))
      find("#timeline").focus({ preventScroll: true });
  });
  mark(sheet, page);
  bindPointer(page);
  const numbers = computed(() => isSeries(run.value));
  bindWhen(numbers, () => import("../widgets/series-page.js").then(({ bindSeriesPage }) => bindSeriesPage(page)));
  bindShading(panel);
  const seen = computed(() => view.value === "sentence");
  bindWhen(seen, () => import("../widgets/large-text.js").then(({ bindLargeText }) => bindLargeText(panel, sheet)));
}

/** Whether the sheet shows the run's text. @param {Sheet | null} sheet @param {Run} run */
const shows = (sheet, { sentence, tokens, direction }) =>
  sheet !== null &&
  sheet.sentence === sentence &&
  sheet.direction === direction &&
  sheet.tokens.length === tokens.length &&
  sheet.tokens.every((token, t) => token === tokens[t]);

/** Set the text. @param {HTMLElement} prose @param {Run} run @returns {Sheet} */
function write(prose, run) {
  const { sentence = "", direction } = run;
  const tokens = inSentence(run);
  /** @type {HTMLElement[]} */
  const spans = [];
  // words of both directions keep their order only within the line itself, not as boxes of their own
  const both = RIGHT_TO_LEFT.test(sentence) && LEFT_TO_RIGHT.test(sentence);
  const size = SIZES.find(([most]) => sentence.length <= most)?.[1];
  const token = (/** @type {string} */ text) => {
    const span = document.createElement("span");
    span.className = "token ahead";
    span.textContent = text;
    tag(span, text);
    // its number and its padding stay with it
    if (both && LEFT_TO_RIGHT.test(text)) span.classList.add("ltr");
    else if (both && RIGHT_TO_LEFT.test(text)) span.classList.add("rtl");
    if (size === NUMBERED) span.append(number());
    span.dataset.t = String(placeOf(run, spans.length));
    spans.push(span);
    return span;
  };
  const set = (/** @type {Piece} */ { text, t, count }) => {
    if (count === 0) return text;
    if (count === 1) return token(text || String(tokens[t]));
    const syllable = document.createElement("span");
    syllable.className = "syllable";
    syllable.append(...tokens.slice(t, t + count).map(token));
    return syllable;
  };
  prose.dataset.size = size;
  // as it is where it is not set in one line
  prose.dataset.usual = size;
  prose.classList.toggle("both", both);
  prose.replaceChildren(
    ...blocks(piecesOf(sentence, tokens)).map((pieces) => {
      const block = document.createElement("div");
      block.className = "block";
      block.append(...pieces.map(set));
      return block;
    }),
  );
  if (readsBack(run)) spans.reverse();
  return { sentence, tokens: run.tokens, direction, spans, key: "", read: 0, reached: 0, gone: 0 };
}

/** The place of a token's number. */
function number() {
  const place = document.createElement("span");
  place.className = "number";
  place.setAttribute("aria-hidden", "true");
  return place;
}

/**
 * Give each token its colour, where it changed.
 * @param {Sheet} sheet
 * @param {Run} run
 * @param {{read: number, reached: number}} at
 * @param {{shade: string, unit: number, scheme: Scheme}} options
 */
function dress(sheet, run, at, { shade, unit, scheme }) {
  const T = sheet.tokens.length;
  const key = `${runNumber(run)} ${shade} ${shade === "unit" || shade === "flow" ? unit : ""} ${scheme}`;
  const again = key !== sheet.key;
  const before = { read: sheet.read, reached: sheet.reached };
  Object.assign(sheet, { key, ...at });
  const put = (/** @type {number} */ t) => {
    const name = worn(shade, t, at, T);
    const bare = name === "ahead" || name === "bare";
    wear(sheet, t, name, bare ? null : coat(run, name, unit, scheme));
  };
  if (again) for (let t = 0; t < T; t++) put(t);
  else {
    for (let t = Math.min(before.read, at.read); t < Math.max(before.read, at.read); t++) put(t);
    const [few, many] = [Math.min(before.reached, at.reached), Math.max(before.reached, at.reached)];
    for (let t = T - many; t < T - few; t++) put(t);
  }
}

/**
 * Give a token its colours, its ink and its number.
 * @param {Sheet} sheet
 * @param {number} t
 * @param {string} name what it wears
 * @param {Coat | null} coat null where it has none
 */
function wear(sheet, t, name, coat) {
  const span = /** @type {HTMLElement} */ (sheet.spans[t]);
  const left = coat ? /** @type {number | null} */ (coat.left[t]) : 1;
  const whole = coat !== null && left === 1;
  span.classList.toggle("ahead", name === "ahead");
  // exactly zero is no small number: it looks otherwise
  span.classList.toggle("zero", left === null);
  sheet.gone += fade(span, left ?? 1);
  span.style.backgroundColor = whole ? (coat.fills[t] ?? "") : "";
  span.style.color = whole ? (coat.inks[t] ?? "") : "";
  const beside = span.querySelector(".number");
  if (beside) sayRich(beside, coat ? written(coat.scale, coat.values[t] ?? null) : "");
}

/**
 * Leave a word so much of its ink.
 * @param {HTMLElement} span
 * @param {number} ink 0…1
 * @returns by how many there are more words that have lost some
 */
function fade(span, ink) {
  const before = span.classList.contains("vanished");
  span.classList.toggle("vanished", ink < 1);
  if (ink < 1) span.style.setProperty("--left", `${Math.round(100 * ink)}%`);
  return Number(ink < 1) - Number(before);
}

/**
 * A text whose ink fades is a picture of forgetting, and too faint to be read by everyone: a voice then has the text
 * itself beside it. Words have all their ink where they are pointed at and under the playhead.
 * @param {HTMLElement} page
 * @param {Sheet} sheet
 */
function readAloud(page, { sentence, gone }) {
  const [prose, copy] = [find(".prose", page), find(".copy", page)];
  const faint = gone > 0;
  if (prose.hasAttribute("aria-hidden") === faint && copy.textContent === sentence) return;
  prose.toggleAttribute("aria-hidden", faint);
  if (faint) prose.setAttribute("aria-hidden", "true");
  copy.hidden = !faint;
  copy.textContent = sentence;
  tag(copy, sentence);
}

let runs = 0;

/** A name for a run. @param {Run} run */
const runNumber = (run) => once(run, "number of the run", () => ++runs);

/**
 * The token under the playhead is marked and in view; so is the token that is pointed at elsewhere.
 * @param {Signal<Sheet | null>} sheet
 * @param {HTMLElement} page
 */
function mark(sheet, page) {
  const place = computed(() => (now.value ? { t: now.value.t, back: now.value.backward } : { t: -1, back: false }));
  const here = computed(() => place.value.t * 2 + Number(place.value.back));
  /** @type {HTMLElement | undefined} */
  let shown;
  effect(() => {
    const { t, back } = here.value >= 0 ? place.peek() : { t: -1, back: false };
    shown?.classList.remove("now", "back");
    shown = sheet.value?.spans[t];
    shown?.classList.add("now");
    shown?.classList.toggle("back", back);
    if (view.value === "sentence" && shown) bring(page, shown, playing.peek() && !calm.peek());
  });
  // a page that comes into view, or gets another height, has other lines in its middle
  new ResizeObserver(() => {
    if (view.peek() === "sentence" && shown) bring(page, shown, false);
  }).observe(page);
  /** @type {HTMLElement | undefined} */
  let pointedAt;
  effect(() => {
    pointedAt?.classList.remove("pointed");
    pointedAt = sheet.value?.spans[pointed.value ?? -1];
    pointedAt?.classList.add("pointed");
  });
}

/**
 * Scroll the page, never the window, where a token leaves its middle.
 * @param {HTMLElement} page
 * @param {HTMLElement} span
 * @param {boolean} gently
 */
function bring(page, span, gently) {
  const high = page.clientHeight;
  const top = (span.getBoundingClientRect().top - page.getBoundingClientRect().top) / scaleOf(page);
  if (top >= high * EDGE && top <= high * (1 - EDGE)) return;
  const by = top - high * 0.4;
  page.scrollBy({ top: by, behavior: gently && Math.abs(by) < high * 2 ? "smooth" : "auto" });
}

/** A token opens in the chain, at the end of its step. @param {HTMLElement} page */
function bindPointer(page) {
  const under = (/** @type {Event} */ event) => {
    const span = /** @type {Element} */ (event.target).closest("[data-t]");
    return span ? Number(span.getAttribute("data-t")) : null;
  };
  const land = (/** @type {number} */ t) => {
    visit(t);
    setView("unrolled");
  };
  page.addEventListener("click", (event) => {
    const t = under(event);
    if (t !== null && !getSelection()?.toString()) land(t);
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && now.value) land(now.value.t);
  });
  page.addEventListener("pointerover", (event) => point(under(event)));
  page.addEventListener("pointerleave", () => point(null));
}
