/** The panel of the forecasts: what the head said at each step, beside what came. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { draw, forecastStepAt, HEIGHT } from "../charts/forecast.js";
import { atAnEnd, bindSteps } from "../gestures/steps.js";
import { paced, pacedRun } from "../page/pace.js";
import { pointed, run } from "../page/state.js";
import { find, say, sayRich, tall, widthOf } from "../pen/dom.js";
import { scientific, short } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { placeOf } from "../run/reading.js";
import { forecastAt, isForecast, readBy } from "../run/series.js";
import { t, words } from "../words/i18n.js";
import { named } from "../words/tokens.js";

/** @import {Run} from "../types.js" */

export function bindForecast() {
  const panel = find(".forecast");
  const svg = find(".chart", panel);
  const [width, at, shown] = [widthOf(svg), paced(svg), pacedRun(svg)];
  const column = signal(0);
  const forecast = computed(() => (isForecast(shown.value) ? shown.value : null));
  tall(svg, HEIGHT);
  bindColumn(panel, column);
  effect(() => {
    if (!forecast.value || !words.value) return;
    const names = { errors: t("forecast-errors"), mean: t(meanName(forecast.value)) };
    const options = { width: width.value, column: column.value, pointed: place(pointed.value), names };
    patch(svg, draw(forecast.value, at.value, options));
  });
  effect(() => {
    if (!isForecast(run.value) || !run.value || !words.value) return;
    say(find("#forecast-mean", panel), `${t(meanName(run.value))} = ${short(meanOf(run.value) ?? 0)}`);
    sayRich(
      find(".say", panel),
      pointed.value === null ? whole(run.value) : one(run.value, Number(place(pointed.value))),
    );
  });
  bindSteps(
    svg,
    (event) =>
      run.value &&
      placeOf(
        run.value,
        forecastStepAt(event.clientX - svg.getBoundingClientRect().left, width.value, run.value.tokens.length),
      ),
    atAnEnd(() => run.value?.tokens.length ?? 0),
  );
}

/** The place in the series of a step. @param {number | null} at */
const place = (at) => (at === null || !run.value ? at : placeOf(run.value, at));

/** What the mean is called: the loss, unless that is taken at one step only. @param {Run} of */
const meanName = (of) => (of.loss_at == null ? "forecast-mean" : "forecast-mean-one");

/**
 * Of rows of several numbers one is shown.
 * @param {HTMLElement} panel
 * @param {import("../../vendor/signals.js").Signal<number>} column
 */
function bindColumn(panel, column) {
  const label = find(".which", panel);
  const select = /** @type {HTMLSelectElement} */ (find("select", label));
  const count = computed(() => (run.value && isForecast(run.value) ? Number(readBy(run.value)[0]?.length) : 1));
  effect(() => {
    label.toggleAttribute("hidden", count.value < 2);
    select.replaceChildren(...Array.from({ length: count.value }, (_, i) => new Option(String(i), String(i))));
    column.value = Math.min(column.peek(), count.value - 1);
    select.value = String(column.peek());
  });
  select.addEventListener("change", () => {
    column.value = Number(select.value);
  });
}

/** The mean of ½ error² over the steps that have a truth. @param {Run} of */
function meanOf(of) {
  const errors = of.steps.map((_, at) => forecastAt(of, at)?.error ?? null).filter((error) => error !== null);
  return errors.length ? errors.reduce((sum, error) => sum + error, 0) / errors.length : null;
}

/** All steps together, beside the plainest forecast there is: the number that came last. @param {Run} of */
function whole(of) {
  const rows = readBy(of);
  // the way in which they are read makes no difference to differences
  const naive = rows.slice(1).map((row, i) => row.reduce((sum, v, j) => sum + (v - Number(rows[i]?.[j])) ** 2, 0) / 2);
  const mean = meanOf(of);
  if (mean === null) return "";
  return t("forecast-all", {
    steps: naive.length,
    mean: scientific(mean),
    naive: scientific(naive.reduce((sum, error) => sum + error, 0) / naive.length),
  });
}

/** One step's forecast and what became of it. @param {Run} of @param {number} at */
function one(of, at) {
  const found = forecastAt(of, at);
  if (!found) return "";
  const { said, truth, error } = found;
  const row = (/** @type {number[]} */ values) =>
    values.length > 1 ? `(${values.map(short).join(", ")})` : short(Number(values[0]));
  const args = { token: named(of, placeOf(of, at)), said: row(said) };
  if (!truth || error === null) return t("forecast-step-last", args);
  const off = said.map((value, i) => value - Number(truth[i]));
  if (off.length > 3)
    return t("forecast-step-row", { ...args, off: short(Math.hypot(...off)), error: scientific(error) });
  return t("forecast-step", { ...args, truth: row(truth), off: row(off), error: scientific(error) });
}
