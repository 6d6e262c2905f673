/**
 * The network that learns: the training that the page watches. What the server tells is kept, and shown at a pace at which
 * it can be seen, for a small network learns faster than anyone can look. So there are two hands: `told`, as far as the
 * server is, and `at`, the step that is shown.
 * @import {Failure, Fields, Run, Training, TrainingSettings} from "../types.js"
 */
import { batch, computed, effect, signal } from "../../vendor/signals.js";
import { clamp } from "../pen/math.js";
import { grown, lastStep, networkAt, untold, without } from "../run/training.js";
import { listen } from "./event-stream.js";
import { learnShape, networkOf } from "./network.js";
import { failureOf } from "./question.js";
import { disguise } from "./shown-run.js";
import { clipTaught, fields, guise, lang, problems, run, speed } from "./state.js";
import { bodyOf, guiseOf, networkKey, taughtOf } from "./training-settings.js";

/** @typedef {"idle" | "asking" | "queued" | "learning" | "paused" | "stopped" | "done" | "failed"} Phase */
/** @typedef {import("./event-stream.js").ServerEvent} ServerEvent */

/** A whole training is shown in this many seconds, at speed 1. */
const SHOWN_IN = 24;
/** The shown step moves on this often, in ms. */
const BEAT = 100;

/** The training that is watched; null where none is. */
export const training = signal(/** @type {Training | null} */ (null));
/** The step that is shown. */
export const at = signal(0);
export const phase = signal(/** @type {Phase} */ ("idle"));
/** The place in the queue, from 1, and how many wait. */
export const queue = signal({ position: 0, waiting: 0 });
/** What went wrong; null where nothing did. */
export const trouble = signal(/** @type {Failure | null} */ (null));
/** Whether a training that broke off may go on from where it is. */
export const mayGoOn = signal(false);

/** The step that is shown as a whole number. */
export const shownStep = computed(() => Math.floor(at.value));
/** As far as the server has told. */
export const told = computed(() => (training.value ? lastStep(training.value) : 0));
/** Whether a training is under way, shown or waited for. */
export const busy = computed(() => ["asking", "queued", "learning"].includes(phase.value));

/** What was taught: the fields as they were, and what tells their network apart. */
let subject = { fields: /** @type {Fields | null} */ (null), key: "", shape: networkOf(fields.peek()) };
/** The server's name for the training, by which it goes on. */
let job = "";
/** What it was asked first. @type {object} */
let asks = {};
/** The connection, while there is one. @type {AbortController | null} */
let line = null;
/** @type {any} */
let beating = null;
/** @type {Pick<import("./question.js").Clock, "setTimeout" | "clearTimeout"> & {now: () => number}} */
let clock = {
  setTimeout: (act, ms) => setTimeout(act, ms),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => performance.now(),
};

/** Tests bring a clock of their own. @param {typeof clock} other */
export function useClock(other) {
  clock = other;
}

/**
 * Teach the network of the fields.
 * @param {Fields} taught
 * @param {Run} shown
 * @param {TrainingSettings} settings
 */
export function start(taught, shown, settings) {
  hangUp();
  job = "";
  subject = { fields: taught, key: networkKey(taught), shape: networkOf(taught) };
  batch(() => {
    training.value = untold(taughtOf(taught, shown, settings));
    at.value = 0;
    forgive();
    phase.value = "asking";
  });
  asks = bodyOf(taught, shown, settings);
  return connect(asks);
}

/** Stop the clock, and the server with it; it keeps the state for a while. */
export function pause() {
  if (!busy.value) return;
  hangUp();
  phase.value = "paused";
}

/** Go on where it was paused or broke off: what is known already is shown first. */
export function goOn() {
  if (!training.value || busy.value) return;
  forgive();
  phase.value = told.value > at.value ? "learning" : "asking";
  beat();
  return training.value.end
    ? undefined
    : connect(job ? { resume: job, after: training.value.reports.at(-1)?.step ?? 0 } : asks);
}

/** End it here: what has been learned so far stays on the stage. */
export function stop() {
  if (!training.value) return;
  hangUp();
  phase.value = "stopped";
}

/** Back to the untrained network. */
export function leave() {
  hangUp();
  subject = { ...subject, fields: null, key: "" };
  batch(() => {
    training.value = null;
    at.value = 0;
    phase.value = "idle";
    forgive();
  });
  if (guise.peek()) disguise(null);
}

/** Show another step: time stands there. @param {number} step */
export function showStep(step) {
  if (!training.value) return;
  batch(() => {
    if (busy.value) pause();
    at.value = clamp(Math.round(step), 0, told.value);
  });
}

/** End the connection: the server stops within a step. */
function hangUp() {
  line?.abort();
  line = null;
  clock.clearTimeout(beating);
  beating = null;
}

/** @param {object} body */
async function connect(body) {
  const mine = new AbortController();
  line = mine;
  try {
    await listen("/train", body, {
      lang: lang.peek(),
      signal: mine.signal,
      tell: (events) => batch(() => hear(events)),
    });
    if (line === mine && !training.peek()?.end) fail(null);
  } catch (error) {
    if (line === mine) fail(error);
  }
}

/** What went wrong is said no more. */
export function forgive() {
  batch(() => {
    trouble.value = null;
    mayGoOn.value = false;
  });
}

/** @param {unknown} error null where the events ended before their time */
function fail(error) {
  hangUp();
  const failure = failureOf(error);
  batch(() => {
    // what was refused never began
    if (!failure.passing && !job) leave();
    else phase.value = "failed";
    // what is refused will be again
    mayGoOn.value = Boolean(job) && failure.passing;
    trouble.value = failure;
  });
}

/** @param {ServerEvent[]} events */
function hear(events) {
  if (!training.peek()) return;
  const named = (/** @type {string} */ name) => events.filter((event) => event.name === name).map(({ data }) => data);
  const [waiting] = named("queued").slice(-1);
  if (waiting) [queue.value, phase.value] = [waiting, "queued"];
  const [begun] = named("start");
  if (begun) job = begun.job;
  const networks = named("network");
  for (const { model } of networks) if (subject.shape) learnShape(model, subject.shape);
  const [end = null] = named("done");
  if (end && subject.shape) learnShape(end.model, subject.shape);
  const more = {
    reports: named("step"),
    networks: end ? [...networks, end] : networks,
    end: end ?? training.peek()?.end,
  };
  training.value = grown(/** @type {Training} */ (training.peek()), more);
  if (begun || more.reports.length) begin();
  const [error] = named("error");
  if (error) broken(String(error.detail));
}

/** The server has begun: the shown step follows. */
function begin() {
  if (phase.peek() === "asking" || phase.peek() === "queued") phase.value = "learning";
  beat();
}

/** What a network learns too fast by. */
const RATE = "learning_rate";

/** What was learned until it broke can be looked at. @param {string} sentence */
function broken(sentence) {
  hangUp();
  // the sentence for programs names the field that would help
  const field = sentence.includes(RATE) ? RATE : "";
  trouble.value = { sentence, passing: field === "", problems: [{ field, message: sentence }] };
  at.value = told.peek();
  phase.value = "failed";
}

/** Move the shown step on, beat by beat, as far as the server has told. */
function beat() {
  if (beating !== null) return;
  let before = clock.now();
  const move = () => {
    beating = null;
    const now = training.peek();
    if (!now || phase.peek() !== "learning") return;
    const [time, pace] = [clock.now(), (now.taught.steps / SHOWN_IN) * speed.peek()];
    at.value = Math.min(at.peek() + (pace * (time - before)) / 1000, told.peek());
    before = time;
    if (now.end && at.peek() >= told.peek()) phase.value = "done";
    else beating = clock.setTimeout(move, BEAT);
  };
  beating = clock.setTimeout(move, BEAT);
}

/** What the stage shows follows the shown step; another network, or words that it has not learned, end it. */
export function bindTraining() {
  const model = computed(() => (training.value ? (networkAt(training.value, at.value)?.model ?? null) : undefined));
  effect(() => {
    if (model.value !== undefined && subject.fields) {
      disguise(guiseOf(subject.fields, model.value, training.peek()?.taught.truncate ?? null));
    }
  });
  effect(() => {
    clipTaught.value = training.value?.taught.clip;
  });
  effect(() => {
    const key = networkKey(fields.value);
    if (training.peek() && key !== subject.key) forget();
  });
  effect(() => {
    // a network that the server has forgotten: the one before it stays
    const refused = problems.value.some(({ field }) => field === "model");
    const lost = guise.peek()?.model;
    if (!lost || !refused) return;
    problems.value = [];
    if (training.peek()) training.value = without(/** @type {Training} */ (training.peek()), lost);
  });
  effect(() => {
    const refused = problems.value.some(({ field, passing }) => field === "sentence" && !passing);
    if (refused && training.peek() && run.peek() && fields.peek().sentence.trim()) leave();
  });
  // a page that is left ends the connection, also where the browser keeps it for Back
  addEventListener("pagehide", pause);
}

/** Another network was chosen: its own run is asked for already. */
function forget() {
  guise.value = null;
  leave();
}
