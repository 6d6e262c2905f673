/** Write on: how daring, how long, and what came, with the likeliest five at each place. */

import { computed, effect } from "../../vendor/signals.js";
import { columnAt, draw, HEIGHT, shownFrom } from "../charts/likeliest.js";
import { bindSteps } from "../gestures/steps.js";
import { pointed, run, writable } from "../page/state.js";
import { come, halt, takeBack, trouble, untouched, write, writing } from "../page/write-on.js";
import { find, say, tall, widthOf } from "../pen/dom.js";
import { percent } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { tokenText } from "../pen/token-text.js";
import { likeliestTable } from "../tables/likeliest.js";
import { bindTable } from "../widgets/chart-table.js";
import { t, words } from "../words/i18n.js";
import { brief } from "../words/tokens.js";

/** The column that is looked at, of those that have come; null where none is. */
const looked = computed(() => {
  const first = come.value[0]?.t;
  const at = first === undefined || pointed.value === null ? -1 : pointed.value - first;
  return at >= 0 && at < come.value.length ? at : null;
});

export function bindWriteOn() {
  const panel = find("#write-on");
  effect(() => {
    panel.hidden = !writable.value;
    // another network has written nothing
    if (!writable.value) halt();
  });
  bindButtons();
  bindHeat(/** @type {HTMLInputElement} */ (find("#write-temperature")));
  bindPicture(find("#likeliest"));
  bindWords(panel);
}

function bindButtons() {
  const [go, undo] = ["go", "undo"].map((name) => /** @type {HTMLButtonElement} */ (find(`#write-${name}`)));
  if (!go || !undo) return;
  const value = (/** @type {string} */ name) => Number(/** @type {HTMLInputElement} */ (find(`#write-${name}`)).value);
  go.addEventListener("click", () =>
    writing.value ? halt() : write({ temperature: value("temperature"), length: value("length") }),
  );
  undo.addEventListener("click", takeBack);
  effect(() => {
    if (!words.value) return;
    const does = writing.value ? "write-stop" : "write-go";
    say(go, t(does));
    go.title = t(`hint-${does}`);
    undo.disabled = !untouched.value || come.value.length === 0;
  });
}

/** @param {HTMLInputElement} slider */
function bindHeat(slider) {
  const show = () => say(find("#write-heat"), Number(slider.value).toFixed(1));
  slider.addEventListener("input", show);
  show();
}

/** @param {HTMLElement} svg */
function bindPicture(svg) {
  const width = widthOf(svg);
  const from = computed(() => shownFrom(come.value.length, looked.value, width.value));
  effect(() => {
    const none = come.value.length === 0;
    svg.toggleAttribute("hidden", none);
    find("#write-lead").hidden = !none;
    tall(svg, HEIGHT);
    if (!words.value) return;
    const options = { from: from.value, width: width.value, looked: looked.value, name: tokenText };
    patch(svg, draw(come.value, options));
  });
  bindTable(svg, () => likeliestTable(come.value, looked.value));
  const hit = (/** @type {MouseEvent} */ { clientX }) => {
    const at = columnAt(clientX - svg.getBoundingClientRect().left, from.peek(), come.peek().length);
    return at === null ? null : (come.peek()[at]?.t ?? null);
  };
  bindSteps(svg, hit, (by) => (come.peek()[0]?.t ?? 0) + (by > 0 ? -1 : come.peek().length));
}

/** @param {HTMLElement} panel */
function bindWords(panel) {
  const refusal = find(".refusal", panel);
  effect(() => {
    refusal.hidden = trouble.value === "";
    say(refusal, trouble.value);
  });
  effect(() => {
    const token = come.value[looked.value ?? come.value.length - 1];
    if (words.value) say(find("#write-say"), token ? came(token) : "");
  });
  effect(() => {
    const done = !writing.value && come.value.length > 0 && untouched.value;
    if (words.value) say(find("#write-live"), done ? t("write-done", { text: run.value?.sentence ?? "" }) : "");
  });
}

/** How a token came. @param {import("../types.js").SampledToken} token */
function came({ token, probability, likeliest, likeliest_probability }) {
  const [best = ""] = likeliest;
  const share = percent(probability);
  if (token === best) return t("write-came-likeliest", { token: brief(token), share });
  const most = percent(likeliest_probability[0] ?? 0);
  return t("write-came", { token: brief(token), share, likeliest: brief(best), most });
}
