/**
 * A number in the opened A is changed where it is: typed after a double click, Enter or its first figure, stepped by the
 * arrow keys, or dragged sideways. Everything follows at once; Escape puts back what was there.
 * @import {Fields, Focus} from "../types.js"
 * @import {Name} from "../page/sheet.js"
 */
import { effect, signal } from "../../vendor/signals.js";
import { restore, sheet, write } from "../page/own.js";
import { held } from "../page/pace.js";
import { readNumber } from "../page/paste.js";
import { rowsOfGrid, withNumber } from "../page/sheet.js";
import { computing, fields, run } from "../page/state.js";
import { make } from "../pen/dom.js";
import { pointIn } from "../pen/magnified.js";
import { factsOf, isPlain } from "../run/facts.js";
import { unitName } from "../run/order.js";
import { sumOf } from "../run/sums.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";
import { bindPull } from "./drag.js";

/** A place in a sheet, and what it is called. @typedef {{grid: Name, i: number, j: number, name: string}} Entry */
/**
 * What the pointer is at: what the panel looks at, and whether it is the value that a weight multiplies.
 * @typedef {Partial<Focus> & {source?: boolean}} Target
 */

/** The arrow keys change a number by this, and with Shift by that; a drag by this much a px. */
const STEP = { coarse: 0.1, fine: 0.01 };
const DRAG = { coarse: 0.01, fine: 0.001 };
/** What a number begins with: it opens the field as Enter does. */
const TYPED = /^[\d.\-−+]$/;
/** Sums of steps are as round as their steps. */
const round = (/** @type {number} */ value) => Number(value.toFixed(10));

/**
 * @param {SVGSVGElement | HTMLElement} svg
 * @param {object} where
 * @param {(event: MouseEvent) => Target | null} where.under what a pointer is at
 * @param {() => Focus} where.looked what is looked at
 * @param {() => number} where.step the step that is shown
 * @param {(focus: Focus) => {x: number, y: number} | null} where.middleOf the middle of a looked at number, in px; null
 *   where it is not shown
 */
export function bindEditNumber(svg, { under, looked, step, middleOf }) {
  const frame = /** @type {HTMLElement} */ (svg.parentElement);
  const editor = editorIn(frame);
  const at = (/** @type {MouseEvent} */ event) => {
    const found = under(event);
    return found ? numberAt({ ...looked(), ...found }, step()) : null;
  };
  const middle = (/** @type {MouseEvent} */ event) => pointIn(frame, event);
  svg.addEventListener("dblclick", (event) => {
    const place = at(/** @type {MouseEvent} */ (event));
    if (place) editor.open(place, middle(/** @type {MouseEvent} */ (event)));
  });
  svg.addEventListener("pointermove", (event) => {
    if (!(/** @type {PointerEvent} */ (event).buttons))
      svg.style.cursor = at(/** @type {PointerEvent} */ (event)) ? "ew-resize" : "";
  });
  svg.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = /** @type {KeyboardEvent} */ (event);
    const typed = TYPED.test(key) && !ctrlKey && !metaKey && !altKey;
    if (key !== "Enter" && !typed) return;
    const [place, there] = [numberAt(looked(), step()), middleOf(looked())];
    if (!place || !there) return;
    event.preventDefault();
    event.stopPropagation();
    editor.open(place, there, () => /** @type {HTMLElement} */ (svg).focus({ preventScroll: true }));
    if (typed) editor.type(key);
  });
  bindDrag(/** @type {HTMLElement} */ (svg), at);
}

/**
 * Where the sheet has what is looked at: a weight, a bias, what is read, or the state to begin with.
 * @param {Target & Focus} focus
 * @param {number} step
 * @returns {Entry | null}
 */
function numberAt({ part, unit, term, source }, step) {
  const [shown, of] = [run.value, sheet.value];
  if (!shown || !of || term === null || term === undefined || computing.value !== null) return null;
  const gate = isPlain(shown.cell) ? "a" : part;
  const found = sumOf(shown, step, gate, unit)?.terms[term];
  if (!found || found.kind === "state") return null;
  // the sheet has the network's own order
  const j = unitName(shown, unit);
  const column = Math.max(factsOf(shown.cell).gates.indexOf(gate), 0) * shown.hidden_size + j;
  if (found.kind === "bias") return { grid: biasOf(found, of.bh !== null), i: 0, j: column, name: `b[${j}]` };
  const recurrent = found.kind === "recurrent";
  const i = recurrent ? unitName(shown, found.index) : found.index;
  if (source) return sourceAt(recurrent, i, step);
  return recurrent
    ? { grid: "Wh", i, j: column, name: `Wₕ[${i}, ${j}]` }
    : { grid: "Wx", i, j: column, name: `Wₓ[${i}, ${j}]` };
}

/**
 * Which bias a term is: the first is that of W h where another gate looks at W h alone.
 * @param {{index: number, factors: number[]}} term
 * @param {boolean} split
 * @returns {Name}
 */
const biasOf = ({ index, factors }, split) => (split && index === 0 && factors.length > 1 ? "bh" : "bx");

/**
 * What a weight multiplies: h only where it is the state to begin with.
 * @param {boolean} recurrent
 * @param {number} index
 * @param {number} step
 * @returns {Entry | null}
 */
function sourceAt(recurrent, index, step) {
  const of = sheet.value;
  if (recurrent) return step === 0 ? { grid: "h", i: 0, j: index, name: `h₋₁[${index}]` } : null;
  const row = of?.text ? Number(run.value?.token_ids?.[step]) : step;
  return Number.isInteger(row) ? { grid: "x", i: row, j: index, name: `x[${index}]` } : null;
}

/** @param {Entry} place */
const valueAt = ({ grid, i, j }) => Number(sheet.value && rowsOfGrid(sheet.value, grid)[i]?.[j]);

/** @param {Entry} place @param {number} value */
function put({ grid, i, j }, value) {
  if (sheet.value && value !== rowsOfGrid(sheet.value, grid)[i]?.[j]) write(withNumber(sheet.value, grid, i, j, value));
}

let refusals = 0;

/**
 * What is said below a field of letters that are no number, and a button that puts the number back.
 * @param {HTMLInputElement} input
 * @param {() => void} back
 * @returns {(name: string) => void} says it of the number of that name; of none, nothing
 */
function bindRefusal(input, back) {
  const [place, said, button] = [make("p", "number-refusal refusal"), make("span"), make("button", "again")];
  const wrong = signal("");
  refusals += 1;
  Object.assign(place, { id: `number-refusal-${refusals}`, hidden: true });
  place.setAttribute("role", "alert");
  input.setAttribute("aria-describedby", place.id);
  button.type = "button";
  // the field keeps the focus, and stays
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", back);
  place.append(said, button);
  input.after(place);
  effect(() => {
    const shown = words.value > 0 && wrong.value !== "" && mendWordsHere();
    place.hidden = !shown;
    if (!shown) return;
    said.textContent = t("mend-number", { label: wrong.value });
    button.textContent = t("mend-back");
    Object.assign(place.style, { left: input.style.left, top: input.style.top });
  });
  return (name) => {
    wrong.value = name;
    input.setAttribute("aria-invalid", String(name !== ""));
  };
}

/** A field that opens over a number. @param {HTMLElement} frame */
function editorIn(frame) {
  const input = make("input", "number-editor");
  Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off", hidden: true });
  frame.append(input);
  const refuse = bindRefusal(input, () => {
    if (editing) input.value = String(valueAt(editing.place));
    refuse("");
    input.select();
  });
  /** @type {{place: Entry, before: Fields, leave: () => void} | null} */
  let editing = null;
  const close = () => {
    const { leave } = editing ?? {};
    editing = null;
    input.hidden = true;
    refuse("");
    held.value = false;
    leave?.();
  };
  input.addEventListener("input", () => {
    const value = readNumber(input.value);
    refuse(value === null && editing ? editing.place.name : "");
    if (editing && value !== null) put(editing.place, value);
  });
  input.addEventListener("keydown", (event) => {
    if (!editing) return;
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by) {
      const value = round(valueAt(editing.place) + by * (event.shiftKey ? STEP.fine : STEP.coarse));
      put(editing.place, value);
      input.value = String(value);
      refuse("");
    } else if (event.key === "Escape") {
      restore(editing.before);
      close();
    } else if (event.key === "Enter") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("blur", () => editing && close());
  return {
    /** @param {Entry} place @param {{x: number, y: number}} middle in the frame @param {() => void} [leave] */
    open(place, { x, y }, leave = () => {}) {
      editing = { place, before: fields.peek(), leave };
      held.value = true;
      input.setAttribute("aria-label", t("edit-number", { number: place.name }));
      input.title = t("edit-number", { number: place.name });
      input.value = String(valueAt(place));
      input.hidden = false;
      Object.assign(input.style, { left: `${Math.min(Math.max(x, 48), frame.clientWidth - 48)}px`, top: `${y}px` });
      input.focus({ preventScroll: true });
      input.select();
    },
    /** Begin with a letter that was typed. @param {string} letter */
    type(letter) {
      input.value = letter;
      input.setSelectionRange(1, 1);
    },
  };
}

/** @param {HTMLElement} svg @param {(event: MouseEvent) => Entry | null} at */
function bindDrag(svg, at) {
  /** @type {{place: Entry, before: Fields, from: number, value: number} | null} */
  let drag = null;
  let moved = false;
  const undo = () => {
    if (drag && moved) restore(drag.before);
    drag = null;
  };
  bindPull(svg, {
    take(event) {
      const place = at(event);
      moved = false;
      drag = place && { place, before: fields.peek(), from: event.clientX, value: valueAt(place) };
    },
    pull(event) {
      if (!drag) return;
      moved = true;
      held.value = true;
      const step = event.shiftKey ? DRAG.fine : DRAG.coarse;
      put(drag.place, round(drag.value + Math.round(event.clientX - drag.from) * step));
    },
    undo,
    leave() {
      if (moved) held.value = false;
      drag = null;
    },
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !drag || !moved) return;
      event.preventDefault();
      event.stopPropagation();
      undo();
    },
    { capture: true },
  );
  // the end of a drag is no press
  svg.addEventListener(
    "click",
    (event) => {
      if (moved) event.stopImmediatePropagation();
      moved = false;
    },
    { capture: true },
  );
}
