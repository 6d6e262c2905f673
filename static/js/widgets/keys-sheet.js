/** The sheet of keys: every key that works, by where it works. */
import { make, say } from "../pen/dom.js";
import { dress } from "../pen/style-sheet.js";
import { speakOf, t, translate } from "../words/i18n.js";

/**
 * Places, and in each the keys with what they do: the words are in the catalogues under keys-PLACE and keys-DEED. Keys
 * side by side are alternatives; "Shift+" goes with each that follows. A name in small letters is said by the catalogue.
 * @type {[string, [string, string][]][]}
 */
export const PLACES = [
  [
    "anywhere",
    [
      ["space", "play"],
      ["← →", "step"],
      ["Shift+ ← →", "phase"],
      ["Home End", "ends"],
      ["+ −", "zoom"],
      ["Esc", "leave"],
      ["P", "wall"],
      ["?", "sheet"],
    ],
  ],
  [
    "on-wall",
    [
      ["→ PageDown space", "beat-on"],
      ["← PageUp", "beat-back"],
      ["Enter", "play"],
      ["B .", "blank"],
      ["S", "spotlight"],
      ["Q", "code"],
      ["Esc P", "off-wall"],
    ],
  ],
  [
    "stage",
    [
      ["↑ ↓", "unit"],
      ["Shift+ ↑ ↓", "term"],
      ["PageUp PageDown", "vector"],
      ["Enter", "write"],
    ],
  ],
  [
    "chart",
    [
      ["↑ ↓", "point"],
      ["Enter", "visit"],
    ],
  ],
  [
    "handle",
    [
      ["← →", "turn"],
      ["Shift+ ← →", "turn-little"],
      ["PageUp PageDown", "turn-much"],
      ["Home End", "turn-ends"],
    ],
  ],
  [
    "number",
    [
      ["↑ ↓", "change"],
      ["Enter", "keep"],
      ["Esc", "undo"],
    ],
  ],
  ["lesson", [["↑ ↓", "paragraph"]]],
];

/** @type {HTMLDialogElement | null} */
let sheet = null;

/** Show it; where it closes, the focus is where it was. */
export async function openKeys() {
  await Promise.all([dress("keys"), speakOf("keys")]);
  sheet ??= built();
  if (sheet.open) return;
  translate(sheet);
  const from = /** @type {HTMLElement | null} */ (document.activeElement);
  sheet.addEventListener("close", () => from?.focus({ preventScroll: true }), { once: true });
  sheet.showModal();
}

function built() {
  const dialog = make("dialog", "keys-sheet");
  dialog.id = "keys";
  dialog.dataset.chapter = "keys";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const title = worded("h2", "keys-title");
  title.id = "keys-title";
  const close = worded("button", "keys-close");
  close.type = "button";
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => {
    // the dialog's own box is covered by its contents: what is hit is around it
    if (target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    // its keys are not the page's
    event.stopPropagation();
    if (event.key !== "?") return;
    event.preventDefault();
    dialog.close();
  });
  const inner = make("div", "inner");
  const head = make("div", "head");
  head.append(title, close);
  inner.append(head, ...PLACES.map(([place, keys]) => group(place, keys)));
  dialog.append(inner);
  document.body.append(dialog);
  return dialog;
}

/** @param {string} place @param {[string, string][]} keys */
function group(place, keys) {
  const section = make("section");
  const list = make("dl");
  for (const [names, deed] of keys) {
    const term = make("dt");
    term.append(...names.split(" ").flatMap(keyCaps));
    list.append(term, worded("dd", `keys-${deed}`));
  }
  section.append(worded("h3", `keys-${place}`), list);
  return section;
}

/** A key as it is written on a keyboard; after "Shift+" comes the one that it is held for. @param {string} name */
function keyCaps(name) {
  const cap = make("kbd");
  const held = name.endsWith("+") && name.length > 1;
  if (name === "space") cap.dataset.l10n = "keys-space";
  else say(cap, held ? name.slice(0, -1) : name);
  return held ? [cap, " + "] : [cap, " "];
}

/** An element whose words an attribute names. @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} key */
function worded(tag, key) {
  const element = make(tag);
  element.dataset.l10n = key;
  say(element, t(key));
  return element;
}
