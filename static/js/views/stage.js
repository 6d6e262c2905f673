/** The stage: the unrolled chain, its caption and its legend. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { fadings, magnitudes, sizes, values, valuesAndMagnitudes, valuesAndRiver } from "../charts/legend.js";
import { STILL } from "../gestures/drag.js";
import { bindLookKeys, foundAt, lookingNow, middleOf, momentNow, toldOf } from "../gestures/opened.js";
import { bindOver } from "../gestures/over.js";
import { bindPress } from "../gestures/press.js";
import { bindRoom } from "../gestures/stage-room.js";
import { bindTip, elementOf } from "../gestures/tip.js";
import { point, seek } from "../page/actions.js";
import { bindWhen } from "../page/lazy.js";
import { focus } from "../page/looking.js";
import { insideNow, insideOf, moving, pacedRun, pulled } from "../page/pace.js";
import {
  asking,
  calm,
  clipAt,
  clipTaught,
  finishedAt,
  lit,
  mode,
  now,
  opened,
  openedStep,
  pointed,
  run,
  scheme,
  shade,
  u,
  unit,
  unrolled,
  view,
  wall,
} from "../page/state.js";
import { find, say, sayRich, tall, widthOf } from "../pen/dom.js";
import { magnified, pointIn } from "../pen/magnified.js";
import { clamp } from "../pen/math.js";
import { pictureIn } from "../pen/picture.js";
import { patch } from "../pen/svg.js";
import { clipped } from "../run/clipping.js";
import { factsOf } from "../run/facts.js";
import { isSeries } from "../run/series.js";
import { coat, shadeOf } from "../run/shades.js";
import { layout, layoutWithin, MOST_NUMBERS } from "../scenes/layout.js";
import { litUnit } from "../scenes/lit.js";
import { openedHeight, withOpenedCell } from "../scenes/opened-cell.js";
import { bindPassing } from "../widgets/passing-chain.js";
import { phoneWindow } from "../widgets/phone-window.js";
import { words } from "../words/i18n.js";
import { finished, narrate } from "../words/narration.js";
import { bindHead } from "./head.js";

/** @import {Mark, Run} from "../types.js" */
/** @import {Layout, Options} from "../scenes/layout.js" */

/** The share of the way to another view in which the upright chain gives way. */
const LEAVES = 0.3;

/** The threshold of clipping: that of the network that learns, else the chosen one, which is none while it is at its 1. */
const threshold = () =>
  clipTaught.value === undefined ? (clipAt.value === 1 ? null : clipAt.value) : clipTaught.value;

/** log10 of what clipping multiplies every gradient by. @param {Run} run */
function clipping(run) {
  const norm = threshold();
  return norm === null ? 0 : clipped(run.log10_total_grad_norm ?? null, Math.log10(norm));
}

export function bindStage() {
  const stage = find("#stage");
  const scene = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (find(".scene", stage)));
  const width = widthOf(scene);
  const { room, low } = bindRoom();
  const shown = pacedRun(scene);
  const at = computed(() => {
    const { tall, ...own } = room.value;
    if (!shown.value) return null;
    return tall === null ? layout(shown.value, width.value, own) : layoutWithin(shown.value, width.value, tall, own);
  });
  const { column, phone, waits } = bindPhone(scene, shown, width);
  /** How far the upright chain has given way to the one that runs right, which A is opened in and which is rolled up. */
  const leaving = computed(() => (column.value ? clamp(Math.max(opened.value, 1 - unrolled.value) / LEAVES) : 1));
  /** The layout of what is seen. */
  const seen = computed(() => (leaving.value < 0.5 ? column.value : at.value));
  /** How clearly it is seen: the one chain fades out, then the other one in. */
  const clear = computed(() => (column.value ? Math.abs(2 * leaving.value - 1) : 1));
  effect(() => {
    scene.style.opacity = clear.value < 1 ? String(clear.value) : "";
  });
  const picture = pictureIn(scene);
  const passing = bindPassing(() => (column.value ? null : at.value), picture);
  const over = bindOver(scene, () => seen.value);
  const lens = bindLens(scene, () => at.value);
  const heightNow = (/** @type {Run} */ drawn, /** @type {Layout} */ flat) => {
    const high = flat.height + openedHeight(drawn, u.value, { at: flat, opened: opened.value, ...insideAt() });
    return column.value ? column.value.width + (high - column.value.width) * leaving.value : high;
  };
  const way = () => ({
    scheme: scheme.value,
    over: words.value > 0 ? over.value : null,
    clip: shown.value ? clipping(shown.value) : 0,
    pointed: pointed.value,
  });
  effect(() => {
    if (!shown.value || !at.value || waits.value) return;
    tall(scene, heightNow(shown.value, at.value));
    const moves = clear.value === 1 && moving.value;
    // the text is before it
    if (view.value === "sentence") return;
    if (seen.value?.upright && phone.value) {
      const marks = phone.value.draw(shown.value, u.value, { ...way(), at: seen.value, lit: lit.value });
      picture.show(marks, moves, scheme.value);
    } else level(shown.value, at.value, moves);
  });
  /** The chain that runs right. @param {Run} run @param {Layout} at @param {boolean} moves */
  function level(run, at, moves) {
    const painter = moves ? passing.painter() : null;
    const options = { ...way(), at, unrolled: unrolled.value, passes: painter !== null };
    options.pointed ??= openedStep.value;
    const found = running(run, options, lens.value, passing.chain);
    picture.show(found.marks, moves && found.moves, scheme.value, painter);
    if (painter) passing.prepare(run, options);
  }
  // what a pointer is at is asked of the document
  for (const type of ["pointermove", "pointerdown", "click"])
    scene.addEventListener(type, picture.refresh, { capture: true });
  effect(() => stage.setAttribute("aria-busy", String(asking.value)));
  bindCaption(stage);
  bindLegend(find(".legend", stage));
  scene.addEventListener("pointerover", ({ target }) => {
    const word = /** @type {Element} */ (target).closest(".chip[data-t]");
    point(word && Number(word.getAttribute("data-t")));
  });
  scene.addEventListener("pointerleave", () => point(null));
  drag(
    scene,
    () => seen.value,
    phone,
    (event) => weightUnder(scene, at.value, event) !== null,
  );
  bindPress(scene, () => seen.value);
  bindHead(() => seen.value);
  const inner = (/** @type {Run} */ shown, /** @type {MouseEvent} */ event) =>
    toldOf(shown, foundUnder(scene, at.value, event));
  const tip = bindTip(scene, find(".sights", stage), () => seen.value, inner);
  bindOpened(scene, () => at.value, tip);
  bringIntoSight(scene, low, waits);
}

/** What the inside of A is seen by, besides its layout. */
const insideAt = () => ({ inside: insideOf(u.value), ...lookingNow() });

/**
 * The chain that runs right, with its A open or what a pointer adds, and whether it changes in every frame.
 * @param {Run} shown
 * @param {Options & {unrolled: number}} options
 * @param {Lens | null} lens
 * @param {(run: Run, options: Options) => Mark[]} chainOf the chain at the playhead
 */
function running(shown, options, lens, chainOf) {
  const chain = chainOf(shown, options);
  const graph = opened.value > 0 && words.value > 0 && factsOf(shown.cell).graph;
  if (!graph)
    return {
      marks: [...chain, ...pointedAt(shown, u.value, options, lens)],
      moves: (lens?.over.value ?? null) === null,
    };
  const opening = { ...options, opened: opened.value, ...insideAt(), graph, lit: lit.value };
  return { marks: withOpenedCell(chain, shown, u.value, opening), moves: false };
}

/**
 * An A that is opened in a low window fills it: the page is scrolled to it.
 * @param {Element} scene
 * @param {import("../../vendor/signals.js").Signal<boolean>} low
 * @param {{readonly value: boolean}} waits whether the styles that say where the stage is are on their way
 */
function bringIntoSight(scene, low, waits) {
  let before = view.peek();
  effect(() => {
    if (waits.value) return;
    const opens = view.value === "cell" && before !== "cell" && low.peek();
    before = view.value;
    if (opens && words.peek() > 0) scene.scrollIntoView({ block: "start", behavior: calm.peek() ? "auto" : "smooth" });
  });
}

/**
 * The numbers of the opened A can be changed; what is looked at can be chosen by keys, and is told beside its number.
 * @param {SVGSVGElement} scene
 * @param {() => Layout | null} layout
 * @param {ReturnType<typeof bindTip>} tip
 */
function bindOpened(scene, layout, tip) {
  const under = (/** @type {MouseEvent} */ event) => weightUnder(scene, layout(), event);
  const edited = {
    under,
    looked: () => focus.value,
    step: () => momentNow()?.t ?? 0,
    middleOf: (/** @type {import("../types.js").Focus} */ looked) =>
      momentNow()?.backward ? null : middleOf(layout(), looked),
  };
  const opens = computed(() => opened.value > 0);
  bindWhen(opens, () =>
    import("../gestures/edit-number.js").then(({ bindEditNumber }) => bindEditNumber(scene, edited)),
  );
  bindLookKeys(scene, () => tellLooked(scene, layout(), tip));
  scene.addEventListener("blur", tip.leave);
}

/**
 * What is looked at, told where it is: in the opened A, else on the strip of h_t.
 * @param {SVGSVGElement} scene
 * @param {Layout | null} at
 * @param {ReturnType<typeof bindTip>} tip
 */
function tellLooked(scene, at, tip) {
  const [shown, moment] = [run.value, momentNow()];
  if (!shown || !moment) return;
  const middle = middleOf(at, focus.value);
  const told = middle && toldOf(shown, focus.value);
  const { left, top } = scene.getBoundingClientRect();
  const scale = magnified.peek();
  if (middle && told) return tip.show(told, { clientX: left + middle.x * scale, clientY: top + middle.y * scale });
  const vector = `h:${moment.t}`;
  const box = scene.querySelector(`[data-vector="${vector}"]`)?.getBoundingClientRect();
  const found = box && elementOf(shown, vector, () => focus.value.unit, box);
  if (found) tip.show(found, { clientX: found.box?.left ?? 0, clientY: box.top });
}

/** @typedef {ReturnType<typeof import("../gestures/lens.js").bindLens>} Lens */

/**
 * The lens over strips that are too fine for numbers; its code comes with the first of them.
 * @param {SVGSVGElement} scene
 * @param {() => Layout | null} layout
 */
function bindLens(scene, layout) {
  const lens = signal(/** @type {Lens | null} */ (null));
  const fine = computed(() => (run.value?.hidden_size ?? 0) > MOST_NUMBERS);
  bindWhen(fine, () =>
    import("../gestures/lens.js").then(({ bindLens }) => {
      lens.value = bindLens(scene, layout);
    }),
  );
  return lens;
}

/**
 * What a pointer adds above the chain.
 * @param {Run} shown
 * @param {number} at the playhead
 * @param {Options & {unrolled: number}} options
 * @param {Lens | null} lens
 */
const pointedAt = (shown, at, options, lens) => [
  ...litUnit(shown, at, { ...options, lit: lit.value }),
  ...(options.unrolled === 1 && lens ? lens.draw(shown, at, { ...options, over: lens.over.value }) : []),
];

/**
 * The weight under the pointer, or what it multiplies at this step.
 * @param {SVGSVGElement} scene
 * @param {Layout | null} at
 * @param {MouseEvent} event
 * @returns {import("../gestures/edit-number.js").Target | null}
 */
function weightUnder(scene, at, event) {
  const found = momentNow()?.backward ? null : foundUnder(scene, at, event);
  return found?.term == null ? null : found;
}

/** @param {SVGSVGElement} scene @param {Layout | null} at @param {MouseEvent} event */
function foundUnder(scene, at, event) {
  const { x, y } = pointIn(scene, event);
  return foundAt(at, x, y);
}

/** @param {HTMLElement} stage */
function bindCaption(stage) {
  const [label, text, above] = [find(".step", stage), find("#caption .text", stage), find(".above", stage)];
  // within a phase it stays
  const phase = computed(() => {
    const at = insideNow.value;
    return at && `${at.k} ${at.phase} ${at.backward}`;
  });
  effect(() => {
    const at = phase.value && insideNow.peek();
    if (!words.value || !run.value || !at) return;
    const said = narrate(run.value, at);
    say(label, said.label);
    // only where the page opened finished does the playhead itself count
    const atEnd = finishedAt.value !== null && finishedAt.value === u.value;
    sayRich(text, atEnd ? finished(run.value) : said.text);
    above.classList.toggle("back", at.backward);
  });
}

/** @param {HTMLElement} svg */
function bindLegend(svg) {
  const backward = computed(() => Boolean(now.value?.backward));
  effect(() => {
    if (!words.value || !run.value) return;
    if (view.value === "sentence") patch(svg, shadeLegend(run.value, backward.value));
    else patch(svg, (backward.value ? valuesAndRiver : values)(scheme.value));
  });
}

/** What the text's colours mean. @param {Run} run @param {boolean} backward */
function shadeLegend(run, backward) {
  const chosen = shadeOf(run, shade.value);
  if (chosen === "flow" && backward) return valuesAndMagnitudes(scheme.value);
  const name = chosen === "flow" ? "unit" : chosen;
  const { scale, domain } = coat(run, name, unit.value, scheme.value);
  if (scale === "gradient") return (isSeries(run) ? magnitudes : fadings)(scheme.value);
  if (scale === "value") return values(scheme.value);
  return sizes(name === "norm" ? "legend-size" : "legend-gate", domain, scheme.value);
}

/**
 * The upright phone: its layout, where the window is one; what draws it; and whether the first picture waits for that.
 * @param {SVGSVGElement} scene
 * @param {{readonly value: Run | null}} shown
 * @param {{readonly value: number}} width
 */
function bindPhone(scene, shown, width) {
  const { upright, size, code, waits, ask } = phoneWindow();
  effect(() => {
    ask();
  });
  const column = computed(() => {
    const [drawn, at] = [code.value, shown.value];
    if (!drawn || !at || !upright.value || wall.value) return null;
    return drawn.uprightLayout(at, width.value, { height: size.value.height, compact: mode.value === "acts" });
  });
  effect(() => {
    scene.classList.toggle("stands", column.value !== null);
  });
  return { column, phone: code, waits };
}

/**
 * Pulling the chain to the left moves time on; one that is read from the right, to the right. On an upright phone a finger
 * has its own ways: gestures/swipe.js.
 * @param {SVGSVGElement} scene
 * @param {() => Layout | null} layout
 * @param {{readonly value: (typeof import("../widgets/phone.js").phone) | null}} phone
 * @param {(event: PointerEvent) => boolean} taken whether the pull is on a number, and changes that
 */
function drag(scene, layout, phone, taken) {
  let from = { x: 0, y: 0, u: 0, holds: false, finger: 0 };
  let moves = false;
  const pull = (/** @type {PointerEvent} */ event) => {
    const at = layout();
    if (at?.upright && phone.value) return phone.value.pullAt(at, from, event);
    const far = event.clientX - from.x;
    const moved = ((at?.mirrored ? 1 : -1) * far) / ((at?.pitch ?? 1) * magnified.peek());
    const T = run.value?.tokens.length ?? 0;
    return { far, u: from.u > T ? from.u - moved : Math.min(from.u + moved, T) };
  };
  const stop = effect(() => {
    if (!phone.value) return;
    phone.value.keepFromScrolling(scene, () => from.holds && pulled.peek());
    queueMicrotask(() => stop());
  });
  scene.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || taken(event)) return;
    if (!event.isPrimary) {
      // a second finger makes it a pinch (gestures/zoom.js), and what the first one moved was not meant
      if (!scene.hasPointerCapture(from.finger)) return;
      scene.releasePointerCapture(from.finger);
      if (moves) seek(from.u);
      return;
    }
    const at = layout();
    from = { x: event.clientX, y: event.clientY, u: u.value, holds: false, finger: event.pointerId };
    if (at?.upright && phone.value) from = { ...from, ...phone.value.takenAt(scene, at, u.value, event) };
    moves = false;
    scene.setPointerCapture(event.pointerId);
    pulled.value = true;
  });
  scene.addEventListener("pointermove", (event) => {
    if (!event.isPrimary || !pulled.value || !scene.hasPointerCapture(event.pointerId)) return;
    const { far, u } = pull(event);
    moves ||= Math.abs(far) >= STILL;
    if (moves) seek(u);
  });
  scene.addEventListener("lostpointercapture", () => {
    pulled.value = false;
  });
}
