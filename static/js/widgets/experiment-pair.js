/** One training twice, with one difference: how far back the gradient may go, or where it is clipped. */
import { computed, effect } from "../../vendor/signals.js";
import { draw, HEIGHT } from "../charts/experiment-pair.js";
import { chooseTrial, chosenTrial, live, progress, run, stop } from "../page/experiment.js";
import { scheme } from "../page/state.js";
import { CHANGES } from "../page/trial-form.js";
import { find, say, tall, widthOf } from "../pen/dom.js";
import { percent } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { isGated, mainGrid, surely } from "../run/experiment.js";
import { freshSeed, pairOf } from "../run/live-trial.js";
import { pairTable } from "../tables/experiment.js";
import { changesOf, ofPair } from "../words/experiment.js";
import { t, words } from "../words/i18n.js";
import { bindTable } from "./chart-table.js";
import { bindChoice, bindProgress } from "./experiment-live.js";

/** @import {Experiment, Recipe, TrialGrid} from "../types.js" */

/** A longer delay takes too long to be waited for. */
const PATIENT = 20;

/** @param {HTMLElement} panel @param {Experiment} experiment */
export function bindPair(panel, experiment) {
  const form = /** @type {HTMLFormElement} */ (find("#experiment-pair", panel));
  const section = /** @type {HTMLElement} */ (form.parentElement);
  const grid = mainGrid(experiment);
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLSelectElement} */ (form.elements.namedItem(`experiment-${name}`));
  const [cell, delay] = learnable(experiment, grid);
  bindChoice(field("cell"), "cell", grid.cells, cell);
  bindChoice(field("delay"), "delay", shortDelays(grid), String(delay));
  const [usual] = Object.keys(CHANGES);
  const change = computed(() => chosenTrial.value.change ?? String(usual));
  effect(() => {
    if (!words.value) return;
    const names = Object.entries(CHANGES).map(([name, changes]) => new Option(nameOf(changes), name));
    field("change").replaceChildren(...names);
    field("change").value = change.value;
  });
  field("change").addEventListener("change", () => {
    const chosen = field("change").value;
    chooseTrial({ change: chosen === usual ? undefined : chosen });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (progress.peek()?.kind === "pair") return stop();
    const which = { cell: field("cell").value, delay: Number(field("delay").value), seed: freshSeed(experiment, []) };
    run("pair", pairOf(experiment, which, CHANGES[change.peek()] ?? {}));
  });
  bindProgress(section, "pair");
  bindPicture(section, experiment, () => nameOf(CHANGES[change.value] ?? {}));
}

/** @param {Partial<Recipe>} changes */
const nameOf = (changes) =>
  changesOf({ changes })
    .map(([key, args]) => t(key, args))
    .join(", ");

/** @param {TrialGrid} grid */
const shortDelays = ({ delays }) => {
  const ascending = [...delays].sort((a, b) => a - b);
  const short = ascending.filter((delay) => delay <= PATIENT);
  return short.length ? short : ascending.slice(0, 1);
};

/**
 * A cell and the longest short delay that it learned with every seed: a change that spoils it is seen.
 * @param {Experiment} experiment
 * @param {TrialGrid} grid
 * @returns {[string, number]}
 */
function learnable(experiment, grid) {
  const delays = shortDelays(grid);
  const reach = (/** @type {string} */ cell) => Math.min(surely(grid, cell), Number(delays.at(-1)));
  const order = [...grid.cells].sort(
    (a, b) => reach(b) - reach(a) || Number(isGated(experiment, b)) - Number(isGated(experiment, a)),
  );
  const [best = ""] = order;
  return [best, reach(best) || Number(delays[0])];
}

/** @param {HTMLElement} section @param {Experiment} experiment @param {() => string} changed */
function bindPicture(section, experiment, changed) {
  const svg = find("#experiment-pair-picture", section);
  const width = widthOf(svg);
  tall(svg, HEIGHT);
  effect(() => {
    if (!words.value || width.value < 64) return;
    const names = {
      question: t("experiment-question"),
      symbol: t("experiment-symbol"),
      guessing: t("experiment-guessing", { percent: percent(experiment.chance) }),
      written: percent,
    };
    const options = {
      width: width.value,
      scheme: scheme.value,
      chance: experiment.chance,
      threshold: experiment.learned_at,
    };
    patch(svg, draw(live.pair.value, { ...options, titles: [t("experiment-as-is"), changed()], names }));
  });
  bindTable(svg, () => pairTable(live.pair.value, [t("experiment-as-is"), changed()]));
  effect(() => {
    if (words.value)
      say(
        find(".outcome", section),
        ofPair(live.pair.value)
          .map(([key, args]) => t(key, args))
          .join(" "),
      );
  });
}
