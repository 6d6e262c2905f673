/** The four pictures of a training. Any of them is pulled to look at another step. */
import { effect } from "../../vendor/signals.js";
import { magnitudes } from "../charts/legend.js";
import { draw as drawNorm, HEIGHT as NORM } from "../charts/training-norm.js";
import { stepAt } from "../charts/training-plot.js";
import { draw as drawRadius, HEIGHT as RADIUS } from "../charts/training-radius.js";
import { draw as drawReach, HEIGHT as REACH } from "../charts/training-reach.js";
import { draw as drawScore, HEIGHT as SCORE } from "../charts/training-score.js";
import { bindPull } from "../gestures/drag.js";
import { fields, run, scheme, teach } from "../page/state.js";
import { at, showStep, training } from "../page/training.js";
import { readSettings, taughtOf } from "../page/training-settings.js";
import { find, tall, widthOf } from "../pen/dom.js";
import { percent, scientific } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { untold } from "../run/training.js";
import { t, words } from "../words/i18n.js";

/** @import {Mark, Training} from "../types.js" */

/** @typedef {(training: Training, width: number) => Mark[]} Draw */

/** Each picture, how tall it is, and what it draws. @type {Record<string, {height: number, draw: Draw}>} */
const PICTURES = {
  score: { height: SCORE, draw: (now, width) => drawScore(now, at.value, { width, names: scoreNames(now) }) },
  reach: {
    height: REACH,
    draw: (now, width) => drawReach(now, at.value, { width, scheme: scheme.value, names: reachNames(now) }),
  },
  norm: { height: NORM, draw: (now, width) => drawNorm(now, at.value, { width, names: normNames(now) }) },
  radius: { height: RADIUS, draw: (now, width) => drawRadius(now, at.value, { width }) },
};

/** @param {Training} training */
const scoreNames = ({ taught: { chance } }) => ({
  accuracy: t("teach-accuracy"),
  loss: t("teach-loss"),
  chance:
    chance.accuracy === null ? t("teach-repeating") : t("teach-chance-level", { chance: percent(chance.accuracy) }),
});

/** @param {Training} training */
const reachNames = ({ taught: { distance } }) => ({
  last: distance === 0 ? "" : t("teach-last-step"),
  first: distance === null ? "" : t("teach-first-step"),
});

/** @param {Training} training */
const normNames = ({ taught: { clip } }) => ({ threshold: clip === null ? "" : `c = ${scientific(clip)}` });

/** What is drawn: the training, or its empty ground before it begins. */
const drawn = () =>
  training.value ?? (run.value && untold(taughtOf(fields.value, run.value, readSettings(teach.value))));

/** @param {HTMLElement} panel */
export function bindPictures(panel) {
  for (const [name, { height, draw }] of Object.entries(PICTURES)) {
    const svg = find(`#teach-${name}`, panel);
    const width = widthOf(svg);
    tall(svg, height);
    effect(() => {
      const now = drawn();
      if (words.value && now && teach.value !== null && width.value >= 64) patch(svg, draw(now, width.value));
    });
    bindLooking(svg, width);
  }
  effect(() => {
    if (words.value) patch(find(".legend", panel), magnitudes(scheme.value));
  });
}

/** Pull the line of the shown step. @param {HTMLElement} svg @param {{value: number}} width */
function bindLooking(svg, width) {
  const move = (/** @type {MouseEvent} */ { clientX }) => {
    const steps = training.value?.taught.steps;
    if (steps) showStep(stepAt(clientX - svg.getBoundingClientRect().left, { width: width.value, steps }));
  };
  let before = 0;
  bindPull(svg, {
    take: (event) => {
      before = at.value;
      move(event);
    },
    pull: move,
    undo: () => showStep(before),
    leave: () => {},
  });
}
