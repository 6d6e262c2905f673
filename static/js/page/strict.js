/**
 * What an address says of the page and nobody can read, or the run that is shown has not: it is left out, and named in a
 * sentence. The request's own fields are for the server to judge.
 * @import {Run} from "../types.js"
 */

import { factsOf, isPlain } from "../run/facts.js";
import { ORDERS } from "../run/order.js";
import { rowsOf } from "../run/rows.js";
import { shadesOf } from "../run/shades.js";
import { sumOf } from "../run/sums.js";
import { SPEEDS } from "./actions.js";
import { editsOf } from "./edit-field.js";
import { USUAL } from "./looks.js";
import { panelNamed } from "./panel-names.js";
import {
  block,
  comparison,
  edit,
  gridPlace,
  labText,
  panel,
  part,
  run,
  seeds,
  shade,
  term,
  trial,
  unit,
  unread,
  VIEWS,
  writesOn,
} from "./state.js";
import { readTrial } from "./trial-form.js";
import { tooLong } from "./whatif.js";
import { DECIMAL, number, WHOLE } from "./written.js";

/** How many seeds the memory can be measured with. */
export const SEEDS = ["20", "50", "100"];
/** A text of the lab has no more characters. */
const LONGEST_LAB = 160;

/** The temperatures of the slider, and the lengths that are offered. */
const WRITES = /^(0(\.\d)?|1(\.\d)?|2(\.0)?),(10|20|40|80|160)$/;

/** A cell of the experiment and a delay. */
const PLACE = /^[a-z][a-z-]*,\d{1,6}$/;

const real = (/** @type {string} */ text) => (number(text, DECIMAL) ?? -1) >= 0;
const whole = (/** @type {string} */ text) => (number(text, WHOLE) ?? -1) >= 0;

/**
 * What each field may say of a run, and how it is left out where opening.js has not done so.
 * @type {Record<string, {fits: (text: string, run: Run) => boolean, drop?: () => void}>}
 */
const RULES = {
  u: { fits: real },
  speed: { fits: (text) => SPEEDS.includes(Number(text)) && real(text) },
  view: { fits: (text) => VIEWS.includes(text) },
  order: { fits: (text) => ORDERS.includes(text) },
  lesson: { fits: whole },
  clip_at: { fits: (text) => real(text) && Number(text) > 0 },
  lstm_bias: { fits: (text) => number(text, DECIMAL) !== null },
  unit: {
    fits: (text, of) => whole(text) && Number(text) < of.hidden_size,
    drop: () => {
      unit.value = 0;
    },
  },
  part: { fits: hasPart, drop: () => drop(part, "") },
  term: { fits: hasTerm, drop: () => drop(term, null) },
  panel: { fits: (text) => panelNamed(text) !== null, drop: () => drop(panel, "") },
  edit: { fits: (text, of) => !tooLong(of) && editsOf(of, text) !== null, drop: () => drop(edit, "") },
  memory: { fits: (text) => SEEDS.includes(text), drop: () => drop(seeds, "20") },
  shade: { fits: (text, of) => shadesOf(of).includes(text), drop: () => drop(shade, "flow") },
  compare: { fits: (text) => text === "page", drop: () => drop(comparison, "") },
  block: { fits: (text, { cell }) => factsOf(cell).gates.includes(text), drop: () => drop(block, "") },
  place: { fits: (text) => PLACE.test(text), drop: () => drop(gridPlace, "") },
  trial: { fits: (text) => readTrial(text) !== null, drop: () => drop(trial, "") },
  write: { fits: (text) => WRITES.test(text), drop: () => drop(writesOn, USUAL.write) },
  lab: { fits: (text) => text.trim() !== "" && text.length <= LONGEST_LAB, drop: () => drop(labText, "") },
};

/** @template V @param {{value: V}} signal @param {V} usual */
function drop(signal, usual) {
  signal.value = usual;
}

/** Whether a cell has a vector of that name, forward or backward. @param {string} name @param {Run} of */
function hasPart(name, { cell }) {
  const rows = [false, true].flatMap((back) => rowsOf(cell, back).map(({ part: own }) => own));
  return name === "h" || rows.includes(name) || (isPlain(cell) && factsOf(cell).gates.includes(name));
}

/** Whether the sum that is looked at has so many lines. @param {string} text @param {Run} of */
function hasTerm(text, of) {
  if (!whole(text)) return false;
  const lines = sumOf(of, 0, part.peek() || String(factsOf(of.cell).gates[0]), 0)?.terms.length;
  return lines === undefined || Number(text) < lines;
}

/** The most of a text that is said. */
const SAID = 24;

/**
 * Leave out what cannot be, and say which fields those were.
 * @param {string} search
 */
export function judge(search) {
  const shown = run.peek();
  if (!shown) return;
  const said = new URLSearchParams(search);
  const wrong = Object.entries(RULES).filter(([name, { fits, drop: leave }]) => {
    const text = said.get(name);
    if (!text || fits(text, shown)) return false;
    leave?.();
    return true;
  });
  unread.value = wrong.map(([name]) => `${name}=${brief(String(said.get(name)))}`);
}

/** @param {string} text */
const brief = (text) => (text.length > SAID ? `${text.slice(0, SAID)}…` : text);
