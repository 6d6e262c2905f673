/** Inside A: the step under the playhead, taken apart. Pointing looks at something, a click keeps it. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { bindEditNumber } from "../gestures/edit-number.js";
import { light, pin } from "../page/actions.js";
import { back, focus, litBy, look, step, whyNow } from "../page/looking.js";
import { insideNow, insideOf, moving, paced, pacedRun } from "../page/pace.js";
import { lit, run, scheme, term, unit, view } from "../page/state.js";
import { find, say, tall, widthOf } from "../pen/dom.js";
import { pictureIn } from "../pen/picture.js";
import { isPlain } from "../run/facts.js";
import { moment } from "../run/phases.js";
import { rowsOf } from "../run/rows.js";
import { sumOf } from "../run/sums.js";
import { draw as drawGated, hit as hitGated } from "../scenes/inside-gated.js";
import { grid as gridGated } from "../scenes/inside-gated-grid.js";
import { inValues, weightPlace } from "../scenes/inside-gated-sum.js";
import { draw as drawRnn } from "../scenes/inside-rnn.js";
import { grid as gridRnn, hit as hitRnn, inSources, placeOf } from "../scenes/inside-rnn-grid.js";
import { formulaOf } from "../words/formulas.js";
import { has, t, words } from "../words/i18n.js";
import { named } from "../words/tokens.js";

/** @import {Run} from "../types.js" */

export function bindInside() {
  const panel = find(".inside");
  const svg = find(".chart", panel);
  const width = widthOf(svg);
  const shown = pacedRun(svg);
  const along = paced(svg);
  const at = computed(() => (view.value === "cell" ? insideOf(along.value) : along.value));
  const picture = pictureIn(/** @type {SVGSVGElement} */ (/** @type {unknown} */ (svg)));
  effect(() => {
    if (!shown.value || !words.value) return;
    const options = {
      width: width.value,
      scheme: scheme.value,
      focus: focus.value,
      lit: lit.value,
      say: (/** @type {string} */ key) => (has(key) ? t(key) : ""),
    };
    const [draw, grid] = isPlain(shown.value.cell) ? [drawRnn, gridRnn] : [drawGated, gridGated];
    tall(svg, grid(shown.value, width.value).height);
    const step = moment(at.value, shown.value.tokens.length).t;
    picture.show(draw(shown.value, at.value, step, options), moving.value, scheme.value);
  });
  effect(() => {
    const token = words.value && run.value ? named(run.value, step.value) : "";
    if (words.value && run.value) say(find("#inside-title"), t("inside-title", { token }));
    say(find("#inside-say"), whyNow.value);
  });
  bindFormula(find(".formula", panel));
  bindPointer(svg, () => width.value, at);
  bindKeys(svg);
  bindEditing(svg, () => width.value, at);
}

/** @param {HTMLElement} svg @param {() => number} width @param {{value: number}} at the moment that is drawn */
function bindEditing(svg, width, at) {
  const step = () => moment(at.value, run.value?.tokens.length ?? 1).t;
  bindEditNumber(svg, {
    looked: () => focus.value,
    step,
    under: (event) => {
      const shown = run.value;
      const found = shown && at.value <= shown.tokens.length && hitAt(svg, event, width(), at.value);
      if (!found || found.term == null) return null;
      const x = event.clientX - svg.getBoundingClientRect().left;
      return { ...found, source: isPlain(shown.cell) ? inSources(x) : inValues(gridGated(shown, width()), x) };
    },
    placeOf: (looked) => {
      const shown = /** @type {Run} */ (run.value);
      const sum = isPlain(shown.cell) ? null : sumOf(shown, step(), looked.part, looked.unit);
      return sum
        ? weightPlace(shown, sum, gridGated(shown, width()), looked.term ?? 0)
        : placeOf(shown, width(), looked);
    },
  });
}

/**
 * What a pointer is at.
 * @param {HTMLElement} svg
 * @param {MouseEvent} event
 * @param {number} width
 * @param {number} u
 */
function hitAt(svg, { clientX, clientY }, width, u) {
  if (!run.value) return null;
  const { left, top } = svg.getBoundingClientRect();
  const [x, y] = [clientX - left, clientY - top];
  if (isPlain(run.value.cell)) return hitRnn(run.value, width, x, y);
  const options = { width, focus: focus.value };
  return hitGated(run.value, u, moment(u, run.value.tokens.length).t, options, x, y);
}

/** @param {HTMLElement} formula */
function bindFormula(formula) {
  const phase = computed(() => insideNow.value?.phase ?? "");
  effect(() => {
    if (run.value) formula.replaceChildren(formulaOf(run.value, step.value, back.value));
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
    look(null, finger(event) ? litBy(found) : null);
    // a second press on the same term lets it go
    if (found)
      pin(
        found.term != null && found.term === term.value && found.unit === unit.value ? { ...found, term: null } : found,
      );
  });
}

/** Whether a click is a finger's tap. @param {MouseEvent} event */
const finger = (event) => /** @type {PointerEvent} */ (event).pointerType === "touch";

/** Up and down: another unit; with Shift another term of its sum; by page another vector; Escape lets go. @param {HTMLElement} svg */
function bindKeys(svg) {
  const keyed = signal(false);
  // what the keys are at is pointed at
  effect(() => {
    if (keyed.value) light({ part: "h", unit: focus.value.unit });
  });
  svg.addEventListener("focus", () => {
    keyed.value = svg.matches(":focus-visible");
  });
  svg.addEventListener("blur", () => {
    const had = keyed.peek();
    keyed.value = false;
    if (had) light(null);
  });
  svg.addEventListener("keydown", (event) => {
    keyed.value = true;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 }[event.key];
    if (event.key === "Escape" && term.value !== null) {
      event.stopPropagation();
      pin({ term: null });
    }
    if (!by || !run.value) return;
    event.preventDefault();
    if (event.key.startsWith("Page")) return pin({ part: rowBeside(by), term: null });
    if (!event.shiftKey) return pin({ unit: unit.value + by });
    const n = run.value.hidden_size + run.value.input_size + 1;
    pin({ term: term.value === null ? (by > 0 ? 0 : n - 1) : (term.value + by + n) % n });
  });
}

/** @param {number} by */
function rowBeside(by) {
  const cell = run.value?.cell ?? "rnn";
  const rows = isPlain(cell) ? [] : rowsOf(cell, back.value);
  const at = rows.findIndex((row) => row.part === focus.value.part);
  return rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.part ?? "a";
}
