/**
 * What a training has told, as plain data, and what follows from it: where it is at a step, what chance would do, and
 * whether it has learned.
 * @import {Training, TrainingEnd, TrainingReport} from "../types.js"
 */

/** So many reports together say how well it does: one batch alone is too few to tell. */
export const WINDOW = 25;
/** From this share on a task is learned. */
export const LEARNED = 0.98;
/** A share is above chance where it is this many standard deviations above. */
const SURE = 3;
/** It has forgotten again where it was this much better once. */
const FALL = 0.3;

/**
 * A training of which nothing is known yet.
 * @param {Training["taught"]} taught
 * @returns {Training}
 */
export const untold = (taught) => ({ taught, reports: [], networks: [], end: null });

/**
 * The training with more told. Its lists are the same ones, grown: a training has thousands of reports.
 * @param {Training} training
 * @param {{reports?: TrainingReport[], networks?: Training["networks"], end?: TrainingEnd | null}} more
 * @returns {Training}
 */
export function grown(training, { reports = [], networks = [], end = training.end }) {
  append(training.reports, reports);
  append(training.networks, networks);
  return { ...training, end };
}

/**
 * The training without a network that is not kept any more.
 * @param {Training} training
 * @param {string} model
 * @returns {Training}
 */
export const without = (training, model) => ({
  ...training,
  networks: training.networks.filter((network) => network.model !== model),
});

/**
 * In order of their steps; what is told a second time, after a pause, changes nothing.
 * @template {{step: number}} One
 * @param {One[]} known
 * @param {One[]} more
 */
function append(known, more) {
  for (const one of more) if (one.step > (known.at(-1)?.step ?? -1)) known.push(one);
}

/** The last step that was told. @param {Training} training */
export const lastStep = ({ reports, networks, end }) =>
  Math.max(reports.at(-1)?.step ?? 0, networks.at(-1)?.step ?? 0, end?.step ?? 0);

/**
 * The place of the last one at a step or before it; −1 where none is.
 * @param {{step: number}[]} all by step
 * @param {number} step
 */
export function placeAt(all, step) {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(all[middle]?.step) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The network of a step: the last one that was told by then; null for the untrained one.
 * @param {Training} training
 * @param {number} step
 */
export function networkAt({ networks }, step) {
  const found = networks[placeAt(networks, step)];
  return found && found.step > 0 ? found : null;
}

/** The report of a step, the last one by then; null before the first. @param {Training} training @param {number} step */
export const reportAt = ({ reports }, step) => reports[placeAt(reports, step)] ?? null;

/**
 * The mean of what the reports up to a place say, the last WINDOW of them; null where none says it.
 * @param {TrainingReport[]} reports
 * @param {number} place
 * @param {"loss" | "accuracy"} name
 */
export function recent(reports, place, name) {
  let [sum, count] = [0, 0];
  for (let i = Math.max(place - WINDOW + 1, 0); i <= place; i++) {
    const value = reports[i]?.[name];
    if (value === null || value === undefined) continue;
    sum += value;
    count += 1;
  }
  return count ? { mean: sum / count, count } : null;
}

/**
 * The same at every place, each from the one before.
 * @param {TrainingReport[]} reports
 * @param {"loss" | "accuracy"} name
 * @returns {number[]}
 */
export function recents(reports, name) {
  let sum = 0;
  return reports.map((report, i) => {
    sum += Number(report[name] ?? 0);
    if (i >= WINDOW) sum -= Number(reports[i - WINDOW]?.[name] ?? 0);
    return sum / Math.min(i + 1, WINDOW);
  });
}

/** The share that is right by chance among V symbols that are equally likely, and the loss of that. @param {number} V */
export const chanceOf = (V) => ({ accuracy: 1 / V, loss: Math.log(V) });

/**
 * What it costs to say each number again as the next one: half the mean square of the differences.
 * @param {number[]} series
 */
export function costOfRepeating(series) {
  const steps = series.slice(1).map((value, i) => (value - Number(series[i])) ** 2 / 2);
  return steps.length ? steps.reduce((a, b) => a + b, 0) / steps.length : null;
}

/** @typedef {"untold" | "learned" | "learning" | "lost" | "chance" | "closer" | "farther"} Standing */

/**
 * How it stands at a step. Of symbols: whether what is right is above chance; of numbers: whether the loss is below that
 * of saying the last number again. `share` is what is right, or the loss; `best` what it was at best.
 * @param {Training} training
 * @param {number} step
 * @returns {{standing: Standing, share: number, best: number}}
 */
export function standingAt(training, step) {
  const { reports, taught } = training;
  const place = placeAt(reports, step);
  const name = taught.chance.accuracy === null ? "loss" : "accuracy";
  const now = recent(reports, place, name);
  if (!now) return { standing: "untold", share: 0, best: 0 };
  const means = recents(reports.slice(0, place + 1), name);
  // the first few means are of few reports
  const settled = means.slice(Math.min(WINDOW, means.length) - 1);
  if (name === "loss") {
    const closer = now.mean < (taught.chance.loss ?? 0);
    return { standing: closer ? "closer" : "farther", share: now.mean, best: Math.min(...settled) };
  }
  const best = settled.reduce((a, b) => Math.max(a, b), 0);
  return { standing: ofShare(now, best, taught), share: now.mean, best };
}

/**
 * @param {{mean: number, count: number}} now
 * @param {number} best
 * @param {Training["taught"]} taught
 * @returns {Standing}
 */
function ofShare({ mean, count }, best, { chance, batch }) {
  const c = Number(chance.accuracy);
  const above = mean > c + SURE * Math.sqrt((c * (1 - c)) / (count * batch));
  if (mean >= LEARNED) return "learned";
  if (best - mean > FALL) return "lost";
  return above ? "learning" : "chance";
}

/**
 * What of the gradient arrives where the answer is, as log10: at the last step, and `distance` steps back. Where it is
 * not carried so far it is cut; null is exactly zero.
 * @param {Training} training
 * @param {number} step
 * @returns {{here: number | null, there: number | null, distance: number, cut: boolean} | null}
 */
export function reachAt(training, step) {
  const levels = reportAt(training, step)?.log10_grad_norms;
  const { distance, truncate } = training.taught;
  if (!levels?.length || distance === null) return null;
  const cut = truncate !== null && truncate < distance + 1;
  return { here: levels[0] ?? null, there: levels[distance] ?? null, distance, cut };
}

/** How many of the reports up to a step were clipped. @param {Training} training @param {number} step */
export function clippedUpTo({ reports }, step) {
  const told = placeAt(reports, step) + 1;
  let count = 0;
  for (let i = 0; i < told; i++) if (reports[i]?.clipped) count += 1;
  return { count, told };
}
