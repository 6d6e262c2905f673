/**
 * The eigenvalues of W_h of the network on the stage while it learns, and where they were at earlier steps. W_h knows neither
 * words nor losses, so one step of what is read costs least.
 * @import {Fields, Run, Spectrum, Training} from "../types.js"
 */
import { signal } from "../../vendor/signals.js";
import { networkAt } from "../run/training.js";
import { fetchAnswer, post } from "./api.js";
import { questions } from "./question.js";
import { fields, guise, lang, run } from "./state.js";
import { at, training } from "./training.js";

/** @typedef {{step: number, spectrum: Spectrum}} Told of the network that was told at that step; 0 is the untrained one */
/** @typedef {{step: number, taught: Training["taught"] | null, asked: Fields}} Wish */

/** What is known of the training that is watched, by step. */
export const known = signal(/** @type {Told[]} */ ([]));
/** The training that it is known of. @type {Training["taught"] | null} */
let subject = null;

const question = questions({
  fetch: async (/** @type {Wish} */ { asked }, signal) =>
    (await fetchAnswer(briefly(asked), { lang: lang.peek(), signal })).spectrum.gates,
  show: (/** @type {Spectrum} */ spectrum, { step, taught }) => {
    const before = taught === subject ? known.peek().filter((told) => told.step !== step) : [];
    subject = taught;
    known.value = [...before, { step, spectrum }].sort((a, b) => a.step - b.step);
  },
});

/** Ask for the spectrum of what is on the stage, where it is not known. It reads signals. */
export function askForSpectrum() {
  const now = training.value;
  const shown = run.value;
  if (!shown) return;
  const step = (now && networkAt(now, at.value)?.step) ?? 0;
  const taught = now?.taught ?? null;
  if (taught !== null && taught === subject && known.peek().some((told) => told.step === step)) return;
  question.follow({ step, taught, asked: only(shown, { ...fields.value, ...guise.value }) });
}

/**
 * The fields of a run of one step, the first that is read, whatever is asked of it.
 * @param {Run} shown
 * @param {Fields} asked
 * @returns {Fields}
 */
const only = (shown, asked) => ({
  ...asked,
  ...(asked.inputs === null ? { sentence: shown.tokens[0] ?? "" } : { inputs: asked.inputs.slice(0, 1), labels: null }),
  ...{ objective: "sum", loss_at: null, target: null, truncate: null, state: null },
});

/** @param {Fields} asked */
const briefly = (asked) => post("/step", asked, { include: ["jacobian"], digits: 6 });

/**
 * What is known at a step: the last spectrum told by then, and the eigenvalues of those before it, the latest first.
 * @param {Told[]} all by step
 * @param {number} step
 * @param {number} most eigenvalues before it
 */
export function spectrumAt(all, step, most) {
  const told = all.filter((one) => one.step <= step);
  const last = told.at(-1);
  if (!last) return null;
  const gates = Object.values(last.spectrum);
  const values = (/** @type {Told} */ { spectrum }) => Object.values(spectrum).flatMap((gate) => gate.eigenvalues);
  return {
    block: {
      eigenvalues: values(last),
      spectral_radius: Math.max(...gates.map((gate) => gate.spectral_radius)),
      largest_singular_value: 0,
    },
    trail: told.slice(0, -1).reverse().flatMap(values).slice(0, most),
  };
}
