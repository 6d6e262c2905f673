/** The textbook exercise: the network's own numbers as grids to type and paste into, and the reader who computes. */
import { effect, signal } from "../../vendor/signals.js";
import { isDrawn } from "../page/network.js";
import { drawAgain, sheet, takeOver, write, writeExample } from "../page/own.js";
import { readMatrix } from "../page/paste.js";
import { resized, rowsOfGrid, withNumber, withPasted, withTurned } from "../page/sheet.js";
import { fields, run } from "../page/state.js";
import { find, make, say } from "../pen/dom.js";
import { sub } from "../pen/numbers.js";
import { gatesOf } from "../run/algebra.js";
import { bindCompute } from "../widgets/compute.js";
import { numberGrid } from "../widgets/number-grid.js";
import { showProblem } from "../widgets/problem.js";
import { bindNumberField } from "../widgets/refusals.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";
import { tokenName } from "../words/tokens.js";

/** @import {Name, Sheet} from "../page/sheet.js" */
/** @import {Saying} from "../types.js" */

/** The grids, in the order in which the sum is written. @type {Name[]} */
const GRIDS = ["x", "Wx", "Wh", "h", "c", "bx", "bh"];
/** Whether a grid is one row: those are one below the other. @param {Name} name */
const isRow = (name) => !["x", "Wx", "Wh"].includes(name);
/** The sizes and the most that is written by hand. @type {["H" | "I" | "T", number][]} */
const SIZES = [
  ["H", 16],
  ["I", 16],
  ["T", 32],
];

export function bindExercise() {
  const panel = find(".exercise");
  bindButtons();
  bindSizes(find(".sizes", panel));
  const rows = make("div", "rows");
  for (const name of GRIDS) bindGrid(isRow(name) ? rows : find(".grids", panel), name);
  find(".grids", panel).append(rows);
  effect(() => {
    find(".grids", panel).hidden = find(".sizes", panel).hidden = !sheet.value;
    if (words.value && run.value) say(find("#exercise-whose"), t(whose()));
    if (words.value && run.value && !sheet.value) tell(["exercise-too-large", {}]);
    else if (words.value && find("#exercise-say").dataset.key === "exercise-too-large") tell(null);
  });
  bindCompute(panel);
}

/** Whose numbers these are. */
function whose() {
  if (isDrawn(fields.value)) return "exercise-whose-drawn";
  return fields.value.model === null ? "exercise-whose-own" : "exercise-whose-stored";
}

/** @param {Saying | null} saying */
function tell(saying) {
  const place = find("#exercise-say");
  place.dataset.key = saying?.[0] ?? "";
  say(place, saying ? t(...saying) : "");
}

function bindButtons() {
  const on = (/** @type {string} */ name, /** @type {() => unknown} */ act) => {
    const button = /** @type {HTMLButtonElement} */ (find(`#exercise-${name}`));
    button.addEventListener("click", () => {
      tell(null);
      act();
    });
    return button;
  };
  const own = on("own", takeOver);
  on("example", writeExample);
  const drawn = on("drawn", drawAgain);
  const turn = on("turn", () => sheet.value && write(withTurned(sheet.value)));
  effect(() => {
    own.disabled = !sheet.value || !isDrawn(fields.value);
    drawn.disabled = isDrawn(fields.value) && fields.value.inputs === null && fields.value.state === null;
    turn.disabled = !sheet.value || sheet.value.Wh.length !== sheet.value.bx.length;
  });
}

/** @param {Sheet} of @param {"H" | "I" | "T"} name */
const sizeOf = (of, name) => ({ H: of.Wh.length, I: of.Wx.length, T: of.x.length })[name];

/** @param {HTMLElement} place */
function bindSizes(place) {
  for (const [name, most] of SIZES) {
    const [label, input, text] = [make("label"), make("input"), make("span")];
    Object.assign(input, { type: "number", min: "1", max: String(most), step: "1", id: `exercise-${name}` });
    text.dataset.l10n = `exercise-size-${name}`;
    label.append(text, input);
    place.append(label);
    bindNumberField(input, {
      accepted: () => sheet.value && sizeOf(sheet.value, name),
      take: (size) => sheet.value && write(resized(sheet.value, { [name]: size })),
    });
    effect(() => {
      if (!sheet.value) return;
      label.hidden = name === "T" && sheet.value.text;
      if (words.value) say(text, t(`exercise-size-${name}`));
    });
  }
}

/** What a grid is called: the article's letters. @param {Sheet} of @param {Name} name @returns {[string, string]} */
function symbol(of, name) {
  const split = of.bh !== null;
  const symbols = { x: ["x", ""], Wx: ["W", "x"], Wh: ["W", "h"], h: ["h", "−1"], c: ["c", "−1"], bh: ["b", "hh"] };
  if (name === "bx") return ["b", split ? "ih" : ""];
  return /** @type {[string, string]} */ (symbols[name]);
}

/** @param {HTMLElement} place @param {Name} name */
function bindGrid(place, name) {
  const [part, title, frame, table] = [make("div", `grid ${name}`), make("h3"), make("div", "frame"), make("table")];
  title.id = `grid-${name}`;
  table.setAttribute("aria-labelledby", title.id);
  frame.append(table);
  part.append(title, frame);
  place.append(part);
  const refused = signal(/** @type {{saying: Saying, mend: () => void, key: string} | null} */ (null));
  bindRefused(part, refused);
  const cell = (/** @type {number} */ i, /** @type {number} */ j) =>
    t("grid-cell", { grid: table.dataset.symbol ?? "", row: String(i), column: String(j) });
  const show = numberGrid(table, {
    change: (i, j, value) => sheet.value && write(withNumber(sheet.value, name, i, j, value)),
    paste: (text, i, j) => {
      const saying = paste(name, text, i, j);
      const forgive = () => {
        refused.value = null;
      };
      refused.value = saying && { saying, mend: forgive, key: "mend-fine" };
    },
    refuse: (at) => {
      refused.value = at && { saying: ["mend-number", { label: cell(at.i, at.j) }], mend: at.back, key: "mend-back" };
    },
    name: cell,
  });
  effect(() => {
    const of = sheet.value;
    const rows = of ? rowsOfGrid(of, name) : [];
    part.hidden = rows.length === 0;
    if (!of || !rows.length || !words.value) return;
    const [letter, index] = symbol(of, name);
    table.dataset.symbol = letter + (index && `_${index}`);
    const [italic, below] = [make("i"), make("sub")];
    const kind = name === "x" && of.text ? "words" : name;
    say(italic, letter);
    say(below, index);
    title.replaceChildren(italic, ...(index ? [below] : []), ` ${t(`exercise-grid-${kind}`)}`);
    show(rows, columnNames(of, name), rowNames(of, name));
  });
}

/**
 * What a grid was refused, below it.
 * @param {HTMLElement} part
 * @param {{value: {saying: Saying, mend: () => void, key: string} | null}} refused
 */
function bindRefused(part, refused) {
  const place = make("p", "refusal at-field");
  place.setAttribute("role", "alert");
  part.append(place);
  effect(() => {
    const now = words.value && mendWordsHere() ? refused.value : null;
    showProblem(place, now ? t(...now.saying) : "", now && { label: t(now.key), act: now.mend });
  });
}

/** @param {Sheet} of @param {Name} name */
function columnNames(of, name) {
  const H = of.Wh.length;
  if (name === "x") return of.Wx.map((_, i) => String(i));
  if (name === "h" || name === "c") return of.h.map((_, j) => String(j));
  const gates = run.value ? gatesOf(run.value) : [];
  return of.bx.map((_, j) => (gates.length > 1 ? sub(String(gates[Math.floor(j / H)]), j % H) : String(j)));
}

/** @param {Sheet} of @param {Name} name */
function rowNames(of, name) {
  if (name === "x") return of.x.map((_, i) => (of.text ? tokenName(of.names[i]) : sub("x", i)));
  if (name === "Wx") return of.Wx.map((_, i) => String(i));
  return name === "Wh" ? of.Wh.map((_, i) => String(i)) : [];
}

/**
 * Several numbers at once; what is wrong with them where they cannot be.
 * @param {Name} name
 * @param {string} text
 * @param {number} i
 * @param {number} j
 * @returns {Saying | null}
 */
function paste(name, text, i, j) {
  tell(null);
  const read = readMatrix(text);
  if ("problem" in read) return read.problem;
  const made = sheet.value && withPasted(sheet.value, name, read, i, j);
  const shape = { rows: String(read.rows.length), columns: String(read.rows[0]?.length) };
  if (!made) return ["paste-no-place", shape];
  write(made.sheet);
  tell([made.turned ? "paste-turned" : "paste-done", shape]);
  return null;
}
