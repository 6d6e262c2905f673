/** Numbers as a line in little room, and the moment on it. @import {Mark, Moment} from "../types.js" */
import { extent, line, scaleLinear } from "../../vendor/d3.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";

const MARGIN = { x: 6, y: 7 };

/**
 * @param {number[][]} rows T rows of I
 * @param {{width: number, height: number, at: Moment | null}} options
 * @returns {Mark[]}
 */
export function draw(rows, { width, height, at }) {
  const T = rows.length;
  const [low = 0, high = 0] = extent(rows.flat());
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [height - MARGIN.y, MARGIN.y]);
  const x = scaleLinear([0, Math.max(T - 1, 1)], [MARGIN.x, width - MARGIN.x]);
  const lines = Array.from(rows[0] ?? [], (_, i) =>
    mark("path", {
      class: `curve${i ? " other" : ""}`,
      d: line(
        (/** @type {number[]} */ _row, /** @type {number} */ t) => round(x(t)),
        (row) => round(y(Number(row[i]))),
      )(rows),
    }),
  );
  const here = at && rows[at.t];
  const needle =
    here &&
    mark("path", {
      key: "needle",
      class: `needle${at.backward ? " back" : ""}`,
      d: `M${round(x(at.t))} 2V${height - 2}`,
    });
  const point =
    here &&
    mark("circle", {
      key: "point",
      class: `point${at.backward ? " back" : ""}`,
      cx: round(x(at.t)),
      cy: round(y(Number(here[0]))),
      r: 3.5,
    });
  return [...lines, ...(needle ? [needle] : []), ...(point ? [point] : [])];
}
