/** What is told of a training: its task, where it is, how it stands, what went wrong; and, now and then, to a voice. */
import { effect } from "../../vendor/signals.js";
import { fields, run, teach } from "../page/state.js";
import { at, busy, mayGoOn, phase, queue, shownStep, training, trouble } from "../page/training.js";
import { readSettings, taughtOf } from "../page/training-settings.js";
import { find, plain, say, sayRich } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { ofClips, ofHeldOut, ofReach, ofStanding, ofTask } from "../words/training.js";
import { showProblem } from "./problem.js";
import { complaintOf } from "./refusals.js";
import { fieldOf } from "./teach-settings.js";

/** @import {Failure} from "../types.js" */
/** @import {Told} from "../words/training.js" */

/** A voice hears of a training this often, in ms. */
const SELDOM = 8_000;

/** @param {Told[]} told */
const sentences = (told) => told.map(([key, args]) => t(key, args)).join(" ");

/** Whether nothing more comes after the shown step. */
const over = () => phase.value === "done" || phase.value === "stopped" || (phase.value === "failed" && !mayGoOn.value);

/**
 * @param {HTMLElement} panel
 * @param {{hindered: {value: string | null}, begin: () => void}} parts what hinders, and what begins it or goes on
 */
export function bindTelling(panel, { hindered, begin }) {
  const [title, state, verdict] = [find("#teach-title", panel), find("#teach-state", panel), find("#teach-say", panel)];
  const refusal = find(".refusal", panel);
  effect(() => {
    if (!words.value || !run.value) return;
    const taught = training.value?.taught ?? taughtOf(fields.value, run.value, readSettings(teach.value));
    say(title, t("teach-title", { task: t(...ofTask(taught)) }));
  });
  effect(() => {
    if (words.value) say(state, stateNow());
  });
  effect(() => {
    if (!words.value) return;
    const untaught = hindered.value ? t(hindered.value) : t("teach-lead");
    sayRich(verdict, training.value ? standingNow() : untaught);
    sayRich(find("#teach-reach-say", panel), training.value ? sentences(ofReach(training.value, at.value)) : "");
    say(find("#teach-norm-say", panel), training.value ? sentences(ofClips(training.value, at.value)) : "");
  });
  effect(() => {
    const said = words.value && trouble.value && !fieldOf(trouble.value) ? complaint(trouble.value, begin) : null;
    showProblem(refusal, said?.text ?? "", said?.mend ?? null);
  });
  bindVoice(find("#teach-live", panel));
}

/**
 * What went wrong where no field of the panel is to blame, and the way on.
 * @param {Failure} failure
 * @param {() => void} begin
 */
function complaint(failure, begin) {
  const said = complaintOf(failure, { retry: begin });
  return failure.passing
    ? { ...said, mend: { label: t(mayGoOn.value ? "teach-go-on" : "teach-again"), act: begin } }
    : said;
}

/** "Step 120 of 500", or what it waits for. */
function stateNow() {
  const taught = training.value?.taught;
  if (!taught) return "";
  if (phase.value === "queued")
    return t("teach-queued", { position: queue.value.position, waiting: queue.value.waiting });
  if (phase.value === "asking") return t("teach-asking");
  const step = t("teach-step-of", { step: shownStep.value, steps: taught.steps });
  return busy.value ? step : t("teach-state", { step, phase: phase.value });
}

function standingNow() {
  const now = training.value;
  if (!now) return "";
  const end = phase.value === "done" && shownStep.value >= (now.end?.step ?? 0);
  return sentences([...ofStanding(now, at.value, over()), ...(end ? ofHeldOut(now) : [])]);
}

/** Where it begins and ends, and how it stands every few seconds between. @param {HTMLElement} live */
function bindVoice(live) {
  let [told, heard] = [Number.NEGATIVE_INFINITY, ""];
  effect(() => {
    if (!words.value || !training.value) return;
    const news = phase.value !== heard;
    const now = performance.now();
    if (!news && (now - told < SELDOM || at.value < 0)) return;
    [told, heard] = [now, phase.value];
    say(live, plain(`${stateNow()}. ${standingNow()}`));
  });
}
