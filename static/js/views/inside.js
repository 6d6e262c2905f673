/** Inside A: the step under the playhead, taken apart. Pointing looks at something, a click keeps it. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { pin } from "../page/actions.js";
import { flowing, paced, pacedRun, turnedNow } from "../page/pace.js";
import { part, run, scheme, term, unit } from "../page/state.js";
import { find, say, tall, widthOf } from "../pen/dom.js";
import { patch } from "../pen/svg.js";
import { factsOf, isPlain } from "../run/facts.js";
import { moment, seconds } from "../run/phases.js";
import { firstBackOf, firstOf, rowsOf } from "../run/rows.js";
import { draw as drawGated, grid as gridGated, hit as hitGated } from "../scenes/inside-gated.js";
import { draw as drawRnn } from "../scenes/inside-rnn.js";
import { grid as gridRnn, hit as hitRnn } from "../scenes/inside-rnn-grid.js";
import { formulaOf } from "../words/formulas.js";
import { has, t, words } from "../words/i18n.js";
import { why, whyComing } from "../words/why.js";

/** @import {Focus} from "../scenes/inside-rnn-grid.js" */

/** What the pointer looks at, before what was kept. */
const pointed = signal(/** @type {Partial<Focus> | null} */ (null));

/** Look at something for as long as a pointer does; null lets go. @param {Partial<Focus> | null} found */
export function look(found) {
  pointed.value = found;
}

/** The step under the playhead: it changes far less often than the playhead. */
const step = computed(() => turnedNow.value?.t ?? 0);
const back = computed(() => Boolean(turnedNow.value?.backward));

/** @type {{value: Focus}} */
const focus = computed(() => {
  const cell = run.value?.cell ?? "rnn";
  const names = isPlain(cell) ? factsOf(cell).gates : rowsOf(cell, back.value).map((row) => row.part);
  const most = (run.value?.hidden_size ?? 1) - 1;
  const kept = { part: part.value, unit: unit.value, term: term.value };
  const { part: name, unit: j, term: i } = { ...kept, ...pointed.value };
  return {
    part: names.includes(name) ? name : (back.value ? firstBackOf : firstOf)(cell),
    unit: Math.min(j, most),
    term: i,
  };
});

/** Steps that take less than this while time flows, in seconds, are told whole: nobody could read their parts. */
const READABLE = 0.6;

/** What has come about of the step under the playhead: nothing yet, its sums, or its state. @type {{value: "coming" | "summed" | "made"}} */
const come = computed(() => {
  const now = turnedNow.value;
  const hasty = flowing.value && now && seconds(now.k, run.value?.tokens.length ?? 1) < READABLE;
  if (!now || hasty || now.backward || now.phase === "emit") return "made";
  const ended = now.q > 1 - 1e-6;
  if (now.phase === "squash") return ended ? "made" : "summed";
  return now.phase === "add" && ended ? "summed" : "coming";
});

/** Whether a unit of the new state is looked at, and nothing that it is made of. */
const whole = computed(() => !pointed.value && term.value === null && ["a", "h", "c"].includes(focus.value.part));

/** The sentence of what is looked at: on the page, and for a voice (widgets/voice.js). */
export const whyNow = computed(() => {
  if (!run.value || !words.value) return "";
  if (whole.value && come.value !== "made")
    return whyComing(run.value, step.value, focus.value.unit, come.value === "summed");
  return why(run.value, step.value, focus.value.unit, { ...focus.value, back: back.value });
});

export function bindInside() {
  const panel = find(".inside");
  const svg = find(".chart", panel);
  const width = widthOf(svg);
  const shown = pacedRun(svg);
  const at = paced(svg);
  effect(() => {
    if (!shown.value || !words.value) return;
    const options = {
      width: width.value,
      scheme: scheme.value,
      focus: focus.value,
      say: (/** @type {string} */ key) => (has(key) ? t(key) : ""),
    };
    const [draw, grid] = isPlain(shown.value.cell) ? [drawRnn, gridRnn] : [drawGated, gridGated];
    tall(svg, grid(shown.value, width.value).height);
    patch(svg, draw(shown.value, at.value, moment(at.value, shown.value.tokens.length).t, options));
  });
  effect(() => {
    const token = run.value?.tokens[step.value] ?? "";
    if (words.value && run.value) say(find("#inside-title"), t("inside-title", { token }));
    say(find("#inside-say"), whyNow.value);
  });
  bindFormula(find(".formula", panel));
  bindPointer(svg, () => width.value);
  bindKeys(svg);
}

/** @param {HTMLElement} place */
function bindFormula(place) {
  const phase = computed(() => turnedNow.value?.phase ?? "");
  effect(() => {
    if (run.value) place.replaceChildren(formulaOf(run.value, step.value, back.value));
    light(place, phase.peek());
  });
  effect(() => light(place, phase.value));
}

/** The symbol that is being computed stands out. @param {Element} place @param {string} phase */
function light(place, phase) {
  for (const each of place.querySelectorAll("[data-lit]"))
    each.classList.toggle("lit", (each.getAttribute("data-lit") ?? "").split(" ").includes(phase));
}

/** @param {HTMLElement} svg @param {() => number} width */
function bindPointer(svg, width) {
  const under = (/** @type {PointerEvent | MouseEvent} */ event) => {
    if (!run.value) return null;
    const { left, top } = svg.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    return isPlain(run.value.cell) ? hitRnn(run.value, width(), x, y) : hitGated(run.value, width(), x, y, back.value);
  };
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") pointed.value = under(event);
  });
  svg.addEventListener("pointerleave", () => {
    pointed.value = null;
  });
  svg.addEventListener("click", (event) => {
    const found = under(event);
    pointed.value = null;
    // a second press on the same term lets it go
    if (found)
      pin(
        found.term != null && found.term === term.value && found.unit === unit.value ? { ...found, term: null } : found,
      );
  });
}

/** Up and down: another unit; with Shift another term of its sum; by page another vector; Escape lets go. @param {HTMLElement} svg */
function bindKeys(svg) {
  svg.addEventListener("keydown", (event) => {
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
