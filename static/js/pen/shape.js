/**
 * The outlines of paths on a canvas, and the room they take, kept while they are in use: a thread that is dashed further,
 * or takes another colour, is the same outline.
 * @import {Room} from "./rectangle.js"
 */

/** This many outlines are kept. */
const KEPT = 1200;

/** @type {Map<string, Shape>} */
const known = new Map();

class Shape {
  /** @param {string} d */
  constructor(d) {
    this.d = d;
    /** @type {Path2D | null} */
    this.outline = null;
    /** @type {Room | null | undefined} */
    this.reach = undefined;
  }

  get path() {
    this.outline ??= new Path2D(this.d);
    return this.outline;
  }

  get room() {
    if (this.reach === undefined) this.reach = pathRoom(this.d);
    return this.reach;
  }
}

/** @param {string} d @returns {Shape} */
export function shapeOf(d) {
  const found = known.get(d);
  if (found) return found;
  if (known.size >= KEPT) known.clear();
  const shape = new Shape(d);
  known.set(d, shape);
  return shape;
}

const TOKENS = /[a-z]|-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;
/** How many numbers each command takes. @type {Record<string, number>} */
const TAKES = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, A: 7, Z: 0 };

/**
 * A path's points, those that pull its curves too.
 * @param {string} d
 * @returns {Room | null}
 */
export function pathRoom(d) {
  const tokens = d.match(TOKENS);
  if (!tokens) return null;
  const room = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const at = { x: 0, y: 0, fromX: 0, fromY: 0 };
  let name = "";
  for (let i = 0; i < tokens.length; ) {
    const token = /** @type {string} */ (tokens[i]);
    if (/[a-z]/i.test(token[0] ?? "")) [name, i] = [token, i + 1];
    const takes = TAKES[name.toUpperCase()];
    if (takes === undefined) throw new Error(`unknown path command: ${name}; have ${Object.keys(TAKES).join(", ")}`);
    along(room, at, name, tokens, i);
    i += takes;
  }
  return room;
}

/**
 * One command of a path.
 * @param {Room} room
 * @param {{x: number, y: number, fromX: number, fromY: number}} at where the pen is, and where its outline began
 * @param {string} name
 * @param {string[]} tokens
 * @param {number} i where its numbers begin
 */
function along(room, at, name, tokens, i) {
  const upper = name.toUpperCase();
  const relative = name !== upper;
  const [x0, y0] = relative ? [at.x, at.y] : [0, 0];
  const n = (/** @type {number} */ k) => Number(tokens[i + k]);
  if (upper === "Z") [at.x, at.y] = [at.fromX, at.fromY];
  else if (upper === "H") at.x = x0 + n(0);
  else if (upper === "V") at.y = y0 + n(0);
  else {
    const last = /** @type {number} */ (TAKES[upper]) - 2;
    if (upper === "A") reach(room, at.x, at.y, 2 * n(0), 2 * n(1));
    else for (let k = 0; k < last; k += 2) reach(room, x0 + n(k), y0 + n(k + 1));
    [at.x, at.y] = [x0 + n(last), y0 + n(last + 1)];
    if (upper === "A") reach(room, at.x, at.y, 2 * n(0), 2 * n(1));
  }
  if (upper === "M") [at.fromX, at.fromY] = [at.x, at.y];
  reach(room, at.x, at.y);
}

/** @param {Room} room @param {number} x @param {number} y @param {number} [dx] @param {number} [dy] */
function reach(room, x, y, dx = 0, dy = 0) {
  if (x - dx < room.left) room.left = x - dx;
  if (x + dx > room.right) room.right = x + dx;
  if (y - dy < room.top) room.top = y - dy;
  if (y + dy > room.bottom) room.bottom = y + dy;
}
