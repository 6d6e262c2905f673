/** The panel of the squashing function itself: its slope at the activations of this run. */
import { effect } from "../../vendor/signals.js";
import { draw, HEIGHT, nearestUnit } from "../charts/squash.js";
import { pinUnit } from "../page/actions.js";
import { look } from "../page/looking.js";
import { paced, pacedRun } from "../page/pace.js";
import { lit, now, pointed, run, scheme, unit } from "../page/state.js";
import { find, say, tall, widthOf } from "../pen/dom.js";
import { patch } from "../pen/svg.js";
import { hasGates } from "../run/activations.js";
import { isPlain } from "../run/facts.js";
import { slopeName } from "../run/squashes.js";
import { squashTable } from "../tables/squash.js";
import { bindTable } from "../widgets/chart-table.js";
import { t, words } from "../words/i18n.js";
import { ofSquashes } from "../words/squashing.js";

/** @import {Run} from "../types.js" */

/** A chart that is not shown has no width to draw in. */
const LEAST = 64;
/** A finger's reach. */
const REACH = 24;

export function bindSquash() {
  const svg = find("#squash");
  const width = widthOf(svg);
  const at = paced(svg);
  const shown = pacedRun(svg);
  effect(() => {
    if (!shown.value || !words.value) return;
    const gates = hasGates(shown.value);
    svg.toggleAttribute("hidden", !gates);
    tall(svg, HEIGHT);
    const j = lit.value?.part === "h" ? lit.value.unit : unit.value;
    const options = { width: width.value, scheme: scheme.value, unit: j, pointed: pointed.value, say: t };
    if (gates && width.value > LEAST) patch(svg, draw(shown.value, at.value, options));
  });
  effect(() => {
    if (!shown.value || !words.value) return;
    say(find("#squash-title"), t("squash-title", { f: functions(shown.value) }));
    say(find("#squash-say"), hasGates(shown.value) ? tell(shown.value) : t("squash-none"));
  });
  bindTable(svg, () => {
    const at = pointed.value ?? now.value?.t;
    return run.value && at !== undefined && hasGates(run.value) && squashTable(run.value, at, unit.value);
  });
  const under = (/** @type {MouseEvent} */ event) => {
    if (!run.value || !now.value || !hasGates(run.value)) return null;
    const px = event.clientX - svg.getBoundingClientRect().left;
    return nearestUnit(run.value, pointed.value ?? now.value.t, { px, width: width.value, reach: REACH });
  };
  svg.addEventListener("click", (event) => {
    const j = under(event);
    if (j !== null) pinUnit(j);
  });
  svg.addEventListener("pointermove", (event) => {
    const j = event.pointerType === "mouse" ? under(event) : null;
    look(j === null ? null : { unit: j });
  });
  svg.addEventListener("pointerleave", () => look(null));
}

/** "tanh′", "σ′ and tanh′". @param {Run} run */
function functions(run) {
  if (!isPlain(run.cell)) return t("squash-both");
  return slopeName(run);
}

/** @param {Run} run */
const tell = (run) =>
  ofSquashes(run)
    .map(([key, args]) => t(key, args))
    .join("\n");
