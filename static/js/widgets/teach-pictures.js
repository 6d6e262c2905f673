/** The pictures of a training over its steps. Any of them is pulled to look at another step. */
import { effect } from "../../vendor/signals.js";
import { magnitudes } from "../charts/legend.js";
import { draw as drawNorm, HEIGHT as NORM } from "../charts/training-norm.js";
import { stepAt } from "../charts/training-plot.js";
import { draw as drawRadius, HEIGHT as RADIUS } from "../charts/training-radius.js";
import { draw as drawReach, LEFT, HEIGHT as REACH } from "../charts/training-reach.js";
import { draw as drawScore, HEIGHT as SCORE } from "../charts/training-score.js";
import { bindPull } from "../gestures/drag.js";
import { fields, run, scheme, teach } from "../page/state.js";
import { at, showStep, training } from "../page/training.js";
import { readSettings, taughtOf } from "../page/training-settings.js";
import { find, say, tall, widthOf } from "../pen/dom.js";
import { percent, scientific, short } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { reportAt, untold } from "../run/training.js";
import { distancesTable, reportsTable } from "../tables/training.js";
import { t, words } from "../words/i18n.js";
import { bindTable } from "./chart-table.js";
import { bindMatrix } from "./teach-matrix.js";

/** @import {Mark, Training} from "../types.js" */

/** @typedef {(training: Training, width: number) => Mark[]} Draw */

/** Each picture, how tall it is, and what it draws. @type {Record<string, {height: number, draw: Draw}>} */
const PICTURES = {
  score: { height: SCORE, draw: (now, width) => drawScore(now, at.value, { width, names: { loss: t("teach-loss") } }) },
  reach: {
    height: REACH,
    draw: (now, width) => drawReach(now, at.value, { width, scheme: scheme.value, names: reachNames(now) }),
  },
  norm: { height: NORM, draw: (now, width) => drawNorm(now, at.value, { width, names: normNames(now) }) },
  radius: { height: RADIUS, draw: (now, width) => drawRadius(now, at.value, { width }) },
};

/** What the dotted line is. @param {Training} training */
const dotted = ({ taught: { chance } }) =>
  chance.accuracy === null ? t("teach-repeating") : t("teach-chance-level", { chance: percent(chance.accuracy) });

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
  bindMatrix(panel);
  for (const [name, { height, draw }] of Object.entries(PICTURES)) {
    const svg = find(`#teach-${name}`, panel);
    const width = widthOf(svg);
    tall(svg, height);
    effect(() => {
      const now = drawn();
      if (words.value && now && teach.value !== null && width.value >= 64) patch(svg, draw(now, width.value));
    });
    bindLooking(svg, width, name === "reach" ? LEFT : undefined);
    bindTable(svg, () => {
      const now = training.value;
      return now && (name === "reach" ? distancesTable(now, at.value) : reportsTable(now, at.value, name));
    });
  }
  effect(() => {
    const now = drawn();
    if (!words.value || !now) return;
    say(find("#teach-score-title", panel), t(now.taught.chance.accuracy === null ? "teach-score-loss" : "teach-score"));
    say(find("#teach-chance", panel), dotted(now));
  });
  effect(() => {
    const radius = training.value && reportAt(training.value, at.value)?.spectral_radius;
    say(find("#teach-radius-now", panel), radius == null ? "" : `ρ = ${short(radius)}`);
  });
  effect(() => {
    // its title says already that it is the gradient
    if (words.value) patch(find(".legend", panel), magnitudes(scheme.value).slice(1));
  });
}

/** Pull the line of the shown step. @param {HTMLElement} svg @param {{value: number}} width @param {number} [left] */
function bindLooking(svg, width, left) {
  const move = (/** @type {MouseEvent} */ { clientX }) => {
    const steps = training.value?.taught.steps;
    if (steps) showStep(stepAt(clientX - svg.getBoundingClientRect().left, { width: width.value, steps, left }));
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
