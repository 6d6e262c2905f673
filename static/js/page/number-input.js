/**
 * Numbers as the input: what the reader gave, what was done to it before the network reads it, and the way to words and
 * back.
 * @import {Fields} from "../types.js"
 */
import { batch, computed } from "../../vendor/signals.js";
import { computed as computedSeries } from "../run/ready-series.js";
import { original, scalesOf, standardised } from "../run/scaling.js";
import { asNumbers, asText, isDrawn, networkOf, readsNumbers } from "./network.js";
import { ask, follow } from "./shown-run.js";
import { fields, scales } from "./state.js";

/** The curve of a page that has read no numbers yet. */
const FIRST = { name: "sine", length: 24 };

/** The numbers that the network reads, T rows of I; none where it reads words, or where they cannot be read. */
export const inputs = computed(() => {
  const { inputs: rows } = fields.value;
  return Array.isArray(rows) ? rows : [];
});

/** Whether numbers are read. */
export const readingNumbers = computed(() => readsNumbers(fields.value));

/**
 * The numbers as they were given, beside those that the network reads.
 * @type {{inputs: number[][], rows: number[][]} | null}
 */
let exact = null;

/** The numbers as they were given; from an address, to the digits that are certain. */
export const given = computed(() => {
  if (exact?.inputs === inputs.value) return exact.rows;
  return scales.value ? original(inputs.value, scales.value) : inputs.value;
});

/**
 * Read other numbers.
 * @param {number[][]} rows T rows of I
 * @param {{labels?: string[] | null, standardise?: boolean, dragged?: boolean}} [options] `dragged`: by a hand that has
 *   not let go
 */
export function give(rows, { labels = null, standardise = scales.peek() !== null, dragged = false } = {}) {
  const lost = standardise ? scalesOf(rows) : null;
  const read = lost ? standardised(rows, lost) : rows;
  exact = { inputs: read, rows };
  const now = fields.peek();
  /** @type {Partial<Fields>} */
  const change = { ...asNumbers(now, Number(rows[0]?.length)), ...within(now, rows.length), inputs: read, labels };
  return batch(() => {
    scales.value = lost;
    return dragged ? follow(change) : ask(change);
  });
}

/**
 * A step of the loss that the numbers no longer have is the last again.
 * @param {Fields} fields
 * @param {number} T
 * @returns {Partial<Fields>}
 */
const within = ({ loss_at }, T) => (Number(loss_at ?? 0) < T ? {} : { loss_at: null });

/** Standardise the numbers, or let them go in as they are. @param {boolean} yes */
export const standardise = (yes) => give(given.peek(), { labels: fields.peek().labels, standardise: yes });

/**
 * What was read before the page changed to words.
 * @type {(Partial<Fields> & {scales: [number, number][] | null}) | null}
 */
let left = null;

/** Read the sentence again. */
export function readWords() {
  const now = fields.peek();
  if (!readsNumbers(now)) return;
  left = { inputs: now.inputs, labels: now.labels, objective: now.objective, scales: scales.peek() };
  return ask(asText(now));
}

/** Read the numbers that were read before, or a first curve. */
export function readNumbers() {
  const now = fields.peek();
  if (readsNumbers(now)) return;
  const width = isDrawn(now) ? 1 : Math.max(networkOf(now)?.input_size || 1, 1);
  if (!left || left.inputs?.[0]?.length !== width) return give(first(width), { standardise: false });
  const { scales: lost, ...change } = left;
  return batch(() => {
    scales.value = lost;
    return ask({ ...asNumbers(now, width), ...change });
  });
}

/** A first curve of I numbers a step, each a quarter of a turn behind the one before. @param {number} width I */
function first(width) {
  const { name, length } = FIRST;
  const curve = computedSeries(name, length + 3 * width, 0);
  return Array.from({ length }, (_, t) => Array.from({ length: width }, (_, i) => Number(curve[t + 3 * i])));
}
