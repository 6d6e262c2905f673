/**
 * Grid → pixels for the unrolled chain. Everything is a multiple of the 8 px grid where it can be.
 * @import {Run, Scheme} from "../types.js"
 */
import { clamp, smooth } from "../pen/math.js";
import { factsOf, isPlain } from "../run/facts.js";
import { askedAt, endsInAnswer, isSummed, saidAt, saysWords } from "../run/head.js";
import { backwardDone, FORWARD, forwardDone, phaseDone } from "../run/phases.js";
import { isAbove, placeOf, readsBack } from "../run/reading-order.js";
import { isForecast } from "../run/series.js";
import { roomFor } from "./answer-names.js";

/** Past this many units a cable's threads close up into one band. */
export const MOST_THREADS = 16;
/** Up to this many units a strip writes its numbers. */
export const MOST_NUMBERS = 8;
/** The width of a cell, in px, that has room for all letters of a number ("−0.78"), for the needed ones, for tenths ("−.8"). */
export const CELL = { full: 38, tight: 31, tenths: 26 };

const ROW = 28;
/** The fans of threads above and below A: how wide at A that of h_t and of x_t are, px. */
export const FAN = { output: 36, input: 24 };
/** How high these fans are, px; in a low window x_t, A and h_t have to fit above the transport. */
const HIGH = { output: 52, input: 44 };
const LOW = { output: 34, input: 18, box: 100 };
/** The same where a loss comes in from above: two lines of numbers are beside it. */
const LOW_SAID = { ...LOW, output: HIGH.output };
/** The same where the stage sticks above a text, and the height of A there. */
const COMPACT = { output: 28, input: 16, box: 80 };
const COMPACT_SAID = { ...COMPACT, output: HIGH.output };
/** Where the text stands beside the stage and the chain has less room: A, its ends, the names of the words, all in px. */
const BESIDE_TEXT = { box: 92, gap: 16, ends: 34, names: 90, bar: 128, air: 16 };
/** The same on a wall, where everything is large: the numbers of h keep their room, and the answer gives some of its own. */
const ON_WALL = { ...BESIDE_TEXT, ends: 30, names: 92, bar: 96, air: 5 };
/** Where words are long, the longest bar keeps this, px. */
const LEAST_BAR = 60;
/** On a wall a number is written in less room, px: that of its letters. */
const WALL_TENTHS = 18;
/** The least that a step has where the chain is at its usual size, px. */
const LEAST_PITCH = 184;
/** A has room for the bars of all its gates, and the same size for every cell. */
const BOX = { width: 124, height: 120 };
/** The room of the gradient's bars above h, px: see pen/gradient-bars.js. */
const GRADIENT_BARS = 26;
/** The room of h₋₁ before the first A, px; beside a gated one a factor is written. */
const [ENDS, GATED_ENDS] = [48, 62];
/** The gradient of x leaves A beside the fan of x, px from the middle. */
const BESIDE_INPUT = 42;
/** Where h₋₁ begins, px. */
const BEGINS = 34;
/** The height of what the head says at a step, where it forecasts, and of a line of it where it says words. */
export const ANSWER = { forecast: 36, line: 20 };
/**
 * What the network answers at the end of the chain, px: its bars, the least and the most for the names beside them, the
 * air before them, and how far before them the cable of h spreads. `arrives`: the share of the last phase in which h has
 * come there.
 */
export const HEAD = { bar: 128, names: 120, longest: 200, air: 8, fan: 36, arrives: 0.45 };
/** Where the chain scrolls, this much of the last A and of its link is seen beside the answer, px. */
const BESIDE = 104;
/** The lines above a step: its words, and the question where only one step is asked. */
export const LINES = { words: 3, question: 1 };
/** The line below x that says where it comes from, px. */
const SOURCE = 20;
/** What x’s name takes beside its strip, with air. */
const NAME = 40;
/** The share of a step in which the eye comes to it: the vector that it follows has risen by then. */
const ARRIVES = 0.3;
/** The share of a step back after which the eye sets out for the next one. */
const LEAVES = 0.55;
/** Where the first and the last cell miss the middle of the window by no more than this, the chain shows its ends. */
const NEAR_END = 24;

/** The widest window that counts as a phone, px; it is upright where it is higher than wide. */
const PHONE = 600;

/** Whether a window is an upright phone: time runs down there, see upright-layout.js. @param {{width: number, height: number}} window px */
export const isUpright = ({ width, height }) => width <= PHONE && height > width;

/**
 * @param {Run} run
 * @param {number} width px that the stage has
 * @param {Room} [room]
 */
export function layout(run, width, { low = false, compact = false, fit = false, wall = false } = {}) {
  const { hidden_size: H, input_size: I, cell } = run;
  const T = run.tokens.length;
  const two = factsOf(cell).state.includes("c");
  const numbered = H <= MOST_NUMBERS;
  const { ends, pitch, unit, names, inputUnit, wide, bar } = spread(run, width, fit, wall);
  const strip = unit * H;
  const box = { width: wide, height: compact ? COMPACT.box : low ? LOW.box : BOX.height };
  const said = saidHeight(run);
  const top = 26 + GRADIENT_BARS + said;
  const fan = fanHeights(low, compact, said > 0);
  const boxTop = top + ROW + fan.output;
  const inputTop = boxTop + box.height + fan.input;
  const chain = ends + pitch * T;
  const answer = answerPlace(run, chain, width, names, bar);
  const chipTop = inputTop + ROW + 10 + (isAbove(run) ? SOURCE : 0);
  return {
    /** whether the chain is read from the right; all x here are as if from the left, and the drawing is mirrored */
    mirrored: readsBack(run),
    /** the place in the sentence of step k */
    place: (/** @type {number} */ k) => placeOf(run, k),
    T,
    H,
    I,
    width,
    pitch,
    unit,
    strip,
    box,
    numbered,
    /** what an opened A that fills the width leaves at its sides, px */
    margin: wall ? 8 : 1,
    /** the least width of a unit that has a number */
    tenths: wall ? WALL_TENTHS : CELL.tenths,
    row: ROW,
    top,
    /** the line of the gradient's bars, and the room above and below it */
    bars: { y: top - GRADIENT_BARS / 2 - 1, half: GRADIENT_BARS / 2 - 2, height: GRADIENT_BARS },
    boxTop,
    /** whether nothing fits between h and what is written over A: words beside the river are then on the line of that */
    closeAbove: fan.output < HIGH.output,
    axis: boxTop + box.height / 2,
    inputTop,
    inputUnit,
    chipTop,
    height: chipTop + 32 + 4,
    ends,
    total: answer ? answer.x + answer.width : chain + ends,
    /** what stands right of the last A: the bars of the head, or the sum of h; null where the loss is asked elsewhere */
    answer,
    slots: Math.ceil(width / pitch) + 3,
    /** where the lanes of a link run: the LSTM's c above, h below */
    lanes: two ? { c: boxTop + 30, h: boxTop + box.height - 30 } : { h: boxTop + box.height / 2 },
    lane: two ? 32 : 40,
    /** how far the loop swings out beside A, where the chain is rolled up */
    swing: 0,
    /** how far it is rolled up */
    rolled: 0,
    /** where h₋₁ begins, px */
    begins: BEGINS,
    /** from the middle of A to where the gradient of x leaves it, px */
    inputBeside: BESIDE_INPUT,
    /** whether it is drawn turned by a quarter: see upright-layout.js */
    upright: false,
    /** px that a number has in a strip; 0 where its cell is the room */
    letters: 0,
  };
}

/**
 * What a layout has room for. `low`: whether the window is low; `compact`: whether the stage is to be as low as it can;
 * `fit`: whether the chain is to be narrowed before it scrolls; `wall`: whether it is for the back row of a room.
 * @typedef {{low?: boolean, compact?: boolean, fit?: boolean, wall?: boolean}} Room
 */

/**
 * The layout for a stage that has no more than a height: the roomiest that fits, else the lowest.
 * @param {Run} run
 * @param {number} width px
 * @param {number} height px
 * @param {Room} room
 */
export function layoutWithin(run, width, height, room) {
  const rooms = [{}, { low: true }, { compact: true }];
  const all = rooms.map((less) => () => layout(run, width, { ...room, ...less }));
  const found = all.find((make) => make().height <= height) ?? all.at(-1);
  return /** @type {() => Layout} */ (found)();
}

/**
 * How the chain shares the width: its ends, its steps, the units of h and x, the names and the bars of the answer, the
 * width of A.
 * @param {Run} run
 * @param {number} width
 * @param {boolean} fit
 * @param {boolean} wall
 */
function spread(run, width, fit, wall) {
  const { hidden_size: H, input_size: I } = run;
  const T = run.tokens.length;
  const answers = endsInAnswer(run);
  const ends = isPlain(run.cell) ? ENDS : GATED_ENDS;
  const roomy = (width - ends - (answers ? HEAD.air + HEAD.bar + HEAD.names : ends)) / T;
  const tight = wall ? ON_WALL : BESIDE_TEXT;
  const close = fit && roomy < LEAST_PITCH ? fitted(T, width, answers, tight) : 0;
  if (close) {
    const { box, air } = tight;
    const names = answers ? namesRoom(run, tight) : tight.names;
    const inputUnit = Math.min((close - NAME) / Math.max(I, 2), CELL.full);
    return {
      ends: tight.ends,
      pitch: close,
      unit: Math.min((close - air) / H, CELL.full),
      names,
      inputUnit,
      wide: box,
      bar: tight.bar + tight.names - names,
    };
  }
  const unit = unitWidth(H, (roomy - 16) / H);
  const input = I <= MOST_NUMBERS ? 33 * I : 160;
  const pitch = Math.max(clamp(roomy, LEAST_PITCH, 320), unit * H + 16, input + NAME, BOX.width + 72);
  // h and x are written alike
  const most = H > MOST_NUMBERS || unit >= CELL.full ? CELL.full : unit < CELL.tight ? CELL.tight - 1 : 36;
  const inputUnit = I <= MOST_NUMBERS ? clamp((pitch - NAME) / I, 1, most) : Math.min(160 / I, 18);
  return { ends, pitch, unit, names: HEAD.names, inputUnit, wide: BOX.width, bar: HEAD.bar };
}

/**
 * The room of the answer's words, px: what they need of what they and their bars share.
 * @param {Run} run
 * @param {typeof BESIDE_TEXT} tight
 */
function namesRoom(run, { names, bar }) {
  const said = saidAt(run, askedAt(run))?.words ?? [];
  return Math.min(Math.max(names, ...said.map((each) => Math.ceil(roomFor(each)))), names + bar - LEAST_BAR);
}

/**
 * The pitch at which a whole chain fits beside a text; 0 where no A has room.
 * @param {number} T
 * @param {number} width
 * @param {boolean} answers whether it ends in an answer
 * @param {typeof BESIDE_TEXT} tight
 */
function fitted(T, width, answers, { box, gap, ends, names, bar }) {
  const pitch = (width - ends - (answers ? HEAD.air + bar + names : ends)) / T;
  return pitch >= box + gap ? pitch : 0;
}

/**
 * The width of a unit of h: where the whole chain fits, numbers give up letters before it scrolls.
 * @param {number} H
 * @param {number} room px for each
 */
function unitWidth(H, room) {
  if (H > MOST_NUMBERS) return Math.min(280 / H, 18);
  return room < CELL.tenths ? 33 : Math.min(room, 40);
}

/**
 * Where the answer is; its names take the room that is left. Null where the chain ends in none.
 * @param {Run} run
 * @param {number} chain what is before it, px
 * @param {number} width
 * @param {number} least px for the names, at least
 * @param {number} bar px for the longest bar
 */
function answerPlace(run, chain, width, least, bar) {
  if (!endsInAnswer(run)) return null;
  const x = chain + HEAD.air;
  const fits = x + bar + least <= width + 0.5;
  const names = clamp((fits ? width - x : width - BESIDE) - bar, least, HEAD.longest);
  return { x, bar, width: bar + names, fan: isSummed(run) ? 0 : HEAD.fan };
}

/**
 * How high the fans are, px.
 * @param {boolean} low
 * @param {boolean} compact
 * @param {boolean} said whether the head says something at each step
 */
function fanHeights(low, compact, said) {
  if (compact) return said ? COMPACT_SAID : COMPACT;
  if (!low) return HIGH;
  return said ? LOW_SAID : LOW;
}

/** The height of what the head says above each step; 0 where it says nothing there. @param {Run} run */
export function saidHeight(run) {
  if (isForecast(run)) return ANSWER.forecast;
  if (endsInAnswer(run)) return 0;
  if (isSummed(run)) return ANSWER.line;
  return saysWords(run) ? 8 + ANSWER.line * (LINES.words + (askedAt(run) < 0 ? 0 : LINES.question)) : 0;
}

/** @typedef {ReturnType<typeof layout>} Layout */

/**
 * A place of the stage as the layout means it: one that is drawn turned is asked turned.
 * @param {Layout} at
 * @param {number} x
 * @param {number} y
 * @returns {[number, number]}
 */
export const facing = (at, x, y) => (at.upright ? [y, at.height - x] : [x, y]);

/** The middle of cell t in the chain's own pixels. @param {Layout} at @param {number} t */
export const centre = (at, t) => at.ends + at.pitch * (t + 0.5);

/**
 * How far the chain is scrolled, so that the playhead stays in view.
 * @param {Layout} at
 * @param {number} u
 */
export function camera(at, u) {
  if (at.total <= at.width) return -(at.width - at.total) / 2;
  const off = clamp(centre(at, 0) - at.width / 2, 0, NEAR_END + 1);
  const lean = off > NEAR_END ? 0 : off * (2 * shareOf(at, u) - 1);
  return clamp(focus(at, u) - at.width / 2 + lean, 0, at.total - at.width);
}

/** How much of the chain the eye has passed, 0…1. @param {Layout} at @param {number} u */
const shareOf = (at, u) => (focus(at, u) - centre(at, 0)) / Math.max(at.pitch * (at.T - 1), 1);

/** The x that the eye should follow. @param {Layout} at @param {number} u */
const focus = (at, u) => {
  const [from, to, done] = handing(at.T, u);
  const cell = centre(at, from) + (centre(at, to) - centre(at, from)) * done;
  return at.answer ? cell + Math.max(at.total - at.width / 2 - cell, 0) * answering(at.T, u) : cell;
};

/** How far the eye has gone from the last step to the answer. @param {number} T @param {number} u */
const answering = (T, u) =>
  u <= T
    ? smooth((phaseDone(FORWARD, "emit", forwardDone(u, T - 1)) - HEAD.arrives) / (1 - HEAD.arrives))
    : 1 - smooth(backwardDone(u, T - 1, T) / LEAVES);

/** The same among given places. @param {Layout} at @param {number} u @param {number[]} places one a step */
export function glide(at, u, places) {
  const [from, to, done] = handing(at.T, u);
  return Number(places[from]) + (Number(places[to]) - Number(places[from])) * done;
}

/**
 * The step that hands its vector on, the one that takes it, and how far that is done, eased. Going forward the eye stays
 * until h_t has risen, so that both copies are seen, and comes while the next step takes it in.
 * @param {number} T
 * @param {number} u
 * @returns {[number, number, number]}
 */
function handing(T, u) {
  if (u <= T) {
    const t = Math.max(Math.ceil(u) - 1, 0);
    return [Math.max(t - 1, 0), t, smooth(forwardDone(u, t) / ARRIVES)];
  }
  const t = Math.max(T - 1 - Math.floor(u - T), 0);
  return [t, Math.max(t - 1, 0), smooth((backwardDone(u, t, T) - LEAVES) / (1 - LEAVES))];
}

/** The first and last cell in view, one more on each side. @param {Layout} at @param {number} scroll */
export function inView(at, scroll) {
  const first = Math.floor((scroll - at.ends) / at.pitch) - 1;
  const last = Math.ceil((scroll + at.width - at.ends) / at.pitch);
  return [Math.max(first, 0), Math.min(last, at.T - 1)];
}

/**
 * The place of step t among those in view at the same time. Where the chain scrolls, the step that comes takes the place
 * in the document of the one that left, and nothing is made or moved there.
 * @param {Layout} at
 * @param {number} t
 */
export const slot = (at, t) => t % at.slots;

/**
 * The offsets of n threads in a cable of a given width, around its middle.
 * @param {number} n
 * @param {number} width
 */
export const offsets = (n, width) => {
  const gap = Math.min(5, width / n);
  return Array.from({ length: n }, (_, i) => (i - (n - 1) / 2) * gap);
};

/** What of the chain is in view, in its own pixels. @typedef {{from: number, to: number}} Window */

/**
 * Whether something `half` wide to both sides of x is in view as a whole: an element cut at the edge has no words.
 * @param {Window | undefined} window
 * @param {number} x
 * @param {number} half
 */
export const whole = (window, x, half) => !window || (x - half >= window.from - 0.5 && x + half <= window.to + 0.5);

/**
 * What the chain is drawn with. `over` is the step whose A a press would open. `passes`: whether it goes by so fast that what
 * the window's edge cuts may keep its words.
 * @typedef {{at: Layout, scheme: Scheme, unrolled?: number, window?: Window, pointed?: number | null, over?: number | null,
 *   clip?: number, passes?: boolean}} Options
 */

/**
 * Where everything is between rolled up (r = 0) and unrolled (1). `loop` is the step whose outgoing link is the loop,
 * `middle` the one cell's place. `under` is how far the cell of a step has slid under that of step t; `bend` how far its
 * outgoing link is bent; `age` how many turns of the loop that link is behind the newest one; `left` how much of the way
 * out of its cell the gradient has gone; `ended` how much of the chain's end shows; `turned` how far the loop has turned
 * since the step began; `upright` how far the rows of the memory have made room for the gradient.
 * @typedef {object} Placing
 * @property {number} r
 * @property {number} middle
 * @property {number} t
 * @property {number} loop
 * @property {(t: number) => number} x
 * @property {(t: number) => number} under
 * @property {(t: number) => number} bend
 * @property {(t: number) => number} age
 * @property {number} left
 * @property {number} ended
 * @property {number} turned
 * @property {number} upright
 */
