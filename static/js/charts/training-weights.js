/**
 * W_h, number by number, while it learns: a square a number, in the colours of signed values, and inside it a smaller one as
 * it was before training. A row is the unit that is read, a column the one that reads, as inside A; a cell with gates has a block a gate.
 * @import {Mark, Scheme} from "../types.js"
 */
import { colour, signedRamp } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { raster } from "../pen/raster.js";
import { mark } from "../pen/svg.js";

export const HEIGHT = 216;
/** The room above each block for the gate's name, and between blocks, px. */
const [NAME, GAP] = [18, 12];
/** The square of before is this share of its number's, and is left out where a square is smaller than this, px. */
const [INNER, LEAST] = [0.4, 7];

/** @typedef {number[][]} Table H rows of H numbers */
/** @typedef {{name: string, now: Table, begun: Table | null}} Block `name`: its gate, "" where there is one only */

/**
 * @param {Block[]} blocks
 * @param {{width: number, scheme: Scheme, domain: number}} options `domain`: the value that takes the full colour
 * @returns {Mark[]}
 */
export function draw(blocks, { width, scheme, domain }) {
  const { across, head, side } = places(blocks.length, width);
  const left = (width - side * across - GAP * (across - 1)) / 2;
  return blocks.map((block, k) => {
    const x = left + (k % across) * (side + GAP);
    const y = Math.floor(k / across) * (side + head + GAP) + head;
    return mark(
      "g",
      { key: `block ${k}`, transform: `translate(${round(x)} ${round(y)})` },
      block.name && mark("text", { key: "name", class: "tick", x: 0, y: -6 }, block.name),
      ...squares(block, side, (value) => colour(value, scheme, domain), `${scheme} ${domain}`),
    );
  });
}

/**
 * How many blocks are beside each other, the room above each, and its side, px.
 * @param {number} count of blocks
 * @param {number} width px
 */
function places(count, width) {
  const across = count === 4 ? 2 : count;
  const down = Math.ceil(count / across);
  const head = count > 1 ? NAME : 0;
  const side = Math.min((width - GAP * (across - 1)) / across, (HEIGHT - GAP * (down - 1)) / down - head);
  return { across, head, side: Math.max(1, side) };
}

/** Whether there is room for what each number was before training. @param {Table[]} blocks @param {number} width px */
export const showsBegun = (blocks, width) => {
  const size = blocks[0]?.length ?? 0;
  return size > 0 && places(blocks.length, width).side / size >= LEAST;
};

/**
 * @param {Block} block
 * @param {number} side px
 * @param {(value: number) => string} fill
 * @param {string} variant the colours' own name
 * @returns {Mark[]}
 */
function squares({ now, begun }, side, fill, variant) {
  const each = side / Math.max(1, now.length);
  if (!now.length) return [];
  if (each < LEAST) {
    const href = raster(now, "weights", () => now, fill, variant);
    return [mark("image", { key: "all", href, width: round(side), height: round(side), preserveAspectRatio: "none" })];
  }
  return [
    ...grid(now, each, 1, fill).map((attrs, i) => mark("rect", { key: `now ${i}`, ...attrs })),
    ...(begun ? grid(begun, each, INNER, fill).map((attrs, i) => mark("rect", { key: `begun ${i}`, ...attrs })) : []),
  ];
}

/**
 * A square for each number, in the middle of its place.
 * @param {Table} table
 * @param {number} each px
 * @param {number} share of its place that it fills
 * @param {(value: number) => string} fill
 */
const grid = (table, each, share, fill) =>
  table.flatMap((row, i) =>
    row.map((value, j) => ({
      x: round((j + (1 - share) / 2) * each),
      y: round((i + (1 - share) / 2) * each),
      width: round(each * share - 1),
      height: round(each * share - 1),
      fill: fill(value),
    })),
  );

/** The bar of colours that says what they mean, 64 px wide. @param {Scheme} scheme @returns {Mark[]} */
export function range(scheme) {
  const ramp = signedRamp(scheme);
  return Array.from({ length: 32 }, (_, i) =>
    mark("rect", {
      x: 2 * i,
      y: 0,
      width: 2.4,
      height: 12,
      fill: ramp[Math.round((i / 31) * (ramp.length - 1))] ?? "",
    }),
  );
}
