/** Write on: how daring, how long, and what came, with the likeliest five at each place. */

import { computed, effect } from "../../vendor/signals.js";
import { columnAt, draw, HEIGHT, shownFrom } from "../charts/likeliest.js";
import { bindSteps } from "../gestures/steps.js";
import { keepChart } from "../page/gradient-layers.js";
import { pointed, run, writable, writesOn } from "../page/state.js";
import { come, halt, takeBack, trouble, untouched, write, writing } from "../page/write-on.js";
import { find, say, tall, widthOf } from "../pen/dom.js";
import { percent } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { tokenText } from "../pen/token-text.js";
import { likeliestTable } from "../tables/likeliest.js";
import { bindTable } from "../widgets/chart-table.js";
import { bindComplaint, bindFailure, complaintOf } from "../widgets/refusals.js";
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
  keepChart(panel);
  bindButtons();
  bindSettings(find("#write-temperature"), find("#write-length"));
  bindPicture(find("#likeliest"));
  bindRefusals(panel);
  bindWords();
}

function bindButtons() {
  const [go, undo] = ["go", "undo"].map((name) => /** @type {HTMLButtonElement} */ (find(`#write-${name}`)));
  if (!go || !undo) return;
  go.addEventListener("click", () => {
    const [temperature = 0, length = 0] = writesOn.peek().split(",").map(Number);
    if (writing.value) halt();
    else write({ temperature, length });
  });
  undo.addEventListener("click", takeBack);
  effect(() => {
    if (!words.value) return;
    const does = writing.value ? "write-stop" : "write-go";
    say(go, t(does));
    go.title = t(`hint-${does}`);
    undo.disabled = !untouched.value || come.value.length === 0;
  });
}

/** What was refused: at the length where a shorter one would be written. @param {HTMLElement} panel */
function bindRefusals(panel) {
  const select = /** @type {HTMLSelectElement} */ (find("#write-length"));
  const ways = () => ({
    retry: () => find("#write-go").click(),
    path: "/sample",
    more: { length: Number(select.value) },
  });
  const ofLength = computed(() =>
    Boolean(trouble.value?.problems.some(({ field, tooMuch }) => tooMuch || field === "length")),
  );
  const general = computed(() => (ofLength.value ? null : trouble.value));
  bindFailure(find(".refusal", panel), general, ways);
  bindComplaint(select, () => {
    if (!ofLength.value || !trouble.value) return null;
    return complaintOf(trouble.value, { ...ways(), mend: () => shorter(select) });
  });
}

/** The next length that is offered below this one. @param {HTMLSelectElement} select */
function shorter(select) {
  const less = select.options[select.selectedIndex - 1]?.value;
  if (!less) return null;
  return {
    label: t("mend-use", { value: less }),
    act() {
      writesOn.value = `${writesOn.peek().split(",")[0]},${less}`;
      trouble.value = null;
    },
  };
}

/** How daring and how long: both are in the address. @param {HTMLInputElement} slider @param {HTMLSelectElement} select */
function bindSettings(slider, select) {
  for (const field of [slider, select])
    field.addEventListener("input", () => {
      writesOn.value = `${Number(slider.value)},${select.value}`;
    });
  effect(() => {
    const [heat = "", length = ""] = writesOn.value.split(",");
    slider.value = heat;
    select.value = length;
    say(find("#write-heat"), Number(heat).toFixed(1));
  });
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

function bindWords() {
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
