/**
 * The ledger of many steps: the curve of log10‖∂L/∂h_t‖, and between it and the level at which the gradient set out what
 * was lost on the way, as areas. Where the slopes and W_h are the whole change, each has its own, stacked: the slopes'
 * in violet from the level down, then W_h's in grey down to the curve; where W_h has made more than it took, its area is
 * hollow and reaches back up. Gated cells have the curve, and the curves of the two ways.
 * @import {Ground, Levels, Run} from "../types.js"
 * @import {Shares} from "../run/ledger.js"
 */

import { line } from "../../vendor/d3.js";
import { clamp, round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { ribbon } from "../pen/ribbon.js";
import { mark } from "../pen/svg.js";
import { textWidth } from "../pen/text-width.js";
import { hasTwoWays, shares, source, waysBack } from "../run/ledger.js";
import { slopeName } from "../run/squashes.js";
import { t as say } from "../words/i18n.js";
import { spread } from "./plot.js";

/** Between the end of a curve and a name, px. */
const ASIDE = 8;
/** The room of the playhead's number above the end of a curve, px. */
const HEAD = 36;

/** @typedef {Pick<Ground, "x" | "y">} Scales */
/** A curve and its name. @typedef {{name: string, levels: Levels, title: string}} Named */

/** What the run's own numbers draw: its levels, those that the slopes alone leave, and those of its ways. @param {Run} run */
function linesOf(run) {
  const split = hasTwoWays(run) ? null : shares(run);
  return {
    own: run.steps.map((step) => step.log10_grad_norm),
    split,
    slopes: split?.slope.map((taken) => (taken === null ? null : split.start + taken)) ?? null,
    ways: hasTwoWays(run) ? curvesOfWays(run) : [],
  };
}

/** All levels that are drawn. @param {Run} run @returns {Levels} */
export function areaLevels(run) {
  const { own, slopes, ways } = linesOf(run);
  return [...own, ...(slopes ?? []), ...ways.flatMap(({ levels }) => levels)];
}

/** What does not move. @param {Run} run @param {Ground} ground */
export function areasOf(run, ground) {
  const { own, split, slopes, ways } = linesOf(run);
  const within = /** @type {[number, number]} */ ([ground.margin.top + 10, ground.floor - 4]);
  const start = source(run)?.log10_grad_norm ?? null;
  const areas = slopes && split ? stacked(split, slopes, own, ground) : lost(own, start, ground);
  const curves = [
    ...ways.map(({ name, levels }) => curve(`curve ${name}`, levels, ground)),
    curve("curve", own, ground),
  ];
  const named = { ...ground, within };
  const titles = slopes && split ? sharesNamed(run, split, slopes, own, named) : waysNamed(ways, own, named);
  return [...areas, ...curves, ...titles];
}

/** A curve, broken where nothing is left. @param {string} name @param {Levels} levels @param {Scales} scales */
function curve(name, levels, { x, y }) {
  const drawn = line(
    (/** @type {number | null} */ _, /** @type {number} */ t) => round(x(t)),
    (/** @type {number | null} */ level) => round(y(Number(level))),
  ).defined((level) => level !== null);
  return mark("path", { class: name, d: drawn(levels) ?? "" });
}

/** px of levels. @param {Levels} levels @param {Scales} scales */
const drawnAt = (levels, { y }) => levels.map((level) => (level === null ? null : y(level)));

/**
 * What each of the two took, stacked: the slopes' from where the gradient set out, W_h's from there to the curve.
 * @param {Shares} split
 * @param {Levels} slopes the level that the slopes alone leave
 * @param {Levels} own
 * @param {Scales} scales
 */
function stacked(split, slopes, own, scales) {
  // where nothing arrives, nothing is told of who took it
  const start = own.map((level, t) => (level === null || split.slope[t] === null ? null : split.start));
  const [from, between, to] = [start, slopes, own].map((levels) => drawnAt(levels, scales));
  const slope = ribbon(/** @type {Levels} */ (from), /** @type {Levels} */ (between), scales.x);
  const weight = ribbon(/** @type {Levels} */ (between), /** @type {Levels} */ (to), scales.x);
  return [
    mark("path", { class: "area slope", d: slope.below }),
    mark("path", { class: "area weight", d: weight.below }),
    mark("path", { class: "area weight given", d: weight.above }),
  ];
}

/**
 * What is lost of what set out, whoever took it, and what is gained.
 * @param {Levels} own
 * @param {number | null} start
 * @param {Scales} scales
 */
function lost(own, start, scales) {
  if (start === null) return [];
  const from = own.map((level) => (level === null ? null : scales.y(start)));
  const { below, above } = ribbon(from, drawnAt(own, scales), scales.x);
  return [mark("path", { class: "area lost", d: below }), mark("path", { class: "area lost given", d: above })];
}

/** What each way brings to a step: the curves of both. @param {Run} run @returns {Named[]} */
function curvesOfWays(run) {
  const ways = run.steps.map(({ t }) => (t + 1 < run.steps.length ? waysBack(run, t + 1) : null));
  return [
    { name: "past", title: say("ledger-past-short"), levels: ways.map((each) => each?.past.lands ?? null) },
    {
      name: "through",
      title: say("ledger-through-short"),
      levels: ways.map((each) => each?.through.lands ?? null),
    },
  ];
}

/**
 * The names of the two shares, each in the middle of its area at the gradient's end, with what it makes of the whole way.
 * @param {Run} run
 * @param {Shares} split
 * @param {Levels} slopes
 * @param {Levels} own
 * @param {Scales & {within: [number, number]}} scales
 */
function sharesNamed(run, split, slopes, own, scales) {
  const t = own.findIndex((level, i) => level !== null && slopes[i] !== null);
  const [slope, weight] = [split.slope[t], split.weight[t]];
  if (slope == null || weight == null || t < 0) return [];
  const middle = (/** @type {number} */ a, /** @type {number} */ b) => (scales.y(a) + scales.y(b)) / 2;
  const [between, end] = [Number(slopes[t]), Number(own[t])];
  const [top, bottom] = scales.within;
  return placed(
    [
      { name: "slope", y: middle(split.start, between), text: `${slopeName(run)} ×`, power: exponent(slope) },
      { name: "weight", y: middle(between, end), text: "Wₕ ×", power: exponent(weight) },
    ],
    scales.x(t) + ASIDE,
    [top, clamp(scales.y(end) - HEAD, top, bottom)],
  );
}

/** A line of the key, the piece of curve before a name, and the air between them, px. */
const KEY = { line: 17, piece: 20, gap: 8 };
/** A curve that comes nearer to the key than this is in its way, and so would be the playhead's number over it, px. */
const CLEAR = { x: 24, y: 30 };

/**
 * The key of the curves, in the corner that they leave free: where they end they are often one over the other.
 * @param {Named[]} ways
 * @param {Levels} own
 * @param {Scales & {within: [number, number]}} scales
 */
function waysNamed(ways, own, scales) {
  if (ways.length === 0) return [];
  const named = [...ways, { name: "", levels: own, title: "‖∂L/∂h‖" }];
  const wide = KEY.piece + KEY.gap + Math.max(...named.map(({ title }) => textWidth(title, 13)));
  const corner = freest(
    named.map(({ levels }) => levels),
    { wide, high: named.length * KEY.line },
    scales,
  );
  return named.map(({ name, title }, i) => {
    const y = round(corner.y + (i + 1) * KEY.line - 5);
    const x = round(corner.x);
    return mark(
      "g",
      { key: `name ${name}` },
      mark("path", { class: `curve ${name}`.trim(), d: `M${x} ${y - 4.5}h${KEY.piece}` }),
      mark("text", { class: `area-name ${name || "whole"}`, x: round(x + KEY.piece + KEY.gap), y }, title),
    );
  });
}

/**
 * The corner of the chart in which the fewest points of curves are in the way of a box; its upper left end.
 * @param {Levels[]} curves
 * @param {{wide: number, high: number}} box
 * @param {Scales & {within: [number, number]}} scales
 */
function freest(curves, { wide, high }, { x, y, within }) {
  const ends = [x(0), x(Math.max(...curves.map(({ length }) => length)) - 1)].sort((a, b) => a - b);
  const [left, right] = [Number(ends[0]) + ASIDE, Number(ends[1]) - ASIDE - wide];
  const points = curves.flatMap((levels) => pointsOf(levels, { x, y }));
  const corners = [within[0] - 8, within[1] - high].flatMap((top) =>
    [left, right].map((from) => ({ x: from, y: top })),
  );
  const inTheWay = corners.map(
    (corner) =>
      points.filter(
        (point) =>
          point.x > corner.x - CLEAR.x &&
          point.x < corner.x + wide + CLEAR.x &&
          point.y > corner.y - CLEAR.y / 2 &&
          point.y < corner.y + high + CLEAR.y,
      ).length,
  );
  return /** @type {{x: number, y: number}} */ (corners[inTheWay.indexOf(Math.min(...inTheWay))]);
}

/** Points of a curve, five a step. @param {Levels} levels @param {Scales} scales */
function pointsOf(levels, { x, y }) {
  return levels.flatMap((level, t) => {
    const next = levels[t + 1];
    if (level === null) return [];
    if (next === null || next === undefined) return [{ x: x(t), y: y(level) }];
    return [0, 0.2, 0.4, 0.6, 0.8].map((s) => ({
      x: x(t) + (x(t + 1) - x(t)) * s,
      y: y(level) + (y(next) - y(level)) * s,
    }));
  });
}

/**
 * Words beside the end of what they name, none over another.
 * @param {{name: string, y: number, text: string, power?: string}[]} names
 * @param {number} x
 * @param {[number, number]} within px
 */
function placed(names, x, within) {
  const ys = spread(
    names.map((each) => each.y + 4),
    within,
  );
  return names.map(({ name, text, power }, i) =>
    mark(
      "text",
      { class: `area-name ${name}`, x: round(x), y: round(Number(ys[i])) },
      text,
      ...(power ? ["10", mark("tspan", { class: "power", dy: -5 }, power)] : []),
    ),
  );
}
