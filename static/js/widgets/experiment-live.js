/** A small experiment that runs here, live: two cells, a few delays, one seed. */
import { effect } from "../../vendor/signals.js";
import { live, progress, run, stop, trouble } from "../page/experiment.js";
import { find, say } from "../pen/dom.js";
import { isGated, mainGrid, surely } from "../run/experiment.js";
import { freshSeed, smallGrid } from "../run/live-trial.js";
import { cellName, ofLive } from "../words/experiment.js";
import { t, words } from "../words/i18n.js";

/** @import {Experiment} from "../types.js" */
/** @import {Kind} from "../page/experiment.js" */

/** @param {HTMLElement} panel @param {Experiment} experiment */
export function bindLive(panel, experiment) {
  const form = /** @type {HTMLFormElement} */ (find("#experiment-live", panel));
  const { cells } = mainGrid(experiment);
  const [first, second] = opponents(experiment);
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLSelectElement} */ (form.elements.namedItem(`experiment-${name}`));
  for (const [name, value] of [
    ["first", first],
    ["second", second],
  ]) {
    const select = field(String(name));
    select.replaceChildren(...cells.map((cell) => new Option(cellName(cell), cell)));
    select.value = String(value);
  }
  field("seed").value = String(freshSeed(experiment, []));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (progress.peek()?.kind === "grid") return stop();
    const chosen = [...new Set([field("first").value, field("second").value])];
    const seed = Math.max(0, Math.floor(Number(field("seed").value) || 0));
    // the same trainings again take the place of those before
    live.grid.value = live.grid.peek().filter((each) => each.seed !== seed || !chosen.includes(each.cell));
    run("grid", smallGrid(experiment, chosen, seed)).then(() => {
      if (document.activeElement !== field("seed"))
        field("seed").value = String(freshSeed(experiment, live.grid.peek()));
    });
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
  const refusal = find(".refusal", section);
  effect(() => {
    if (!words.value) return;
    const now = progress.value?.kind === kind ? progress.value : null;
    say(button, t(now ? "experiment-stop" : `experiment-run-${kind}`));
    button.classList.toggle("main", now === null);
    row.classList.toggle("under-way", now !== null);
    bar.value = now ? (now.place + now.step / now.plan.recipe.steps) / now.of : 0;
    say(find(".told", row), now ? told(now) : "");
  });
  effect(() => {
    say(refusal, trouble[kind].value);
    refusal.hidden = trouble[kind].value === "";
  });
}

/** @param {import("../page/experiment.js").Progress} now */
function told({ place, of, plan, step, waiting }) {
  if (waiting) return t("experiment-waiting", { n: String(waiting) });
  const args = { place: String(place + 1), of: String(of), cell: cellName(plan.cell), delay: String(plan.delay) };
  return t("experiment-under-way", { ...args, step: String(step), steps: String(plan.recipe.steps) });
}
