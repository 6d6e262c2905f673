/**
 * What some paragraphs of the lesson hold besides: a box for the reader's own sentence. The module is in module.js.
 */
import { effect } from "../../vendor/signals.js";
import { make, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { adopt } from "./progress.js";

/** @param {HTMLElement} element @param {() => void} show */
export function makeSentence(element, show) {
  const [form, label, input, button] = [make("form", "own"), make("label"), make("input"), make("button")];
  Object.assign(input, { id: "lesson-own", type: "text", autocomplete: "off", required: true });
  label.htmlFor = input.id;
  form.append(label, input, button);
  element.append(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!input.value.trim()) return;
    adopt(input.value);
    show();
  });
  return [
    effect(() => {
      if (!words.value) return;
      say(label, t("lesson-own"));
      say(button, t("lesson-own-read"));
    }),
  ];
}
