/** The panel of the network that learns: its button on the stage, the training's own buttons, and what is shown of it. */
import { computed, effect } from "../../vendor/signals.js";
import { openTeaching, seek } from "../page/actions.js";
import { keepChart } from "../page/gradient-layers.js";
import { ask } from "../page/shown-run.js";
import { fields, learning, run, teach, u, view } from "../page/state.js";
import {
  bindTraining,
  busy,
  goOn,
  leave,
  mayGoOn,
  pause,
  phase,
  shownStep,
  showStep,
  start,
  stop,
  training,
} from "../page/training.js";
import { delayOf, hindrance, lengthened, readSettings } from "../page/training-settings.js";
import { find, say } from "../pen/dom.js";
import { magnified } from "../pen/magnified.js";
import { bindPictures } from "../widgets/teach-pictures.js";
import { bindSettings } from "../widgets/teach-settings.js";
import { bindTaking } from "../widgets/teach-taking.js";
import { bindTelling } from "../widgets/teach-telling.js";
import { speakOf, t, translate, words } from "../words/i18n.js";

/** About how wide a cell of the chain is, and the answer beside it, px: see scenes/layout.js. */
const [CELL, ANSWER] = [240, 320];

/** What hinders, as the key of a sentence; null where it can be taught. */
const hindered = computed(() => hindrance(fields.value, run.value));
let bound = false;

/**
 * Open the panel; where the button on the stage was pressed, do what it says. Throws where its words are not to be had: they
 * are asked for again, then.
 * @param {boolean} pressed
 */
export async function openTeach(pressed) {
  if (!bound) await fetchWords();
  if (teach.value === null) openTeaching("on");
  if (!bound) bindTeach();
  bound = true;
  if (pressed) act();
}

async function fetchWords() {
  await speakOf("teach");
  // the server said its words, in the language of then
  translate(find("#teach"));
}

/** What the button does: teach, pause, go on. */
function act() {
  if (busy.value) return pause();
  if (phase.value === "paused") return goOn();
  begin();
}

/** Teach what is shown, from the start. */
function begin() {
  const shown = run.value;
  if (hindered.value || !shown) return;
  const wrong = document.querySelector("#teach-settings [aria-invalid=true]:not(:disabled)");
  // what stands below it says why nothing begins
  if (wrong instanceof HTMLElement) return wrong.focus();
  lookAtAll(shown.tokens.length);
  start(fields.value, shown, readSettings(teach.value));
}

/** Before the network has answered there is nothing to see of its answer; a moment behind that stays. @param {number} T */
function lookAtAll(T) {
  if (u.value >= T || view.value === "cell") return;
  const fits = find("#stage").clientWidth / magnified.peek() >= T * CELL + ANSWER;
  seek(fits ? 2 * T : T);
}

function bindTeach() {
  const panel = find("#teach");
  bindTraining();
  keepChart(panel);
  effect(() => {
    panel.hidden = teach.value === null;
  });
  effect(() => {
    learning.value = busy.value;
  });
  bindStageButton();
  bindButtons(panel);
  bindLonger();
  bindLook(/** @type {HTMLInputElement} */ (find("#teach-at")));
  bindTelling(panel, { hindered, begin: goOnOrBegin });
  bindPictures(panel);
  bindSettings(panel);
  bindTaking();
}

/** Its words are where the training is. */
function bindStageButton() {
  const button = find("#teach-open");
  const label = find("span", button);
  effect(() => {
    if (!words.value) return;
    const [name, taught] = [phase.value, training.value?.taught];
    button.dataset.phase = name;
    button.style.setProperty("--share", taught ? String(shownStep.value / taught.steps) : "0");
    const counts = taught && !["idle", "asking", "queued"].includes(name);
    // in the picture only: a voice hears what the button does, not every step
    button.dataset.count = counts ? `${shownStep.value} / ${taught.steps}` : taught ? t("teach-waiting") : "";
    say(label, taught ? "" : t("teach"));
  });
  effect(() => {
    if (!words.value) return;
    const does = busy.value
      ? "teach-pause"
      : phase.value === "paused"
        ? "teach-go-on"
        : training.value
          ? "teach-again"
          : "teach";
    if (training.value) button.setAttribute("aria-label", t(does));
    else button.removeAttribute("aria-label");
    button.setAttribute("aria-disabled", String(hindered.value !== null));
    button.title = t(hindered.value ?? `hint-${does}`);
  });
}

/** @param {HTMLElement} panel */
function bindButtons(panel) {
  const [go, end, back] = ["go", "stop", "leave"].map(
    (name) => /** @type {HTMLButtonElement} */ (find(`#teach-${name}`, panel)),
  );
  if (!go || !end || !back) return;
  go.addEventListener("click", () => (phase.value === "failed" ? goOnOrBegin() : act()));
  end.addEventListener("click", stop);
  back.addEventListener("click", () => {
    leave();
    openTeaching(null);
    find("#teach-open").focus();
  });
  effect(() => {
    if (!words.value) return;
    const name = labelOf();
    say(go, t(name));
    go.title = t(`hint-${name}`);
    go.disabled = hindered.value !== null && !training.value;
    end.disabled = !busy.value && phase.value !== "paused";
    say(back, t(training.value ? "teach-leave" : "teach-close"));
    back.title = t(training.value ? "hint-teach-leave" : "hint-teach-close");
  });
}

/** What the panel's first button does. */
function labelOf() {
  if (busy.value) return "teach-pause";
  if (phase.value === "paused" || (phase.value === "failed" && mayGoOn.value)) return "teach-go-on";
  return training.value ? "teach-again" : "teach-begin";
}

function goOnOrBegin() {
  if (mayGoOn.value) goOn();
  else begin();
}

/** A sentence that is as long as what is taught: the stage asks the same question then. */
function bindLonger() {
  const button = find("#teach-longer");
  const longer = computed(() => {
    const shown = run.value;
    const wanted = shown && delayOf(readSettings(teach.value), shown) + 1;
    return shown && wanted !== shown.tokens.length ? lengthened(fields.value, shown, Number(wanted)) : null;
  });
  effect(() => {
    button.hidden = longer.value === null;
  });
  button.addEventListener("click", () => {
    if (longer.value !== null) ask({ sentence: longer.value, loss_at: null, target: null });
  });
}

/** Any step that was told can be looked at. @param {HTMLInputElement} slider */
function bindLook(slider) {
  slider.addEventListener("input", () => showStep(Number(slider.value)));
  effect(() => {
    const taught = training.value?.taught;
    slider.disabled = !taught;
    slider.max = String(taught?.steps ?? 1);
    slider.value = String(shownStep.value);
    if (words.value)
      slider.setAttribute("aria-valuetext", t("teach-step-of", { step: shownStep.value, steps: taught?.steps ?? 0 }));
  });
}
