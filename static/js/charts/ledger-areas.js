/**
 * The ledger of many steps: the curve of log10‖∂L/∂h_t‖, and between it and the level at which the gradient set out what
 * was lost on the way, as areas. Where the slopes and W_h are the whole change, each has its own, stacked: the slopes'
 * in violet from the level down, then W_h's in grey down to the curve; where W_h has made more than it took, its area is
 * hollow and reaches back up. Gated cells have the curve, and the curves of the two ways.
 * @import {Ground, Levels, Run} from "../types.js"
 * @import {Shares} from "../run/ledger.js"
 */

import { line } from "../../vendor/d3.js";
import { round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { ribbon } from "../pen/ribbon.js";
import { mark } from "../pen/svg.js";
import { hasTwoWays, shares, source, waysBack } from "../run/ledger.js";
import { slopeName } from "../run/squashes.js";
import { t as say } from "../words/i18n.js";
import { spread } from "./plot.js";

/** Between the end of a curve and its name, px. */
const ASIDE = 8;
/** How far the name of a curve is above it, px. */
const LIFTED = 12;

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
      name: "curve through",
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
  return placed(
    [
      { name: "slope", y: middle(split.start, between), text: `${slopeName(run)} ×`, power: exponent(slope) },
      { name: "weight", y: middle(between, end), text: "Wₕ ×", power: exponent(weight) },
    ],
    scales.x(t) + ASIDE,
    scales.within,
  );
}

/**
 * The names of the curves where they end.
 * @param {Named[]} ways
 * @param {Levels} own
 * @param {Scales & {within: [number, number]}} scales
 */
function waysNamed(ways, own, scales) {
  const named = [...ways, ...(ways.length ? [{ name: "whole", levels: own, title: "‖∂L/∂h‖" }] : [])].flatMap(
    (each) => {
      const t = each.levels.findIndex((level) => level !== null);
      return t < 0 ? [] : [{ name: each.name, y: scales.y(Number(each.levels[t])) - LIFTED, text: each.title, t }];
    },
  );
  const first = Math.min(...named.map(({ t }) => t));
  return named.length ? placed(named, scales.x(first) + ASIDE, scales.within) : [];
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
