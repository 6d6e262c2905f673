/**
 * The one polite voice. Where time stands still it says the phase, the caption and the sentence of what is looked at, and
 * while only the look moves that sentence alone. That time begins to flow, turns back, is paused or has come to its end is
 * said at once, the steps on the way as far as they can be followed. A chart that is walked by the keys says where it is.
 */
import { computed, effect } from "../../vendor/signals.js";
import { announcer } from "../page/announcer.js";
import { whyNow } from "../page/looking.js";
import { flowing } from "../page/pace.js";
import { end, guessing, learning, now, playing, run, u } from "../page/state.js";
import { find, plain, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { narrate, stepNumber } from "../words/narration.js";

/** @import {Moment, Run} from "../types.js" */
/** @typedef {ReturnType<typeof announcer>} Voice */

export function bindVoice() {
  const live = find("#live");
  const voice = announcer((text) => say(live, text));
  const flow = bindFlow(voice);
  bindRest(voice, flow);
  bindWalk(voice);
}

/** A step and its caption. @param {Run} run @param {Moment} at */
function told(run, at) {
  const { label, text } = narrate(run, at);
  return plain(`${label}. ${text}`);
}

/**
 * That time flows, which way, and its steps.
 * @param {Voice} voice
 * @returns {{begun: boolean}} whether it was said, and not yet that it stands still
 */
function bindFlow(voice) {
  const flow = { begun: false };
  const step = computed(() => now.value && `${now.value.backward} ${stepNumber(now.value)}`);
  let backward = false;
  effect(() => {
    if (!playing.value || learning.value || !words.value || !step.value) return;
    const [shown, at] = [run.peek(), now.peek()];
    if (!shown || !at) return;
    if (!flow.begun) voice.tell(t(at.backward ? "voice-playing-back" : "voice-playing", { step: told(shown, at) }));
    else if (at.backward !== backward) voice.tell(t("voice-turns", { step: told(shown, at) }));
    else voice.pass(() => told(shown, at));
    flow.begun = true;
    backward = at.backward;
  });
  return flow;
}

/** Where it stands still. @param {Voice} voice @param {{begun: boolean}} flow */
function bindRest(voice, flow) {
  let said = { here: "", why: "" };
  effect(() => {
    if (flowing.value || learning.value || !words.value || !run.value || !now.value) return;
    const { label, text } = narrate(run.value, now.value);
    const next = plain(`${label}, ${t(`phase-${now.value.phase}`)}. ${text}`);
    // what is to be guessed is not to be told
    const why = guessing.value ? "" : whyNow.value;
    const here = `${now.value.u} ${next}`;
    const stopped = flow.begun;
    // the same run come again, with more beside it, is no news
    if (!stopped && here === said.here && why === said.why) return;
    const news = stopped || here !== said.here ? `${next} ${why}` : why;
    voice.tell(stopped ? halted(news) : news);
    said = { here, why };
    flow.begun = false;
  });
}

/** That time has come to stand still, and where. @param {string} step */
const halted = (step) => t(u.value >= end.value ? "voice-end" : "voice-paused", { step });

/** A chart whose keys point at its steps says what it says of them. @param {Voice} voice */
function bindWalk(voice) {
  const heard = (/** @type {KeyboardEvent} */ { key, target }) => {
    if (!["ArrowUp", "ArrowDown", "Escape"].includes(key) || !(target instanceof SVGElement)) return;
    // a slider has a value, which is told by itself
    if (target.getAttribute("role") !== "img") return;
    const told = target.dataset.toldBy ?? target.getAttribute("aria-labelledby");
    const name = told?.split(" ").at(-1);
    const place = document.getElementById(name ?? "");
    const before = place?.textContent;
    // the words follow in this turn; those of a live region are told by it
    setTimeout(() => {
      const after = place?.textContent;
      if (after && after !== before && !place.closest("[role=status]")) voice.tell(after);
    });
  };
  // before the chart's own keys have changed the words
  document.addEventListener("keydown", heard, { capture: true });
}
