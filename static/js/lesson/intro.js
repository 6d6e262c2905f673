/**
 * The opening as a table: what a first visit sees in its first half minute. A beat says how far the chain is unrolled, how
 * far the playhead goes, and for how long; its words are in the catalogues under intro-NAME. Everything else follows from
 * the second: a picture is a function of it.
 */
import { clamp, smooth } from "../pen/math.js";

/**
 * `u` and `unrolled`: from where to where; `word`: the words come one after the other, each on its own;
 * `hide`: what of the picture is not there yet (css/intro.css);
 * `pan`: where the chain is wider than the window, from where to where the eye goes, 0 at the first A, 1 at the answer;
 * `still`: whether it is one of the four pictures for those who want no motion. A beat without an end
 * waits for the reader.
 * @typedef {object} Beat
 * @property {string} name
 * @property {number} seconds
 * @property {(T: number) => [number, number]} u
 * @property {[number, number]} unrolled
 * @property {string[]} hide
 * @property {boolean} [word]
 * @property {[number, number]} [pan]
 * @property {boolean} [still]
 */

/** @type {(T: number) => [number, number]} */
const none = () => [0, 0];
/** @type {(T: number) => [number, number]} */
const read = (T) => [T, T];

/** Colours say enough for half a minute, and one river is enough. */
const FEW = ["numbers", "inputs"];

/** @type {Beat[]} */
export const INTRO = [
  { name: "sentence", seconds: 2.2, u: none, unrolled: [0, 0], hide: FEW },
  { name: "read", seconds: 7.6, u: (T) => [0, T], unrolled: [0, 0], hide: [...FEW, "answer"], word: true, still: true },
  { name: "unroll", seconds: 3, u: read, unrolled: [0, 1], hide: FEW, pan: [1, 0] },
  { name: "question", seconds: 4.5, u: read, unrolled: [1, 1], hide: FEW, pan: [0, 1], still: true },
  { name: "back", seconds: 8, u: (T) => [T, 2 * T], unrolled: [1, 1], hide: FEW, still: true },
  {
    name: "pull",
    seconds: Number.POSITIVE_INFINITY,
    u: (T) => [2 * T, 2 * T],
    unrolled: [1, 1],
    hide: FEW,
    still: true,
  },
];

/** The four pictures, for those who want no motion. */
export const STILLS = INTRO.filter(({ still }) => still);

/** The share of a word's time in which it comes to A; in the rest A reads it. */
const COMES = 0.4;
/** The share of the first beat in which the sentence stands in the middle; then it goes to where it waits. */
const STANDS = 0.4;
/**
 * Where the opening begins, in its own seconds, once its code is there: the sentence came with the page, and has stood.
 * @param {number} seconds for which it has been seen
 */
export const beginsAt = (seconds) => clamp(seconds, 0, STANDS * Number(INTRO[0]?.seconds));
/** The share of a beat in which the chain is unrolled; then the eye goes along it, in this share. */
const [UNROLLS, PANS] = [0.55, 0.4];

/**
 * What there is to see: the beat, the playhead, how far the chain is unrolled, how far each word is on its way to A, and how
 * far those that wait have gone to where they wait; and where the eye is in a chain that is wider than the window.
 * @typedef {{beat: Beat, u: number, unrolled: number, words: number[], waits: number, pan: number}} Seen
 */

/**
 * @param {number} seconds since the beginning
 * @param {number} T words
 * @returns {Seen}
 */
export function seenAt(seconds, T) {
  let left = seconds;
  for (const beat of INTRO) {
    if (left < beat.seconds) return seenIn(beat, Math.max(left, 0) / beat.seconds, T);
    left -= beat.seconds;
  }
  throw new Error("the last beat waits");
}

/**
 * A beat at a share of its time; 1 is how it ends.
 * @param {Beat} beat
 * @param {number} share
 * @param {number} T
 * @returns {Seen}
 */
export function seenIn(beat, share, T) {
  const [from, to] = beat.u(T);
  const [rolled, open] = beat.unrolled;
  const unrolled = rolled + (open - rolled) * clamp(share / UNROLLS);
  const [near, far] = beat.pan ?? [1, 1];
  const begins = open > rolled ? UNROLLS : 0;
  const pan = near + (far - near) * smooth((share - begins) / PANS);
  const first = beat.name === "sentence";
  // the picture comes once the sentence is out of its way
  const waits = first ? smooth((share - STANDS) / (1 - STANDS)) : 1;
  if (!beat.word)
    return { beat, u: from + (to - from) * share, unrolled, words: Array(T).fill(first ? 0 : 1), waits, pan };
  const at = share * T;
  const t = Math.min(Math.floor(at), T - 1);
  const within = at - t;
  const words = Array.from({ length: T }, (_, i) => (i < t ? 1 : i > t ? 0 : smooth(within / COMES)));
  return { beat, u: from + t + clamp((within - COMES) / (1 - COMES)), unrolled, words, waits, pan };
}
