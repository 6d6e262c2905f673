/**
 * The layers of the gradient's chart that are curves over the steps of one text, and the way from one layer to the next:
 * what comes grows out of the curve that all layers share.
 * @import {Chain, Ground, GradientCurve, Layer, Levels, Mark, Reach, Run, Words} from "../types.js"
 */

import { findLastIndex } from "../pen/last.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { textWidth } from "../pen/text-width.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { readsBack } from "../run/reading-order.js";
import { glyphAt, glyphs } from "./glyphs.js";
import { framed, ledgerFrame, ledgerReach } from "./gradient.js";
import { axis, bothOf, groundOf, MARGIN, middleOf, reachOf, stepAt } from "./gradient-ground.js";
import { needleAt } from "./needle.js";
import { beginning, curve, levelAt, spread } from "./plot.js";

/** @typedef {{width: number, height: number, chain?: Chain | null}} Size */
/** How far a layer has come out of a curve. @typedef {{from: Levels | null, share: number}} Growth */
/**
 * A layer at one moment.
 * @typedef {object} Picture
 * @property {string} name
 * @property {Levels} own the curve that all layers share
 * @property {Reach} reach what its axis needs to hold
 * @property {(reach: Reach, growth?: Growth) => Mark[]} marks
 */

/** Between the end of a curve and its name, px, and two of these. */
const ASIDE = 12;
const APART = 17;

/**
 * @param {Layer} layer
 * @param {number | null} u
 * @param {Size & {pointed?: number | null, reach?: Reach}} options
 * @returns {Mark[]}
 */
export function draw(layer, u, options) {
  const picture = pictureOf(layer, u, options);
  return picture.marks(options.reach ?? picture.reach);
}

/** @param {Layer} layer @param {Size} size @param {Reach} [reach] */
const groundUnder = (layer, { chain, ...size }, reach = [-2, 0]) =>
  groundOf({
    ...size,
    T: layer.tokens.length,
    reach,
    chain: (layer.here && chain) || null,
    names: layer.names ?? 0,
    middle: true,
  });

/** The step at a place of a layer. @param {Layer} layer @param {Size} size @param {number} px */
export function layerStepAt(layer, size, px) {
  const ground = groundUnder(layer, size);
  return stepAt(ground, layer.back ? 2 * middleOf(ground) - px : px);
}

/**
 * @param {Layer} layer
 * @param {number | null} u the page's playhead; null where the text is not the page's
 * @param {Size & {pointed?: number | null}} options
 * @returns {Picture}
 */
export function pictureOf(layer, u, { pointed = null, ...size }) {
  const { name, own, curves, tokens, back } = layer;
  return {
    name,
    own,
    reach: reachOf([...curves.map(({ levels }) => levels), ...(layer.holds ?? [])]),
    marks: (reach, growth = { from: null, share: 1 }) => {
      const ground = groundUnder(layer, size, reach);
      const grown = curves.map((each) => ({ ...each, levels: growing(each.levels, growth) }));
      const body = [
        ...layer.bands.map(({ name, low, high }) => band(ground, growing(low, growth), growing(high, growth), name)),
        ...(layer.behind?.(ground) ?? []),
        ...(u === null ? [] : [needle(ground, u)]),
        mark("g", { key: "lines", class: "lines" }, ...grown.map((each) => line(ground, each))),
        ...(layer.before?.(ground, (levels) => growing(levels, growth)) ?? []),
        ...namesOf(grown, ground),
        ...(u === null ? [] : grown.flatMap((each) => head(each, u, ground))),
      ];
      return framed(body, { ground, axis: axis(ground), tokens, back, pointed });
    },
  };
}

/**
 * The ledger as such a picture.
 * @param {Run} run
 * @param {number} u
 * @param {Size & {pointed?: number | null}} options
 * @returns {Picture}
 */
export function ledgerPicture(run, u, { pointed = null, ...size }) {
  return {
    name: "ledger",
    own: gradientLevels(run),
    reach: ledgerReach(run, size),
    marks: (reach) => {
      const { ground, frame } = ledgerFrame(run, { ...size, reach });
      const { axis, titles } = frame;
      return framed(frame.body(u), { ground, axis, titles, tokens: run.tokens, back: readsBack(run), pointed });
    },
  };
}

/**
 * A picture, or the way to it from another one. Everything is in a group of its layer's name.
 * @param {Picture} to
 * @param {Reach} reach what the axis holds at the end
 * @param {{picture: Picture, reach: Reach, share: number} | null} before the layer that was, and how much of the way is done, 0…1
 * @returns {Mark[]}
 */
export function morphed(to, reach, before = null) {
  const group = (/** @type {Picture} */ { name }, /** @type {Mark[]} */ marks, opacity = 1) =>
    mark("g", { key: name, class: `layer layer-${name}`, opacity: opacity < 1 ? round(opacity) : null }, ...marks);
  if (!before || before.share >= 1) return [group(to, to.marks(reach))];
  const { picture, share } = before;
  const passing = /** @type {Reach} */ (
    reach.map((end, i) => round(Number(before.reach[i]) + (end - Number(before.reach[i])) * share, 1000))
  );
  const from = picture.own.length === to.own.length ? picture.own : null;
  return [group(picture, picture.marks(passing), 1 - share), group(to, to.marks(passing, { from, share }), share)];
}

/**
 * What the axis holds for a layer: what its curves need, and the page's own ledger, so that it holds still.
 * @param {Picture} picture
 * @param {Run | null} run
 * @param {Size} size
 * @param {boolean} here whether its steps are the page's
 */
export const reachWith = (picture, run, size, here) =>
  run && here ? bothOf(picture.reach, ledgerReach(run, size)) : picture.reach;

/** Levels on their way out of another curve. @param {Levels} levels @param {Growth} growth @returns {Levels} */
function growing(levels, { from, share }) {
  if (!from || share >= 1) return levels;
  return levels.map((level, t) => {
    const start = from[t];
    return level === null || start == null ? level : start + (level - start) * share;
  });
}

/** @param {Ground} ground @param {GradientCurve} drawn */
function line(ground, { name, levels, glyph }) {
  const own = curve(ground, levels, name);
  return glyph ? { ...own, children: [...own.children, glyphs(ground, levels, glyph)] } : own;
}

/**
 * Between two curves; where one is exactly zero the band goes down to the floor.
 * @param {Ground} ground
 * @param {Levels} low
 * @param {Levels} high
 * @param {string} name
 */
function band({ x, y, floor, T, room }, low, high, name) {
  const py = (/** @type {number | null | undefined} */ level) =>
    level == null ? floor : round(Math.min(Math.max(y(level), MARGIN.top - 8), floor));
  // a single step has a width too
  const px = (/** @type {number} */ t) => (T === 1 ? [x(0) - room / 8, x(0) + room / 8] : [x(t)]);
  const over = high.flatMap((level, t) => px(t).map((left) => `${round(left)} ${py(level)}`));
  const under = low.flatMap((level, t) => px(t).map((left) => `${round(left)} ${py(level)}`)).reverse();
  return mark("path", { class: name, d: `M${[...over, ...under].join("L")}Z` });
}

/** The page's playhead. @param {Ground} ground @param {number} u */
function needle({ x, T, floor }, u) {
  const px = round(Math.max(x(needleAt(u, T)), MARGIN.left));
  return mark("path", { key: "needle", class: `needle${u > T ? " backward" : ""}`, d: `M${px} 6V${floor}` });
}

/** The playhead on a curve that it takes along. @param {GradientCurve} curve @param {number} u @param {Ground} ground */
function head({ levels, head: way }, u, { x, y, T }) {
  const back = u > T;
  const t = needleAt(u, T);
  if (way !== (back ? "backward" : "forward") || t < 0) return [];
  const level = levelAt(levels, t);
  if (level === null) return [];
  return [mark("circle", { class: `head${back ? " backward" : ""}`, cx: round(x(t)), cy: round(y(level)), r: 5.5 })];
}

/** @param {Words} words @returns {string} */
const textOf = (words) => words.map((each) => (typeof each === "string" ? each : textOf(each.children))).join("");

/** What the curves are called, at their ends. @param {GradientCurve[]} curves @param {Ground} ground */
function namesOf(curves, ground) {
  const lefts = curves.flatMap((each) => {
    const t = beginning(each.levels);
    return each.first && t >= 0 ? [{ ...each, t, text: each.first }] : [];
  });
  const rights = curves.flatMap((each) => {
    const t = findLastIndex(each.levels, (level) => level !== null);
    return each.last && t >= 0 ? [{ ...each, t, text: each.last }] : [];
  });
  return [...atFirst(lefts, ground), ...atLast(rights, ground)];
}

/** @typedef {GradientCurve & {t: number, text: Words}} Ended a curve, the step at which it ends, and its name there */

/**
 * Left of where the curves end, each beside its own; where there is no room, over the curves.
 * @param {Ended[]} ends
 * @param {Ground} ground
 */
function atFirst(ends, { x, y, floor }) {
  const wide = Math.max(0, ...ends.map(({ text, glyph }) => textWidth(textOf(text), 13) + (glyph ? 16 : 0)));
  const left = Math.min(...ends.map(({ t }) => x(t)));
  const outside = left - ASIDE - MARGIN.left - 6 >= wide;
  // over the curves a name is on the side that its own leaves
  const aside = (/** @type {Ended} */ { t, levels }) =>
    Number(levels[t + 1] ?? levels[t]) > Number(levels[t]) ? 16 : -13;
  const wanted = ends.map((end) => y(Number(end.levels[end.t])) + (outside ? 0 : aside(end)));
  const places = spread(wanted, [MARGIN.top, floor - 4], APART);
  return ends.flatMap((end, i) => {
    const [px, py] = [outside ? left - ASIDE : x(end.t) + 8, Number(places[i])];
    const lead = `M${round(px + 3)} ${round(py)}L${round(x(end.t) - 5)} ${round(y(Number(end.levels[end.t])))}`;
    return [
      outside && Math.abs(py - Number(wanted[i])) > 4 && mark("path", { class: "leader", d: lead }),
      named(end, outside ? "end" : "start", px, py),
    ].filter((each) => each !== false);
  });
}

/** Right of where they end; where there is no room, over the ends. @param {Ended[]} ends @param {Ground} ground */
function atLast(ends, { x, y, floor, width }) {
  const right = Math.max(...ends.map(({ t }) => x(t)));
  const outside = ends.every(({ text }) => right + ASIDE + textWidth(textOf(text), 13) <= width);
  const wanted = ends.map(({ t, levels }) => y(Number(levels[t])) - (outside ? 0 : 14));
  const places = spread(wanted, [MARGIN.top - 10, floor - 4], APART);
  return ends.map((end, i) =>
    outside
      ? named(end, "start", x(end.t) + ASIDE, Number(places[i]))
      : named(end, "end", Math.min(x(end.t) + ASIDE, width - 4), Number(places[i])),
  );
}

/** @param {Ended} end @param {"start" | "end"} anchor @param {number} x @param {number} y */
function named({ name, text, glyph, cell }, anchor, x, y) {
  const words = mark("text", { class: "end-name", x: round(x), y: round(y + 4.5), "text-anchor": anchor }, ...text);
  const wide = textWidth(textOf(text), 13);
  const place = anchor === "end" ? x - wide - 10 : x + wide + 10;
  return mark("g", { class: `line-name ${name}`, "data-cell": cell }, glyph && glyphAt(glyph, place, y), words);
}
