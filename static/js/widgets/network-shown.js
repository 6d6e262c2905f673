/**
 * Which stored network the stage shows, what it does with words that it lacks, and the ways to its example and back to a
 * network that has learned nothing.
 * @import {StoredNetwork} from "../types.js"
 */
import { computed, effect, signal } from "../../vendor/signals.js";
import { described, isExample, unknownTokens } from "../page/box.js";
import { showExample, showRandom } from "../page/example.js";
import { asked, fields, lang, problems, run } from "../page/state.js";
import { find, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { networkWords } from "../words/network.js";

let bound = false;

/** Show the line; the next calls find it shown. @param {() => void} openShelf */
export function bindNetworkShown(openShelf) {
  if (bound) return;
  bound = true;
  const line = find(".network-shown");
  const model = bindModel();
  find(".name", line).addEventListener("click", openShelf);
  find(".random", line).addEventListener("click", () => {
    showRandom();
    find("#models-open").focus({ preventScroll: true });
  });
  find(".example", line).addEventListener("click", () => {
    if (model.value?.card) showExample(model.value.card);
  });
  bindWords(line, model);
  bindKinds(model);
}

/** What is said of the network that is asked for; null without one, and until it is here. */
function bindModel() {
  const model = signal(/** @type {StoredNetwork | null} */ (null));
  const id = computed(() => fields.value.model);
  effect(() => {
    const [wanted, language] = [id.value, lang.value];
    if (wanted === null) {
      model.value = null;
      return;
    }
    described(wanted, language).then(
      (found) => {
        if (id.peek() === wanted && lang.peek() === language) model.value = found;
      },
      () => {},
    );
  });
  return model;
}

/** @param {HTMLElement} line @param {{value: StoredNetwork | null}} model */
function bindWords(line, model) {
  effect(() => {
    const found = fields.value.model === null ? null : model.value;
    line.hidden = found === null;
    if (!found || !words.value) return;
    say(find(".name", line), found.card?.title ?? found.name);
    const read = asked.value.model === fields.value.model ? unknownTokens(run.value) : [];
    const refused = problems.value.some(({ field }) => field === "sentence");
    const said = networkWords(found, { unknown: read, refused });
    const about = find(".about", line);
    say(about, said.map(([key, args]) => t(key, args)).join(" "));
    // where there is little room it is on the card alone
    about.classList.toggle(
      "spare",
      said.some(([key]) => key === "network-look-for"),
    );
    find(".example", line).hidden = !found.card || isExample(found.card, fields.value);
  });
}

/** A network without an embedding reads no words: the switch says so. @param {{value: StoredNetwork | null}} model */
function bindKinds(model) {
  const button = /** @type {HTMLButtonElement} */ (find("button[data-reads=words]"));
  effect(() => {
    const found = fields.value.model === null ? null : model.value?.found;
    button.disabled = Boolean(found && !found.embedding);
    if (!words.value) return;
    button.title = t(button.disabled ? "hint-reads-words-not" : "hint-reads-words");
  });
}
