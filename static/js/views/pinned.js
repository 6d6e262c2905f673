/** The pinned column: one unit of the step under the playhead, product by product. A click on a line keeps it. */

import { computed, effect } from "../../vendor/signals.js";
import { bindEditNumber } from "../gestures/edit-number.js";
import { bindLookKeys } from "../gestures/opened.js";
import { pin } from "../page/actions.js";
import { back, focus, litBy, look, step, whyNow } from "../page/looking.js";
import { insideNow, insideOf, moving, paced, pacedRun, waits } from "../page/pace.js";
import { computing, lit, run, scheme, term, view } from "../page/state.js";
import { find, say, tall, widthOf } from "../pen/dom.js";
import { pictureIn } from "../pen/picture.js";
import { moment } from "../run/phases.js";
import { draw, hit, shownSum } from "../scenes/pinned.js";
import { grid } from "../scenes/pinned-grid.js";
import { inValues, weightPlace } from "../scenes/pinned-sum.js";
import { sumTable } from "../tables/sum.js";
import { bindTable } from "../widgets/chart-table.js";
import { elementName } from "../words/elements.js";
import { formulasOf } from "../words/formulas.js";
import { t, words } from "../words/i18n.js";
import { named } from "../words/tokens.js";

export function bindPinned() {
  const panel = find(".panel.pinned");
  const svg = find(".chart", panel);
  const width = widthOf(svg);
  const shown = pacedRun(svg);
  const along = paced(svg);
  const at = computed(() => (view.value === "cell" ? insideOf(along.value) : along.value));
  const picture = pictureIn(/** @type {SVGSVGElement} */ (/** @type {unknown} */ (svg)));
  effect(() => {
    if (!shown.value || !words.value) return;
    tall(svg, grid(width.value).height);
    const { t: now } = moment(at.value, shown.value.tokens.length);
    const options = { width: width.value, scheme: scheme.value, focus: focus.value, lit: lit.value };
    picture.show(draw(shown.value, at.value, now, options), moving.value, scheme.value);
  });
  // from here on it names what is pinned
  find("#pinned-title").removeAttribute("data-l10n");
  const late = waits(svg);
  effect(() => {
    if (late.value || !words.value || !run.value) return;
    const token = named(run.value, step.value);
    say(find("#pinned-title"), t("pinned-title", { token, element: elementName(run.value, step.value, focus.value) }));
    say(find("#pinned-say"), whyNow.value);
  });
  bindTable(svg, () => {
    const hidden = computing.value !== null && step.value >= computing.value;
    return run.value && !hidden && sumTable(run.value, step.value, focus.value);
  });
  bindFormula(find(".formula", panel), late);
  bindPointer(svg, () => width.value, at);
  bindLookKeys(svg);
  bindEditing(svg, () => width.value, at);
}

/** @param {HTMLElement} svg @param {() => number} width @param {{value: number}} at the moment that is drawn */
function bindEditing(svg, width, at) {
  const step = () => moment(at.value, run.value?.tokens.length ?? 1).t;
  bindEditNumber(svg, {
    looked: () => focus.value,
    step,
    under: (event) => {
      const found = hitAt(svg, event, width(), at.value);
      if (!found || found.term == null) return null;
      const x = event.clientX - svg.getBoundingClientRect().left;
      return { ...found, source: inValues(grid(width()), x) };
    },
    middleOf: (looked) => {
      const sum = run.value && shownSum(run.value, step(), looked);
      return run.value && sum ? weightPlace(run.value, sum, grid(width()), looked.term ?? 0) : null;
    },
  });
}

/**
 * The line that a pointer is at.
 * @param {HTMLElement} svg
 * @param {MouseEvent} event
 * @param {number} width
 * @param {number} u
 */
function hitAt(svg, { clientX, clientY }, width, u) {
  if (!run.value) return null;
  const { left, top } = svg.getBoundingClientRect();
  const { t: now } = moment(u, run.value.tokens.length);
  return hit(run.value, u, now, { width, focus: focus.value }, clientX - left, clientY - top);
}

/** @param {HTMLElement} formula @param {{readonly value: boolean}} late whether it can wait */
function bindFormula(formula, late) {
  const phase = computed(() => (late.value ? "" : (insideNow.value?.phase ?? "")));
  effect(() => {
    if (!late.value && run.value) formula.replaceChildren(...formulasOf(run.value, step.value, back.value));
    lightSymbol(formula, phase.peek());
  });
  effect(() => lightSymbol(formula, phase.value));
}

/** The symbol that is being computed is lit. @param {Element} formula @param {string} phase */
function lightSymbol(formula, phase) {
  for (const each of formula.querySelectorAll("[data-lit]"))
    each.classList.toggle("lit", (each.getAttribute("data-lit") ?? "").split(" ").includes(phase));
}

/** @param {HTMLElement} svg @param {() => number} width @param {{value: number}} at the moment that is drawn */
function bindPointer(svg, width, at) {
  const under = (/** @type {PointerEvent | MouseEvent} */ event) => hitAt(svg, event, width(), at.value);
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") look(under(event));
  });
  svg.addEventListener("pointerleave", () => look(null));
  svg.addEventListener("click", (event) => {
    const found = under(event);
    // a finger's tap points, until it taps elsewhere
    look(null, /** @type {PointerEvent} */ (event).pointerType === "touch" ? litBy(found) : null);
    // a second press on the same line lets it go
    if (found) pin({ term: found.term === term.value ? null : (found.term ?? null) });
  });
}
