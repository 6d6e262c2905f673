/**
 * A text of few words is set in one line as large as it fits, and the chain's threads are drawn under it: the text and
 * the chain are one thing.
 * @import {Signal} from "../../vendor/signals.js"
 * @import {WordBox} from "../scenes/text-threads.js"
 */
import { effect, signal } from "../../vendor/signals.js";
import { pickUnit } from "../page/actions.js";
import { look } from "../page/looking.js";
import { run, scheme, u, view } from "../page/state.js";
import { find } from "../pen/dom.js";
import { scaleOf } from "../pen/magnified.js";
import { clamp } from "../pen/math.js";
import { patch } from "../pen/svg.js";
import { isSeries } from "../run/series.js";
import { draw, THREADS } from "../scenes/text-threads.js";

/** So few words are set in one line, if they fit in this size, px. */
const FEW = 8;
const SIZE = { least: 28, low: 48, most: 120 };
/** A window lower than this, px, is a phone on its side. */
const LOW = 480;
/** The line's height in its size, and the room of the numbers above it, px. */
const [LINE, NUMBERS] = [1.46, 32];
/** What a line leaves free at both of its ends together, px. */
const ENDS = 48;

/** A text that is set, as far as it matters here. @typedef {{spans: HTMLElement[]}} Sheet */
/** Where the words are: their places in the order of reading, and their lower edge, px. @typedef {{words: WordBox[], top: number}} Line */

/**
 * @param {HTMLElement} panel
 * @param {Signal<(Sheet & object) | null>} sheet
 */
export function bindLargeText(panel, sheet) {
  const [page, prose] = [find(".page", panel), find(".prose", panel)];
  const svg = find(".text-threads", page);
  const line = signal(/** @type {Line | null} */ (null));
  const fit = () => {
    if (view.peek() === "sentence") line.value = sheet.value ? set(page, prose, sheet.value.spans) : null;
  };
  effect(() => {
    if (view.value === "sentence" && sheet.value) fit();
  });
  new ResizeObserver(fit).observe(page);
  document.fonts.ready.then(fit);
  effect(() => {
    panel.classList.toggle("large", line.value !== null);
    find("#stage").classList.toggle("large-text", line.value !== null);
  });
  effect(() => {
    const [shown, at] = [run.value, line.value];
    if (view.value !== "sentence") return;
    const drawn = shown && at && !isSeries(shown) && at.words.length === shown.tokens.length;
    patch(svg, drawn ? draw(shown, u.value, { ...at, scheme: scheme.value }) : []);
  });
  bindThreads(svg);
}

/**
 * Set the words in one line, or leave them as they are where they are too many, or do not fit.
 * @param {HTMLElement} page
 * @param {HTMLElement} prose
 * @param {HTMLElement[]} spans
 * @returns {Line | null}
 */
function set(page, prose, spans) {
  const [width, height] = [page.clientWidth, page.clientHeight];
  const usual = () => {
    if (prose.dataset.usual) prose.dataset.size = prose.dataset.usual;
    prose.style.fontSize = "";
    prose.style.paddingTop = "";
    return null;
  };
  if (!width || spans.length > FEW || prose.classList.contains("both") || !prose.dataset.usual) return usual();
  prose.dataset.size = "line";
  // a low window shows the upper part of the stage
  const low = innerHeight < LOW;
  const room = low ? SIZE.low : (height - NUMBERS - THREADS) / LINE;
  prose.style.fontSize = `${SIZE.most}px`;
  const size = Math.floor(clamp(Math.min((SIZE.most * (width - ENDS)) / extent(spans), room), 0, SIZE.most));
  if (size < SIZE.least) return usual();
  prose.style.fontSize = `${size}px`;
  const above = low ? 0 : Math.max((height - size * LINE - NUMBERS - THREADS) / 2, 0);
  prose.style.paddingTop = `${above + NUMBERS}px`;
  const { left, top } = page.getBoundingClientRect();
  const scale = scaleOf(page);
  const boxes = spans.map((span) => span.getBoundingClientRect());
  // words narrower than their least width do not shrink with their size
  if (extent(spans) > width) return usual();
  return {
    words: boxes.map((box) => ({ x: (box.left + box.width / 2 - left) / scale, width: box.width / scale })),
    top: (Math.max(...boxes.map(({ bottom }) => bottom)) - top) / scale + page.scrollTop,
  };
}

/** From the first word's beginning to the last one's end, px. @param {HTMLElement[]} spans */
function extent(spans) {
  const boxes = spans.map((span) => span.getBoundingClientRect());
  const wide = Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));
  return wide / (spans[0] ? scaleOf(spans[0]) : 1);
}

/** A thread lights its unit in every picture; a press keeps it. @param {HTMLElement} svg */
function bindThreads(svg) {
  const under = (/** @type {Event} */ event) => {
    const unit = /** @type {Element} */ (event.target).closest("[data-unit]")?.getAttribute("data-unit");
    return unit ? Number(unit) : null;
  };
  svg.addEventListener("pointerover", (event) => {
    const unit = under(event);
    look(unit === null ? null : { unit, term: null });
  });
  svg.addEventListener("pointerleave", () => look(null));
  svg.addEventListener("click", (event) => {
    const unit = under(event);
    if (unit !== null) pickUnit(unit);
  });
}
