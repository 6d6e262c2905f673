/** The experiment: which cell can be taught to look how far back. What ships, and small ones that run here. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { height as accuracyHeight, draw as drawAccuracy } from "../charts/experiment-accuracy.js";
import { sample } from "../charts/experiment-marks.js";
import { draw as drawPlaces, height as placesHeight } from "../charts/experiment-places.js";
import { draw as drawReach, height as reachHeight } from "../charts/experiment-reach.js";
import { chooseTrial, chosenTrial, experiment, fetchExperiment, live } from "../page/experiment.js";
import { begin } from "../page/pace.js";
import { gridPlace, scheme } from "../page/state.js";
import { find, make, say, tall, widthOf } from "../pen/dom.js";
import { percent } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { mainGrid, sideGrids } from "../run/experiment.js";
import { accuracyTable, placesTable, reachTable } from "../tables/experiment.js";
import { bindTable } from "../widgets/chart-table.js";
import { bindChanges } from "../widgets/experiment-changes.js";
import { bindLive } from "../widgets/experiment-live.js";
import { bindPair } from "../widgets/experiment-pair.js";
import { cellName, howFar, ofPlace, settings, taken, verdict } from "../words/experiment.js";
import { has, speakOf, t, translate, words } from "../words/i18n.js";

/** @import {Experiment, TrialGrid} from "../types.js" */

/** The cell that is pointed at in the legend, else the one that was chosen there; null for all. */
const hovered = signal(/** @type {string | null} */ (null));
const pointed = computed(() => hovered.value ?? chosenTrial.value.only ?? null);
/** The place of the grid that is looked at. */
const chosen = computed(() => {
  const [cell = "", delay] = gridPlace.value.split(",");
  const { cells = [], delays = [] } = experiment.value ? mainGrid(experiment.value) : {};
  return cells.includes(cell) && delays.includes(Number(delay)) ? { cell, delay: Number(delay) } : null;
});

/** Throws where the experiment is not to be had: it is asked for again, then. */
export async function bindExperiment() {
  await Promise.all([fetchExperiment(), speakOf("experiment")]);
  // the server said its words, in the language of then
  translate(find("#experiment"));
  const shown = /** @type {Experiment} */ (experiment.peek());
  const panel = find("#experiment");
  const grid = mainGrid(shown);
  bindWords(panel, shown);
  bindAccuracy(panel, shown);
  bindPlaces(panel, shown, grid);
  bindReach(panel, grid);
  const sides = sideGrids(shown);
  find(".changes", panel).hidden = sides.changing.length + sides.comparing.length === 0;
  bindChanges(find(".grids", panel), shown);
  bindLive(panel, shown);
  bindPair(panel, shown);
}

/** @param {HTMLElement} panel @param {Experiment} shown */
function bindWords(panel, shown) {
  const grid = mainGrid(shown);
  effect(() => {
    if (!words.value) return;
    const all = (/** @type {import("../types.js").Saying[]} */ said) =>
      said.map(([key, args]) => t(key, args)).join(" ");
    const [first, ...rest] = verdict(shown);
    say(find(".verdict", panel), first ? all([first]) : "");
    say(find(".rest", panel), all(rest));
    say(find(".far", panel), howFar(grid, t));
    const time = t(...taken(shown.seconds));
    const said = settings(grid.recipe, grid, shown);
    say(find(".settings", panel), t("experiment-settings", { ...said, time }));
  });
}

/** @param {HTMLElement} panel @param {Experiment} shown */
function bindAccuracy(panel, shown) {
  const svg = find("#experiment-accuracy", panel);
  const width = widthOf(svg);
  bindKinds(find(".cells", panel), mainGrid(shown).cells);
  effect(() => {
    if (!words.value || width.value < 64) return;
    tall(svg, accuracyHeight(width.value));
    const names = {
      guessing: t("experiment-guessing", { percent: percent(shown.chance) }),
      axis: t("experiment-axis"),
    };
    const options = {
      width: width.value,
      live: live.grid.value,
      pointed: pointed.value,
      delay: chosen.value?.delay ?? null,
      names,
    };
    patch(svg, drawAccuracy(shown, options));
  });
  bindTable(svg, () => accuracyTable(shown));
}

/** The legend: each cell can be looked at alone. @param {HTMLElement} list @param {string[]} cells */
function bindKinds(list, cells) {
  const look = (/** @type {string | null} */ cell) => {
    hovered.value = cell;
  };
  list.replaceChildren(
    ...cells.map((cell, place) => {
      const [item, button, svg] = [
        make("li"),
        make("button"),
        document.createElementNS("http://www.w3.org/2000/svg", "svg"),
      ];
      button.type = "button";
      for (const [name, value] of Object.entries({ width: "34", height: "16", "aria-hidden": "true", class: "sample" }))
        svg.setAttribute(name, value);
      patch(svg, sample(place));
      button.append(svg, cellName(cell));
      button.addEventListener("click", () => {
        chooseTrial({ only: chosenTrial.peek().only === cell ? undefined : cell });
        look(null);
      });
      button.addEventListener("pointerenter", () => look(cell));
      button.addEventListener("pointerleave", () => look(null));
      effect(() => {
        button.setAttribute("aria-pressed", String(pointed.value === cell));
        if (words.value) button.title = has(`hint-experiment-${cell}`) ? t(`hint-experiment-${cell}`) : "";
      });
      item.append(button);
      return item;
    }),
  );
}

/** @param {HTMLElement} panel @param {Experiment} shown @param {TrialGrid} grid */
function bindPlaces(panel, shown, grid) {
  const svg = find("#experiment-places", panel);
  const width = widthOf(svg);
  effect(() => {
    if (!words.value || width.value < 64) return;
    tall(svg, placesHeight(grid, width.value));
    const options = {
      width: width.value,
      chance: shown.chance,
      chosen: chosen.value,
      live: live.grid.value,
      axis: t("experiment-delay-short"),
      name: cellName,
    };
    patch(svg, drawPlaces(grid, options));
  });
  effect(() => {
    if (!words.value) return;
    const at = chosen.value;
    say(find("#experiment-place", panel), at ? t(...ofPlace(grid, at.cell, at.delay)) : t("experiment-place-none"));
  });
  bindTable(svg, () => placesTable(grid));
  svg.addEventListener("click", ({ target }) => {
    const { cell, delay } = /** @type {SVGElement} */ (/** @type {Element} */ (target).closest("[data-cell]") ?? svg)
      .dataset;
    if (!cell || !delay) return;
    const same = chosen.value?.cell === cell && chosen.value.delay === Number(delay);
    begin();
    gridPlace.value = same ? "" : `${cell},${delay}`;
  });
  svg.addEventListener("keydown", (event) => walk(event, grid));
}

/** Arrow keys go from place to place. @param {KeyboardEvent} event @param {TrialGrid} grid */
function walk(event, { cells, delays }) {
  const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  const move = moves[/** @type {keyof typeof moves} */ (event.key)];
  if (event.key === "Escape" && chosen.value) gridPlace.value = "";
  else if (move && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const [row, column] = move;
    const at = chosen.value;
    const next = (/** @type {number} */ place, /** @type {number} */ by, /** @type {number} */ of) =>
      Math.min(Math.max(place + by, 0), of - 1);
    const i = at ? next(cells.indexOf(at.cell), Number(row), cells.length) : 0;
    const j = at ? next(delays.indexOf(at.delay), Number(column), delays.length) : 0;
    gridPlace.value = `${cells[i]},${delays[j]}`;
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {HTMLElement} panel @param {TrialGrid} grid */
function bindReach(panel, grid) {
  const svg = find("#experiment-reach", panel);
  const width = widthOf(svg);
  const delay = computed(() => chosen.value?.delay ?? middle(grid.delays));
  tall(svg, reachHeight(grid));
  bindTable(svg, () => reachTable(grid, delay.value));
  effect(() => {
    if (!words.value || width.value < 64) return;
    const names = {
      before: t("experiment-before"),
      after: t("experiment-after"),
      question: t("experiment-question"),
      symbol: t("experiment-symbol"),
      steps: (/** @type {number} */ n) => t("experiment-steps", { n }),
    };
    say(find("#experiment-reach-title", panel), t("experiment-reach", { delay: String(delay.value) }));
    patch(
      svg,
      drawReach(grid, { width: width.value, scheme: scheme.value, delay: delay.value, name: cellName, names }),
    );
  });
}

/** The delay that is shown where none is chosen. @param {number[]} delays */
const middle = (delays) => Number([...delays].sort((a, b) => a - b)[Math.floor(delays.length / 2)] ?? 0);
