/** Trainings as /train tells them, made up so that a test knows what is in them. */
import { grown, untold } from "../../../static/js/run/training.js";
import { random } from "./random.js";

/** What is taught where a test does not say otherwise. */
export const TAUGHT = {
  task: "recall",
  cell: "rnn",
  delay: 20,
  optimizer: "adam",
  learning_rate: 0.01,
  clip: 1,
  steps: 200,
  truncate: null,
  batch: 32,
  distance: 20,
  chance: { accuracy: 1 / 8, loss: Math.log(8) },
};

/**
 * A report; the gradient falls by `fall` decades a step back.
 * @param {number} step
 * @param {object} [more]
 */
export const reportOf = (step, { fall = 0.4, distance = 20, ...more } = {}) => ({
  step,
  loss: 2,
  accuracy: 0.125,
  total_grad_norm: 0.5,
  clipped: false,
  log10_grad_norms: Array.from({ length: distance + 1 }, (_, d) => -0.3 - fall * d),
  spectral_radius: 0.8,
  ...more,
});

/**
 * A training whose share that is right climbs to `share` in its first half, and stays.
 * @param {{share?: number, loss?: number, told?: number, taught?: object, report?: (step: number) => object}} [options]
 */
export function trainingOf({ share = 1, told = 200, taught = {}, report = () => ({}) } = {}) {
  const plan = { ...TAUGHT, ...taught };
  const next = random(7);
  const c = plan.chance.accuracy ?? 0;
  const reports = Array.from({ length: told }, (_, i) => {
    const way = Math.min(1, (2 * (i + 1)) / plan.steps);
    const accuracy = Math.round(32 * (c + (share - c) * way)) / 32;
    const loss = (plan.chance.loss ?? 1) * (1 - 0.95 * way * ((share - c) / (1 - c)));
    const norm = 10 ** (next() - 0.6);
    return reportOf(i + 1, {
      accuracy,
      loss,
      total_grad_norm: norm,
      clipped: plan.clip !== null && norm > plan.clip,
      spectral_radius: 0.6 + 0.01 * i,
      fall: 0.4 - 0.001 * i,
      distance: plan.distance ?? 4,
      ...report(i + 1),
    });
  });
  const networks = reports.filter(({ step }) => step % 20 === 0).map(({ step }) => ({ step, model: `model-${step}` }));
  return grown(untold(plan), { reports, networks });
}
