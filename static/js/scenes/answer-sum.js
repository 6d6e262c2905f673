/**
 * Where the loss is the sum of h_{T−1}, there is no head and no word: what is summed stands right of the last A, a bar a
 * unit, up or down from one line.
 * @import {Mark, Run} from "../types.js"
 * @import {Options} from "./layout.js"
 */
import { colour } from "../pen/colours.js";
import { clamp, round, smooth } from "../pen/math.js";
import { short, sub } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { textWidth } from "../pen/text-width.js";
import { emitted, forwardDone } from "../run/phases.js";
import { t as say } from "../words/i18n.js";
import { HEAD, whole } from "./layout.js";

/** As high as the right word's bar, px; the room of bars on either side of the line. */
const HIGH = 48;
const REACH = 20;
/** How finely more units than this tell values apart: few marks for many units. */
const [FEW, SHADES] = [16, 12];

/**
 * @param {Run} run
 * @param {Options} options
 * @param {number} u
 * @param {number} x the left edge
 * @returns {Mark[]}
 */
export function summed(run, { at, scheme, window }, u, x) {
  const k = at.T - 1;
  const emits = emitted(forwardDone(u, k));
  const grown = smooth((emits - HEAD.arrives) / (1 - HEAD.arrives));
  const h = run.steps[k]?.h ?? [];
  const name = sub("h", at.place(k));
  const heading = say("answer-sum", { h: name });
  const written = `L = Σ ${name} = ${short(run.loss)}`;
  const shows = (/** @type {string} */ text, /** @type {number} */ from, /** @type {number} */ size) =>
    whole(window, from + textWidth(text, size) / 2, textWidth(text, size) / 2);
  const y = at.lanes.h;
  const wide = at.answer?.bar ?? HEAD.bar;
  return [
    shows(heading, x, 15) &&
      mark("text", { key: "question", class: "question start", x: round(x), y: y - 40 }, heading),
    mark("rect", { key: "frame", class: "frame", x: round(x), y: y - HIGH / 2, width: wide, height: HIGH, rx: 3 }),
    mark("path", { key: "zero", class: "rail", d: `M${round(x + 4)} ${y}h${wide - 8}` }),
    grown > 0
      ? mark("g", { key: "units", class: "units" }, ...columns(h, x + 4, y, wide - 8, grown, scheme))
      : whole(window, x + wide / 2, 6) &&
        mark("text", { key: "asked", class: "asked", x: round(x + wide / 2), y: y + 7 }, "?"),
    grown > 0 &&
      shows(written, x, 15) &&
      mark(
        "text",
        { key: "sum", class: "missing start", x: round(x), y: y + 44, opacity: grown < 1 ? round(grown) : null },
        written,
      ),
  ].filter((each) => each !== false);
}

/**
 * @param {number[]} h
 * @param {number} x
 * @param {number} y
 * @param {number} width px for all of them
 * @param {number} grown 0…1
 * @param {import("../types.js").Scheme} scheme
 */
function columns(h, x, y, width, grown, scheme) {
  const unit = width / h.length;
  const most = Math.max(1, ...h.map(Math.abs));
  const gap = Math.min(2, unit / 4);
  /** @type {Map<string, string>} */
  const paths = new Map();
  for (const [j, value] of h.entries()) {
    const shade = h.length > FEW ? Math.round(clamp(value, -1, 1) * SHADES) / SHADES : value;
    const fill = colour(shade, scheme);
    const high = round((-value / most) * REACH * grown);
    const column = `M${round(x + j * unit + gap / 2)} ${y}v${high}h${round(unit - gap)}v${-high}z`;
    paths.set(fill, (paths.get(fill) ?? "") + column);
  }
  return [...paths].map(([fill, d]) => mark("path", { key: fill, d, fill }));
}
