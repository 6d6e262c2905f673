/**
 * The one polite voice: where the motion stands still, the caption and the sentence of what is looked at; while only the
 * look moves, that sentence alone. While it plays, a reader's screen would never fall silent.
 */
import { effect } from "../../vendor/signals.js";
import { find, plain, say } from "../dom.js";
import { words } from "../i18n.js";
import { narrate } from "../narration.js";
import { guessing, now, playing, run } from "../state.js";
import { whyNow } from "./inside.js";

export function bindVoice() {
  const live = find("#live");
  let said = "";
  effect(() => {
    if (!run.value || !now.value || !words.value || playing.value) return;
    const { label, text } = narrate(run.value, now.value);
    const next = plain(`${label}. ${text}`);
    // what is to be guessed is not to be told
    const why = guessing.value ? "" : whyNow.value;
    const here = `${now.value.u} ${next}`;
    say(live, here === said ? why : `${next} ${why}`);
    said = here;
  });
}
