/**
 * The settings of an upright phone: behind one chip that says the present ones, in a sheet that comes up from below. The
 * fields are the form's own; in a wider window they are in its row.
 */
import { effect } from "../../vendor/signals.js";
import { isDrawn, networkOf } from "../page/network.js";
import { fields, problems, run } from "../page/state.js";
import { find, make, outOfReach, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";

/** What the page beside the sheet is made of: it takes no focus while the sheet is open. */
const BEHIND = "main, footer, .masthead > :not(.controls), .controls > .sentence, #settings-open";

export function bindSettings() {
  const [chip, sheet] = [find("#settings-open"), find("#settings")];
  const done = make("button", "done");
  done.type = "button";
  sheet.append(done);
  const open = () => turn(chip, sheet, true);
  const close = () => turn(chip, sheet, false);
  chip.addEventListener("click", open);
  done.addEventListener("click", close);
  // what is beside the sheet shuts it; a button that mends a field is gone by now
  document.addEventListener("click", (event) => {
    const path = event.composedPath();
    if (sheet.classList.contains("open") && !path.includes(sheet) && !path.includes(chip)) close();
  });
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  });
  effect(() => {
    if (!words.value) return;
    say(done, t("settings-done"));
    say(chip, settingsNow());
  });
  // what is wrong with a field is said beside it
  effect(() => {
    const wrong = problems.value.some(({ field, passing }) => !passing && sheet.querySelector(`#problem-${field}`));
    if (wrong && !sheet.classList.contains("open") && getComputedStyle(chip).display !== "none") open();
  });
}

/** "RNN · 8 · seed 0 · words", of a network that is given its cell and its size. */
function settingsNow() {
  const drawn = isDrawn(fields.value);
  const { cell, hidden_size } = drawn ? fields.value : (networkOf(fields.value) ?? run.value ?? fields.value);
  const seed = drawn ? [t("settings-seed", { seed: String(fields.value.seed) })] : [];
  return [
    String(cell).toUpperCase(),
    String(hidden_size),
    ...seed,
    t("settings-by", { tokenizer: fields.value.tokenizer }),
  ].join(" · ");
}

/** @param {HTMLElement} chip @param {HTMLElement} sheet @param {boolean} open */
function turn(chip, sheet, open) {
  if (sheet.classList.contains("open") === open) return;
  sheet.classList.toggle("open", open);
  chip.setAttribute("aria-expanded", String(open));
  for (const [name, value] of Object.entries({
    role: "dialog",
    "aria-modal": "true",
    "aria-labelledby": "settings-open",
  }))
    if (open) sheet.setAttribute(name, value);
    else sheet.removeAttribute(name);
  for (const part of document.querySelectorAll(BEHIND)) outOfReach(part, open);
  document.documentElement.classList.toggle("sheet-open", open);
  if (open) /** @type {HTMLElement} */ (sheet.querySelector("input:checked") ?? sheet).focus({ preventScroll: true });
  else chip.focus({ preventScroll: true });
}
