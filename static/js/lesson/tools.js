/**
 * What some paragraphs of the lesson hold besides: a box for the reader's own sentence, the network as a script.
 * @import {Stop} from "../types.js"
 */
import { effect, signal } from "../../vendor/signals.js";
import { query } from "../page/address.js";
import { copyText } from "../page/copy.js";
import { make, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { fieldsOf } from "./chapters.js";
import { adopt, sentenceOf } from "./progress.js";

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

/** @param {HTMLElement} element @param {Stop} stop */
export function makeScript(element, stop) {
  const [box, pre, code, line] = [make("div", "script"), make("pre"), make("code"), make("p")];
  const [button, status] = [make("button"), make("span")];
  const script = signal("");
  const said = signal("");
  pre.tabIndex = 0;
  pre.lang = "en";
  pre.setAttribute("role", "group");
  button.type = "button";
  status.setAttribute("role", "status");
  pre.append(code);
  line.append(button, status);
  box.append(pre, line);
  element.append(box);
  fetchScript(stop).then(
    (text) => {
      script.value = text;
    },
    () => {
      said.value = "problem-unreachable";
    },
  );
  button.addEventListener("click", async () => {
    said.value = (await copyText(script.value, () => pre)) ? "lesson-copied" : "copy-by-hand";
  });
  return [
    effect(() => {
      say(code, script.value);
      button.disabled = script.value === "";
      if (!words.value) return;
      pre.setAttribute("aria-label", t("lesson-script"));
      say(button, t("lesson-copy"));
      say(status, said.value && t(said.value));
    }),
  ];
}

/** The server's own script for the network on the stage. @param {Stop} stop */
async function fetchScript(stop) {
  const response = await fetch(`/script?${query(fieldsOf(stop, sentenceOf(stop)))}`);
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}
