/** A small experiment that runs here, live: two cells, a few delays, one seed. */
import { computed, effect } from "../../vendor/signals.js";
import { chooseTrial, chosenTrial, live, progress, run, stop, trouble } from "../page/experiment.js";
import { begin } from "../page/pace.js";
import { find, say } from "../pen/dom.js";
import { isGated, mainGrid, surely } from "../run/experiment.js";
import { freshSeed, smallGrid } from "../run/live-trial.js";
import { cellName, ofLive } from "../words/experiment.js";
import { t, words } from "../words/i18n.js";
import { bindFailure, bindNumberField } from "./refusals.js";

/** @import {Experiment} from "../types.js" */
/** @import {Kind} from "../page/experiment.js" */

/** @param {HTMLElement} panel @param {Experiment} experiment */
export function bindLive(panel, experiment) {
  const form = /** @type {HTMLFormElement} */ (find("#experiment-live", panel));
  const { cells } = mainGrid(experiment);
  const [first, second] = opponents(experiment);
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLSelectElement} */ (form.elements.namedItem(`experiment-${name}`));
  bindChoice(field("first"), "first", cells, String(first));
  bindChoice(field("second"), "second", cells, String(second));
  // a seed that nobody chose is one that has not run yet
  const seedNow = computed(() => chosenTrial.value.seed ?? freshSeed(experiment, live.grid.value.filter(hasRun)));
  const seedField = /** @type {HTMLInputElement} */ (/** @type {unknown} */ (field("seed")));
  // what is typed is one entry of the history, and none with what was chosen before
  seedField.addEventListener("focus", begin);
  bindNumberField(seedField, {
    accepted: () => seedNow.value,
    take: (seed) => chooseTrial({ seed }, { typed: true }),
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (progress.peek()?.kind === "grid") return stop();
    if (seedField.getAttribute("aria-invalid") === "true") return seedField.focus();
    const chosen = [...new Set([field("first").value, field("second").value])];
    const seed = seedNow.peek();
    // the same trainings again take the place of those before
    live.grid.value = live.grid.peek().filter((each) => each.seed !== seed || !chosen.includes(each.cell));
    run("grid", smallGrid(experiment, chosen, seed));
  });
  bindProgress(/** @type {HTMLElement} */ (form.parentElement), "grid");
  effect(() => {
    if (!words.value) return;
    say(
      find(".outcome", /** @type {HTMLElement} */ (form.parentElement)),
      ofLive(live.grid.value)
        .map(([key, args]) => t(key, args))
        .join(" "),
    );
  });
}

/**
 * A choice of the forms, in the address where it is not the usual one.
 * @param {HTMLSelectElement} select
 * @param {"first" | "second" | "cell" | "delay"} name
 * @param {(string | number)[]} values
 * @param {string} usual
 */
export function bindChoice(select, name, values, usual) {
  const texts = values.map(String);
  select.replaceChildren(...values.map((value) => new Option(cellName(String(value)), String(value))));
  select.addEventListener("change", () => {
    const value = name === "delay" ? Number(select.value) : select.value;
    chooseTrial({ [name]: select.value === usual ? undefined : value });
  });
  effect(() => {
    const chosen = String(chosenTrial.value[name] ?? usual);
    select.value = texts.includes(chosen) ? chosen : usual;
  });
}

/** @param {import("../types.js").LiveTrial} trial */
const hasRun = ({ ended }) => ended;

/** The plain cell, and of those with gates the one that got furthest. @param {Experiment} experiment */
function opponents(experiment) {
  const grid = mainGrid(experiment);
  const gated = grid.cells.filter((cell) => isGated(experiment, cell));
  const best = [...gated].sort((a, b) => surely(grid, b) - surely(grid, a))[0];
  return [grid.cells[0], best ?? grid.cells.at(-1)];
}

/**
 * The button, the bar and what is said of a training under way.
 * @param {HTMLElement} section
 * @param {Kind} kind
 */
export function bindProgress(section, kind) {
  const [button, row] = [find("button", section), find(".progress", section)];
  const bar = /** @type {HTMLProgressElement} */ (find("progress", row));
  const retry = () => button.click();
  bindFailure(find(".refusal", section), trouble[kind], () => ({ retry }));
  effect(() => {
    if (!words.value) return;
    const now = progress.value?.kind === kind ? progress.value : null;
    say(button, t(now ? "experiment-stop" : `experiment-run-${kind}`));
    button.classList.toggle("main", now === null);
    row.classList.toggle("under-way", now !== null);
    bar.value = now ? (now.place + now.step / now.plan.recipe.steps) / now.of : 0;
    say(find(".told", row), now ? told(now) : "");
  });
}

/** @param {import("../page/experiment.js").Progress} now */
function told({ place, of, plan, step, waiting }) {
  if (waiting) return t("experiment-waiting", { n: String(waiting) });
  const args = { place: String(place + 1), of: String(of), cell: cellName(plan.cell), delay: String(plan.delay) };
  return t("experiment-under-way", { ...args, step: String(step), steps: String(plan.recipe.steps) });
}
