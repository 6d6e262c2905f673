/**
 * The reader computes, and the picture waits: step by step, vector by vector, time stands before what is to be found.
 */
import { batch, computed, effect, signal } from "../../vendor/signals.js";
import { round } from "../pen/math.js";
import { factsOf, isPlain } from "../run/facts.js";
import { endOf, FORWARD } from "../run/phases.js";
import { rowsOf } from "../run/rows.js";
import { calm, computing, playing, run, stretch, u, view } from "./state.js";

/** The vectors of a step in the order in which they are computed, and the phase that ends before each comes about. */
const tasks = computed(() => (run.value ? tasksOf(run.value.cell) : []));

/** Which of them is asked for. */
const at = signal(0);

/** What is asked for: the step, and the vector's part; null where nothing is. */
export const task = computed(() => {
  const own = tasks.value[at.value];
  return computing.value === null || !own ? null : { t: computing.value, part: own.part };
});

/** Whether the last step was computed. */
export const finished = signal(false);

/** @param {string} cell */
function tasksOf(cell) {
  const before = (/** @type {string} */ phase) =>
    FORWARD[FORWARD.findIndex(([name]) => name === phase) - 1]?.[0] ?? "input";
  if (isPlain(cell)) return [{ part: "h", until: "input" }];
  const { gates, state } = factsOf(cell);
  const own = rowsOf(cell).filter(({ part }) => gates.includes(part) || state.includes(part));
  // what comes about later in time is asked for later
  return own
    .map(({ part, when }) => ({ part, until: before(when) }))
    .sort((a, b) => endOf(FORWARD, a.until) - endOf(FORWARD, b.until));
}

/** The last moment that gives nothing away. */
const limit = computed(() => {
  const own = tasks.value[at.value];
  return computing.value === null || !own
    ? Number.POSITIVE_INFINITY
    : round(computing.value + endOf(FORWARD, own.until));
});

effect(() => {
  if (u.value <= limit.value) return;
  batch(() => {
    playing.value = false;
    stretch.value = null;
    u.value = limit.value;
  });
});

// other numbers are another exercise
{
  let read = run.peek();
  effect(() => {
    const before = read;
    read = run.value;
    if (computing.peek() !== null && before !== read) begin();
  });
}

/** Begin at the first step. */
export function begin() {
  batch(() => {
    at.value = 0;
    computing.value = 0;
    finished.value = false;
    if (view.value === "sentence") view.value = "unrolled";
    playing.value = false;
    u.value = limit.value;
  });
}

/** What was asked for is found: time moves on to what is next. */
export function goOn() {
  const last = Number(run.value?.tokens.length) - 1;
  batch(() => {
    const from = computing.value ?? 0;
    if (at.value + 1 < tasks.value.length) at.value += 1;
    else if (from < last) [computing.value, at.value] = [from + 1, 0];
    else return end(true);
    playOn(limit.value);
  });
}

/** @param {number} until */
function playOn(until) {
  if (calm.value) {
    u.value = until;
    return;
  }
  stretch.value = { until, haste: 1 };
  playing.value = true;
}

/** Show everything again. @param {boolean} [done] whether all of it was computed */
export function end(done = false) {
  batch(() => {
    computing.value = null;
    finished.value = done;
    if (done) playOn(Number(run.value?.tokens.length));
  });
}
