/** The tables of what is on the first screen: the stage, the opened A, the text, and the gradient's chart. */
import { LAYERS, pointedApart } from "../page/gradient-layers.js";
import { insideNow } from "../page/pace.js";
import { computing, layer, pointed, run, shade, u, unit, view } from "../page/state.js";
import { find } from "../pen/dom.js";
import { shadeOf } from "../run/shades.js";
import { chainTable } from "../tables/chain.js";
import { layerTable, ledgerTable } from "../tables/gradient.js";
import { openedTable } from "../tables/opened.js";
import { textTable } from "../tables/text.js";
import { bindTable } from "./chart-table.js";

export async function bindFirstTables() {
  bindTable(find("#stage .scene"), stageNow);
  bindTable(find("#text-view .page"), textNow);
  bindTable(find("section.gradient .chart"), gradientNow);
}

/** The chain, or the A that stands open; nothing of the step that the reader is computing. */
export function stageNow() {
  if (!run.value || view.value === "sentence") return null;
  const inside = view.value === "cell" ? insideNow.value : null;
  if (!inside) return chainTable(run.value, u.value, { unit: unit.value, hidden: computing.value });
  const hidden = computing.value !== null && inside.t >= computing.value;
  const made = !hidden && (inside.backward || inside.phase === "emit" || (inside.phase === "squash" && inside.q === 1));
  return openedTable(run.value, { ...inside, made }, { unit: unit.value });
}

/** The text view, of words or of numbers. */
export function textNow() {
  if (!run.value || view.value !== "sentence") return null;
  return textTable(run.value, u.value, { shade: shadeOf(run.value, shade.value), unit: unit.value });
}

/** The ledger, or the layer that is shown. */
export function gradientNow() {
  const shown = LAYERS[/** @type {keyof typeof LAYERS} */ (layer.value)]?.value;
  if (shown) return layerTable(shown, shown.here ? pointed.value : pointedApart.value);
  return run.value && ledgerTable(run.value, pointed.value);
}
