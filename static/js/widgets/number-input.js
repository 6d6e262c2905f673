/**
 * The switch between words and numbers; where numbers are read, their curve stands in place of the sentence and opens
 * what they come from.
 */
import { effect } from "../../vendor/signals.js";
import { draw } from "../charts/series-line.js";
import { inputs, readingNumbers, readNumbers, readWords } from "../page/number-input.js";
import { unreachable } from "../page/shown-run.js";
import { fields, now, run } from "../page/state.js";
import { find, widthOf } from "../pen/dom.js";
import { patch } from "../pen/svg.js";
import { isForecast, isSeries } from "../run/series.js";
import { speakOfNumbers } from "../words/i18n.js";

/** The height of the curve in the box, px. */
const HEIGHT = 40;

export function bindNumberInput() {
  const sentence = find(".sentence");
  const open = find(".series", sentence);
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (sentence.querySelectorAll("[data-reads]"));
  for (const button of buttons)
    button.addEventListener("click", () => (button.dataset.reads === "numbers" ? readNumbers() : readWords()));
  effect(() => {
    sentence.classList.toggle("reads-numbers", readingNumbers.value);
    open.toggleAttribute("hidden", !readingNumbers.value);
    find(".line", sentence).toggleAttribute("hidden", readingNumbers.value);
    for (const button of buttons)
      button.setAttribute("aria-pressed", String((button.dataset.reads === "numbers") === readingNumbers.value));
  });
  effect(() => {
    // the words are about the run that is shown
    speakOfNumbers(isSeries(run.value));
    document.body.dataset.reads = isSeries(run.value) ? "numbers" : "words";
    const forecast = find(".forecast");
    forecast.toggleAttribute("hidden", !isForecast(run.value));
    forecast.closest(".slot")?.classList.toggle("absent", !isForecast(run.value));
  });
  bindCurve(open);
  bindEditor();
}

/** The numbers as one line, and where the playhead is on it. @param {HTMLElement} open */
function bindCurve(open) {
  const svg = find("svg", open);
  const width = widthOf(svg);
  effect(() => {
    if (!readingNumbers.value) return;
    const at = isSeries(run.value) && run.value?.asked?.inputs === fields.value.inputs ? now.value : null;
    patch(svg, draw(inputs.value, { width: width.value, height: HEIGHT, at }));
  });
}

/** Where the numbers come from is bound when it first opens. */
function bindEditor() {
  const panel = find("#numbers");
  let bound = false;
  const bind = async () => {
    if (bound) return;
    bound = true;
    try {
      (await import("./number-editor.js")).bindNumberEditor(panel);
    } catch {
      bound = false;
      unreachable(bind);
    }
  };
  panel.addEventListener("beforetoggle", bind);
}
