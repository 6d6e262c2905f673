/** The panel of the forecasts: what the head said at each step, beside what came. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { draw, forecastStepAt, HEIGHT } from "../charts/forecast.js";
import { atAnEnd, bindSteps } from "../gestures/steps.js";
import { paced, pacedRun } from "../page/pace.js";
import { pointed, run } from "../page/state.js";
import { find, say, sayRich, tall, widthOf } from "../pen/dom.js";
import { short } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { placeOf } from "../run/reading-order.js";
import { isForecast, readBy } from "../run/series.js";
import { forecastTable } from "../tables/forecast.js";
import { bindTable } from "../widgets/chart-table.js";
import { meanName, meanOf, ofForecast, ofForecasts } from "../words/forecasting.js";
import { t, words } from "../words/i18n.js";

/** @import {Saying} from "../types.js" */

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
      told(pointed.value === null ? ofForecasts(run.value) : ofForecast(run.value, Number(place(pointed.value)))),
    );
  });
  bindTable(
    svg,
    () => forecast.value && forecastTable(forecast.value, { column: column.value, place: place(pointed.value) }),
  );
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

/** @param {Saying | null} saying */
const told = (saying) => (saying ? t(...saying) : "");

/** The place in the series of a step. @param {number | null} at */
const place = (at) => (at === null || !run.value ? at : placeOf(run.value, at));

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
