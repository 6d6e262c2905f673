/**
 * The one polite voice: where the motion is still, the phase, the caption and the sentence of what is looked at;
 * while only the look moves, that sentence alone. While time flows, a reader's screen would never fall silent.
 */
import { effect } from "../../vendor/signals.js";
import { whyNow } from "../page/looking.js";
import { flowing } from "../page/pace.js";
import { guessing, learning, now, run } from "../page/state.js";
import { find, plain, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { narrate } from "../words/narration.js";

export function bindVoice() {
  const live = find("#live");
  let said = { here: "", why: "" };
  effect(() => {
    if (!run.value || !now.value || !words.value || flowing.value || learning.value) return;
    const { label, text } = narrate(run.value, now.value);
    const next = plain(`${label}, ${t(`phase-${now.value.phase}`)}. ${text}`);
    // what is to be guessed is not to be told
    const why = guessing.value ? "" : whyNow.value;
    const here = `${now.value.u} ${next}`;
    // the same run come again, with more beside it, is no news
    if (here === said.here && why === said.why) return;
    say(live, here === said.here ? why : `${next} ${why}`);
    said = { here, why };
  });
}
