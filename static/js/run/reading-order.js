/**
 * The order of reading. Inside the page a run's steps are numbered as the network takes them: k = 0 is read first. A
 * backward direction begins at the end of the sentence, so its step k is the place t = T − 1 − k there, and its h_t is
 * made from h_{t+1}. Only names and the server's own fields speak of places.
 * @import {Run} from "../types.js"
 */
import { asksMany, asksNext } from "./objectives.js";

/** Whether the run is of a direction that reads from the right. @param {Pick<Run, "direction">} run */
export const readsBack = ({ direction }) => direction === "backward";

/**
 * The place in the sentence of what is read at step k, and the step at which a place is read. The state before the first
 * step, k = −1, is h_{-1}, or h_T where the reading begins at the end.
 * @param {Pick<Run, "direction" | "tokens">} run
 * @param {number} k
 */
export const placeOf = (run, k) => (readsBack(run) ? run.tokens.length - 1 - k : k);

/**
 * An answer, its steps in the order of reading.
 * @param {Run} told its steps in the order of the sentence
 * @returns {Run}
 */
export function inReadingOrder(told) {
  if (!readsBack(told)) return told;
  const last = told.tokens.length - 1;
  const turn = (/** @type {number | null | undefined} */ t) => (t == null ? t : last - t);
  const { projection, loss_at, target } = told;
  return {
    ...told,
    tokens: [...told.tokens].reverse(),
    token_ids: told.token_ids && [...told.token_ids].reverse(),
    steps: [...told.steps].reverse().map((step, k) => ({ ...step, t: k })),
    // where every step has a loss there is no one place
    loss_at: loss_at == null && asksMany(told) ? null : last - (loss_at ?? last),
    target: told.objective === "recall" ? turn(target ?? 0) : target,
    ...(projection && { projection: { ...projection, points: [...projection.points].reverse() } }),
  };
}

/** Whether a layer above reads what the run shows: its gradient then comes from there. @param {Pick<Run, "layer" | "num_layers">} run */
export const isBelow = ({ layer = 0, num_layers = 1 }) => layer < num_layers - 1;

/** Whether the run shows a layer that reads the one below it. @param {Pick<Run, "layer">} run */
export const isAbove = ({ layer = 0 }) => layer > 0;

/**
 * Whether a gradient may come in at more steps than one: from the losses at them, or from the layer above.
 * @param {Pick<Run, "objective" | "loss_at" | "layer" | "num_layers" | "tokens">} run
 */
export const isJoined = (run) =>
  isBelow(run) || (asksMany(run) && run.loss_at == null && run.tokens.length > (asksNext(run) ? 2 : 1));

/** The tokens as they are in the sentence. @param {Pick<Run, "direction" | "tokens">} run */
export const inSentence = (run) => (readsBack(run) ? [...run.tokens].reverse() : run.tokens);
