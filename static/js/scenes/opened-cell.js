/**
 * A, opened in place: the box of the step under the playhead grows into what is in it (opened-plan.js), while its
 * neighbours step aside and fade. What the chain showed of x_t, h_{t-1} and h_t goes along. Pure like every scene.
 * @import {Focus, Graph, Lit, Mark, Moment, Rect, Run, Scheme} from "../types.js"
 * @import {Layout} from "./layout.js"
 * @import {Looking, Plan} from "./opened-plan.js"
 */

import { clamp, round, smooth } from "../pen/math.js";
import { mirrored } from "../pen/mirror.js";
import { mark } from "../pen/svg.js";
import { isPlain } from "../run/facts.js";
import { BACKWARD, backwardDone, FORWARD, forwardDone, moment, phaseDone } from "../run/phases.js";
import { t as say } from "../words/i18n.js";
import { diagram } from "./diagram.js";
import { camera, centre, facing } from "./layout.js";
import { cables, flights, flyingOf } from "./opened-cables.js";
import { goesBack, planOf } from "./opened-plan.js";
import { drawRows } from "./opened-rows.js";
import { drawTable } from "./opened-table.js";

/**
 * `inside` is the moment that A shows, where it is not the playhead's: a step that was opened by hand.
 * @typedef {{at: Layout, scheme: Scheme, opened: number, graph: Graph, inside?: number, lit?: Lit | null} & Looking} Options
 */

/** The neighbours fade to this. */
const FAINT = 0.3;
/** What the chain ends in has this much air at its own end, px. */
const AIR = 8;
/** Their words only to this: they are for reading. */
const DIM = 0.6;
/** With less room beside the panel, in px, they would only be in the way. */
const ROOM = 80;

/** An x of the window in the chain's own direction, and the other way round. @param {Layout} at @param {number} x */
const seenFromLeft = (at, x) => (at.mirrored ? at.width - x : x);

/** Whose box is at a place of the stage: its t, or null. @param {Layout} at @param {number} u @param {number} x @param {number} y */
export function boxAt(at, u, x, y) {
  const [own, across] = facing(at, x, y);
  const along = seenFromLeft(at, own) + camera(at, u);
  const t = Math.round((along - centre(at, 0)) / at.pitch) || 0; // never −0
  if (t < 0 || t >= at.T || Math.abs(along - centre(at, t)) > at.box.width / 2) return null;
  return across >= at.boxTop && across <= at.boxTop + at.box.height ? t : null;
}

/**
 * The box on its way from its place in the chain to the panel.
 * @param {Layout} at
 * @param {number} x the box's middle
 * @param {Rect} wide
 * @param {number} opened
 * @returns {Rect}
 */
function growing(at, x, wide, opened) {
  const shut = { x: x - at.box.width / 2, y: at.boxTop, ...at.box };
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
 * @param {{at: Layout, opened: number, inside?: number} & Looking} options
 * @returns {Mark[]}
 */
export function aside(marks, run, u, { at, opened, inside = u, ...looking }) {
  if (opened <= 0) return marks;
  const now = moment(inside, run.tokens.length);
  const { t } = now;
  const plan = planOf(run, at, now, looking);
  const whole = extent(plan);
  const down = round(plan.drop * smooth(opened));
  const x = centre(at, t) - camera(at, u);
  // in the chain's own group, which a mirrored chain is drawn in from the right
  const turn = at.mirrored ? -1 : 1;
  const room = Math.max(whole.x / 2, 0);
  const pushes = [whole.x - room - (x - at.pitch), whole.x + whole.width + room - (x + at.pitch)];
  const middle = seenFromLeft(at, plan.panel.x + plan.panel.width / 2) - x;
  const push = (/** @type {number} */ own) =>
    own < t ? Math.min(Number(pushes[0]), 0) : own > t ? Math.max(Number(pushes[1]), 0) : 0;
  // a word goes with its cell; where there is no room for the others' cells, their words stay beside its own
  const word = (/** @type {Mark} */ chip, /** @type {number} */ own) => {
    const by = own === t || room < ROOM ? middle : push(own);
    const opacity = own === t ? null : round(1 - (1 - DIM) * opened);
    const transform = `translate(${round(turn * by * opened)} ${down})`;
    return mark("g", { key: chip.attrs.key, transform, opacity }, chip);
  };
  const moved = (/** @type {Mark | string} */ child) => {
    if (typeof child === "string") return child;
    const own = ownerOf(child, at.T);
    if (isChip(child)) return word(child, own);
    // what the chain ends in is not cut at the window's edge
    const cut = own === at.T && at.total - camera(at, u) + push(own) > at.width + AIR;
    const opacity = round(1 - (1 - (own === t || room < ROOM || cut ? 0 : FAINT)) * opened);
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

/** A with its card. @param {Plan} plan @returns {Rect} */
export function extent({ panel, card }) {
  if (!card) return panel;
  const [right, bottom] = [
    Math.max(panel.x + panel.width, card.x + card.width),
    Math.max(panel.y + panel.height, card.y + card.height),
  ];
  return { ...panel, width: right - panel.x, height: bottom - panel.y };
}

/**
 * How much higher the stage is while A is open: it grows and shrinks with it.
 * @param {Run} run
 * @param {number} u
 * @param {{at: Layout, opened: number, inside?: number} & Looking} options
 */
export function openedHeight(run, u, { at, opened, inside = u, ...looking }) {
  if (opened <= 0) return 0;
  return planOf(run, at, moment(inside, run.tokens.length), looking).drop * smooth(opened);
}

/**
 * @param {Run} run
 * @param {number} u
 * @param {Options} options
 * @returns {Mark[]}
 */
export function openedCell(run, u, options) {
  const { at, opened, inside: shownAt = u } = options;
  if (opened <= 0) return [];
  const now = moment(shownAt, run.tokens.length);
  const plan = planOf(run, at, now, options);
  const rect = growing(at, seenFromLeft(at, centre(at, now.t) - camera(at, u)), plan.panel, smooth(opened));
  const shown = clamp((opened - 0.25) / 0.6);
  const grown = {
    // letters are for reading: they come when it is still
    class: opened < 1 ? "diagram growing" : "diagram",
    opacity: shown < 1 ? round(shown) : null,
    transform: opened < 1 ? within(rect, plan.panel) : null,
  };
  return [
    mark(
      "g",
      { class: `opened${now.backward ? " back" : ""}` },
      frame("panel", rect),
      (opened < 1 || hasCorner(run, plan.panel)) && letter(rect, smooth(opened), at.mirrored),
      shown > 0 && mark("g", grown, ...contents(run, shownAt, now, plan, options)),
      ...flights(run, u, now, plan, { ...options, rect }),
      // once more, over the cables that cross it
      frame("edge", rect),
    ),
  ];
}

/**
 * What is in A, and on its card.
 * @param {Run} run
 * @param {number} u
 * @param {Moment} now
 * @param {Plan} plan
 * @param {Options} options
 */
function contents(run, u, now, plan, { at, scheme, graph, focus, lit, opened }) {
  const { panel, card, table } = plan;
  const numbers =
    table &&
    placed(
      table,
      table.at.scale,
      drawTable({
        run,
        t: now.t,
        ...table,
        scheme,
        focus,
        lit,
        shares: shares(run, u, now),
        flying: flyingOf(run, now, plan, opened),
      }),
    );
  const cell = plan.diagram
    ? diagram(run, now, { graph, rect: panel, scheme, unit: focus.unit, part: focus.part })
    : [...cables(run, now, plan, { at, scheme }), ...(numbers ? [numbers] : [])];
  const turned = at.mirrored ? [mirrored(cell, panel.x + panel.width / 2)] : cell;
  if (!card) return turned;
  return [
    ...turned,
    frame("card", card),
    numbers,
    numbers && allVectors(card),
    plan.rows && placed(plan.rows, plan.rows.scale, rows(run, u, now, plan, { scheme, focus, lit })),
  ].filter((each) => each !== null);
}

/** @param {{x: number, y: number}} place @param {number} scale @param {Mark[]} marks */
const placed = ({ x, y }, scale, marks) =>
  mark(
    "g",
    { class: "numbers", transform: `translate(${round(x)} ${round(y)}) scale(${round(scale, 1e4)})` },
    ...marks,
  );

/** The way back from a gate's table to all vectors. @param {Rect} card */
const allVectors = ({ x, y, width }) =>
  mark("text", { key: "all", class: "all-vectors", x: round(x + width - 12), y: round(y + 20) }, say("opened-all"));

/** Whether a place is on the words that lead back to all vectors. @param {Plan} plan @param {number} x @param {number} y */
export const onAllVectors = ({ card, table }, x, y) =>
  Boolean(card && table && x > card.x + card.width - 120 && x < card.x + card.width && y > card.y && y < card.y + 28);

/**
 * How far the parts of a step are, for its table.
 * @param {Run} run
 * @param {number} u
 * @param {Moment} now
 */
function shares(run, u, now) {
  const T = run.tokens.length;
  if (goesBack(run, now)) {
    const done = backwardDone(u, now.t, T);
    const of = (/** @type {string} */ phase) => phaseDone(BACKWARD, phase, done);
    return { entered: of("arrive"), multiplied: of("slope"), added: of("weight"), squashed: of("leave") };
  }
  const done = forwardDone(u, now.t);
  const of = (/** @type {string} */ phase) => (now.backward ? 1 : phaseDone(FORWARD, phase, done));
  return { entered: of("input"), multiplied: of("multiply"), added: of("add"), squashed: of("squash") };
}

/**
 * @param {Run} run
 * @param {number} u
 * @param {Moment} now
 * @param {Plan} plan
 * @param {{scheme: Scheme, focus: Focus, lit?: Lit | null | undefined}} options
 */
function rows(run, u, now, { rows: place }, options) {
  if (!place) return [];
  const { back } = place;
  const done = back ? backwardDone(u, now.t, run.tokens.length) : forwardDone(u, now.t);
  const shown = (/** @type {string} */ when) =>
    now.backward && !back ? 1 : phaseDone(back ? BACKWARD : FORWARD, when, done);
  return drawRows({ run, t: now.t, at: place.at, back, shown, ...options });
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

/** On a phone the table of a plain cell needs all of the panel, px. */
const WHOLE = 480;

/** Whether the name has a free corner. @param {Run} run @param {Rect} panel */
const hasCorner = (run, { width }) => !isPlain(run.cell) || width >= WHOLE;

/**
 * Its name, on the way from the middle of the box to the corner that is free.
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
