/**
 * Grid → pixels for a chain on an upright phone, where time runs down; a direction that reads from the end runs up. It is the
 * layout of a chain that runs to the right in a window as long as the stage is high; the drawing is turned by a quarter
 * (pen/turned.js), and so is a pointer (`facing` in layout.js). Only the words have places of their own.
 * @import {Run} from "../types.js"
 * @import {Layout} from "./layout.js"
 */
import { clamp } from "../pen/math.js";
import { factsOf } from "../run/facts.js";
import { endsInAnswer, isSummed } from "../run/head.js";
import { placeOf, readsBack } from "../run/reading-order.js";
import { fromAbove } from "./joins.js";
import { CELL, MOST_NUMBERS, saidHeight } from "./layout.js";

/** What is above the stage before the page is scrolled, and the line of time below it, px: four cells are between them. */
const AROUND = { above: 280, below: 126 };
/** In the acts the stage has this share of the window's height, and at least so many px: the rest is for the text. */
const STICKY = { share: 0.325, least: 276 };
/** A step's length, px: four of them, with what is before and behind, in a window of 640 px, and on a taller phone. */
const PITCH = { least: 109, most: 132 };
/** Between two cells, px, and what is between two strips of h. */
const LINK = { share: 0.45, most: 56 };
const BETWEEN = 11;
/** What a chain keeps free before its first cell, px, and where h₋₁ begins. */
const ENDS = 12;
const BEGINS = 4;
/** Steps that are never scrolled within the stage. */
const WHOLE = 4;
/** Across, px: from the right edge to the strip of h, where the gradient's bars are; a strip; what x's name takes. */
const ACROSS = { bars: 26, strip: 42, name: 24 };
/** The column right of the gradient's bars, where the network answers beside a step; strips are narrower then, px. */
export const SAID = 78;
const NARROW = 38;
/** A is as wide as this at most, px, and has this share of what the strips leave. */
const BOX = { most: 148, share: 0.64 };
/** A unit's row, px: high enough for its number, and at most. */
const UNIT = { least: 11, most: 18 };
/** Above x its word stands; x has this much less than a step, px. */
const CHIP = 56;
/** The room of L alone behind the chain, and of nothing, px. */
const [ALONE, NOTHING] = [44, 24];
/** What the network answers: its bars, the lines below them, and the air before, px. */
export const BARS = { air: 8, length: 40, line: 17, fan: 16 };

/**
 * @param {Run} run
 * @param {number} width px that the stage has
 * @param {{height: number, compact?: boolean}} room the window's height, and whether the stage sticks above a text
 * @returns {Layout}
 */
export function uprightLayout(run, width, { height, compact = false }) {
  const { hidden_size: H, input_size: I } = run;
  const T = run.tokens.length;
  const answers = endsInAnswer(run) && !isSummed(run);
  const tail = answers ? BARS.air + BARS.length + 3 * BARS.line + 12 : fromAbove(run) ? NOTHING : ALONE;
  const pitch = compact
    ? PITCH.least
    : clamp((height - AROUND.above - AROUND.below - ENDS) / 4, PITCH.least, PITCH.most);
  const total = ENDS + pitch * T + tail;
  const sticky = Math.max(Math.round(height * STICKY.share), STICKY.least);
  const seen = compact
    ? Math.min(sticky, total)
    : T <= WHOLE
      ? total
      : Math.min(total, Math.max(height - AROUND.below, 4 * pitch));
  const numbered = H <= MOST_NUMBERS;
  const unit = Math.min((pitch - BETWEEN) / H, UNIT.most);
  const inputUnit = Math.min((pitch - CHIP) / I, I <= MOST_NUMBERS ? Math.min(unit, UNIT.most) : unit, UNIT.most);
  return {
    ...across(run, width),
    upright: true,
    tenths: CELL.tenths,
    margin: 1,
    closeAbove: false,
    mirrored: readsBack(run),
    place: (/** @type {number} */ k) => placeOf(run, k),
    T,
    H,
    I,
    width: Math.round(seen),
    pitch,
    unit,
    strip: unit * H,
    numbered: numbered && unit >= UNIT.least,
    inputUnit: Math.max(inputUnit, I <= 4 ? Math.min(UNIT.least, unit) : 0),
    ends: ENDS,
    begins: BEGINS,
    // its river runs back along x's own threads
    inputBeside: 0,
    total,
    answer: answers
      ? { x: ENDS + pitch * T + BARS.air, bar: BARS.length, width: tail - BARS.air, fan: BARS.fan }
      : null,
    slots: Math.ceil(seen / pitch) + 3,
    box: { width: pitch - Math.min(pitch * LINK.share, LINK.most), height: boxWidth(run, width) },
    swing: 0,
    rolled: 0,
  };
}

/** How wide a strip is, and what of the right edge is beside them all, px. @param {Run} run */
const edges = (run) => {
  const said = saidHeight(run) > 0 && !(endsInAnswer(run) && isSummed(run)) ? SAID : 0;
  return { said, strip: said ? NARROW : ACROSS.strip };
};

/** What A takes across, px. @param {Run} run @param {number} width */
const boxWidth = (run, width) => Math.min(Math.round(spare(run, width) * BOX.share), BOX.most);

/** What A and its two fans have across, px. @param {Run} run @param {number} width */
function spare(run, width) {
  const { said, strip } = edges(run);
  return Math.max(width - said - ACROSS.bars - 2 * strip - ACROSS.name, 110);
}

/** Where everything is across, from the right edge. @param {Run} run @param {number} width */
function across(run, width) {
  const { said, strip } = edges(run);
  const box = boxWidth(run, width);
  const fans = spare(run, width) - box;
  const top = said + ACROSS.bars;
  const boxTop = Math.round(top + strip + 0.54 * fans);
  const axis = boxTop + box / 2;
  const two = factsOf(run.cell).state.includes("c");
  const [c, h] = [boxTop + 0.26 * box, boxTop + 0.74 * box].map(Math.round);
  return {
    letters: strip,
    row: strip,
    top,
    bars: { y: said + ACROSS.bars / 2 - 1, half: ACROSS.bars / 2 - 3, height: ACROSS.bars },
    boxTop,
    axis,
    inputTop: top + strip + box + fans,
    chipTop: 0,
    height: width,
    lanes: two ? { c: Number(c), h: Number(h) } : { h: axis },
    lane: two ? 30 : 40,
  };
}

/** How far below the stage's top a place of the chain is, px. @param {Layout} at @param {number} x @param {number} scroll */
export const down = (at, x, scroll) => (at.mirrored ? at.width - (x - scroll) : x - scroll);
