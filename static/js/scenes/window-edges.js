/**
 * The edges of the window of A: what has come in, and what goes out, as thick as the threads outside.
 * @import {Run, Scheme} from "../types.js"
 * @import {Layout} from "./layout.js"
 * @import {Bar} from "./bars.js"
 * @import {Shares} from "./window-shares.js"
 * @import {Grid} from "./window-grid.js"
 */

import { smooth } from "../pen/math.js";
import { before, at as valueAt } from "../run/algebra.js";
import { bars, morph } from "./bars.js";
import { FAN } from "./layout.js";
import { ARRIVED, bent } from "./window-bars.js";
import { entries, gridOf } from "./window-grid.js";

/** How far it reaches into the box, px. */
const STUB = 9;

/** Where the numbers of h and x come in: from the side, a lane each, and from below. @param {Run} run @param {Layout} at */
export function doors(run, at) {
  const side = at.mirrored ? 1 : -1;
  const lanes = entries(run.hidden_size, at.lane);
  const feet = entries(run.input_size, FAN.input);
  return {
    h: (/** @type {number} */ i, y = Number(at.lanes.h)) => ({
      x: (side * at.box.width) / 2,
      y: y + valueAt(lanes, i),
    }),
    x: (/** @type {number} */ i) => ({ x: valueAt(feet, i), y: at.boxTop + at.box.height }),
  };
}

/** How thick a number is at the edge, as one of n threads. @param {number} width @param {number} n */
const thickness = (width, n) => Math.max(Math.min(5, width / n) - (width / n > 2 ? 1 : 0), 0.5);

/**
 * What has entered is at the box's edge until it is multiplied.
 * @param {Run} run
 * @param {number} t
 * @param {Shares} share
 * @param {Layout} at
 * @param {Scheme} scheme
 */
export function entering(run, t, { enter, mix }, at, scheme) {
  const long = STUB * enter * (1 - smooth(mix / ARRIVED));
  if (long <= 0) return [];
  const door = doors(run, at);
  const high = thickness(at.lane, run.hidden_size);
  const wide = thickness(FAN.input, run.input_size);
  const fromSide = Object.entries(at.lanes).map(([name, lane]) => {
    const list = before(run, t, /** @type {"h" | "c"} */ (name)).map((value, i) => {
      const { x, y } = door.h(i, lane);
      return { x: at.mirrored ? x - long : x, y: y - high / 2, width: long, height: high, value };
    });
    return bars(list, scheme, `entered ${name}`);
  });
  const fromBelow = (run.steps[t]?.x ?? []).map((value, i) => {
    const { x, y } = door.x(i);
    return { x: x - wide / 2, y: y - long, width: wide, height: long, value };
  });
  return [...fromSide, bars(fromBelow, scheme, "entered x", "input")];
}

/**
 * The bars of the new state leave: h as two copies, up to its strip and on to the next A, c on alone. At the box's edge
 * they are as thick as the threads that they become.
 * @param {Run} run @param {number} t @param {Shares} share @param {Layout} at @param {Scheme} scheme
 */
export function leaving(run, t, { gone, left }, at, scheme) {
  if (left === 1) return [];
  const grid = gridOf(run, at);
  const long = STUB * (1 - left);
  const side = at.mirrored ? -1 : 1;
  const feet = entries(at.H, FAN.output);
  const up = made(run, t, "h", grid).map((bar, j) => {
    const width = Math.max(FAN.output / at.H - 1, 0.5);
    const goal = { x: Number(feet[j]) - width / 2, y: at.boxTop, width, height: long, value: bar.value };
    return morph(bar, goal, gone);
  });
  const on = Object.entries(at.lanes).map(([name, y]) => {
    const lanes = entries(at.H, at.lane);
    const height = Math.max(Math.min(5, at.lane / at.H) - 1, 0.5);
    const edge = side > 0 ? at.box.width / 2 - long : -at.box.width / 2;
    const list = made(run, t, /** @type {"h" | "c"} */ (name), grid).map((bar, j) =>
      morph(bar, { x: edge, y: y + Number(lanes[j]) - height / 2, width: long, height, value: bar.value }, gone),
    );
    return bars(list, scheme, `on ${name}`);
  });
  return [bars(up, scheme, "up"), ...on];
}

/**
 * The bars of a part of the new state before they leave.
 * @param {Run} run
 * @param {number} t
 * @param {"h" | "c"} name
 * @param {Grid} grid
 * @returns {Bar[]}
 */
function made(run, t, name, grid) {
  const row = grid.rows.find(({ part }) => part === (grid.plain ? "gate" : name));
  const values = run.steps[t]?.[name] ?? [];
  return row ? values.map((v, j) => bent(row, grid, j, 0, v, 1)) : [];
}
