/**
 * The way past the matrix: what the gates alone would let through (ink), and all that really comes back along the same
 * memory (violet). Two cells, one absolute axis; where the two lines of a cell part, other paths carry or cancel.
 * @import {Highway, Levels, Mark} from "../types.js"
 * @import {Margin, Plot} from "./plot.js"
 */

import { round } from "../pen/math.js";
import { sub } from "../pen/numbers.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { factsOf } from "../run/facts.js";
import { axis, beginning, column, curve, plot, spread, words } from "./plot.js";

export const HEIGHT = 264;
/** Room for the names, which have the last step's number. @param {number} width @param {number} T @returns {Margin} */
export const margin = (width, T) => ({
  left: (width < 360 ? 118 : 128) + 7 * (String(T - 1).length - 1),
  right: 8,
  top: 14,
  bottom: 34,
});

/**
 * @param {Highway[]} routes
 * @param {number | null} t where the playhead is among the steps; null where it is on another text
 * @param {{width: number, tokens: string[], backward: boolean, pointed?: number | null}} options
 * @returns {Mark[]}
 */
export function draw(routes, t, { width, tokens, backward, pointed = null }) {
  const { at, marks } = once(routes, `highway ${width}`, () => still(routes, width, tokens.length));
  const needle = (/** @type {number} */ place) =>
    mark("path", {
      class: `needle${backward ? " backward" : ""}`,
      d: `M${round(Math.max(at.x(place), at.margin.left))} 2V${HEIGHT - 26}`,
    });
  return [
    ...(pointed === null ? [] : [column(at, pointed, HEIGHT - 2)]),
    ...marks,
    mark("g", { key: "words" }, ...words(at, tokens, HEIGHT - 8, pointed)),
    ...(t === null ? [] : [needle(t)]),
  ];
}

/** @param {Highway[]} routes @param {number} width @param {number} T */
function still(routes, width, T) {
  const lines = routes.flatMap(({ name, highway, full }) => [
    { name, way: "highway", levels: highway },
    { name, way: "full", levels: full },
  ]);
  const at = plot(
    lines.map(({ levels }) => levels),
    { width, height: HEIGHT, margin: margin(width, T), T },
  );
  const marks = lines.map(({ name, way, levels }) => curve(at, levels, `${name} ${way}`));
  return { at, marks: [...axis(at, 56), ...names(lines, at), mark("g", { class: "lines" }, ...marks)] };
}

/** @param {{name: string, way: string, levels: Levels}[]} lines @param {Plot} at */
function names(lines, at) {
  const ends = lines.map(({ levels }) => {
    const t = beginning(levels);
    return t < 0 ? null : { x: at.x(t), y: at.y(Number(levels[t])) };
  });
  const places = spread(
    ends.map((end) => end?.y ?? at.floor),
    [at.margin.top, at.floor],
  );
  return lines.flatMap(({ name, way, levels }, i) => {
    const [end, y, edge] = [ends[i], Number(places[i]), at.margin.left - 6];
    if (!end) return [];
    // of all that comes back, the memory that it comes along
    const { keeper, direct } = factsOf(name);
    const said = way === "full" ? `∂${sub(direct, levels.length - 1)}/∂${sub(direct, 0)}` : `Π ${keeper}`;
    return [
      mark("path", { class: "leader", d: `M${edge} ${round(y)}L${round(end.x)} ${round(end.y)}` }),
      mark("text", { class: `route-name ${way}`, x: edge - 4, y: round(y + 4.5) }, said),
    ];
  });
}
