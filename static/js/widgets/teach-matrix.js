/** W_h while it learns: its numbers, each beside what it was before training, and its eigenvalues on the complex plane. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { draw as drawPlane } from "../charts/dial-spectrum.js";
import { draw as drawWeights, HEIGHT, range, showsBegun } from "../charts/training-weights.js";
import { askForSpectrum, known, spectrumAt } from "../page/learned-spectrum.js";
import { run, scheme, teach } from "../page/state.js";
import { at, training } from "../page/training.js";
import { find, say, tall, widthOf } from "../pen/dom.js";
import { short } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { alike, blockNames, domainOf, meanMove, recurrentBlocks } from "../run/weights.js";
import { spectrumTable } from "../tables/spectrum.js";
import { weightsTable } from "../tables/training.js";
import { t, words } from "../words/i18n.js";
import { bindTable } from "./chart-table.js";

/** @import {Run} from "../types.js" */

/** The plane's side, px, and the most eigenvalues of earlier steps that are on it. */
const [SIDE, TRAIL] = [152, 400];

/** W_h before training, in the order of units in which it was shown then. */
const begun = signal(/** @type {{units: string, blocks: number[][][]} | null} */ (null));

const unitsOf = (/** @type {Run} */ { units }) => String(units ?? "");
const blocks = computed(() => (run.value ? recurrentBlocks(run.value) : []));
/** W_h before training, where it can be set beside that of now. */
const before = computed(() =>
  begun.value && run.value && begun.value.units === unitsOf(run.value) && alike(begun.value.blocks, blocks.value)
    ? begun.value.blocks
    : null,
);
const plane = computed(() => spectrumAt(known.value, Math.floor(at.value), TRAIL));

/** @param {HTMLElement} panel */
export function bindMatrix(panel) {
  effect(() => {
    const shown = run.value;
    const learned = training.value?.networks.some(({ model }) => model === shown?.asked?.model);
    if (shown && !learned) begun.value = { units: unitsOf(shown), blocks: recurrentBlocks(shown) };
  });
  effect(() => {
    if (teach.value !== null) askForSpectrum();
  });
  bindCells(find("#teach-cells", panel), panel);
  bindPlane(find("#teach-plane", panel), panel);
}

/** @param {HTMLElement} svg @param {HTMLElement} panel */
function bindCells(svg, panel) {
  const width = widthOf(svg);
  tall(svg, HEIGHT);
  const moved = computed(() => (before.value ? meanMove(blocks.value, before.value) : null));
  effect(() => {
    if (!words.value || width.value < 64 || !run.value) return;
    const names = blockNames(run.value, blocks.value.length);
    const all = blocks.value.map((now, k) => ({ name: names[k] ?? "", now, begun: before.value?.[k] ?? null }));
    const domain = domainOf(blocks.value, before.value ?? []);
    patch(svg, drawWeights(all, { width: width.value, scheme: scheme.value, domain }));
    patch(find(".range svg", panel), range(scheme.value));
    say(find("#teach-cells-least", panel), `−${domain}`);
    say(find("#teach-cells-most", panel), String(domain));
  });
  effect(() => {
    if (!words.value) return;
    const inside = showsBegun(blocks.value, width.value);
    const key = !moved.value ? "teach-cells-still" : inside ? "teach-cells-moved" : "teach-cells-moved-fine";
    say(find("#teach-cells-say", panel), t(key, { moved: short(moved.value ?? 0) }));
  });
  bindTable(svg, () => blocks.value.length > 0 && run.value && weightsTable(run.value, blocks.value, before.value));
}

/** @param {HTMLElement} svg @param {HTMLElement} panel */
function bindPlane(svg, panel) {
  const width = widthOf(svg);
  tall(svg, SIDE);
  effect(() => {
    if (!words.value || !plane.value || width.value < 64) return;
    const { block, trail } = plane.value;
    patch(svg, drawPlane(block, { size: SIDE, width: width.value, trail }));
    const outside = block.eigenvalues.filter(([re, im]) => Math.hypot(re, im) > 1 + 1e-9).length;
    say(
      find("#teach-plane-say", panel),
      t("teach-plane-say", { n: String(block.eigenvalues.length), outside: String(outside) }),
    );
  });
  bindTable(svg, () => plane.value && { ...spectrumTable(plane.value.block), sentence: undefined });
}
