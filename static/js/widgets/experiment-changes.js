/** What would change the experiment: a small picture for each grid beside the first, and what it did. */
import { effect } from "../../vendor/signals.js";
import { draw, height } from "../charts/experiment-change.js";
import { make, say, tall, widthOf } from "../pen/dom.js";
import { patch } from "../pen/svg.js";
import { amongKin, mainGrid, sideGrids } from "../run/experiment.js";
import { changeTable } from "../tables/experiment.js";
import { cellName, changesOf, effectOf, howFar } from "../words/experiment.js";
import { has, t, words } from "../words/i18n.js";
import { bindTable } from "./chart-table.js";

/** @import {Experiment, TrialGrid} from "../types.js" */

/** @param {HTMLElement} place @param {Experiment} experiment */
export function bindChanges(place, experiment) {
  const first = mainGrid(experiment);
  const { changing, comparing } = sideGrids(experiment);
  place.replaceChildren(
    ...changing.map((grid) => figure(grid, first)),
    ...comparing.map((grid) => figure(amongKin(experiment, grid), null)),
  );
}

/** @param {TrialGrid} grid @param {TrialGrid | null} first */
function figure(grid, first) {
  const [made, title, said] = [make("section"), make("h4"), make("p", "aside")];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "chart");
  svg.setAttribute("role", "img");
  made.append(title, svg, said);
  tall(svg, height(grid));
  const width = widthOf(svg);
  effect(() => {
    if (!words.value) return;
    const changes = changesOf(grid).map(([key, args]) => t(key, args));
    const compared = `experiment-compare-${grid.name}`;
    say(title, changes.join(", ") || (has(compared) ? t(compared) : grid.cells.map(cellName).join(", ")));
    say(said, first ? t(...effectOf(first, grid)) : howFar(grid, t));
    svg.setAttribute("aria-label", `${title.textContent}. ${said.textContent}`);
  });
  effect(() => {
    if (!words.value || width.value < 64) return;
    const names = { before: t("experiment-as-is"), after: t("experiment-changed"), axis: t("experiment-axis") };
    patch(svg, draw(first, grid, { width: width.value, name: cellName, names }));
  });
  bindTable(svg, () => changeTable(first, grid));
  return made;
}
