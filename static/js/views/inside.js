/** Inside A: the step under the playhead, taken apart, with one unit pinned. */
import { computed, effect } from "../../vendor/signals.js";
import { pinUnit } from "../actions.js";
import { hasWeights } from "../algebra.js";
import { find, say, widthOf } from "../dom.js";
import { formulaOf } from "../formulas.js";
import { t, words } from "../i18n.js";
import { draw as drawRnn, grid as gridRnn } from "../scenes/cell.js";
import { draw as drawGated, grid as gridGated } from "../scenes/gated.js";
import { now, run, scheme, u, unit } from "../state.js";
import { patch } from "../svg.js";
import { why } from "../why.js";

export function bindInside() {
  const panel = find(".inside");
  const svg = find(".chart", panel);
  const width = widthOf(svg);
  const at = computed(() => now.value?.t ?? 0);
  effect(() => {
    if (!run.value || !now.value) return;
    const options = { width: width.value, scheme: scheme.value, unit: unit.value, say: t };
    const drawable = run.value.cell !== "rnn" || hasWeights(run.value);
    panel.toggleAttribute("hidden", !drawable);
    if (!drawable || !words.value) return;
    const [draw, grid] = run.value.cell === "rnn" ? [drawRnn, gridRnn] : [drawGated, gridGated];
    svg.setAttribute("height", String(Math.ceil(grid(run.value, width.value).height)));
    patch(svg, draw(run.value, u.value, at.value, options));
  });
  effect(() => {
    if (!run.value || !words.value) return;
    const token = run.value.tokens[at.value] ?? "";
    say(find("#inside-title"), t("inside-title", { token }));
    say(find("#inside-say"), why(run.value, at.value, unit.value));
  });
  const place = find(".formula", panel);
  effect(() => {
    if (run.value) place.replaceChildren(formulaOf(run.value, at.value));
    light(place, now.peek()?.phase ?? "");
  });
  effect(() => light(place, now.value?.phase ?? ""));
  bindPin(svg);
}

/** The symbol that is being computed stands out. @param {Element} place @param {string} phase */
function light(place, phase) {
  for (const part of place.querySelectorAll("[data-lit]"))
    part.classList.toggle("lit", part.getAttribute("data-lit") === phase);
}

/** Pointing at a column pins its unit; so do the arrows up and down. @param {HTMLElement} svg */
function bindPin(svg) {
  const point = (/** @type {Event} */ event) => {
    const column = /** @type {Element} */ (event.target).closest("[data-j]");
    if (column) pinUnit(Number(column.getAttribute("data-j")));
  };
  svg.addEventListener("pointerover", point);
  svg.addEventListener("click", point);
  svg.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    pinUnit(unit.value + by);
  });
}
