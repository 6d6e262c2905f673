/**
 * The experiment that ships, and small ones that run here, one training after the other.
 * @import {Experiment, Failure, LiveTrial} from "../types.js"
 * @import {Plan} from "../run/live-trial.js"
 * @import {ServerEvent} from "./event-stream.js"
 * @import {Trial} from "./trial-form.js"
 */
import { batch, computed, signal } from "../../vendor/signals.js";
import { appAddress } from "../run/app-address.js";
import { begun, bodyOf, early, ended, grown } from "../run/live-trial.js";
import { Refused } from "./api.js";
import { listen } from "./event-stream.js";
import { begin } from "./pace.js";
import { failureOf } from "./question.js";
import { lang, trial } from "./state.js";
import { readTrial, writeTrial } from "./trial-form.js";

/** @typedef {"grid" | "pair"} Kind */
/**
 * `waiting` is the place in the queue, 0 for none.
 * @typedef {{kind: Kind, place: number, of: number, plan: Plan, step: number, waiting: number}} Progress
 */

/** The experiment; null until it is here. */
export const experiment = signal(/** @type {Experiment | null} */ (null));
/** The trainings that ran here: those of the small grids, and the last pair. */
export const live = {
  grid: signal(/** @type {LiveTrial[]} */ ([])),
  pair: signal(/** @type {LiveTrial[]} */ ([])),
};
/** How far they are; null where none runs. */
export const progress = signal(/** @type {Progress | null} */ (null));
/** Why one did not end as it should, by kind. */
export const trouble = {
  grid: signal(/** @type {Failure | null} */ (null)),
  pair: signal(/** @type {Failure | null} */ (null)),
};

/** What is chosen in the forms. */
export const chosenTrial = computed(() => readTrial(trial.value) ?? {});

/**
 * Choose something else; undefined is as the experiment has it.
 * @param {Trial} change
 * @param {{typed?: boolean}} [how] what is typed is one gesture with what is typed before
 */
export function chooseTrial(change, { typed = false } = {}) {
  if (!typed) begin();
  trial.value = writeTrial({ ...chosenTrial.peek(), ...change });
}

/** Learn what came of the experiment. Throws Refused, and what `fetch` throws. */
export async function fetchExperiment() {
  if (experiment.peek()) return;
  const response = await fetch(appAddress("/experiment"), { headers: { "Accept-Language": lang.peek() } });
  if (!response.ok) throw new Refused(response.status, await response.json());
  experiment.value = await response.json();
}

/** The connection, while there is one. @type {AbortController | null} */
let line = null;

/** Run no more: the server stops within a step. What has ended stays. */
export function stop() {
  line?.abort();
  line = null;
  batch(() => {
    progress.value = null;
    for (const trials of Object.values(live)) trials.value = trials.peek().filter((each) => each.ended);
  });
}

/**
 * Run trainings one after the other; each is seen while it learns.
 * @param {Kind} kind
 * @param {Plan[]} plans
 */
export async function run(kind, plans) {
  stop();
  const mine = new AbortController();
  line = mine;
  trouble[kind].value = null;
  if (kind === "pair") live.pair.value = [];
  try {
    for (const [place, plan] of plans.entries()) {
      progress.value = { kind, place, of: plans.length, plan, step: 0, waiting: 0 };
      await train(kind, plan, mine.signal);
      if (mine.signal.aborted) return;
    }
  } catch (error) {
    if (!mine.signal.aborted) trouble[kind].value = failureOf(error);
  }
  if (line === mine) stop();
}

/** @param {Kind} kind @param {Plan} plan @param {AbortSignal} signal */
async function train(kind, plan, signal) {
  const shown = /** @type {Experiment} */ (experiment.peek());
  /** @type {number[]} */
  const waiting = [];
  let learner = begun(plan);
  const others = live[kind].peek();
  const show = () => {
    live[kind].value = [...others, learner];
  };
  show();
  const own = new AbortController();
  signal.addEventListener("abort", () => own.abort());
  const hear = (/** @type {ServerEvent[]} */ events) => {
    if (own.signal.aborted) return;
    const named = (/** @type {string} */ name) => events.filter((event) => event.name === name).map(({ data }) => data);
    learner = grown(learner, named("step"), waiting);
    const [done] = named("done");
    const [broken] = named("error");
    if (done) learner = ended(learner, done.held_out, shown.learned_at);
    if (broken) learner = ended(learner, null, shown.learned_at);
    const learned = early(learner, shown.learned_at);
    learner = learned ?? learner;
    batch(() => {
      show();
      tell(learner, events);
      if (broken) trouble[kind].value = { passing: true, sentence: String(broken.detail), problems: [] };
    });
    // the server need not go on
    if (learned) own.abort();
  };
  try {
    await listen("/train", bodyOf(shown, plan), { lang: lang.peek(), signal: own.signal, tell: hear });
  } catch (error) {
    if (!learner.ended) throw error;
  }
  // the connection ended before the training did
  if (!learner.ended && !signal.aborted) throw new Error("unreachable");
}

/** @param {LiveTrial} trial @param {ServerEvent[]} events */
function tell({ steps }, events) {
  const now = progress.peek();
  if (!now) return;
  const queued = events.filter(({ name }) => name === "queued").at(-1);
  const begun = steps > 0 || events.some(({ name }) => name === "start");
  progress.value = { ...now, step: steps, waiting: begun ? 0 : (queued?.data.position ?? now.waiting) };
}
