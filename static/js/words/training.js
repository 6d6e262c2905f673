/**
 * What is said of a network that learns: what it is asked, how it stands, how far the gradient reaches, what is clipped.
 * Each sentence is true of the reports it is made of.
 * @import {Training} from "../types.js"
 */
import { percent, scientific } from "../pen/numbers.js";
import { clippedUpTo, reachAt, standingAt } from "../run/training.js";
import { power } from "./narration.js";

/** @typedef {[key: string, args: Record<string, string | number>]} Told a key of the words, and its numbers */

/** Below this power of ten a gradient moves no weight that anyone could see. */
const GONE = -6;
/** A gradient that changed by less than this many decades is as it was. */
const SAME = 0.3;

/** What is asked of it. @param {Pick<Training["taught"], "task" | "distance">} taught @returns {Told} */
export const ofTask = ({ task, distance }) =>
  task === "forecast" ? ["teach-asks-next", {}] : ["teach-asks-first", { distance: Number(distance) }];

/** A level in words: a power of ten, or exactly zero. @param {number | null} level */
const level = (level) => (level === null ? "0" : power(level));

/**
 * How it stands at a step. `over`: nothing more comes.
 * @param {Training} training
 * @param {number} step
 * @param {boolean} over
 * @returns {Told[]}
 */
export function ofStanding(training, step, over) {
  const { standing, share, best } = standingAt(training, step);
  const { chance } = training.taught;
  if (standing === "untold") return [["teach-untold", {}]];
  if (standing === "closer" || standing === "farther")
    return [[`teach-${standing}`, { loss: scientific(share), repeating: scientific(chance.loss ?? 0) }]];
  const args = { share: percent(share), chance: percent(chance.accuracy ?? 0), best: percent(best) };
  const final = over && (standing === "chance" || standing === "learning");
  return [[`teach-${standing}${final ? "-over" : ""}`, args]];
}

/**
 * How much of the gradient arrives at what is asked for.
 * @param {Training} training
 * @param {number} step
 * @returns {Told[]}
 */
export function ofReach(training, step) {
  const reach = reachAt(training, step);
  if (!reach || reach.distance === 0) return [];
  const args = { distance: reach.distance, there: level(reach.there), here: level(reach.here) };
  if (reach.cut) return [["teach-cut", { ...args, truncate: Number(training.taught.truncate) }]];
  const began = reachAt(training, training.reports[0]?.step ?? 0)?.there ?? null;
  const said = reach.there === null || reach.there < GONE ? "teach-reach-gone" : "teach-reach";
  if (began === null || reach.there === null || Math.abs(began - reach.there) < SAME) return [[said, args]];
  return [
    [said, args],
    [reach.there > began ? "teach-reach-grew" : "teach-reach-fell", { began: level(began) }],
  ];
}

/** How often the gradient was clipped. @param {Training} training @param {number} step @returns {Told[]} */
export function ofClips(training, step) {
  const { clip } = training.taught;
  const { count, told } = clippedUpTo(training, step);
  if (!told) return [];
  if (clip === null) return [["teach-unclipped", {}]];
  return [["teach-clips", { count, told, clip: scientific(clip) }]];
}

/** On sequences that it has not learned from. @param {Training} training @returns {Told[]} */
export function ofHeldOut({ end, taught }) {
  if (!end?.held_out) return [];
  const { accuracy, loss } = end.held_out;
  if (taught.task === "forecast" || accuracy === null) return [["teach-held-out-loss", { loss: scientific(loss) }]];
  return [["teach-held-out", { share: percent(accuracy) }]];
}
