/** What the text is shaded by: the choice, the unit, and the number of the token that is looked at. */

import { effect } from "../../vendor/signals.js";
import { pinUnit, shadeBy } from "../page/actions.js";
import { given } from "../page/number-input.js";
import { fields, now, pointed, run, scales, scheme, shade, u, unit, view } from "../page/state.js";
import { find, plain, say, sayRich } from "../pen/dom.js";
import { exact, short, sub } from "../pen/numbers.js";
import { factsOf } from "../run/facts.js";
import { unitName } from "../run/order.js";
import { placeOf } from "../run/reading-order.js";
import { forecastsOf, knownForecasts } from "../run/series.js";
import { coat, inkLeft, mostFelt, shadeOf, shadesOf, standing, worn } from "../run/shades.js";
import { either, t, words } from "../words/i18n.js";
import { power } from "../words/narration.js";
import { named } from "../words/tokens.js";

/** What a shade is called: a gate by its cell's own word for it, where there is one. @param {string} cell @param {string} name */
const labelOf = (cell, name) =>
  factsOf(cell).sigmoid.includes(name)
    ? t(either(`shade-${cell}-${name}`, "shade-gate"), { gate: name })
    : t(`shade-${name}`);

/** @import {Scale} from "../run/shades.js" */
/** @import {Run} from "../types.js" */

/** @param {HTMLElement} panel */
export function bindShading(panel) {
  const bar = find(".shading", panel);
  const choice = /** @type {HTMLSelectElement} */ (find("#shade", bar));
  const which = /** @type {HTMLInputElement} */ (find("#unit", bar));
  // the same list is behind the legend of a short text
  const choices = [choice, /** @type {HTMLSelectElement} */ (find("#legend-shade"))];
  for (const each of choices) each.addEventListener("change", () => shadeBy(each.value));
  which.addEventListener("input", () => {
    if (which.value !== "") pinUnit(Number(which.value));
  });
  // its writer is gone: it says what is looked at
  which.addEventListener("blur", () => {
    which.value = String(unit.value);
  });
  effect(() => {
    if (!run.value || !words.value) return;
    const names = shadesOf(run.value);
    for (const each of choices) {
      each.replaceChildren(...names.map((name) => new Option(labelOf(run.value?.cell ?? "", name), name)));
      each.value = shadeOf(run.value, shade.value);
    }
    bar.classList.toggle("units", choice.value === "unit" || choice.value === "flow");
  });
  effect(() => {
    which.max = String((run.value?.hidden_size ?? 1) - 1);
    if (which.value !== String(unit.value) && (which.value !== "" || which !== document.activeElement))
      which.value = String(unit.value);
  });
  effect(() => {
    const told = run.value && words.value && shadeOf(run.value, shade.value) === "input" && back(run.value);
    say(find("#text-ranking"), told && run.value ? ranking(run.value) : "");
  });
  effect(() => {
    if (view.value === "sentence" && run.value && now.value && words.value)
      sayRich(find(".reading", bar), besideForecast(run.value, pointed.value ?? now.value.t));
  });
}

/** A number's caption, and what the head had said the number would be. @param {Run} run @param {number} at */
function besideForecast(run, at) {
  const [told, before] = [caption(run, at), placeOf(run, at) - 1];
  const said = before < knownForecasts(run, u.value) ? forecastsOf(run)[before] : null;
  return said ? t("text-forecast", { told, said: said.map(short).join(", ") }) : told;
}

/** A token and its number, once it has one. @param {Run} run @param {number} at */
function caption(run, at) {
  const token = withOriginal(run, at);
  const name = worn(shadeOf(run, shade.value), at, standing(u.value, run.tokens.length), run.tokens.length);
  if (name === "input") return felt(run, at);
  if (name === "ahead") return t("text-ahead", { token });
  const known = name === "bare" ? "norm" : name;
  const { scale, values } = coat(run, known, unit.value, scheme.value);
  const key = ["norm", "unit"].includes(known) ? `text-${known}` : known === "gradient" ? leftOf(run, at) : "text-gate";
  return t(key, {
    token,
    h: sub("h", placeOf(run, at)),
    unit: String(unitName(run, unit.value)),
    gate: known,
    value: written(scale, values[at] ?? null),
  });
}

/** How a gradient is said: its number, and whether it has vanished or is exactly zero. @param {Run} run @param {number} at */
function leftOf(run, at) {
  const ink = inkLeft(run.steps[at]?.log10_grad_norm ?? null);
  return ink === null ? "text-gradient-zero" : ink < 1 ? "text-gradient-gone" : "text-gradient";
}

/** Whether the whole gradient is back. @param {Run} run */
const back = ({ tokens }) => standing(u.value, tokens.length).reached === tokens.length;

/** What the loss feels of a word; once the whole gradient is back, which word it feels most. @param {Run} run @param {number} at */
function felt(run, at) {
  const most = mostFelt(run)[0];
  return t("text-input", {
    token: withOriginal(run, at),
    x: sub("x", placeOf(run, at)),
    value: written("gradient", run.steps[at]?.log10_input_grad_norm ?? null),
    most: !back(run) || most === undefined ? "unsaid" : most === at ? "here" : "there",
    other: named(run, most ?? 0),
  });
}

/** This many words are named to a voice. */
const NAMED = 5;

/** The words that the loss feels most, for a voice. @param {Run} run */
function ranking(run) {
  const value = (/** @type {number} */ at) => written("gradient", run.steps[at]?.log10_input_grad_norm ?? null);
  const list = mostFelt(run)
    .slice(0, NAMED)
    .map((at) => `${named(run, at)} ${plain(value(at))}`);
  return list.length ? t("text-input-ranking", { list: list.join(", ") }) : "";
}

/** What a step read; a number that was standardised with the one that it was. @param {Run} run @param {number} at */
function withOriginal(run, at) {
  const token = named(run, at);
  const row = given.value[placeOf(run, at)];
  if (!scales.value || run.asked?.inputs !== fields.value.inputs || row?.length !== 1) return token;
  return t("number-original", { token, value: exact(Number(row[0])) });
}

/** A number as its scale writes it. @param {Scale} scale @param {number | null} value */
export const written = (scale, value) =>
  scale === "gradient" ? (value === null ? "0" : power(value)) : short(Number(value));
