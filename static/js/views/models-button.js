/** The button of networks from files, and files that are dropped anywhere. What they open comes when it is needed. */
import { effect } from "../../vendor/signals.js";
import { unreachable } from "../page/shown-run.js";
import { fields } from "../page/state.js";
import { find } from "../pen/dom.js";
import { speakOf } from "../words/i18n.js";

/** Its code and its words. */
async function fetchModels() {
  const words = speakOf("models");
  const [models] = await Promise.all([import("./models.js"), words]);
  return models;
}

export function bindModelsButton() {
  const open = async (/** @type {File | undefined} */ file) => {
    const models = await fetchModels().catch(() => unreachable(() => open(file)));
    models?.openModels(file);
  };
  const button = find("#models-open");
  button.addEventListener("click", () => open(undefined));
  effect(() => {
    const used = fields.value.model !== null;
    button.classList.toggle("used", used);
    // its name is told where there is one
    if (used)
      import("../widgets/network-shown.js").then(
        ({ bindNetworkShown }) => bindNetworkShown(() => button.click()),
        () => {},
      );
  });
  const holdsFiles = (/** @type {DragEvent} */ event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const over = (/** @type {boolean} */ yes) => document.body.classList.toggle("dropping", yes);
  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    over(true);
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) over(false);
  });
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    over(false);
    open(event.dataTransfer?.files[0]);
  });
}
