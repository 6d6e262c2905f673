/** The neuron that …: what each unit follows, the best first, with its line over the text. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { draw } from "../charts/neuron-trace.js";
import { light, pinUnit, setView, shadeBy } from "../page/actions.js";
import { fetchAnswer, post } from "../page/api.js";
import { described } from "../page/box.js";
import { isDrawn } from "../page/network.js";
import { near } from "../page/pace.js";
import { questions } from "../page/question.js";
import { ask } from "../page/shown-run.js";
import { asked, calm, fields, lang, pointed, run, shade, unit, view } from "../page/state.js";
import { find, make, say } from "../pen/dom.js";
import { short } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { every, salient } from "../run/neurons.js";
import { placeOfUnit, unitName } from "../run/order.js";
import { placeOf } from "../run/reading-order.js";
import { neuronsTable } from "../tables/neurons.js";
import { bindTable } from "../widgets/chart-table.js";
import { bindFailure } from "../widgets/refusals.js";
import { t, words } from "../words/i18n.js";
import { chanceOf, featureName, follows, hasColumns, verdict } from "../words/neurons.js";

/**
 * @import {Correlation, Failure, Fields, Neurons, Run} from "../types.js"
 * @import {Follower} from "../run/neurons.js"
 */
/** @typedef {{read: Run, fields: Fields}} Wish the run that is shown, and its fields */
/** @typedef {{answer: Neurons, read: Run, drawn: boolean}} Told */

/** As many units are listed until all are asked for: the best for each thing. */
const FEW = 8;
/** What else a chosen unit follows: as many. */
const ALSO = 3;
const [WIDTH, HEIGHT, DIGITS] = [320, 40, 6];
/** A hand that writes rests this long, ms, before the units are asked about. */
const REST = 300;

/** The last good answer, and why there is none. */
const told = signal(/** @type {Told | null} */ (null));
const trouble = signal(/** @type {Failure | null} */ (null));
/** How often the same was asked for again. */
const again = signal(0);
const all = signal(false);

/** The unit that shades the text, by the network's own number; null where none does. */
const chosen = computed(() =>
  run.value && view.value === "sentence" && shade.value === "unit" ? unitName(run.value, unit.value) : null,
);

export function bindNeurons() {
  const panel = find(".neurons");
  const list = find("#neurons");
  bindAsking(near(panel));
  bindList(list);
  const units = computed(() => listed.value.map(({ unit: name }) => name));
  bindTable(list, () => told.value && !trouble.value && neuronsTable(told.value.read, units.value, pointed.value));
  bindAll(/** @type {HTMLButtonElement} */ (find("#neurons-all")));
  bindLonger(find("#neurons-longer"));
  const retry = () => {
    again.value += 1;
  };
  bindFailure(find(".refusal", panel), trouble, () => ({ retry, path: "/neurons" }));
  effect(() => {
    list.hidden = trouble.value !== null;
    const said = told.value && words.value && !trouble.value ? verdict(told.value.answer, told.value.drawn) : [];
    say(find("#neurons-say"), said.map(([key, args]) => t(key, args)).join(" "));
  });
}

/** @type {ReturnType<typeof questions<Wish, Neurons>>} */
const question = questions({
  fetch: ({ fields }, signal) =>
    fetchAnswer(post("/neurons", fields, { digits: DIGITS }), { lang: lang.peek(), signal }),
  show: (answer, { read, fields }) => {
    trouble.value = null;
    told.value = { answer, read, drawn: isDrawn(fields) };
  },
  fail: (failure) => {
    trouble.value = failure;
  },
});

/** One request, while the panel is near. @param {{value: boolean}} seen */
function bindAsking(seen) {
  effect(() => {
    if (!seen.value || !run.value || again.value < 0) return;
    question.ask({ read: run.value, fields: asked.value }, told.peek() ? REST : 0);
    return question.stop;
  });
}

/** The longer text of the network in the box that is shown; "" where it has none. */
const longer = signal("");

/** A few steps tell nothing from chance: a network in the box has a text over which they do. @param {HTMLElement} button */
function bindLonger(button) {
  const model = computed(() => fields.value.model);
  effect(() => {
    const wanted = model.value;
    longer.value = "";
    if (wanted === null) return;
    described(wanted, lang.value).then(
      ({ card }) => {
        if (model.peek() === wanted) longer.value = card?.longer ?? "";
      },
      () => {},
    );
  });
  effect(() => {
    button.hidden = longer.value === "" || fields.value.sentence === longer.value;
  });
  button.addEventListener("click", () => ask({ sentence: longer.peek(), loss_at: null }));
}

/** @param {HTMLButtonElement} button */
function bindAll(button) {
  button.addEventListener("click", () => {
    all.value = !all.value;
  });
  effect(() => {
    const n = told.value?.answer.units.length ?? 0;
    button.hidden = n <= 1 || trouble.value !== null;
    button.setAttribute("aria-expanded", String(all.value));
    if (words.value) say(button, t(all.value ? "neurons-fewer" : "neurons-all", { n: String(n) }));
  });
}

/** The units that are listed. */
const listed = computed(() => {
  const answer = told.value?.answer;
  return answer ? (all.value ? every(answer) : salient(answer, FEW)) : [];
});

/** @param {HTMLElement} list */
function bindList(list) {
  /** @type {Line[]} */
  const lines = [];
  effect(() => {
    while (lines.length < listed.value.length) lines.push(line(list, lines.length));
    for (const { item } of lines.splice(listed.value.length)) item.remove();
  });
  effect(() => {
    if (!told.value || !words.value) return;
    for (const [i, own] of listed.value.entries()) {
      if (lines[i]) tell(/** @type {Line} */ (lines[i]), own, told.value);
    }
  });
  effect(() => {
    for (const [i, { unit: name }] of listed.value.entries())
      lines[i]?.button.setAttribute("aria-pressed", String(name === chosen.value));
  });
}

/**
 * One line of the list.
 * @typedef {Record<"item" | "button" | "name" | "chance" | "also", HTMLElement> & {svg: Element}} Line
 */

/** @param {HTMLElement} list @param {number} i its place @returns {Line} */
function line(list, i) {
  const [item, button] = [make("li"), make("button")];
  const [name, chance, also] = [make("span", "name"), make("span", "chance"), make("p", "also")];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "chart");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  button.type = "button";
  button.append(name, chance, svg);
  item.append(button, also);
  list.append(item);
  const place = () => (run.value ? placeOfUnit(run.value, listed.value[i]?.unit ?? -1) : -1);
  for (const on of ["pointerenter", "focus"])
    button.addEventListener(on, () => place() >= 0 && light({ part: "h", unit: place() }));
  for (const off of ["pointerleave", "blur"]) button.addEventListener(off, () => light(null));
  button.addEventListener("click", () => choose(listed.value[i]?.unit ?? -1, place()));
  return { item, button, svg, name, chance, also };
}

/** Shade the text by a unit; the one that does lets go. @param {number} name @param {number} place where the run has it */
function choose(name, place) {
  if (place < 0) return;
  if (name === chosen.value) {
    shadeBy("flow");
    setView("unrolled");
    return;
  }
  pinUnit(place);
  shadeBy("unit");
  setView("sentence");
  const stage = find("#stage");
  const { top, bottom } = stage.getBoundingClientRect();
  if (bottom <= 0 || top >= innerHeight)
    stage.scrollIntoView({ block: "start", behavior: calm.value ? "auto" : "smooth" });
}

/** @param {Line} line @param {Follower} follower @param {Told} told */
function tell({ button, svg, name, chance, also }, { unit: of, told: best }, { answer, read }) {
  const several = hasColumns(answer);
  say(name, t(...follows(of, best, several)));
  const known = best && best.r !== null;
  say(chance, known ? t(...chanceOf(best, answer.pairs)) : "");
  button.classList.toggle("beyond", best?.beyond_chance === true);
  button.title = t("hint-neuron");
  say(also, known ? alsoSaid(correlationsOf(answer, of), best, several) : "");
  const values = read.tokens.map((_, at) => read.steps[placeOf(read, at)]?.h[placeOfUnit(read, of)] ?? null);
  patch(
    svg,
    draw(values, known ? (answer.features[best.feature]?.values ?? []) : [], {
      width: WIDTH,
      height: HEIGHT,
      pointed: pointed.value === null ? null : placeOf(read, pointed.value),
      opposite: Number(best?.r) < 0,
    }),
  );
}

/** @param {Neurons} answer @param {number} of */
const correlationsOf = ({ units }, of) => units.find(({ unit: own }) => own === of)?.correlations ?? [];

/**
 * What else a unit follows.
 * @param {Correlation[]} correlations the best first
 * @param {Correlation} best the one that is told already
 * @param {boolean} several
 */
function alsoSaid(correlations, best, several) {
  const others = correlations.filter(({ r, feature }) => r !== null && feature !== best.feature).slice(0, ALSO);
  const list = others.map((own) => t("neurons-also-one", { what: featureName(own, several), r: short(Number(own.r)) }));
  return list.length ? t("neurons-also", { list: list.join(" · ") }) : "";
}
