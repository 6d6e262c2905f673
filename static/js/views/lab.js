/** The Hangul lab: one sentence by words, syllables and letters, and sentences that show something. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { draw, height, MARGIN } from "../charts/lab.js";
import { said } from "../charts/plot.js";
import { fetchHangul } from "../page/fonts.js";
import { EXAMPLES, fetchGrains, GRAINS, suits } from "../page/lab.js";
import { near } from "../page/pace.js";
import { questions } from "../page/question.js";
import { ask } from "../page/shown-run.js";
import { fields, labText, lang, run, scheme } from "../page/state.js";
import { find, say, sayRich, tall, widthOf } from "../pen/dom.js";
import { clamp } from "../pen/math.js";
import { patch } from "../pen/svg.js";
import { tokenAt } from "../run/grains.js";
import { grainsTable } from "../tables/lab.js";
import { bindTable } from "../widgets/chart-table.js";
import { bindComplaint, complaintOf } from "../widgets/refusals.js";
import { ofCuts } from "../words/cutting.js";
import { t, words } from "../words/i18n.js";
import { quotes, tag } from "../words/spoken-language.js";
import { tokenName } from "../words/tokens.js";

/** @import {Failure, Fields, GrainRun} from "../types.js" */

/** The page's last sentence that suits, or a ready one. */
const found = signal("");
/** What is read: that, or what was typed here. */
const text = computed(() => labText.value || found.value);
/** The last good answers, what they read, and why there is none. */
const readings = signal(/** @type {GrainRun[]} */ ([]));
const trouble = signal(/** @type {Failure | null} */ (null));
/** How often the same was asked for again. */
const again = signal(0);
/** The place of the text that is pointed at, 0…1. */
const pointedAt = signal(/** @type {number | null} */ (null));

export function bindLab() {
  const panel = find(".lab");
  fetchHangul();
  found.value = t("lab-korean-honorific");
  adopt();
  bindQuestion(near(panel));
  bindForm(panel);
  bindPicture(find("#lab-picture", panel));
  for (const list of panel.querySelectorAll("[data-set]")) bindExamples(list);
}

/** A new sentence of the page is read here too, where it has letters to show. */
function adopt() {
  const sentence = computed(() => run.value?.sentence ?? "");
  let before = sentence.peek();
  effect(() => {
    if (!suits(sentence.value)) return;
    found.value = sentence.value;
    // a link's own text stays beside the sentence that it came with
    if (sentence.value !== before) labText.value = "";
    before = sentence.value;
  });
}

/** @type {ReturnType<typeof questions<{fields: Fields, sentence: string}, GrainRun[]>>} */
const question = questions({
  fetch: ({ fields: own, sentence }, signal) => fetchGrains(own, sentence, { lang: lang.peek(), signal }),
  show: (next) => {
    pointedAt.value = null;
    trouble.value = null;
    readings.value = next;
  },
  fail: (failure) => {
    trouble.value = failure;
  },
});

/** Ask whenever the text or the network changes, while the panel is near. @param {{value: boolean}} seen */
function bindQuestion(seen) {
  effect(() => {
    if (seen.value && text.value.trim() && run.value?.asked && again.value >= 0)
      question.ask({ fields: run.value.asked, sentence: text.value });
  });
}

/** @param {HTMLElement} panel */
function bindForm(panel) {
  const input = /** @type {HTMLInputElement} */ (find("#lab-text", panel));
  effect(() => {
    const emptied = input.value === "" && document.activeElement === input;
    if (!emptied && input.value.trim() !== text.value.trim()) input.value = text.value;
    tag(input, text.value);
  });
  input.addEventListener("input", () => {
    labText.value = input.value;
  });
  find("#lab-form", panel).addEventListener("submit", (event) => {
    event.preventDefault();
    choose(input.value);
  });
  const retry = () => {
    again.value += 1;
  };
  const back = () => {
    labText.value = "";
  };
  bindComplaint(input, () => trouble.value && complaintOf(trouble.value, labText.value ? { retry, back } : { retry }));
}

/** Read a sentence here and on the whole page. @param {string} sentence */
function choose(sentence) {
  labText.value = sentence;
  ask({ sentence, tokenizer: "word", loss_at: null, target: null, inputs: null, labels: null, token_ids: null });
}

/** @param {HTMLElement} svg */
function bindPicture(svg) {
  const width = widthOf(svg);
  effect(() => {
    if (!readings.value.length || !words.value || width.value < 64) return patch(svg, []);
    const names = Object.fromEntries(GRAINS.map((grain) => [grain, t(`lab-grain-${grain}`)]));
    tall(svg, height(readings.value, width.value));
    patch(svg, draw(readings.value, { width: width.value, scheme: scheme.value, names, place: pointedAt.value }));
  });
  effect(() => {
    if (words.value && readings.value.length) sayRich(find("#lab-say"), caption(readings.value));
  });
  bindTable(svg, () => grainsTable(readings.value, pointedAt.value));
  svg.addEventListener("pointermove", (event) => {
    const { left, right } = MARGIN;
    const px = event.clientX - svg.getBoundingClientRect().left;
    pointedAt.value = px < left ? null : clamp((px - left) / (width.value - left - right), 0, 1);
  });
  for (const gone of ["pointerleave", "blur"])
    svg.addEventListener(gone, () => {
      pointedAt.value = null;
    });
  svg.addEventListener("keydown", walk);
}

/** Up and down go through the finest tokens. @param {KeyboardEvent} event */
function walk(event) {
  const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  const spans = readings.value.at(-1)?.spans ?? [];
  if (by) {
    const at = pointedAt.value === null ? (by > 0 ? -1 : spans.length) : tokenAt(spans, pointedAt.value);
    const span = spans[clamp(at + by, 0, spans.length - 1)];
    pointedAt.value = span ? (span.from + span.to) / 2 : null;
  } else if (event.key === "Escape" && pointedAt.value !== null) pointedAt.value = null;
  else return;
  event.preventDefault();
}

/** What the picture says: of a place in the text, or of its beginning. @param {GrainRun[]} all */
function caption(all) {
  const at = pointedAt.value;
  if (at === null) {
    return t(...ofCuts(all));
  }
  const list = all.map(({ grain, run, spans }) => {
    const i = tokenAt(spans, at);
    return t("lab-here", { grain, token: tokenName(run.tokens[i]), level: said(run.steps[i]?.log10_grad_norm) });
  });
  return list.join(" · ");
}

/** Sentences of one language, each with what to look for. @param {Element} list */
function bindExamples(list) {
  const set = list.getAttribute("data-set") ?? "";
  const code = set === "korean" ? "ko" : "en";
  const items = (EXAMPLES[set] ?? []).map((name) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const why = document.createElement("p");
    const sentence = () => t(`lab-${set}-${name}`);
    button.type = "button";
    button.lang = code;
    why.id = `lab-${set}-${name}-why`;
    button.setAttribute("aria-describedby", why.id);
    button.addEventListener("click", () => choose(sentence()));
    effect(() => {
      if (!words.value) return;
      say(button, sentence());
      button.title = t("hint-lab-set");
      explain(why, t(`lab-${set}-${name}-why`), code);
      button.setAttribute("aria-pressed", String(fields.value.sentence === sentence()));
    });
    item.append(button, why);
    return item;
  });
  list.replaceChildren(...items);
}

/**
 * What to look for, in the page's language; the words it quotes are the sentence's.
 * @param {HTMLElement} place
 * @param {string} text
 * @param {string} code the sentence's language
 */
function explain(place, text, code) {
  if (code === lang.peek()) return say(place, text);
  const pieces = quotes(text, code).map(({ text, quoted }) => {
    if (!quoted) return text;
    const span = document.createElement("span");
    span.lang = code;
    span.textContent = text;
    return span;
  });
  place.replaceChildren(...pieces);
}
