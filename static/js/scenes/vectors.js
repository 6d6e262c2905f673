/**
 * A vector drawn as a strip of coloured cells, as a cable of threads, and as the fan between the two.
 * @import {Mark, Scheme} from "../types.js"
 */

import { colour, ink, threadWidth } from "../pen/colours.js";
import { latest } from "../pen/latest.js";
import { round } from "../pen/math.js";
import { short, tenths, tight } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { CELL, MOST_NUMBERS, MOST_THREADS, offsets } from "./layout.js";

/** How finely a strip without numbers tells values apart: few marks for many units. */
const SHADES = 12;
/** A funnel has room for this many stripes. */
const MOST_STRIPES = 128;
/** A cell is at least this wide, in px. */
const FINEST = 0.5;
/** Between two cells, in px. */
const GAP = 1;

/** What the numbers of a vector belong to: units of the network, or columns of its input. @typedef {"unit" | "input"} Kind */

/** Which unit, or which input, a mark is of: a style lights it (page/lighting.js). @param {Kind | undefined} of @param {number} j */
export const belongs = (of, j) => (of ? (BELONGS[of][j] ?? { [`data-${of}`]: j }) : null);

/** Marks are made in every frame: the first units' attributes are made once. @param {Kind} of */
const firstOf = (of) => Array.from({ length: MOST_THREADS }, (_, j) => ({ [`data-${of}`]: j }));

/** @type {Record<Kind, Record<string, number>[]>} */
const BELONGS = { unit: firstOf("unit"), input: firstOf("input") };

/** @type {[number, number]} */
const EVERYWHERE = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/**
 * How a strip is drawn.
 * @typedef {object} StripOptions
 * @property {number} [x] its upper left corner
 * @property {number} [y]
 * @property {number} unit the width of a cell
 * @property {number} height
 * @property {Scheme} scheme
 * @property {number} [numbers] opacity of the numbers
 * @property {number} [letters] px that a number has, where that is not its cell's width
 * @property {string} [symbol] which vector it is, as in "h:3"
 * @property {Kind} [of] what its numbers belong to
 * @property {number} [tenths] the least width of a cell that has a number
 * @property {[number, number]} [visible] the stretch of the strip that is in view: a number cut at its edge is left out
 */

/**
 * The strip: one cell a unit, with its number where there is room.
 * @param {number[]} values
 * @param {StripOptions} options
 */
export function strip(values, options) {
  const { x = 0, y = 0, unit, height, scheme, numbers = 1, symbol = "", of, visible = EVERYWHERE } = options;
  const { letters, tenths } = options;
  const key = `${x} ${y} ${unit} ${letters} ${tenths} ${scheme} ${visible[0]} ${visible[1]} ${numbers > 0}`;
  // the numbers alone come little by little
  const whole = latest(values, `strip ${symbol} ${of} ${height}`, key, () => wholeStrip(values, options));
  const last = /** @type {Mark | undefined} */ (whole.children.at(-1));
  if (numbers === 0 || numbers === 1 || last?.attrs.class !== "numbers") return whole;
  const fading = mark("g", { ...last.attrs, opacity: numbers }, ...last.children);
  return mark("g", whole.attrs, ...whole.children.slice(0, -1), fading);
}

/** A strip whose numbers have come, or have not. @param {number[]} values @param {StripOptions} options */
function wholeStrip(
  values,
  {
    x = 0,
    y = 0,
    unit,
    height,
    scheme,
    numbers = 1,
    letters = 0,
    symbol = "",
    of,
    tenths: least = CELL.tenths,
    visible = EVERYWHERE,
  },
) {
  const room = letters || unit;
  if (values.length > MOST_NUMBERS)
    return {
      ...mark(
        "g",
        { key: "strip", class: "strip", "data-vector": symbol || null },
        ...heat(values, unit, height, scheme, x, y),
      ),
      room: within(x, y, x + unit * values.length, y + height),
    };
  const cells = values.map((value, j) =>
    mark("rect", {
      x: round(x + j * unit + GAP / 2),
      y,
      width: Math.max(unit - GAP, 0.5),
      height,
      rx: Math.min(3, unit / 4),
      fill: colour(value, scheme),
      ...belongs(of, j),
    }),
  );
  const [from, to] = visible;
  const write = room >= CELL.full ? short : room >= CELL.tight ? tight : tenths;
  const texts = values.map(
    (value, j) =>
      j * unit >= from &&
      (j + 1) * unit <= to &&
      mark(
        "text",
        {
          x: round(x + (j + 0.5) * unit),
          y: y + height / 2 + 4.5,
          fill: ink(value, scheme),
          ...belongs(of, j),
        },
        write(value),
      ),
  );
  return mark(
    "g",
    { key: "strip", class: "strip", "data-vector": symbol || null },
    ...cells,
    numbers > 0 && room >= least && mark("g", { key: "numbers", class: "numbers", opacity: null }, ...texts),
  );
}

/**
 * What filled paths take, rounded and with smooth edges.
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
const within = (x1, y1, x2, y2) => ({ left: x1 - 1.1, top: y1 - 1.1, right: x2 + 1.5, bottom: y2 + 1.1 });

/**
 * Many cells as few paths, one a shade.
 * @param {number[]} values
 * @param {number} unit
 * @param {number} height
 * @param {Scheme} scheme
 * @param {number} [x]
 * @param {number} [y]
 */
function heat(values, unit, height, scheme, x = 0, y = 0) {
  /** @type {Map<number, string>} */
  const paths = new Map();
  // where units are far narrower than a pixel, each pixel has the number that is under its middle
  const fine = unit < FINEST;
  const few = fine ? Math.ceil(values.length * unit) : values.length;
  const wide = (values.length * unit) / few;
  for (let j = 0; j < few; j++) {
    const value = Number(values[fine ? Math.floor(((j + 0.5) * values.length) / few) : j]);
    const shade = shadeOf(value);
    const cell = `M${round(x + j * wide)} ${y}h${round(wide + 0.15)}v${height}h-${round(wide + 0.15)}z`;
    paths.set(shade, (paths.get(shade) ?? "") + cell);
  }
  return [...paths].map(([shade, d]) => mark("path", { key: shade, d, fill: colour(shade / SHADES, scheme) }));
}

/**
 * A level cable from x1 to x2 around y.
 * @param {number[]} values
 * @param {{x1: number, x2: number, y: number, width: number, scheme: Scheme, of?: Kind}} options
 */
export function cable(values, { x1, x2, y, width, scheme, of }) {
  const key = `${x1} ${x2} ${width} ${scheme}`;
  const draw = values.length > MOST_THREADS ? band : level;
  return latest(values, `cable ${of} ${y}`, key, () => draw(values, { x1, x2, y, width, scheme, of }));
}

/**
 * A cable of many threads as few paths.
 * @param {number[]} values
 * @param {{x1: number, x2: number, y: number, width: number, scheme: Scheme}} options
 */
function band(values, { x1, x2, y, width, scheme }) {
  const long = Math.max(x2 - x1, 0.1);
  const shades = heat(values, width / values.length, long, scheme);
  const transform = `matrix(0 1 1 0 ${round(x1)} ${round(y - width / 2)})`;
  return { ...mark("g", { class: "band", transform }, ...shades), room: within(0, 0, width, long) };
}

/**
 * @param {number[]} values
 * @param {{x1: number, x2: number, y: number, width: number, scheme: Scheme, of?: Kind | undefined}} options
 */
function level(values, { x1, x2, y, width, scheme, of }) {
  const lanes = offsets(values.length, width);
  const threads = values.map((value, j) =>
    mark("path", {
      d: `M${round(x1)} ${round(y + Number(lanes[j]))}H${round(x2)}`,
      stroke: colour(value, scheme),
      "stroke-width": threadWidth(value),
      ...belongs(of, j),
    }),
  );
  return mark("g", { class: "cable" }, ...threads);
}

/**
 * Threads from a strip (cells `unit` wide around x at y1) to a cable's end (`width` wide around x at y2).
 * `drawn` ∈ [0, 1] is how much of each is there, from the first end on.
 * @param {number[]} values
 * @param {{x: number, y1: number, y2: number, unit: number, width: number, scheme: Scheme, drawn?: number, of?: Kind}} options
 */
export function fan(values, { x, y1, y2, unit, width, scheme, drawn = 1, of }) {
  if (drawn <= 0) return null;
  const n = values.length;
  const dash = drawn < 1 ? { pathLength: 1, "stroke-dasharray": `${round(drawn, 1e3)} 2` } : {};
  if (n > MOST_THREADS) {
    const key = `${x} ${y1} ${y2} ${unit} ${width} ${scheme} ${drawn}`;
    return latest(values, "sheaf", key, () => sheaf(values, { x, y1, y2, unit, width, scheme, drawn }));
  }
  const key = `${x} ${y1} ${y2} ${unit} ${width} ${scheme}`;
  const whole = latest(values, `fan ${of}`, key, () => threadsOf(values, { x, y1, y2, unit, width, scheme, of }));
  if (drawn === 1) return whole;
  return mark("g", { class: "cable" }, ...whole.children.map((thread, j) => dashed(thread, dash, belongs(of, j))));
}

/** A thread of a fan that is on its way. @param {Mark | string} thread @param {Mark["attrs"]} dash @param {Mark["attrs"] | null} own */
function dashed(thread, dash, own) {
  const { d, stroke, "stroke-width": width } = /** @type {Mark} */ (thread).attrs;
  return mark("path", { d, stroke, "stroke-width": width, ...dash, ...own });
}

/**
 * All threads of a fan, from end to end.
 * @param {number[]} values
 * @param {{x: number, y1: number, y2: number, unit: number, width: number, scheme: Scheme, of?: Kind | undefined}} options
 */
function threadsOf(values, { x, y1, y2, unit, width, scheme, of }) {
  const n = values.length;
  const lanes = offsets(n, width);
  const threads = values.map((value, j) => {
    const from = x + (j - (n - 1) / 2) * unit;
    const to = x + Number(lanes[j]);
    const m = (y1 + y2) / 2;
    return mark("path", {
      d: `M${round(from)} ${round(y1)}C${round(from)} ${round(m)} ${round(to)} ${round(m)} ${round(to)} ${round(y2)}`,
      stroke: colour(value, scheme),
      "stroke-width": threadWidth(value),
      ...belongs(of, j),
    });
  });
  return mark("g", { class: "cable" }, ...threads);
}

/**
 * The fan of many units: the strip's own colours, a stripe a unit, closing up to the cable's width; a path a shade.
 * @param {number[]} values
 * @param {{x: number, y1: number, y2: number, unit: number, width: number, scheme: Scheme, drawn: number}} options
 */
function sheaf(values, { x, y1, y2, unit, width, scheme, drawn }) {
  const n = values.length;
  const y = y1 + (y2 - y1) * drawn;
  const [wide, narrow] = [unit * n, unit * n + (width - unit * n) * drawn];
  const m = round((y1 + y) / 2);
  /** @type {Map<number, string>} */
  const paths = new Map();
  for (const { from, to, shade } of stripes(values)) {
    const [a, b] = [from, to].map((share) => round(x + (share - 0.5) * wide));
    const [c, d] = [from, to].map((share) => round(x + (share - 0.5) * narrow));
    const stripe = `M${a} ${round(y1)}C${a} ${m} ${c} ${m} ${c} ${round(y)}H${d}C${d} ${m} ${b} ${m} ${b} ${round(y1)}Z`;
    paths.set(shade, (paths.get(shade) ?? "") + stripe);
  }
  const drawings = [...paths].map(([shade, d]) =>
    mark("path", { key: shade, d, fill: colour(shade / SHADES, scheme) }),
  );
  const far = Math.max(wide, narrow) / 2;
  return {
    ...mark("g", { class: "sheaf" }, ...drawings),
    room: within(x - far, Math.min(y1, y), x + far, Math.max(y1, y)),
  };
}

/**
 * Many units as stripes, each a share of the whole: neighbours of one shade are one stripe, and no more units are looked
 * at than there is room for, as in the strip of the finest cells.
 * @param {number[]} values
 * @returns {{from: number, to: number, shade: number}[]}
 */
export function stripes(values) {
  const few = Math.min(values.length, MOST_STRIPES);
  /** @type {{from: number, to: number, shade: number}[]} */
  const found = [];
  for (let i = 0; i < few; i++) {
    const shade = shadeOf(Number(values[Math.floor(((i + 0.5) * values.length) / few)]));
    const last = found.at(-1);
    if (last?.shade === shade) last.to = (i + 1) / few;
    else found.push({ from: i / few, to: (i + 1) / few, shade });
  }
  return found;
}

/** The nearest of the shades that many cells have. @param {number} value */
const shadeOf = (value) => Math.round(Math.min(Math.max(value, -1), 1) * SHADES);
