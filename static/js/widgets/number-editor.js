/** Where numbers come from: a ready series, a curve drawn by hand, a pasted text; and what is done to them. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { domainOf, draw, drawnOver, fine, places } from "../charts/series-drawing.js";
import { give, given, readingNumbers, standardise } from "../page/number-input.js";
import { readSeries } from "../page/pasted-series.js";
import { fields, scales } from "../page/state.js";
import { find, say, widthOf } from "../pen/dom.js";
import { clamp } from "../pen/math.js";
import { exact } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { columnOf, readNumbers } from "../run/pasted-numbers.js";
import { COMPUTED, computed as computedSeries, stretched } from "../run/ready-series.js";
import { isLarge } from "../run/scaling.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";
import { showProblem } from "./problem.js";
import { bindNumberField } from "./refusals.js";

/** @import {Table} from "../run/pasted-numbers.js" */
/** @import {Saying} from "../types.js" */

/** The height of the drawing, px. */
const HEIGHT = 168;
/** The length of a computed series where none was chosen. */
const LENGTH = 48;
/** The most points that the field of the length takes. */
const MOST = 2000;
/** One press of an arrow, in parts of the reach; with Shift a finer one. */
const [STEP, FINE] = [0.05, 0.005];
/** A text of more characters waits until its writer pauses (ms). */
const [LONG, PAUSE] = [2_000, 250];

/** The point that the keys move. */
const at = signal(0);
const column = signal(0);
/** What the pasted text was read as, or why it cannot be read. */
const pasted = signal({ table: /** @type {Table | null} */ (null), fault: /** @type {Saying | null} */ (null) });

/** The column of the pasted table that is read; null for all. */
const picked = signal(/** @type {number | null} */ (null));

/** The rows of a series that was measured, and its name. @type {{value: {rows: number[][], name: string} | null}} */
const source = signal(/** @type {{rows: number[][], name: string} | null} */ (null));

/** @param {HTMLElement} panel */
export function bindNumberEditor(panel) {
  const text = /** @type {HTMLTextAreaElement} */ (find("#numbers-text", panel));
  /** The rows that the text says; null where it has to be written again. @type {number[][] | null} */
  let written = null;
  bindReady(panel);
  bindLength(panel);
  bindDrawing(panel);
  bindColumn(panel);
  const wrote = (/** @type {number[][]} */ rows) => {
    written = rows;
  };
  bindText(text, wrote);
  bindPicked(panel, wrote);
  effect(() => {
    if (!readingNumbers.value || given.value === written) return;
    written = given.value;
    text.value = asText(given.value, fields.value.labels);
    pasted.value = { table: null, fault: null };
  });
  bindPasteNote(panel, () => {
    text.value = asText(given.value, fields.value.labels);
    pasted.value = { table: null, fault: null };
    text.focus();
  });
  bindScaling(panel);
}

/** Numbers as a text that reads as them. @param {number[][]} rows @param {string[] | null} labels */
const asText = (rows, labels) =>
  rows.map((row, i) => [...(labels ? [labels[i] ?? ""] : []), ...row.map(String)].join("\t")).join("\n");

/** @param {HTMLElement} panel */
function bindReady(panel) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (panel.querySelectorAll("[data-series]")))
    button.addEventListener("click", () => choose(String(button.dataset.series), chosenLength(panel)));
}

/** What asks once more for a series that did not come. @type {{value: (() => void) | null}} */
const failed = signal(/** @type {(() => void) | null} */ (null));

/** @param {string} name @param {number} length of a computed one */
async function choose(name, length) {
  failed.value = null;
  if (COMPUTED.includes(name)) {
    const values = computedSeries(name, length, Number(fields.peek().seed) || 0);
    return give(
      values.map((value) => [value]),
      { standardise: false },
    );
  }
  try {
    const response = await fetch(`${document.body.dataset.static ?? "/static"}/series/${name}.csv`);
    if (!response.ok) throw new Error(`${response.status}`);
    const { table } = readNumbers(await response.text());
    pasted.value = { table: null, fault: null };
    if (table) await give(table.rows, { labels: table.labels, standardise: true });
    source.value = { rows: given.peek(), name };
  } catch {
    failed.value = () => choose(name, length);
    pasted.value = { table: null, fault: ["problem-unreachable", {}] };
  }
}

/** The length that was chosen for a computed series. @param {HTMLElement} panel */
function chosenLength(panel) {
  const length = Math.round(Number(/** @type {HTMLInputElement} */ (find("#numbers-length", panel)).value));
  return length >= 1 && length <= MOST && !fields.peek().labels ? length : LENGTH;
}

/** Another length stretches the curve. @param {HTMLElement} panel */
function bindLength(panel) {
  const field = /** @type {HTMLInputElement} */ (find("#numbers-length", panel));
  bindNumberField(field, {
    accepted: () => (readingNumbers.value ? given.value.length : null),
    take: (length) => {
      if (length !== given.peek().length) give(stretched(given.peek(), length));
    },
    // what is typed on the way to a number would thin the curve out
    late: true,
  });
  effect(() => {
    if (given.value.length) at.value = Math.min(at.peek(), given.value.length - 1);
  });
}

/** @param {HTMLElement} panel */
function bindDrawing(panel) {
  const svg = find(".drawing", panel);
  const width = widthOf(svg);
  svg.setAttribute("height", String(HEIGHT));
  /** While a hand draws, the reach stays. @type {{value: [number, number] | null}} */
  const held = signal(/** @type {[number, number] | null} */ (null));
  const domain = computed(() => held.value ?? domainOf(given.value));
  const frame = () => ({ width: width.value, height: HEIGHT, domain: domain.value, T: given.value.length });
  effect(() => {
    if (!readingNumbers.value || width.value < 64) return;
    patch(svg, draw(given.value, { ...frame(), at: at.value, column: column.value }));
  });
  effect(() => {
    const value = given.value[at.value]?.[column.value];
    if (!words.value || value === undefined) return;
    const [low, high] = domain.value;
    const name = fields.value.labels?.[at.value] ?? t("numbers-step", { n: String(at.value) });
    const said = t("numbers-point", { name, value: exact(value) });
    say(find(".point", panel), said);
    for (const [name, text] of Object.entries({ min: low, max: high, now: value, text: said }))
      svg.setAttribute(`aria-value${name}`, String(text));
  });
  bindHand(svg, frame, held);
  svg.addEventListener("keydown", (event) => move(event, domain.value));
}

/**
 * A pointer draws where it goes: every point that it passes takes its height.
 * @param {HTMLElement} svg
 * @param {() => import("../charts/series-drawing.js").Frame} frame
 * @param {{value: [number, number] | null}} held
 */
function bindHand(svg, frame, held) {
  /** @type {{t: number, value: number} | null} */
  let last = null;
  const under = (/** @type {PointerEvent} */ event) => {
    const { left, top } = svg.getBoundingClientRect();
    const { pointAt, valueAt } = places(frame());
    return { t: pointAt(event.clientX - left), value: valueAt(event.clientY - top) };
  };
  const draw = (/** @type {PointerEvent} */ event) => {
    const here = under(event);
    at.value = here.t;
    const rows = drawnOver(given.peek(), column.peek(), last ?? here, here);
    last = here;
    give(rows, { labels: fields.peek().labels, dragged: true });
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary || !given.peek().length) return;
    svg.setPointerCapture(event.pointerId);
    held.value = frame().domain;
    last = null;
    draw(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (svg.hasPointerCapture(event.pointerId)) draw(event);
  });
  svg.addEventListener("lostpointercapture", () => {
    held.value = null;
    last = null;
  });
}

/**
 * ← and → choose a point, ↑ and ↓ move it; Shift is finer, Home and End are the ends.
 * @param {KeyboardEvent} event
 * @param {[number, number]} domain
 */
function move(event, domain) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const last = given.peek().length - 1;
  const beside = { ArrowLeft: at.peek() - 1, ArrowRight: at.peek() + 1, Home: 0, End: last }[event.key];
  const up = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (beside !== undefined) at.value = clamp(beside, 0, last);
  else if (up) lift(up * (event.shiftKey ? FINE : STEP), domain);
  else return;
  event.preventDefault();
}

/** Move the chosen point. @param {number} by in parts of the reach @param {[number, number]} domain */
function lift(by, domain) {
  const rows = given.peek();
  const before = rows[at.peek()]?.[column.peek()];
  if (before === undefined) return;
  const here = { t: at.peek(), value: fine(before + by * (domain[1] - domain[0]), domain) };
  give(drawnOver(rows, column.peek(), here, here), { labels: fields.peek().labels, dragged: true });
}

/** Of several columns one is drawn. @param {HTMLElement} panel */
function bindColumn(panel) {
  const label = find(".which", panel);
  const select = /** @type {HTMLSelectElement} */ (find("#numbers-column", panel));
  const count = computed(() => given.value[0]?.length ?? 0);
  effect(() => {
    label.toggleAttribute("hidden", count.value < 2);
    select.replaceChildren(...Array.from({ length: count.value }, (_, i) => new Option(String(i), String(i))));
    column.value = Math.min(column.peek(), Math.max(count.value - 1, 0));
    select.value = String(column.peek());
  });
  select.addEventListener("change", () => {
    column.value = Number(select.value);
  });
}

/**
 * What is pasted or typed is read; what cannot be read changes nothing.
 * @param {HTMLTextAreaElement} area
 * @param {(rows: number[][]) => void} wrote
 */
function bindText(area, wrote) {
  let waiting = 0;
  const readAll = () => {
    failed.value = null;
    const found = readSeries(area.value);
    if (widthOfTable(found.table) !== widthOfTable(pasted.peek().table)) picked.value = null;
    pasted.value = found;
    if (found.table) read(found.table, wrote);
  };
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(readAll, area.value.length > LONG ? PAUSE : 0);
  });
}

/** @param {Table | null} table */
const widthOfTable = (table) => table?.rows[0]?.length ?? 0;

/** Read the column of a table that is picked, or all. @param {Table} table @param {(rows: number[][]) => void} wrote */
function read({ rows: all, labels }, wrote) {
  const rows = columnOf(all, picked.peek());
  wrote(rows);
  give(rows, { labels, standardise: isLarge(rows) });
  // to show the same rows is no reason to write the text again
  wrote(given.peek());
}

/** Of a pasted table with several columns all are read, or one. @param {HTMLElement} panel @param {(rows: number[][]) => void} wrote */
function bindPicked(panel, wrote) {
  const label = find(".picked", panel);
  const select = /** @type {HTMLSelectElement} */ (find("#numbers-picked", panel));
  effect(() => {
    if (!words.value) return;
    const { table } = pasted.value;
    const count = widthOfTable(table);
    label.toggleAttribute("hidden", count < 2);
    const name = (/** @type {number} */ i) => table?.names[i] || t("numbers-nth-column", { n: String(i + 1) });
    const each = Array.from({ length: count }, (_, i) => new Option(name(i), String(i)));
    select.replaceChildren(new Option(t("numbers-all-columns"), ""), ...each);
    select.value = String(picked.value ?? "");
  });
  select.addEventListener("change", () => {
    picked.value = select.value === "" ? null : Number(select.value);
    const { table } = pasted.peek();
    if (table) read(table, wrote);
  });
}

/**
 * How the text was read, or why it was not.
 * @param {HTMLElement} panel
 * @param {() => void} back writes the numbers that are read
 */
function bindPasteNote(panel, back) {
  const mend = () => {
    const again = failed.value;
    return again ? { label: t("retry"), act: again } : { label: t("mend-back"), act: back };
  };
  const [told, fault] = [find("#numbers-say", panel), find("#numbers-fault", panel)];
  effect(() => {
    if (!words.value || !readingNumbers.value) return;
    const { table, fault: wrong } = pasted.value;
    showProblem(fault, wrong ? t(...wrong) : "", wrong && mendWordsHere() ? mend() : null);
    find("#numbers-text", panel).setAttribute("aria-invalid", String(Boolean(wrong)));
    const from = source.value?.rows === given.value ? `${t(`hint-numbers-${source.value.name}`)}. ` : "";
    say(told, wrong ? "" : from + (table ? pasteNote(table) : sizeOf(given.value)));
  });
}

/** @param {number[][]} rows */
const sizeOf = (rows) => t("numbers-size", { rows: rows.length, columns: rows[0]?.length ?? 0 });

/** How a table was read, in sentences. @param {Table} table */
function pasteNote({ rows, labels, labelled, names, separator, comma, turned, dropped }) {
  const columns = rows[0]?.length ?? 0;
  const parts = [sizeOf(rows)];
  if (turned) parts.push(t("numbers-turned"));
  else if (separator !== "none")
    parts.push(t("numbers-parted", { separator, columns: columns + dropped.length + Number(labels !== null) }));
  if (comma) parts.push(t("numbers-comma"));
  if (labels) parts.push(labelled ? t("numbers-labelled", { name: labelled }) : t("numbers-labelled-first"));
  else if (names.length) parts.push(t("numbers-header"));
  if (dropped.length) parts.push(t("numbers-dropped", { names: dropped.join(", "), count: dropped.length }));
  return parts.join(" ");
}

/** What is done to the numbers is said, and can be undone. @param {HTMLElement} panel */
function bindScaling(panel) {
  const box = /** @type {HTMLInputElement} */ (find("#numbers-standardise", panel));
  box.addEventListener("change", () => standardise(box.checked));
  const told = find("#numbers-scaling", panel);
  effect(() => {
    box.checked = scales.value !== null;
    if (words.value && readingNumbers.value) say(told, scalingOf(given.value));
  });
}

/** @param {number[][]} rows */
function scalingOf(rows) {
  const lost = scales.value;
  if (!lost) return t(isLarge(rows) ? "numbers-as-they-are-large" : "numbers-as-they-are");
  const [[mean, deviation]] = /** @type {[[number, number]]} */ (/** @type {unknown} */ (lost));
  if (lost.length > 1) return t("numbers-scaled-each");
  return t("numbers-scaled", { mean: exact(mean), deviation: exact(deviation) });
}
