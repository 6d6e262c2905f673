/**
 * The lesson as a table: chapters, and in each the stops, paragraphs with the state of the page that they speak of. The
 * words are in the catalogues under lesson-CHAPTER-STOP, counted from 1; the numbers that they say are in claims.js.
 * @import {Chapter, Fields, Focus, Pose, Run, Scene, Stop, When} from "../types.js"
 */
import { OPENING } from "../page/address.js";
import { BACKWARD, endOf, FORWARD } from "../run/phases.js";
import {
  best,
  cellState,
  ends,
  fading,
  farthest,
  fate,
  gains,
  kept,
  larger,
  largestTerm,
  loss,
  makers,
  matrices,
  opened,
  order,
  parameters,
  pieces,
  product,
  remains,
  scaled,
  setsOut,
  shares,
  sizes,
  squashed,
  squeeze,
  stepBack,
  sums,
  three,
  turn,
  UNIT,
  unitPath,
  update,
  weights,
} from "./claims.js";

/** @param {number} T */
const forwardEnd = (T) => T;
/** @param {number} T */
const backwardEnd = (T) => 2 * T;

/** The end of a phase of step t, going forward. @param {number} t @param {string} phase */
const done = (t, phase) => t + endOf(FORWARD, phase);
/** The words and the memory have met their weights in step 0, and in step 1. */
const [BEGUN, MET] = [done(0, "multiply"), done(1, "multiply")];
/** Step 1 has what it reads, the sums, and what tanh makes of them. */
const [TAKEN, ADDED, SQUASHED] = [done(1, "input"), done(1, "add"), done(1, "squash")];
/** The share of a step back in which the gradient arrives. */
const ARRIVES = endOf(BACKWARD, "arrive");
/** A step back; the gradient arrived at the last A, and then at the one before. @param {number} T */
const oneStep = (T) => T + 1;
/** @param {number} T */
const arrived = (T) => T + ARRIVES;
/** @param {number} T */
const oneBack = (T) => T + 1 + ARRIVES;

/** Backward through everything. @type {[When, When]} */
const BACK = [forwardEnd, backwardEnd];
/** What a W_h that stretches is shown with. */
const STRETCHED = { spectral_radius: 2.5, hidden_size: 32 };
const PINNED = ".panel.pinned";
const SQUASH = ".panel.squash";
const LEDGER = "section.gradient";

/** @type {Chapter[]} */
export const CHAPTERS = [
  {
    stops: [
      { sentence: "short", view: "unrolled", u: 0, claims: sizes },
      { sentence: "short", view: "rolled", play: [0, 2], claims: sizes },
      {
        sentence: "short",
        view: "rolled",
        u: 2,
        claims: sizes,
        ask: {
          options: 3,
          truth: (run) => [1, run.tokens.length, run.tokens.length - 1].indexOf(matrices(run)),
          reveal: { view: "unrolled", play: [0, forwardEnd] },
        },
      },
      { sentence: "short", view: "unrolled", u: forwardEnd, claims: weights },
    ],
    sources: ["elman"],
  },
  {
    stops: [
      { play: [0, BEGUN], claims: sizes },
      { play: [BEGUN, 1], claims: unitPath },
      {
        u: MET,
        claims: turn,
        ask: { options: 3, truth: makers, reveal: { play: [MET, 2] } },
      },
      { u: 2, claims: sizes },
      { play: [2, 4], claims: unitPath },
      { u: 4, claims: remains },
    ],
    sources: ["elman"],
  },
  {
    stops: [
      { sentence: "short", view: "cell", play: [1, TAKEN], claims: sizes },
      { sentence: "short", view: "cell", u: MET, panel: PINNED, term: largestTerm, claims: product },
      { sentence: "short", view: "cell", u: ADDED, panel: PINNED, claims: sums, figures: 1 },
      {
        sentence: "short",
        view: "cell",
        u: ADDED,
        panel: SQUASH,
        claims: squashed,
        ask: {
          options: 3,
          truth: squeeze,
          reveal: { view: "cell", play: [ADDED, SQUASHED], panel: SQUASH },
        },
        figures: 1,
      },
      { sentence: "short", view: "cell", u: SQUASHED, panel: SQUASH, claims: squashed },
      { sentence: "short", play: [SQUASHED, 2], claims: sizes },
    ],
    sources: ["lecun"],
  },
  {
    stops: [
      { sentence: "short", u: forwardEnd, claims: loss },
      {
        sentence: "short",
        u: forwardEnd,
        claims: ends,
        ask: { options: 3, truth: larger, reveal: { play: BACK } },
      },
      { sentence: "short", play: [forwardEnd, arrived], claims: setsOut },
      { sentence: "short", play: [arrived, oneBack], claims: stepBack },
      { sentence: "short", play: [oneBack, backwardEnd], claims: shares },
    ],
    sources: ["rumelhart", "werbos"],
  },
  {
    stops: [
      { sentence: "short", u: oneStep, panel: LEDGER, claims: gains },
      { sentence: "short", u: backwardEnd, panel: LEDGER, claims: farthest },
      {
        sentence: "short",
        fields: STRETCHED,
        u: forwardEnd,
        claims: scaled,
        ask: { options: 3, truth: fate, reveal: { play: BACK, panel: LEDGER } },
      },
      { fields: STRETCHED, sentence: "long", u: backwardEnd, panel: LEDGER, claims: scaled },
      { fields: { spectral_radius: 0.5 }, sentence: "long", play: BACK, panel: LEDGER, claims: scaled, figures: 1 },
    ],
    sources: ["bengio", "pascanu"],
  },
  {
    stops: [
      { sentence: "own", view: "sentence", u: 0, claims: fading, tool: "sentence" },
      {
        sentence: "own",
        view: "sentence",
        u: forwardEnd,
        claims: fading,
        ask: { options: 3, truth: order, reveal: { view: "sentence", play: BACK } },
      },
      { sentence: "own", u: backwardEnd, panel: LEDGER, claims: fading, figures: 1 },
      {
        sentence: "own",
        fields: { tokenizer: "char" },
        beside: { words: { tokenizer: "word" } },
        view: "sentence",
        u: backwardEnd,
        claims: pieces,
      },
      { sentence: "own", view: "sentence", u: backwardEnd, claims: fading },
      { sentence: "own", u: backwardEnd, panel: ".panel.whatif", layer: "whatif", figures: 1 },
    ],
    sources: ["bengio", "pascanu"],
  },
  {
    stops: [
      { sentence: "short", fields: { cell: "lstm" }, view: "cell", play: [1, 2], part: "c", claims: sizes },
      { sentence: "short", fields: { cell: "lstm" }, view: "cell", u: 2, part: "c", panel: PINNED, claims: cellState },
      {
        sentence: "short",
        fields: { cell: "gru" },
        view: "cell",
        play: [1, 2],
        part: "h",
        panel: PINNED,
        claims: update,
      },
      {
        sentence: "short",
        fields: { cell: "lstm" },
        beside: { rnn: { cell: "rnn" }, gru: { cell: "gru" } },
        u: forwardEnd,
        claims: three,
        ask: { options: 3, truth: best, reveal: { play: BACK } },
      },
      {
        fields: { cell: "lstm", forget_bias: 3 },
        sentence: "long",
        beside: { shut: { forget_bias: null } },
        u: backwardEnd,
        panel: LEDGER,
        claims: opened,
      },
      {
        fields: { cell: "lstm" },
        sentence: "long",
        beside: { rnn: { cell: "rnn" }, gru: { cell: "gru" } },
        play: BACK,
        panel: LEDGER,
        claims: three,
        figures: 1,
      },
    ],
    sources: ["hochreiter", "gers", "cho"],
  },
  {
    stops: [
      { sentence: "short", u: backwardEnd, claims: remains, tool: "module" },
      { sentence: "short", u: backwardEnd, claims: remains },
      {
        sentence: "short",
        u: forwardEnd,
        claims: parameters,
        ask: {
          options: 3,
          truth: (run) => {
            const { one, n, each } = parameters(run);
            return [one, n, each].indexOf(String(kept(run)));
          },
          reveal: { u: forwardEnd },
        },
      },
      { sentence: "short", u: backwardEnd, panel: ".trust", claims: ends, figures: 1 },
      { sentence: "short", play: [0, backwardEnd], claims: sizes },
    ],
    sources: ["paszke"],
  },
];

/** A stop of a chapter; both counted from 1. @param {number} chapter @param {number} number @returns {Stop} */
export const stopAt = (chapter, number) => /** @type {Stop} */ (CHAPTERS[chapter - 1]?.stops[number - 1]);

/** @param {When} when @returns {(T: number) => number} */
const moment = (when) => (typeof when === "function" ? when : () => when);

/** @param {Pose["term"]} term @param {Run} run */
const termOf = (term, run) => (typeof term === "function" ? term(run) : (term ?? null));

/**
 * The request fields of a stop: those of the page that was just opened, but for what it names.
 * @param {Stop} stop
 * @param {string} sentence
 * @returns {Fields}
 */
export const fieldsOf = ({ fields = {} }, sentence) => ({ ...OPENING, ...fields, sentence });

/**
 * The fields of the runs that a stop compares with, by name.
 * @param {Stop} stop
 * @param {string} sentence
 * @returns {Record<string, Fields>}
 */
export const besideOf = (stop, sentence) =>
  Object.fromEntries(
    Object.entries(stop.beside ?? {}).map(([name, differs]) => [name, { ...fieldsOf(stop, sentence), ...differs }]),
  );

/**
 * What a stop shows: before its question is answered, or then.
 * @param {Stop} stop
 * @param {string} sentence the one that the stop reads
 * @param {boolean} answered
 * @returns {Scene}
 */
export function sceneOf(stop, sentence, answered) {
  const { view = "unrolled", unit = UNIT, part = "", term, u, play } = poseOf(stop, answered);
  const [from, until] = play ?? [u ?? 0, null];
  return {
    fields: fieldsOf(stop, sentence),
    view,
    look: (run) => /** @type {Focus} */ ({ unit, part, term: termOf(term, run) }),
    from: moment(from),
    until: until === null ? null : moment(until),
  };
}

/** @param {Stop} stop @param {boolean} answered @returns {Pose} */
export const poseOf = (stop, answered) => (stop.ask && answered ? stop.ask.reveal : stop);
