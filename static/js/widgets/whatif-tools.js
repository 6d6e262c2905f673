/** The tools of What if: bars to draw, a word to replace, a state from another sentence; and what one unit does to the loss. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { draw as drawEffect, HEIGHT as EFFECT } from "../charts/whatif-effect.js";
import { domainOf, draw, HEIGHT, unitAt, valueAt } from "../charts/whatif-units.js";
import { pinUnit } from "../page/actions.js";
import { begin, drawing } from "../page/pace.js";
import { questions } from "../page/question.js";
import { asked, lang, run, scheme, unit } from "../page/state.js";
import { fetchWhatIf, slopeAt, unitEdit } from "../page/whatif.js";
import { find, say, widthOf } from "../pen/dom.js";
import { clamp } from "../pen/math.js";
import { scientific, short, sub } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { effectTable, unitsTable } from "../tables/whatif.js";
import { t, words } from "../words/i18n.js";
import { bindTable } from "./chart-table.js";
import { bindWords } from "./whatif-words.js";

/**
 * @import {Sample} from "../charts/whatif-effect.js"
 * @import {Edit, EditSession, UnitBars} from "../types.js"
 */

/** A press that moves less than this, in px, chooses a unit and leaves it where it is. */
const STILL = 3;
/** One press of an arrow, in parts of the bars' reach; with Shift a finer one. */
const [STEP, FINE] = [0.05, 0.005];

/** @param {EditSession} session */
export function bindTools(session) {
  const { at, answer, subject, edits } = session;
  /** The original h_t, what it is with the edits, and how far the bars reach. */
  const state = computed(() => {
    const h = subject.value?.steps[at.value]?.h ?? [];
    const told = answer.value?.steps[at.value]?.edited_h;
    const now = [...(told?.length === h.length && edits.value.length ? told : h)];
    for (const edit of edits.value)
      if (edit.t === at.value && edit.unit !== undefined) now[edit.unit] = edit.set ?? edit.clamp ?? 0;
    return { h, now, domain: domainOf(h) };
  });
  const chosen = computed(() => clamp(unit.value, 0, Math.max(state.value.h.length - 1, 0)));
  const strip = { ...session, state, chosen, set: (/** @type {number} */ value) => setUnit(value) };

  /** A unit drawn back to where it was is no edit. @param {number} value */
  function setUnit(value) {
    const { h, domain } = state.value;
    const [own, j] = [h[chosen.value], chosen.value];
    if (own === undefined) return;
    const next = clamp(value, -domain, domain);
    if (Math.abs(next - own) < domain / 400) session.undo({ t: at.value, unit: j, set: 0 });
    else session.edit({ t: at.value, unit: j, set: Number(next.toPrecision(4)) });
  }
  bindUnits(find("#whatif-units"), strip);
  bindClamps(strip);
  bindWords(session);
  bindEffect(strip);
}

/** @param {HTMLElement} svg @param {UnitBars} strip */
function bindUnits(svg, strip) {
  const width = widthOf(svg);
  svg.setAttribute("height", String(HEIGHT));
  effect(() => {
    const { h, now, domain } = strip.state.value;
    if (!h.length || width.value < 64) return patch(svg, []);
    const held = new Set(strip.edits.value.filter((edit) => edit.t === strip.at.value).map((edit) => edit.unit ?? -1));
    const options = { width: width.value, scheme: scheme.value, domain, unit: strip.chosen.value, before: h, held };
    patch(svg, draw(now, options));
  });
  effect(() => {
    const { now, domain } = strip.state.value;
    const value = now[strip.chosen.value];
    if (!words.value || value === undefined) return;
    const text = t("whatif-unit", {
      h: sub("h", strip.at.value),
      unit: String(strip.chosen.value),
      value: short(value),
    });
    say(find("#whatif-unit"), text);
    svg.setAttribute("aria-valuemin", String(-domain));
    svg.setAttribute("aria-valuemax", String(domain));
    svg.setAttribute("aria-valuenow", String(Number(value.toPrecision(3))));
    svg.setAttribute("aria-valuetext", text);
  });
  bindTable(svg, () => {
    const { subject, state, chosen } = strip;
    return subject.value && unitsTable(subject.value, state.value, chosen.value);
  });
  bindDrag(svg, strip, () => width.value);
  svg.addEventListener("keydown", (event) => move(event, strip));
}

/** A finger takes hold of a bar within this distance of its end, in parts of the bars' reach. */
const GRIP = 0.4;

/**
 * Draw a bar up or down. A finger that may be about to scroll the page takes a bar by its end only, once the bar is
 * chosen; a tap chooses it.
 * @param {HTMLElement} svg @param {UnitBars} strip @param {() => number} width */
function bindDrag(svg, strip, width) {
  let from = /** @type {{x: number, y: number} | null} */ (null);
  const place = (/** @type {MouseEvent} */ event) => {
    const { left, top } = svg.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const under = (/** @type {{x: number}} */ { x }) => unitAt(x, width(), strip.state.value.h.length);
  const grips = (/** @type {{x: number, y: number}} */ at) => {
    const [j, { now, domain }] = [strip.chosen.value, strip.state.value];
    return under(at) === j && Math.abs(valueAt(at.y, domain) - Number(now[j])) <= domain * GRIP;
  };
  let dragged = false;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    const at = place(event);
    dragged = false;
    if (event.pointerType === "touch" && !grips(at)) return;
    svg.setPointerCapture(event.pointerId);
    from = at;
    drawing.value = true;
    pinUnit(under(at));
  });
  svg.addEventListener("touchstart", (event) => {
    const [touch] = event.touches;
    const { left, top } = svg.getBoundingClientRect();
    // what is drawn does not scroll
    if (touch && grips({ x: touch.clientX - left, y: touch.clientY - top })) event.preventDefault();
  });
  svg.addEventListener("click", (event) => {
    if (!dragged) pinUnit(under(place(event)));
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from || !svg.hasPointerCapture(event.pointerId)) return;
    const { y } = place(event);
    dragged ||= Math.abs(y - from.y) >= STILL;
    if (dragged) strip.set(valueAt(y, strip.state.value.domain));
  });
  const end = () => {
    from = null;
    drawing.value = false;
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  svg.addEventListener("lostpointercapture", end);
}

/**
 * ↑ and ↓ draw the bar, ← and → choose another; inside the strip they do not move time.
 * @param {KeyboardEvent} event
 * @param {UnitBars} strip
 */
function move(event, strip) {
  const { now, h, domain } = strip.state.value;
  const j = strip.chosen.value;
  const by = domain * (event.shiftKey ? FINE : STEP);
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowUp: () => strip.set(Number(now[j]) + by),
    ArrowDown: () => strip.set(Number(now[j]) - by),
    ArrowLeft: () => pinUnit(j - 1),
    ArrowRight: () => pinUnit(j + 1),
    Escape: () => {
      begin();
      strip.set(Number(h[j]));
    },
  };
  const action = keys[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

/** Switch a unit off, or hold it, from this step on. @param {UnitBars} strip */
function bindClamps(strip) {
  const [off, hold] = [find("#whatif-off"), find("#whatif-hold")];
  const clampAt = (/** @type {number} */ value) => {
    begin();
    strip.edit({ t: strip.at.value, unit: strip.chosen.value, clamp: Number(value.toPrecision(4)) });
  };
  off.addEventListener("click", () => clampAt(0));
  hold.addEventListener("click", () => clampAt(strip.state.value.now[strip.chosen.value] ?? 0));
  effect(() => {
    if (!words.value) return;
    const args = { unit: String(strip.chosen.value) };
    say(off, t("whatif-off", args));
    say(hold, t("whatif-hold", args));
  });
}

/** A unit's value; without tanh it may be anything. @param {number} value */
const worth = (value) => (Math.abs(value) < 1000 ? short(value) : scientific(value));

/** What one edit is, in words. @param {Edit} edit @param {string[]} tokens */
export function describeEdit(edit, tokens) {
  const h = sub("h", edit.t);
  if (edit.token !== undefined) return t("whatif-edit-token", { from: tokens[edit.t] ?? "", to: edit.token });
  if (edit.from) return t("whatif-edit-from", { h, sentence: edit.from.sentence });
  const args = { h, unit: String(edit.unit), value: worth(edit.set ?? edit.clamp ?? 0) };
  if (edit.set !== undefined) return t("whatif-edit-set", args);
  return t(edit.clamp === 0 ? "whatif-edit-off" : "whatif-edit-hold", args);
}

/**
 * The true curve: computed at this many values, for runs of at most this many numbers, once a choice has lasted this
 * long (ms).
 */
const [SAMPLES, SAMPLED, LASTS] = [13, 20_000, 160];

/** @param {UnitBars} strip */
function bindEffect(strip) {
  const svg = find("#whatif-effect");
  const width = widthOf(svg);
  const samples = sampled(strip);
  svg.setAttribute("height", String(EFFECT));
  effect(() => {
    if (!words.value || !strip.subject.value) return;
    say(
      find("#whatif-effect-title"),
      t("whatif-effect", { h: sub("h", strip.at.value), unit: String(strip.chosen.value) }),
    );
  });
  const shown = computed(() => effectNow(strip, samples.value));
  effect(() => {
    patch(svg, shown.value && width.value >= 64 ? drawEffect(shown.value, { width: width.value }) : []);
  });
  bindTable(svg, () => shown.value && effectTable(shown.value, find("#whatif-effect-title").textContent ?? ""));
}

/** What the chosen unit does to the loss; null where there is none. @param {UnitBars} strip @param {Sample[]} samples */
function effectNow(strip, samples) {
  const { h, domain } = strip.state.value;
  const [at, j] = [strip.at.value, strip.chosen.value];
  const from = h[j];
  if (!strip.subject.value || from === undefined) return null;
  // the dot is the truth only where nothing else was edited
  const own = unitEdit(strip.edits.value, at, j);
  const alone = strip.edits.value.length === 1 && own?.set !== undefined && strip.answer.value;
  const now = alone ? { value: Number(own.set), change: alone.change } : null;
  return { from, slope: slopeAt(strip.subject.value, at, j), domain, samples, now };
}

/** @typedef {{at: number, unit: number, own: number, domain: number}} Sampling the unit, its value, and how far it is moved */

/** The true change of the loss over the values of the chosen unit, asked for again at each choice. @param {UnitBars} strip */
function sampled(strip) {
  const found = signal(/** @type {Sample[]} */ ([]));
  /** @type {ReturnType<typeof questions<Sampling, Sample[]>>} */
  const question = questions({
    fetch: sample,
    show: (all) => {
      found.value = all;
    },
  });
  effect(() => {
    const now = strip.subject.value;
    const [at, j] = [strip.at.value, strip.chosen.value];
    question.stop();
    found.value = [];
    if (!strip.seen.value || !now || now.tokens.length * now.hidden_size > SAMPLED) return;
    const h = now.steps[at]?.h ?? [];
    question.ask({ at, unit: j, own: h[j] ?? 0, domain: domainOf(h) }, LASTS);
  });
  return found;
}

/** @param {Sampling} sampling @param {AbortSignal} signal @returns {Promise<Sample[]>} */
async function sample({ at, unit: j, own, domain }, signal) {
  const values = Array.from({ length: SAMPLES }, (_, i) => domain * ((2 * i) / (SAMPLES - 1) - 1));
  const ask = async (/** @type {number} */ value) => {
    const edit = [{ t: at, unit: j, set: value }];
    return {
      value,
      change: (await fetchWhatIf(asked.peek(), edit, { lang: lang.peek(), signal }, run.peek() ?? undefined)).change,
    };
  };
  const all = [{ value: own, change: 0 }, ...(await Promise.all(values.map(ask)))];
  return all.sort((a, b) => a.value - b.value).filter((one, i) => one.value !== all[i - 1]?.value);
}
