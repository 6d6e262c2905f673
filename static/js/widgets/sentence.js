/**
 * The sentence: a box of one line that opens where a text is longer, so that a whole page can be pasted and mended.
 * Closed, its tokens are underlined where they are.
 * @import {Moment, Run} from "../types.js"
 */
import { computed, effect } from "../../vendor/signals.js";
import { setView } from "../page/actions.js";
import { unlinked } from "../page/address.js";
import { textOf } from "../page/network.js";
import { ask } from "../page/shown-run.js";
import { fields, now, problems, run, scales } from "../page/state.js";
import { typedIds } from "../page/written.js";
import { find, say, widthOf } from "../pen/dom.js";
import { inSentence, placeOf, readsBack } from "../run/reading-order.js";
import { isSeries } from "../run/series.js";
import { piecesOf } from "../run/text-pieces.js";
import { t, words } from "../words/i18n.js";
import { tag } from "../words/spoken-language.js";

/** No line shows more tokens than that. */
const MOST = 120;
/** A text of more characters is long without being measured, and waits until its writer pauses (ms). */
const [LONG, PAUSE] = [2_000, 250];
/** The most that the open box covers of the picture, in px. */
const TALLEST = 232;
/** A pasted text of more tokens opens as text: nobody would watch them one by one. */
const PAGE = 200;

export function bindSentence() {
  const box = find(".sentence .box");
  const area = /** @type {HTMLTextAreaElement} */ (find("#sentence"));
  const width = widthOf(area);
  const measure = measurer(area);
  bindLength(box, area, width, measure);
  bindWriting(area);
  bindUnderlines(find(".underlines", box), width, measure);
  const count = find("#count");
  effect(() => {
    const unit = isSeries(run.value) ? "number" : fields.value.token_ids ? "id" : fields.value.tokenizer;
    const key = unlinked(fields.value) ? "count-unlinked" : "count";
    const refused = problems.value.some(({ field }) => field === "sentence");
    if (!words.value || !run.value) return;
    const scaled = isSeries(run.value) && scales.value ? `\n${t("numbers-standardised")}` : "";
    say(count, refused ? "" : t(key, { n: run.value.tokens.length, unit, columns: run.value.input_size }) + scaled);
  });
}

/** @import {Signal} from "../../vendor/signals.js" */
/** @typedef {(text: string) => number} Measure px */

/** The width of a text in the box's own letters. @param {HTMLElement} area @returns {Measure} */
function measurer(area) {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  return (text) => {
    const { fontSize, fontFamily } = getComputedStyle(area);
    pen.font = `${fontSize} ${fontFamily}`;
    return pen.measureText(text).width;
  };
}

/** What is written is asked for; what is pasted may be a page. @param {HTMLTextAreaElement} area */
function bindWriting(area) {
  let pasted = false;
  let waiting = 0;
  const send = async () => {
    const page = pasted;
    pasted = false;
    if (fields.peek().token_ids) {
      const token_ids = typedIds(area.value);
      if (token_ids) await ask({ token_ids });
      return;
    }
    await ask({ sentence: area.value });
    if (!page || area.value !== run.value?.sentence || run.value.tokens.length <= PAGE) return;
    setView("sentence");
    if (document.activeElement === area) find("#text-view .page").focus({ preventScroll: true });
  };
  area.addEventListener("paste", () => {
    pasted = true;
  });
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    // a browser may tell of one change in many pieces: what is asked for already is not asked for again
    if (area.value === textOf(fields.peek())) pasted = false;
    else if (area.value.length <= LONG || pasted) send();
    else waiting = setTimeout(send, PAUSE);
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") area.blur();
    // in one line Enter means "go", and it goes already
    const line = !area.value.includes("\n") && !event.shiftKey && !event.isComposing;
    if (event.key === "Enter" && line) event.preventDefault();
  });
}

/**
 * A text that one line cannot show opens the box while it is edited.
 * @param {HTMLElement} box
 * @param {HTMLTextAreaElement} area
 * @param {Signal<number>} width
 * @param {Measure} wide
 */
function bindLength(box, area, width, wide) {
  const fit = () => {
    const open = box.classList.contains("long") && document.activeElement === area;
    area.style.height = "";
    if (open) area.style.height = `${Math.min(area.scrollHeight, TALLEST)}px`;
    else area.scrollTop = 0;
  };
  const measure = () => {
    const { value } = area;
    const long = value.length > LONG || value.includes("\n") || wide(value) > width.peek();
    box.classList.toggle("long", long);
    fit();
  };
  const text = computed(() => textOf(fields.value));
  effect(() => {
    if (width.value && text.value !== null) measure();
    tag(area, text.value);
  });
  area.addEventListener("input", measure);
  area.addEventListener("focus", fit);
  area.addEventListener("blur", fit);
}

/**
 * Spans are made once a text, as many as one line shows.
 * @param {HTMLElement} lines
 * @param {Signal<number>} width
 * @param {Measure} measure
 */
function bindUnderlines(lines, width, measure) {
  /** @type {{span: HTMLElement, t: number, count: number}[]} */
  let spans = [];
  const at = computed(() => (now.value ? now.value.t * 2 + Number(now.value.backward) : -1));
  const show = () => {
    const here = now.peek();
    for (const { span, t: first, count } of here ? spans : []) {
      const name = reached(/** @type {Run} */ (run.peek()), first, count, /** @type {Moment} */ (here));
      if (span.className !== name) span.className = name;
    }
  };
  const text = computed(() => textOf(fields.value));
  const read = computed(() => run.value && [run.value.direction, ...run.value.tokens.slice(0, MOST)].join("\n"));
  effect(() => {
    // another network that reads the same words is no reason
    const here = read.value === undefined ? null : run.peek();
    if (!here) return;
    spans = underline(lines, text.value, here, { width: width.value, measure });
    show();
  });
  effect(() => {
    if (at.value >= 0) show();
  });
}

/** @param {HTMLElement} lines @param {string} sentence @param {Run} run @param {{width: number, measure: Measure}} room */
function underline(lines, sentence, run, { width, measure }) {
  // what is written beyond what was read has no tokens yet
  const [line = ""] = sentence
    .slice(0, Math.min(LONG, firstDifference(sentence, run.asked ? textOf(run.asked) : (run.sentence ?? ""))))
    .split("\n");
  const spans = [];
  const shown = [];
  let right = 0;
  for (const { text, t: first, count } of piecesOf(line, inSentence(run).slice(0, MOST))) {
    right += measure(text);
    if (right > width) break;
    const span = count ? document.createElement("span") : document.createTextNode(text);
    shown.push(span);
    if (!(span instanceof HTMLElement)) continue;
    span.textContent = text;
    tag(span, text);
    spans.push({ span, t: first, count });
  }
  lines.replaceChildren(...shown);
  return spans;
}

/** How many characters two texts begin with alike. @param {string} a @param {string} b */
function firstDifference(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** @param {Run} run @param {number} first @param {number} count @param {Moment} at */
function reached(run, first, count, at) {
  const place = placeOf(run, at.t);
  if (place >= first && place < first + count) return `now${at.backward ? " back" : ""}`;
  return at.backward || (readsBack(run) ? first > place : first < place) ? "read" : "";
}
