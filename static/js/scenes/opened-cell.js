/**
 * A, opened in place: the box of the step under the playhead grows into its own diagram (diagram.js), while its
 * neighbours step aside and fade. Pure like every scene.
 * @import {Graph, Mark, Rect, Run, Scheme} from "../types.js"
 * @import {Layout} from "./layout.js"
 */

import { clamp, round, smooth } from "../pen/math.js";
import { mirrored } from "../pen/mirror.js";
import { mark } from "../pen/svg.js";
import { moment } from "../run/phases.js";
import { diagram } from "./diagram.js";
import { camera, centre } from "./layout.js";

/**
 * `inside` is the moment that A shows, where it is not the playhead's: a step that was opened by hand.
 * @typedef {{at: Layout, scheme: Scheme, opened: number, graph: Graph, inside?: number}} Options
 */

/** The neighbours fade to this. */
const FAINT = 0.3;
/** Their words only to this: they are for reading. */
const DIM = 0.6;
/** With less room beside the panel, in px, they would only be in the way. */
const ROOM = 80;
/** Where the opened A is, in the stage's own px. @param {Layout} at @returns {Rect} */
export function panel(at) {
  const most = at.width - (at.width > 1000 ? 576 : at.width > 600 ? 96 : 2);
  const width = clamp(most, Math.min(at.width - 2, 700), 960);
  return { x: (at.width - width) / 2, y: 1.5, width, height: at.chipTop - 12 };
}

/** An x of the window in the chain's own direction, and the other way round. @param {Layout} at @param {number} x */
const seenFromLeft = (at, x) => (at.mirrored ? at.width - x : x);

/** Whose box is at a place of the stage: its t, or null. @param {Layout} at @param {number} u @param {number} x @param {number} y */
export function boxAt(at, u, x, y) {
  const along = seenFromLeft(at, x) + camera(at, u);
  const t = Math.round((along - centre(at, 0)) / at.pitch);
  if (t < 0 || t >= at.T || Math.abs(along - centre(at, t)) > at.box.width / 2) return null;
  return y >= at.boxTop && y <= at.boxTop + at.box.height ? t : null;
}

/**
 * The box on its way from its place in the chain to the panel.
 * @param {Layout} at
 * @param {number} x the box's middle
 * @param {number} opened
 * @returns {Rect}
 */
function growing(at, x, opened) {
  const [shut, wide] = [{ x: x - at.box.width / 2, y: at.boxTop, ...at.box }, panel(at)];
  const between = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * opened;
  return {
    x: between(shut.x, wide.x),
    y: between(shut.y, wide.y),
    width: between(shut.width, wide.width),
    height: between(shut.height, wide.height),
  };
}

/** @param {Mark} child */
const isChip = ({ attrs }) => String(attrs.key ?? "").startsWith("chip");

/**
 * The cell that a part of the chain belongs to: its own t; what leads in is before all, the loss behind all.
 * @param {Mark} child
 * @param {number} T
 */
function ownerOf({ attrs }, T) {
  if (attrs.key === "start") return -1;
  if (attrs.key === "loss") return T;
  return Number(attrs["data-t"] ?? 0);
}

/**
 * The chain behind an opened cell: its neighbours slide out of the way and fade.
 * @param {Mark[]} marks what unrolled.js drew
 * @param {Run} run
 * @param {number} u
 * @param {{at: Layout, opened: number, inside?: number}} options
 * @returns {Mark[]}
 */
export function aside(marks, run, u, { at, opened, inside = u }) {
  if (opened <= 0) return marks;
  const { t } = moment(inside, run.tokens.length);
  const whole = panel(at);
  const x = centre(at, t) - camera(at, u);
  // in the chain's own group, which a mirrored chain is drawn in from the right
  const turn = at.mirrored ? -1 : 1;
  const room = Math.max(whole.x / 2, 0);
  const pushes = [whole.x - room - (x - at.pitch), whole.x + whole.width + room - (x + at.pitch)];
  const middle = at.width / 2 - x;
  const push = (/** @type {number} */ own) =>
    own < t ? Math.min(Number(pushes[0]), 0) : own > t ? Math.max(Number(pushes[1]), 0) : 0;
  // a word goes with its cell; where there is no room for the others' cells, their words stay beside its own
  const word = (/** @type {Mark} */ chip, /** @type {number} */ own) => {
    const by = own === t || room < ROOM ? middle : push(own);
    const opacity = own === t ? null : round(1 - (1 - DIM) * opened);
    return mark("g", { key: chip.attrs.key, transform: `translate(${round(turn * by * opened)} 0)`, opacity }, chip);
  };
  const moved = (/** @type {Mark | string} */ child) => {
    if (typeof child === "string") return child;
    const own = ownerOf(child, at.T);
    if (isChip(child)) return word(child, own);
    const opacity = round(1 - (1 - (own === t || room < ROOM ? 0 : FAINT)) * opened);
    const transform = `translate(${round(turn * push(own) * opened)} 0)`;
    return mark("g", { key: child.attrs.key, class: "aside", opacity, transform }, child);
  };
  return marks.map((each) => (each.attrs.class === "chain" ? { ...each, children: each.children.map(moved) } : each));
}

/** The chain and, in front of it, the opened cell. @param {Mark[]} chain @param {Run} run @param {number} u @param {Options} options */
export const withOpenedCell = (chain, run, u, options) => [
  ...aside(chain, run, u, options),
  ...openedCell(run, u, options),
];

/**
 * @param {Run} run
 * @param {number} u
 * @param {Options} options
 * @returns {Mark[]}
 */
export function openedCell(run, u, { at, scheme, opened, graph, inside = u }) {
  if (opened <= 0) return [];
  const now = moment(inside, run.tokens.length);
  const rect = growing(at, seenFromLeft(at, centre(at, now.t) - camera(at, u)), smooth(opened));
  const shown = clamp((opened - 0.25) / 0.6);
  const drawn = shown > 0 ? diagram(run, now, { graph, rect: panel(at), scheme }) : [];
  return [
    mark(
      "g",
      { class: `opened${now.backward ? " back" : ""}` },
      frame("panel", rect),
      letter(rect, smooth(opened), at.mirrored),
      shown > 0 &&
        mark(
          "g",
          {
            // letters are for reading: they come when it is still
            class: opened < 1 ? "diagram growing" : "diagram",
            opacity: shown < 1 ? round(shown) : null,
            transform: opened < 1 ? within(rect, panel(at)) : null,
          },
          ...(at.mirrored ? [mirrored(drawn, at.width / 2)] : drawn),
        ),
      // once more, over the cables that cross it
      frame("edge", rect),
    ),
  ];
}

/**
 * The diagram grows with its frame: as large as it fits, in the middle.
 * @param {Rect} rect what it has
 * @param {Rect} whole what it is drawn for
 */
function within(rect, whole) {
  const scale = Math.min(rect.width / whole.width, rect.height / whole.height);
  const x = rect.x + (rect.width - scale * whole.width) / 2 - scale * whole.x;
  const y = rect.y + (rect.height - scale * whole.height) / 2 - scale * whole.y;
  return `translate(${round(x)} ${round(y)}) scale(${round(scale, 1e4)})`;
}

/** @param {string} name @param {Rect} rect */
const frame = (name, { x, y, width, height }) =>
  mark("rect", { class: name, x: round(x), y: round(y), width: round(width), height: round(height), rx: 14 });

/**
 * Its name, on the way from the middle of the box to the corner that is always free.
 * @param {Rect} rect
 * @param {number} opened
 * @param {boolean} fromRight
 */
const letter = ({ x, y, width, height }, opened, fromRight) =>
  mark(
    "text",
    {
      class: "letter",
      x: round(x + width / 2 + (fromRight ? -1 : 1) * (width / 2 - 30) * opened),
      y: round(y + 48 + (height - 66) * opened),
    },
    "A",
  );
