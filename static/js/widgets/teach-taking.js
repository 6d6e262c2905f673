/** The learned network as a file, as a script that trains it in PyTorch, and as a page of its own. */
import { computed, effect } from "../../vendor/signals.js";
import { query } from "../page/address.js";
import { fetchResponse, post } from "../page/api.js";
import { questions } from "../page/question.js";
import { fields, lang, run, teach } from "../page/state.js";
import { at, training, trouble } from "../page/training.js";
import { guiseOf, readSettings, scriptFields } from "../page/training-settings.js";
import { find } from "../pen/dom.js";
import { appAddress } from "../run/app-address.js";
import { networkAt } from "../run/training.js";

/** @import {Question} from "../page/api.js" */

/** The network that is on the stage; null for the untrained one. */
const model = computed(() => (training.value ? (networkAt(training.value, at.value)?.model ?? null) : null));

const script = questions({
  fetch: async (/** @type {Question} */ wish, signal) =>
    (await fetchResponse(wish, { lang: lang.peek(), signal })).blob(),
  show: save,
  fail: (failure) => {
    trouble.value = failure;
  },
});

export function bindTaking() {
  const [weights, keep] = ["#teach-weights", "#teach-keep"].map(
    (name) => /** @type {HTMLAnchorElement} */ (find(name)),
  );
  effect(() => {
    find(".take", find("#teach")).hidden = !run.value;
    for (const link of [weights, keep]) if (link) link.hidden = model.value === null;
    if (!model.value || !weights || !keep) return;
    weights.href = appAddress(`/models/${model.value}/weights`);
    const guise = guiseOf(fields.value, model.value, training.value?.taught.truncate ?? null);
    keep.href = appAddress(`/?${query({ ...fields.value, ...guise })}`);
  });
  find("#teach-script").addEventListener("click", () => {
    const shown = run.peek();
    if (shown)
      script.ask(
        post("/script", fields.peek(), { training: scriptFields(fields.peek(), shown, readSettings(teach.peek())) }),
      );
  });
}

/** @param {Blob} file */
function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "rnn-flow-training.py";
  link.click();
  URL.revokeObjectURL(link.href);
}
