/**
 * One step of the chain: x_t rises into A, h_t rises out of it into its strip.
 * @import {Mark, Progress, Run, Step} from "../types.js"
 * @import {Layout, Options} from "./layout.js"
 */

import { gradientBars } from "../pen/gradient-bars.js";
import { latest } from "../pen/latest.js";
import { clamp, round, smooth } from "../pen/math.js";
import { mirrored } from "../pen/mirror.js";
import { sub } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { textWidth } from "../pen/text-width.js";
import { approached, BACKWARD, emitted, entered, phaseDone } from "../run/phases.js";
import { isAbove } from "../run/reading-order.js";
import { t as say } from "../words/i18n.js";
import { above } from "./answer-above.js";
import { answer } from "./answer-forecast.js";
import { box } from "./box.js";
import { injected } from "./fall.js";
import { toInput } from "./gradient-ends.js";
import { FAN, slot, whole } from "./layout.js";
import { around, beside, to, visible } from "./placing.js";
import { river } from "./river.js";
import { fan, strip } from "./vectors.js";

/** The share of its way to A after which the gradient's bars rise. */
const NEAR = 0.55;

/**
 * The share of its rise after which a strip has its width. Its numbers come then: letters that grow are set again in
 * every frame.
 */
const GROWN = 0.7;

/** A number in a row of a turned strip needs this many px. */
const LEGIBLE = 11;

/** How much A rises under the pointer, in px. */
const RAISED = 2;

/** @param {Run} run @param {number} t @param {Progress} done @param {number} x @param {Options} options */
export function cell(run, t, done, x, options) {
  const step = /** @type {Step} */ (run.steps[t]);
  const own = { ...options, window: around(options.at, options.window, x) };
  return mark(
    "g",
    {
      key: slot(options.at, t),
      "data-t": t,
      class: `cell${done.back ? " back" : ""}${done.f === 0 && !done.active ? " ahead" : ""}`,
      transform: to(options.at, x),
    },
    output(step, done, own),
    done.back && blame(step, done, own),
    done.f === 1 && !own.at.upright && (answer(run, t, own) ?? above(run, t, own)),
    input(run, step, done, own),
    raised(box(run, step, done, own), t, own),
    ...flowing(run, step, done, { ...options, window: beside(options.window, x) }),
  );
}

/**
 * The gradient in A and on its way to x: where the reading comes from the right it flows to the right.
 * @param {Run} run @param {Step} step @param {Progress} done @param {Options} options
 */
function flowing(run, step, done, options) {
  if (!done.back) return [];
  const flows = [
    river(run, step.t, done, options),
    injected(run, step, done, options),
    toInput(run, step, done, options),
  ];
  if (!options.at.mirrored) return flows;
  return flows.some(Boolean) ? [mirrored(flows, 0, { key: "flows" })] : [];
}

/** How far ∂L/∂h_t has come to h_t: its bars rise as its water reaches A. @param {Progress} done */
const blamed = ({ back, b }) => (back ? clamp((phaseDone(BACKWARD, "arrive", b) - NEAR) / (1 - NEAR)) : 0);

/** ∂L/∂h_t above h_t, unit over unit. @param {Step} step @param {Progress} done @param {Options} options */
function blame(step, done, { at }) {
  const grown = blamed(done);
  if (grown === 0) return null;
  const { y, half } = at.bars;
  const { strip: width, unit } = at;
  // the same marks while they grow, and after
  const bars = latest(step, "gradient bars", `${width} ${unit}`, () =>
    gradientBars(step.grad, step.log10_grad_norm, { x: -width / 2, y: 0, unit, half, symbol: `grad:${step.t}` }),
  );
  const transform = `translate(0 ${y})${grown < 1 ? ` scale(1 ${round(grown, 1e3)})` : ""}`;
  return bars && mark("g", { key: "blame", class: "blame", transform }, bars);
}

/**
 * A that a press would open is a little higher, and says so on its lower edge.
 * @param {Mark} drawn
 * @param {number} t
 * @param {Options} options
 */
function raised(drawn, t, { at, over, window }) {
  if (over !== t) return drawn;
  const word = say("cell-open");
  const [wide, y] = [textWidth(word, 13) + 16, at.boxTop + at.box.height];
  return mark(
    "g",
    { class: "raised", transform: `translate(0 ${-RAISED})` },
    drawn,
    whole(window, 0, wide / 2) &&
      mark(
        "g",
        { class: "opens" },
        mark("rect", { x: round(-wide / 2), y: y - 10, width: round(wide), height: 20, rx: 10 }),
        mark("text", { x: 0, y: y + 4.5 }, word),
      ),
  );
}

/** h_t rises out of A into its strip. @param {Step} step @param {Progress} done @param {Options} options */
function output(step, done, { at, scheme, window }) {
  const out = emitted(done.f);
  // its name makes room for the gradient's bars before they rise
  const rise = step.grad && done.back ? at.bars.height * clamp(phaseDone(BACKWARD, "arrive", done.b) / NEAR) : 0;
  const half = at.strip / 2;
  const label = named(step, out, rise, at, window);
  const slot = mark("rect", {
    key: "slot",
    class: "slot",
    x: -half,
    y: at.top,
    width: at.strip,
    height: at.row,
    rx: 4,
  });
  // rolled up, what was read before is in its place
  const empty = (at.rolled === 0 || step.t === 0) && slot;
  if (out === 0) return mark("g", { class: "output" }, empty, label);
  const grown = (FAN.output + 8 + (at.strip - FAN.output - 8) * clamp(out / GROWN)) / at.strip;
  // it comes out from behind the edge of A
  const y = at.top + (at.boxTop - at.top) * (1 - out);
  const cells = strip(step.h, {
    ...(out < 1 ? {} : { x: -half, y }),
    unit: at.unit,
    height: at.row,
    scheme,
    numbers: at.numbered ? smooth((out - GROWN) / (1 - GROWN)) : 0,
    letters: at.letters,
    symbol: `h:${step.t}`,
    of: "unit",
    tenths: at.tenths,
    visible: visible(window, -half),
  });
  return mark(
    "g",
    { class: "output" },
    out < 1 && empty,
    y + at.row < at.boxTop &&
      fan(step.h, {
        x: 0,
        y1: y + at.row,
        y2: at.boxTop,
        unit: at.unit * grown,
        width: FAN.output,
        scheme,
        of: "unit",
      }),
    out < 1
      ? mark(
          "g",
          { key: "copy", transform: `translate(${round(-half * grown)} ${round(y)}) scale(${round(grown, 1e4)} 1)` },
          cells,
        )
      : cells,
    label,
  );
}

/**
 * The name of h_t, above it and its gradient's bars. Rolled up, it is beside the row in front, which is the one before
 * until h_t has come.
 * @param {Step} step @param {number} out @param {number} rise @param {Layout} at @param {Options["window"]} window
 */
function named(step, out, rise, at, window) {
  const beside = at.rolled > 0.5;
  const place = beside ? { x: round(-at.strip / 2 - 14), y: at.top + 19 } : { x: 0, y: round(at.top - 10 - rise) };
  if (!whole(window, place.x, 14)) return false;
  const before = beside && out < 0.5 && step.t > 0;
  const classes = `symbol${beside ? " end" : ""}${out || before ? "" : " pending"}`;
  // it does not cross the rows on their way
  const opacity = at.rolled > 0 && at.rolled < 1 ? round(clamp(Math.abs(at.rolled - 0.5) * 4 - 1)) : null;
  return math("h", at.place(step.t - (before ? 1 : 0)), { key: "name", ...place, class: classes, opacity });
}

/** x_t rises into A. @param {Run} run @param {Step} step @param {Progress} done @param {Options} options */
function input(run, step, { f }, { at, scheme, window }) {
  const width = at.inputUnit * at.I;
  const [enters, inside] = [approached(f), entered(f)];
  const bottom = at.boxTop + at.box.height;
  return mark(
    "g",
    { class: "input" },
    fan(step.x, {
      x: 0,
      y1: at.inputTop,
      y2: bottom,
      unit: at.inputUnit,
      width: FAN.input,
      scheme,
      drawn: enters,
      of: "input",
    }),
    enters > 0 &&
      inside < 1 &&
      mark(
        "g",
        { key: "copy", transform: flight(width, at.inputTop, bottom, enters, inside) },
        strip(step.x, { unit: at.inputUnit, height: 12, scheme, numbers: 0, of: "input" }),
      ),
    strip(step.x, {
      x: -width / 2,
      y: at.inputTop,
      unit: at.inputUnit,
      height: at.row,
      scheme,
      letters: at.inputUnit >= LEGIBLE ? at.letters : 0,
      symbol: `x:${step.t}`,
      of: "input",
      tenths: at.tenths,
      visible: visible(window, -width / 2),
    }),
    whole(window, -width / 2 - 24, 16) &&
      math("x", at.place(step.t), { key: "name", x: -width / 2 - 10, y: at.inputTop + 19, class: "symbol end" }),
    isAbove(run) && !at.upright && whole(window, 0, at.pitch / 2 - 8) && source(run, step, at),
  );
}

/** Where x_t comes from: it is h_t of the layer below; a press goes there. @param {Run} run @param {Step} step @param {Layout} at */
const source = ({ layer = 0, bidirectional }, step, at) =>
  mark(
    "g",
    { key: "source", class: "source", "data-layer": layer - 1 },
    mark("rect", { x: -at.pitch / 2 + 8, y: at.inputTop + at.row + 1, width: at.pitch - 16, height: 24, rx: 6 }),
    mark(
      "text",
      { x: 0, y: at.inputTop + at.row + 18 },
      say(bidirectional ? "x-is-both" : "x-is-below", { h: sub("h", at.place(step.t)), n: String(layer) }),
    ),
  );

/**
 * A copy on its way up, closing up like its threads, and in through the edge of A.
 * @param {number} width
 * @param {number} from
 * @param {number} to
 * @param {number} done
 * @param {number} inside
 */
function flight(width, from, to, done, inside) {
  const narrow = 1 + ((FAN.input + 4) / width - 1) * smooth(done);
  const y = from - 6 + (to - from + 6) * done;
  return `translate(${round((-width / 2) * narrow)} ${round(y)}) scale(${round(narrow, 1e4)} ${round(1 - inside, 1e3)})`;
}
