/** The chain as a table: each step's state as far as it has been read, and the gradient as far as it has come back. */
/** @import {ChartTable, Run} from "../types.js" */
import { sub } from "../pen/numbers.js";
import { moment } from "../run/phases.js";
import { placeOf } from "../run/reading-order.js";
import { standing } from "../run/shades.js";
import { t } from "../words/i18n.js";
import { norm, number, ofSteps, shownUnits, unitHead } from "./rows.js";

/**
 * @param {Run} run
 * @param {number} u the playhead
 * @param {{unit: number, hidden?: number | null}} options `hidden`: the first step whose numbers are not to be told
 * @returns {ChartTable}
 */
export function chainTable(run, u, { unit, hidden = null }) {
  const T = run.tokens.length;
  const units = shownUnits(run, unit);
  const { read, reached } = standing(u, T);
  const known = Math.min(read, hidden ?? T);
  const cells = (/** @type {number} */ k) => {
    const h = k < known ? run.steps[k]?.h : undefined;
    const yet = t("table-not-yet");
    const state = h ? [...units.map((j) => number(h[j])), number(Math.hypot(...h))] : [...units.map(() => yet), yet];
    return [...state, k >= T - reached ? norm(run.steps[k]?.log10_grad_norm) : yet];
  };
  const columns = [...units.map((j) => unitHead(run, j)), "‖h‖", "‖∂L/∂h‖"];
  const table = ofSteps(run, t("table-chain"), columns, cells, moment(u, T).t);
  return { ...table, sentence: sentenceOf(run, known, reached) };
}

/** How far the reading is, and what came of it. @param {Run} run @param {number} known @param {number} reached */
function sentenceOf(run, known, reached) {
  const T = run.tokens.length;
  const args = { cell: run.cell.toUpperCase(), units: String(run.hidden_size), n: String(T), read: String(known) };
  if (!known) return t("table-chain-start", args);
  const h = run.steps[known - 1]?.h ?? [];
  const last = { ...args, h: sub("h", placeOf(run, known - 1)), norm: number(Math.hypot(...h)) };
  if (!reached) return t("table-chain-read", last);
  const grad = norm(run.steps[T - reached]?.log10_grad_norm);
  return t("table-chain-back", { ...last, to: sub("h", placeOf(run, T - reached)), grad });
}
