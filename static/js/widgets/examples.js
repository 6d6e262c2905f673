/** Example sentences at the sentence's box: the reader's language first, each with what to look for. */
import { effect } from "../../vendor/signals.js";
import { EXAMPLES } from "../page/lab.js";
import { isDrawn } from "../page/network.js";
import { ask } from "../page/shown-run.js";
import { fields, lang } from "../page/state.js";
import { find, make } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";

/** The sets by the languages of their sentences; of the other one a few. */
const SETS = { ko: "korean", en: "english" };
const OTHERS = 2;

/** @type {{button: HTMLButtonElement, list: HTMLElement} | null} */
let bound = null;

export function bindExamples() {
  const box = find(".sentence .box");
  const [button, list] = [make("button", "examples-open"), make("ul", "examples-list")];
  bound = { button, list };
  button.type = "button";
  list.id = "examples-list";
  button.setAttribute("aria-controls", list.id);
  find("#count", box).before(button);
  box.append(list);
  shut();
  button.addEventListener("click", () => (list.hidden ? openExamples() : shut()));
  box.addEventListener("keydown", (event) => move(event, button, list));
  document.addEventListener("pointerdown", ({ target }) => box.contains(/** @type {Node} */ (target)) || shut());
  box.addEventListener(
    "focusout",
    ({ relatedTarget: next }) => next && !box.contains(/** @type {Node} */ (next)) && shut(),
  );
  effect(() => {
    // a network of one's own may not know these words
    button.hidden = !isDrawn(fields.value) || !words.value || !mendWordsHere();
    if (button.hidden) return shut();
    button.textContent = t("examples");
    button.title = t("hint-examples");
    list.replaceChildren(...sentences().map(item));
  });
}

/** Show the sentences, and go to the first. */
export function openExamples() {
  if (!bound) return;
  bound.list.hidden = false;
  bound.button.setAttribute("aria-expanded", "true");
  bound.list.querySelector("button")?.focus({ preventScroll: true });
}

function shut() {
  if (!bound) return;
  bound.list.hidden = true;
  bound.button.setAttribute("aria-expanded", "false");
}

/** @returns {{key: string, code: string}[]} */
function sentences() {
  const own = lang.value === "ko" ? "ko" : "en";
  const other = own === "ko" ? "en" : "ko";
  const of = (/** @type {"ko" | "en"} */ code) =>
    (EXAMPLES[SETS[code]] ?? []).map((name) => ({ key: `lab-${SETS[code]}-${name}`, code }));
  return [...of(own), ...of(other).slice(0, OTHERS)];
}

/** @param {{key: string, code: string}} example */
function item({ key, code }) {
  const [line, button, why] = [make("li"), make("button"), make("span", "why")];
  const sentence = make("span");
  button.type = "button";
  sentence.lang = code;
  sentence.textContent = t(key);
  why.textContent = t(`${key}-why`);
  button.append(sentence, why);
  button.addEventListener("click", () => {
    shut();
    find("#sentence").focus({ preventScroll: true });
    ask({
      ...{ sentence: t(key), tokenizer: "word", loss_at: null, target: null },
      inputs: null,
      labels: null,
      token_ids: null,
    });
  });
  line.append(button);
  return line;
}

/** Escape shuts the list, the arrows walk through it. @param {KeyboardEvent} event @param {HTMLElement} button @param {HTMLElement} list */
function move(event, button, list) {
  const all = [...list.querySelectorAll("button")];
  const at = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (list.hidden || at < 0) return;
  if (event.key === "Escape") {
    shut();
    button.focus({ preventScroll: true });
  } else if (by) all[(at + by + all.length) % all.length]?.focus({ preventScroll: true });
  else return;
  event.preventDefault();
  event.stopPropagation();
}
