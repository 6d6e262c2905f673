/**
 * A grid of numbers that are typed or pasted. One cell is in the order of Tab; the arrows go from cell to cell.
 */

import { readNumber } from "../page/paste.js";
import { make, say } from "../pen/dom.js";

/**
 * @typedef {object} Hand
 * @property {(i: number, j: number, value: number) => void} change a number was written
 * @property {(text: string, i: number, j: number) => void} paste several were
 * @property {(at: {i: number, j: number, back: () => void} | null) => void} refuse a text that is no number is in a cell;
 * null once none is
 * @property {(i: number, j: number) => string} name what a voice calls a cell
 */

/** A number where it is not being written: four decimals, fewer where it is large. @param {number} value */
function brief(value) {
  const size = Math.abs(value);
  const small = size > 0 && size < 1e-3;
  const text = small || size >= 1e5 ? value.toExponential(1) : String(Number(value.toFixed(size < 10 ? 4 : 2)));
  return text.replace(/^-/, "−").replace("e+", "e");
}

/**
 * @param {HTMLTableElement} table
 * @param {Hand} hand
 */
export function numberGrid(table, { change, paste, refuse, name }) {
  table.setAttribute("role", "grid");
  /** @type {HTMLInputElement[][]} */
  let inputs = [];
  /** @type {number[][]} */
  let values = [];
  /** What was in a cell when its writer came. */
  let before = 0;

  const place = (/** @type {EventTarget | null} */ target) => {
    const [i, j] = String(/** @type {HTMLElement} */ (target).dataset.cell)
      .split(" ")
      .map(Number);
    return [Number(i), Number(j)];
  };
  const go = (/** @type {number} */ i, /** @type {number} */ j) => inputs[i]?.[j]?.focus();

  table.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const [i, j] = place(target);
    for (const each of inputs.flat()) each.tabIndex = each === target ? 0 : -1;
    before = Number(values[i]?.[j]);
    target.value = String(before);
    target.select();
  });
  table.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const [i, j] = place(target);
    // the button that puts a number back is below the grid
    if (relatedTarget instanceof Element && relatedTarget.closest(".refusal")) return;
    const wrong = target.getAttribute("aria-invalid") === "true";
    target.value = brief(Number(values[i]?.[j]));
    target.removeAttribute("aria-invalid");
    if (wrong) refuse(null);
  });
  table.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const [i, j] = place(target);
    const value = readNumber(target.value);
    judge(target, i, j);
    if (value !== null && value !== values[i]?.[j]) change(i, j, value);
  });
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (readNumber(text) !== null || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const [i, j] = place(event.target);
    paste(text, i, j);
  });
  table.addEventListener("keydown", (event) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const [i, j] = place(target);
    const to = goal(event.key, i, j, target);
    if (to) {
      event.preventDefault();
      go(to[0], to[1]);
    } else if (event.key === "Escape" && before !== values[i]?.[j]) {
      event.preventDefault();
      change(i, j, before);
      target.value = String(before);
      judge(target, i, j);
      target.select();
    } else if (event.key === "Escape" && target.getAttribute("aria-invalid") === "true") {
      event.preventDefault();
      putBack(target, i, j);
    }
  });

  /** Say whether a cell holds a number. @param {HTMLInputElement} input @param {number} i @param {number} j */
  function judge(input, i, j) {
    const wrong = readNumber(input.value) === null;
    const was = input.getAttribute("aria-invalid") === "true";
    input.setAttribute("aria-invalid", String(wrong));
    if (wrong) refuse({ i, j, back: () => putBack(input, i, j) });
    else if (was) refuse(null);
  }

  /** @param {HTMLInputElement} input @param {number} i @param {number} j */
  function putBack(input, i, j) {
    input.value = String(values[i]?.[j]);
    judge(input, i, j);
    input.focus({ preventScroll: true });
    input.select();
  }

  /** @param {number[][]} rows @param {string[]} above @param {string[]} beside */
  function build(rows, above, beside) {
    const head = make("tr");
    head.append(make("td"), ...above.map(() => heading("col")));
    const lines = rows.map((row, i) => {
      const line = make("tr");
      line.append(...(beside.length ? [heading("row")] : [make("td")]), ...row.map((_, j) => cell(i, j)));
      return line;
    });
    inputs = lines.map((line) => [...line.querySelectorAll("input")]);
    table.replaceChildren(...(above.length ? [head] : []), ...lines);
    const [first] = inputs[0] ?? [];
    if (first) first.tabIndex = 0;
  }

  /** @param {number} i @param {number} j */
  function cell(i, j) {
    const [box, input] = [make("td"), make("input")];
    box.setAttribute("role", "gridcell");
    Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off", spellcheck: false, tabIndex: -1 });
    input.dataset.cell = `${i} ${j}`;
    box.append(input);
    return box;
  }

  /** @param {string[]} texts @param {"col" | "row"} scope */
  function label(texts, scope) {
    for (const [k, th] of [...table.querySelectorAll(`[scope=${scope}]`)].entries()) say(th, texts[k] ?? "");
  }

  /** @param {HTMLInputElement} input @param {number} i @param {number} j */
  function fill(input, i, j) {
    const value = Number(values[i]?.[j]);
    input.setAttribute("aria-label", name(i, j));
    input.title = String(value);
    if (input !== document.activeElement) input.value = brief(value);
    else if (readNumber(input.value) !== null && readNumber(input.value) !== value) input.value = String(value);
  }

  /**
   * Show numbers; the cell that is being written keeps its text.
   * @param {number[][]} rows
   * @param {string[]} above the columns' names
   * @param {string[]} beside the rows' names, or none
   */
  return function show(rows, above, beside) {
    const same = rows.length === inputs.length && rows[0]?.length === inputs[0]?.length;
    values = rows;
    const held = same ? null : document.activeElement;
    const at = held instanceof HTMLInputElement && table.contains(held) ? place(held) : null;
    if (!same) build(rows, above, beside);
    label(above, "col");
    label(beside, "row");
    for (const [i, line] of inputs.entries()) for (const [j, input] of line.entries()) fill(input, i, j);
    if (at) go(Math.min(Number(at[0]), rows.length - 1), Math.min(Number(at[1]), Number(rows[0]?.length) - 1));
  };
}

/** @param {"col" | "row"} scope */
function heading(scope) {
  const th = make("th");
  th.scope = scope;
  return th;
}

/**
 * Where a key goes from a cell, or null: ← and → only from the ends of its text.
 * @param {string} key
 * @param {number} i
 * @param {number} j
 * @param {HTMLInputElement} input
 * @returns {[number, number] | null}
 */
function goal(key, i, j, { selectionStart, selectionEnd, value }) {
  const whole = selectionStart === 0 && selectionEnd === value.length;
  const first = whole || selectionEnd === 0;
  const last = whole || selectionStart === value.length;
  if (key === "ArrowUp") return [i - 1, j];
  if (key === "ArrowDown" || key === "Enter") return [i + 1, j];
  if (key === "ArrowLeft" && first) return [i, j - 1];
  if (key === "ArrowRight" && last) return [i, j + 1];
  return null;
}
