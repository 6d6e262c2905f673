/** Two sentences side by side: the page's own and another, read by the same network. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { columnOf, draw, HEIGHT, MARGIN } from "../charts/beside.js";
import { said, stepAt } from "../charts/plot.js";
import { atAnEnd, bindSteps } from "../gestures/steps.js";
import { readBeside } from "../page/actions.js";
import { comparable, fetchPair, suggested, tooLong } from "../page/beside.js";
import { near, paced } from "../page/pace.js";
import { questions } from "../page/question.js";
import { ask } from "../page/shown-run.js";
import { beside, fields, lang, pointed, run, scheme } from "../page/state.js";
import { find, sayRich, tall, widthOf } from "../pen/dom.js";
import { patch } from "../pen/svg.js";
import { align } from "../run/alignment.js";
import { differences } from "../run/differences.js";
import { placeOf } from "../run/reading-order.js";
import { besideTable } from "../tables/beside.js";
import { bindTable } from "../widgets/chart-table.js";
import { bindComplaint, complaintOf } from "../widgets/refusals.js";
import { t, words } from "../words/i18n.js";
import { parting } from "../words/parting.js";
import { tag } from "../words/spoken-language.js";
import { tokenName } from "../words/tokens.js";

/**
 * @import {Two} from "../charts/beside.js"
 * @import {Failure, Fields, Pair, Run} from "../types.js"
 */

/** The last good answer, and why there is none. */
const two = signal(/** @type {Two | null} */ (null));
const trouble = signal(/** @type {Failure | null} */ (null));
/** How often the same was asked for again. */
const again = signal(0);

/** The page's run, where another can be read beside it. */
const subject = computed(() =>
  run.value?.asked && comparable(run.value.asked) && !tooLong(run.value) ? run.value : null,
);
/** What the second sentence is: the reader's, or the page's own with a word changed. */
const second = computed(
  () => beside.value ?? (subject.value?.asked ? suggested(subject.value, subject.value.asked) : ""),
);

/** The steps of the page are in the order of reading, those of this panel in that of the sentence. */
const pointedPlace = computed(() =>
  pointed.value === null || !two.value ? null : placeOf(two.value.first, pointed.value),
);

export function bindBeside() {
  const panel = find(".sentences");
  bindQuestion(near(panel));
  bindForm(panel);
  bindPicture(find("#beside"));
  effect(() => {
    if (words.value) sayRich(find("#beside-say"), caption());
  });
}

/** @typedef {{fields: Fields, sentence: string}} Wish */
/** @type {ReturnType<typeof questions<Wish, [Run, Run]>>} */
const question = questions({
  fetch: ({ fields: own, sentence }, signal) => fetchPair(own, sentence, { lang: lang.peek(), signal }),
  show: ([first, other]) => {
    trouble.value = null;
    two.value = tooLong(other) ? null : together(first, other);
    if (!two.value) trouble.value = { passing: false, sentence: t("beside-too-long"), problems: [] };
  },
  fail: (failure) => {
    trouble.value = failure;
  },
});

/** @param {Run} first @param {Run} other @returns {Two} */
function together(first, other) {
  const pairs = align(first.tokens, other.tokens);
  return { first, second: other, pairs, apart: differences(first, other, pairs) };
}

/** A writer's pause, ms. */
const PAUSE = 200;

/** Ask whenever one of the sentences or the network changes, while the panel is near. @param {{value: boolean}} seen */
function bindQuestion(seen) {
  effect(() => {
    if (!seen.value || !subject.value?.asked || !second.value.trim() || !lang.value || again.value < 0) return;
    question.ask({ fields: subject.value.asked, sentence: second.value }, beside.value === null ? 0 : PAUSE);
  });
}

/** @param {HTMLElement} panel */
function bindForm(panel) {
  const input = /** @type {HTMLInputElement} */ (find("#beside-text", panel));
  const suggest = find("#beside-suggest", panel);
  input.addEventListener("input", () => readBeside(input.value));
  // an emptied box says what is read in its place once its writer is gone
  input.addEventListener("blur", () => {
    input.value = second.value;
  });
  suggest.addEventListener("click", () => readBeside(null));
  find("#beside-form", panel).addEventListener("submit", (event) => {
    event.preventDefault();
    exchange();
  });
  effect(() => {
    if (input.value !== second.value && (beside.value !== null || input !== document.activeElement))
      input.value = second.value;
    tag(input, second.value);
    suggest.toggleAttribute("disabled", beside.value === null);
  });
  const retry = () => {
    again.value += 1;
  };
  const back = () => readBeside(null);
  bindComplaint(
    input,
    () => trouble.value && complaintOf(trouble.value, beside.value === null ? { retry } : { retry, back }),
  );
}

/** The second sentence becomes the page's, and the page's the second. */
function exchange() {
  const [own, other] = [fields.value.sentence, second.value];
  if (!other.trim() || !subject.value) return;
  readBeside(own);
  ask({ sentence: other, loss_at: null, target: null });
}

/** @param {HTMLElement} svg */
function bindPicture(svg) {
  const width = widthOf(svg);
  const at = paced(svg);
  tall(svg, HEIGHT);
  effect(() => {
    const shown = two.value;
    if (!shown || !subject.value || !words.value || width.value < 64) return patch(svg, []);
    const options = { width: width.value, scheme: scheme.value, equal: t("beside-equal"), pointed: pointedPlace.value };
    patch(svg, draw(shown, Math.min(at.value, 2 * shown.first.tokens.length), options));
  });
  bindTable(svg, () => two.value && besideTable(two.value, columnOf(two.value.pairs, pointedPlace.value)));
  const hit = (/** @type {MouseEvent} */ event) => {
    const px = event.clientX - svg.getBoundingClientRect().left;
    const pairs = two.value?.pairs ?? [];
    if (px < MARGIN.left || !pairs.length) return null;
    const place = pairs[stepAt(px, { width: width.value, margin: MARGIN, T: pairs.length })]?.a ?? null;
    return place === null || !two.value ? null : placeOf(two.value.first, place);
  };
  bindSteps(
    svg,
    hit,
    atAnEnd(() => two.value?.first.tokens.length ?? 0),
  );
}

/** Where the two part and whether they meet; of a step that is pointed at, how far they are apart there. */
function caption() {
  const own = run.value?.asked;
  if (own && !comparable(own)) return t("beside-numbers");
  if (run.value && !subject.value) return t("beside-too-long");
  if (!two.value) return "";
  const { first, second: other, pairs, apart } = two.value;
  const k = columnOf(pairs, pointedPlace.value) ?? -1;
  if (k >= 0) return here(first, other, /** @type {Pair} */ (pairs[k]), apart[k]);
  return parting(first, other, pairs, apart)
    .map(([key, args]) => t(key, args))
    .join(" ");
}

/** @param {Run} first @param {Run} other @param {Pair} pair @param {number | null | undefined} apart */
function here(first, other, { a, b }, apart) {
  const args = { one: tokenName(first.tokens[Number(a)]), other: b === null ? "" : tokenName(other.tokens[b]) };
  if (apart === undefined) return t("beside-here-gap", args);
  return t("beside-here", { ...args, size: said(apart), same: args.one === args.other ? "yes" : "no" });
}
