/** How long it can remember: this network and many like it, by distance, with a half-life in words. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { seedsLayer } from "../charts/gradient-seeds.js";
import { fetchAnswer, fetchLimits, post } from "../page/api.js";
import { bindLayer, wanted } from "../page/gradient-layers.js";
import { isDrawn } from "../page/network.js";
import { near } from "../page/pace.js";
import { limits, sizesOf, work } from "../page/price.js";
import { questions } from "../page/question.js";
import { asked, lang, run, seeds } from "../page/state.js";
import { find, say, sayRich } from "../pen/dom.js";
import { readsBack } from "../run/reading-order.js";
import { bindFailure, labelOf } from "../widgets/refusals.js";
import { bindLonger } from "../widgets/suggest-longer.js";
import { t, words } from "../words/i18n.js";
import { power } from "../words/narration.js";
import { hasPace, ofMany, ofThis } from "../words/remembering.js";
import { named, unitOf } from "../words/tokens.js";

/**
 * @import {Failure, Fields, Memory, Run} from "../types.js"
 */

/** Many networks are asked for when a hand rests this long, ms. */
const REST = 160;

/** The last good answer, and why there is none. */
const memory = signal(/** @type {Memory | null} */ (null));
const trouble = signal(/** @type {Failure | null} */ (null));
/** How often the same was asked for again. */
const again = signal(0);

export function bindMemory() {
  const panel = find(".memory");
  const select = /** @type {HTMLSelectElement} */ (find("#memory-seeds"));
  select.addEventListener("change", () => {
    seeds.value = select.value;
  });
  bindAsking(wanted("seeds", near(panel)));
  effect(() => {
    select.value = seeds.value;
    // a network that is written down or stored has no others like it
    select.disabled = !isDrawn(asked.value);
  });
  bindLayer(panel, "seeds", found);
  bindLonger(panel);
  effect(() => {
    const verdict = find("#memory-verdict");
    verdict.classList.toggle("paced", !trouble.value && hasPace(memory.value));
    const waiting = trouble.value ? "" : t("memory-waiting");
    if (words.value) say(verdict, !trouble.value && memory.value ? t(...ofThis(memory.value, unit())) : waiting);
  });
  bindFailure(find(".refusal", panel), trouble, () => ({
    retry: askAgain,
    path: "/memory",
    more: { seeds: Number(seeds.value) },
    mend: fewerSeeds,
  }));
  effect(() => {
    if (words.value && memory.value) sayRich(find("#memory-say"), others(memory.value));
  });
}

/** @typedef {{read: Run, fields: Fields, seeds: number}} Wish the run that is shown, its fields, and how many seeds */

/** @type {ReturnType<typeof questions<Wish, Memory>>} */
const question = questions({
  fetch: async (wish, signal) => {
    await fetchLimits();
    return fetchAnswer(post("/memory", wish.fields, isDrawn(wish.fields) ? { seeds: affordable(wish) } : {}), {
      lang: lang.peek(),
      signal,
    });
  },
  show: (told) => {
    trouble.value = null;
    memory.value = told;
  },
  fail: (failure) => {
    trouble.value = failure;
  },
});

/** One request for all seeds, while the panel is near and once the fields rest. @param {{value: boolean}} seen */
function bindAsking(seen) {
  effect(() => {
    if (!seen.value || !run.value || again.value < 0) return;
    const wish = { read: run.value, fields: asked.value, seeds: Number(seeds.value) };
    question.ask(wish, memory.peek() ? REST : 0);
    return question.stop;
  });
}

function askAgain() {
  again.value += 1;
}

/** Where one of many networks leaves the range of a double, fewer are looked at. */
function fewerSeeds() {
  const select = /** @type {HTMLSelectElement} */ (find("#memory-seeds"));
  const fewer = select.options[select.selectedIndex - 1]?.value;
  if (!fewer || !trouble.value?.problems.some(({ field }) => field === "seeds")) return null;
  const label = t("mend-use-in", { label: labelOf(select), value: fewer });
  return {
    label,
    act() {
      seeds.value = fewer;
    },
  };
}

/** As many seeds as one request may have where the network is large or the text long. @param {Wish} wish */
function affordable({ read, fields, seeds: most }) {
  const granted = limits()?.max_work ?? 0;
  const price = (/** @type {number} */ count) => work("/memory", fields, { ...sizesOf(read), seeds: count }) ?? 0;
  let count = most;
  while (count > 1 && price(count) > granted) count--;
  return count;
}

/** What the gradient's chart shows of the many seeds. */
const found = computed(() => {
  const [told, read] = [memory.value, run.value];
  if (!told || !read || !words.value || told.distances.length !== read.tokens.length) return null;
  return seedsLayer(told, {
    tokens: read.tokens,
    back: readsBack(read),
    names: { own: t("memory-this"), median: t("memory-median"), half: t("memory-half") },
    say: (at) => (at === null ? t(...ofThis(told, unit())) : tell(told, at)),
  });
});

/** What one step reads. */
const unit = () => (run.value ? unitOf(run.value) : "word");

/** How the many fare. @param {Memory} answer */
function others(answer) {
  if (answer.seeds < 2) return "";
  const saying = ofMany(answer, t("memory-never"));
  return saying ? t(...saying) : "";
}

/** What is left at a step. @param {Memory} answer @param {number} at */
function tell(answer, at) {
  const there = answer.distances[answer.distances.length - 1 - at];
  if (!there) return "";
  const level = (/** @type {number | null} */ log10) => (log10 === null ? "0" : power(log10));
  return t(answer.seeds < 2 ? "memory-point-alone" : "memory-point", {
    distance: String(there.distance),
    token: run.value ? named(run.value, there.t) : "",
    level: level(there.log10_norm),
    low: level(there.p25),
    high: level(there.p75),
    seeds: String(answer.seeds),
  });
}
