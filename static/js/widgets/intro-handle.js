/** The one gesture of the opening: W_h is pulled, by a pointer or by keys, and the river swells or dries up. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { bindPull } from "../gestures/drag.js";
import { OPENING } from "../page/address.js";
import { fetchRun } from "../page/api.js";
import { questions } from "../page/question.js";
import { calm, lang } from "../page/state.js";
import { clamp } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { draw, MOST, radiusAt } from "../scenes/intro-bow.js";
import { camera, centre } from "../scenes/layout.js";
import { t, words } from "../words/i18n.js";

/** @import {Run} from "../types.js" */
/** @import {Layout} from "../scenes/layout.js" */
/** @template T @typedef {{value: T, peek(): T}} Read */

/** After the handle was let go, after a key, and where nobody takes it, the page comes after so many ms. */
const PATIENCE = { pulled: 3500, keyed: 8000, untouched: 40_000 };
/** What a key adds to the radius. @type {Record<string, number>} */
const KEYS = { ArrowRight: 0.1, ArrowUp: 0.1, ArrowLeft: -0.1, ArrowDown: -0.1, PageUp: 0.5, PageDown: -0.5 };
const ENDS = { Home: 0, End: MOST };

/**
 * @param {SVGSVGElement} svg
 * @param {object} parts
 * @param {{value: Run | null, peek(): Run | null}} parts.shown the run of the picture: the handle writes it
 * @param {Read<Layout | null>} parts.at
 * @param {Read<boolean>} parts.waits whether it is its turn
 * @param {(run: Run) => string} parts.left how much of the gradient is left at the first word, in words
 * @param {(text: string) => void} parts.say
 * @param {() => void} parts.end
 * @returns {() => void} stops it
 */
export function bindHandle(svg, { shown, at, waits, left, say, end }) {
  const radius = signal(Number.NaN);
  const used = signal(false);
  /** @type {ReturnType<typeof questions<number | null, Run>>} */
  const question = questions({
    fetch: (spectral_radius, signal) =>
      fetchRun({ ...OPENING, spectral_radius }, { lang: lang.peek(), signal, also: ["jacobian"] }),
    show: (answer) => {
      shown.value = answer;
      if (Number.isNaN(radius.peek())) radius.value = radiusOf(answer);
    },
  });
  const turn = (/** @type {number} */ to) => {
    radius.value = clamp(Math.round(to * 100) / 100, 0, MOST);
    used.value = true;
    question.follow(radius.value);
  };
  const patience = timer(end);
  bindHand(svg, at, { turn, patience, used });
  bindKeys(svg, radius, { turn, patience });
  const place = computed(() => at.value && handlePoint(at.value));
  const stop = [
    effect(() => {
      svg.toggleAttribute("hidden", !waits.value);
      if (!waits.value) return;
      if (Number.isNaN(radius.peek())) question.ask(null);
      svg.focus({ preventScroll: true });
      if (!calm.peek()) patience.wait(PATIENCE.untouched);
    }),
    effect(() => {
      if (!waits.value || !words.value || !place.value || Number.isNaN(radius.value)) return;
      const said = { dries: t("intro-dries"), swells: t("intro-swells"), pulsing: !used.value };
      patch(svg, draw(radius.value, place.value, said));
    }),
    effect(() => {
      if (!waits.value || !words.value || !shown.value || Number.isNaN(radius.value)) return;
      const word = String(shown.value.tokens[0]);
      const text = t("intro-pulled", { rho: short(radius.value), word, left: left(shown.value) });
      svg.setAttribute("aria-valuenow", String(radius.value));
      svg.setAttribute("aria-valuetext", text);
      if (used.value) say(text);
    }),
  ];
  return () => {
    patience.stop();
    question.stop();
    for (const each of stop) each();
  };
}

/** The page comes after a while, unless something happens. @param {() => void} end */
function timer(end) {
  let waiting = 0;
  const stop = () => clearTimeout(waiting);
  return {
    stop,
    wait(/** @type {number} */ ms) {
      stop();
      waiting = setTimeout(end, ms);
    },
  };
}

/**
 * @param {SVGSVGElement} svg
 * @param {Read<Layout | null>} at
 * @param {{turn: (to: number) => void, patience: ReturnType<typeof timer>, used: Read<boolean>}} acts
 */
function bindHand(svg, at, { turn, patience, used }) {
  let [left, scale, middle] = [0, 1, 0];
  const pull = (/** @type {PointerEvent} */ event) => turn(radiusAt((event.clientX - left) / scale - middle));
  bindPull(/** @type {HTMLElement} */ (/** @type {unknown} */ (svg)), {
    take() {
      patience.stop();
      const layout = at.peek();
      if (!layout) return;
      const box = svg.getBoundingClientRect();
      [left, scale, middle] = [box.left, box.width / layout.width, handlePoint(layout).x];
    },
    pull,
    tap: pull,
    undo() {},
    leave: () => patience.wait(used.peek() ? PATIENCE.pulled : PATIENCE.untouched),
  });
}

/**
 * @param {SVGSVGElement} svg
 * @param {Read<number>} radius
 * @param {{turn: (to: number) => void, patience: ReturnType<typeof timer>}} acts
 */
function bindKeys(svg, radius, { turn, patience }) {
  svg.addEventListener("keydown", (event) => {
    const by = KEYS[event.key];
    const goal = ENDS[/** @type {"Home"} */ (event.key)] ?? (by ? radius.peek() + by : Number.NaN);
    if (Number.isNaN(goal) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    // the arrows move time everywhere else
    event.stopPropagation();
    turn(goal);
    patience.wait(PATIENCE.keyed);
  });
}

/** The middle of the first A's lower edge, once the gradient has come there. @param {Layout} at */
const handlePoint = (at) => ({ x: centre(at, 0) - camera(at, 2 * at.T), y: at.boxTop + at.box.height });

/** The spectral radius of a run's W_h. @param {Run} shown */
function radiusOf(shown) {
  const { spectrum } = /** @type {{spectrum?: {eigenvalues: [number, number][]}}} */ (/** @type {unknown} */ (shown));
  return Math.max(...(spectrum?.eigenvalues ?? []).map(([re, im]) => Math.hypot(re, im)), 0);
}
