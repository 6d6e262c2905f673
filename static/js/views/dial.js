/** The spectral dial: turn ρ and see the eigenvalues move, and the gradient with them. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { draw as drawDial, HEIGHT, MOST, radiusAt } from "../charts/dial.js";
import { draw as drawSpectrum } from "../charts/dial-spectrum.js";
import { dialLayer } from "../charts/gradient-dial.js";
import { bindPull } from "../gestures/drag.js";
import { bindLayer } from "../page/gradient-layers.js";
import { isDrawn } from "../page/network.js";
import { begin, held } from "../page/pace.js";
import { isSet, PRESETS, turnTo as turnToPreset } from "../page/presets.js";
import { questions } from "../page/question.js";
import { ask, follow, want } from "../page/shown-run.js";
import { drawnFrom, fetchOwnSpectrum, fetchSpectrum, scaled } from "../page/spectrum.js";
import { fields, guise, lang, block as lookedAt, problems, run } from "../page/state.js";
import { find, plain, say, sayRich, tall, widthOf } from "../pen/dom.js";
import { clamp } from "../pen/math.js";
import { patch } from "../pen/svg.js";
import { factsOf, isPlain } from "../run/facts.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { spectrumTable } from "../tables/spectrum.js";
import { bindTable } from "../widgets/chart-table.js";
import { mendOf } from "../widgets/mends.js";
import { showProblem } from "../widgets/problem.js";
import { bindLonger } from "../widgets/suggest-longer.js";
import { ofStep, ofWholeWay } from "../words/accounts.js";
import { t, words } from "../words/i18n.js";
import { verdict } from "../words/verdict.js";

/** @import {Block, Fields, Run, Spectrum, Step} from "../types.js" */

/** The largest side of the plane, px. */
const SIDE = 288;
/** A chart that is not shown has no width to draw in. */
const LEAST = 64;
/** What a key adds to the radius. @type {Record<string, number>} */
const KEYS = { ArrowRight: 0.05, ArrowUp: 0.05, ArrowLeft: -0.05, ArrowDown: -0.05, PageUp: 0.25, PageDown: -0.25 };
/** The last network's W_h, as drawn. */
const known = signal(/** @type {{drawn: string, spectrum: Spectrum} | null} */ (null));
/** The run before the last turn of the dial: what its curve is compared with. */
const before = signal(/** @type {Run | null} */ (null));

const gates = computed(() => Object.keys(known.value?.spectrum ?? {}));
/** The gate that was chosen; where a cell has no such gate, its candidate is looked at. */
const gate = computed(() =>
  gates.value.includes(lookedAt.value)
    ? lookedAt.value
    : (gates.value.find((g) => !factsOf(run.value?.cell ?? "").sigmoid.includes(g)) ?? ""),
);

/** The network whose W_h is on the plane: while one learns, as it is by now. */
const network = computed(() => (guise.value ? { ...fields.value, ...guise.value } : fields.value));

/** W_h of some fields, once its spectrum is known. @param {Fields | undefined} asked @returns {Block | null} */
function block(asked) {
  const own = known.value?.spectrum[gate.value];
  if (!own || !asked || drawnFrom(asked) !== known.value?.drawn) return null;
  const radius = isDrawn(asked) ? asked.spectral_radius : null;
  return typeof radius === "string" ? null : scaled(own, radius);
}

/** W_h of the run that is shown. */
const shown = computed(() => block(run.value?.asked));

/** Where the handle is: at what is asked for; as drawn, at what is drawn. */
const handle = computed(() => {
  const radius = isDrawn(network.value) ? network.value.spectral_radius : null;
  return typeof radius === "number" ? clamp(radius, 0, MOST) : (block(network.value)?.spectral_radius ?? null);
});

export function bindDial() {
  const panel = find(".dial");
  want("jacobian");
  bindSpectrum();
  bindSlider(find("#dial"));
  bindPlane(find("#spectrum"), find(".gates", panel));
  bindLayer(panel, "dial", found);
  bindPresets(panel);
  bindLonger(panel);
  effect(() => {
    if (run.value && words.value) sayRich(find("#dial-say"), verdict(run.value, shown.value, gate.value));
  });
  effect(() => {
    const problem = problems.value.find(({ field }) => field === "spectral_radius");
    const form = /** @type {HTMLFormElement} */ (find("#controls"));
    const mend = problem ? mendOf(problem.field, form, find("#dial")) : null;
    showProblem(find("#dial-problem"), problem?.message ?? "", mend);
  });
}

/** @type {ReturnType<typeof questions<string, Spectrum | null>>} */
const question = questions({
  fetch: (drawn, signal) =>
    isDrawn(network.peek())
      ? fetchSpectrum(drawn, signal)
      : fetchOwnSpectrum(network.peek(), { lang: lang.peek(), signal }),
  show: (spectrum, drawn) => {
    if (spectrum) known.value = { drawn, spectrum };
  },
});

/** Another network, another W_h; the radius only scales it. */
function bindSpectrum() {
  const drawn = computed(() => drawnFrom(network.value));
  effect(() => {
    question.ask(drawn.value);
  });
}

/** @param {HTMLElement} svg */
function bindSlider(svg) {
  const width = widthOf(svg);
  svg.setAttribute("height", String(HEIGHT));
  effect(() => {
    if (handle.value === null || !words.value || width.value < LEAST) return;
    const at = { radius: handle.value, sigma: block(fields.value)?.largest_singular_value ?? null };
    patch(svg, drawDial(at, { width: width.value, fades: t("dial-fades"), grows: t("dial-grows") }));
    svg.setAttribute("aria-valuenow", String(Math.round(Math.min(at.radius, MOST) * 1000) / 1000));
    svg.setAttribute("aria-valuetext", plain(run.value ? verdict(run.value, shown.value, gate.value) : ""));
  });
  // measured once a gesture: to measure in each of its moves would lay the page out each time
  let left = 0;
  const turn = (/** @type {PointerEvent} */ event) => turnTo(radiusAt(event.clientX - left, width.value));
  let was = fields.peek().spectral_radius;
  bindPull(svg, {
    take(event) {
      held.value = true;
      left = svg.getBoundingClientRect().left;
      was = fields.value.spectral_radius;
      remember();
      turn(event);
    },
    pull: turn,
    undo: () => turnTo(was),
    leave() {
      held.value = false;
    },
  });
  svg.addEventListener("focus", remember);
  svg.addEventListener("keydown", (event) => {
    const to = target(event);
    if (to === null) return;
    event.preventDefault();
    // the arrows move time everywhere else
    event.stopPropagation();
    turnTo(to);
  });
}

/** What the curve is compared with from now on. */
function remember() {
  before.value = run.value;
}

/** @param {Fields["spectral_radius"]} radius */
function turnTo(radius) {
  // the matrix of a network that was brought is not turned
  if (isDrawn(fields.value) && radius !== fields.value.spectral_radius) follow({ spectral_radius: radius });
}

/** Where a key sends the handle; with Shift in small steps. @param {KeyboardEvent} event */
function target({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === "Home") return 0;
  if (key === "End") return MOST;
  const by = KEYS[key];
  if (!by || handle.value === null) return null;
  const step = shiftKey ? Math.sign(by) / 100 : by;
  return clamp(Math.round((handle.value + step) * 100) / 100, 0, MOST);
}

/** The plane, and for gated cells whose block of W_h it shows. @param {HTMLElement} svg @param {HTMLElement} place */
function bindPlane(svg, place) {
  const width = widthOf(svg);
  effect(() => {
    const size = Math.min(width.value, SIDE);
    tall(svg, size);
    if (shown.value && size > LEAST) patch(svg, drawSpectrum(shown.value, { size, width: width.value }));
  });
  bindTable(svg, () => shown.value && spectrumTable(shown.value));
  const names = computed(() => gates.value.join());
  effect(() => {
    const all = names.value.split(",");
    place.replaceChildren(...(all.length > 1 ? all.map(button) : []));
  });
  effect(() => {
    const looked = names.value && gate.value;
    for (const each of place.querySelectorAll("button"))
      each.setAttribute("aria-pressed", String(each.textContent === looked));
  });
}

/** @param {string} name */
function button(name) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = name;
  made.addEventListener("click", () => {
    begin();
    lookedAt.value = name;
  });
  return made;
}

/** What the gradient's chart shows while the dial is used. */
const found = computed(() => {
  if (!run.value || !words.value) return null;
  const own = run.value;
  const ghost = before.value && before.value !== own && same(before.value.tokens, own.tokens) ? before.value : null;
  return dialLayer(own, {
    ghost: ghost && gradientLevels(ghost),
    rho: isPlain(own.cell) ? (shown.value?.spectral_radius ?? null) : null,
    names: { before: t("dial-before"), most: t("dial-most") },
    say: (at) =>
      t(...(own.steps[at ?? -1] ? ofStep(own, /** @type {Step} */ (own.steps[Number(at)])) : ofWholeWay(own))),
  });
});

/** @param {string[]} a @param {string[]} b */
const same = (a, b) => a.length === b.length && a.every((word, i) => word === b[i]);

/** @param {HTMLElement} panel */
function bindPresets(panel) {
  const buttons = [.../** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll("[data-preset]"))];
  const nameOf = (/** @type {HTMLElement} */ each) => each.dataset.preset ?? "";
  /** @type {import("../page/presets.js").Kept | null} */
  let kept = null;
  for (const each of buttons)
    each.addEventListener("click", () => {
      remember();
      const turned = turnToPreset(nameOf(each), t("longer-sentence"), fields.value, kept);
      kept = turned.kept;
      ask(turned.change);
    });
  const chosen = computed(() =>
    words.value && isDrawn(fields.value) ? PRESETS.find((name) => isSet(name, t("longer-sentence"), fields.value)) : "",
  );
  effect(() => {
    const turns = isDrawn(fields.value);
    panel.classList.toggle("fixed", !turns);
    find("#dial").setAttribute("aria-disabled", String(!turns));
    for (const each of buttons) {
      /** @type {HTMLButtonElement} */ (each).disabled = !turns;
      each.setAttribute("aria-pressed", String(nameOf(each) === chosen.value));
    }
  });
  effect(() => {
    if (words.value) say(find("#dial-set"), chosen.value ? t(`dial-hint-${chosen.value}`) : "");
  });
}
