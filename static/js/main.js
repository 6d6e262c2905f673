/** Wiring, nothing else. */

import { computed, effect } from "../vendor/signals.js";
import { toggle } from "./page/actions.js";
import { parse } from "./page/address.js";
import { bindAddress, openCurrentAddress } from "./page/address-bar.js";
import { fetchLimits, learnCells } from "./page/api.js";
import { attempt, attemptNow } from "./page/attempt.js";
import { firstWords } from "./page/first-words.js";
import { bindLater, bindWhen, onFirstHand } from "./page/lazy.js";
import { startClock } from "./page/player.js";
import { insist, WORDS } from "./page/retry.js";
import { calm, intro, lang, langChosen, layer, mode, playing, run, scheme, u, writable } from "./page/state.js";
import { dress } from "./pen/style-sheet.js";
import { fallBack, speakOf } from "./words/i18n.js";

/**
 * Panels: their code comes when they are open and come near, or when the gradient's chart shows their layer.
 * @type {[string, () => Promise<void>, string?][]}
 */
const LATER = [
  [".panel.pinned", () => import("./views/pinned.js").then(({ bindPinned }) => bindPinned())],
  [".panel.squash", () => import("./views/squash.js").then(({ bindSquash }) => bindSquash())],
  [".trajectory", () => import("./views/trajectory.js").then(({ bindTrajectory }) => bindTrajectory())],
  [".forecast", () => import("./views/forecast.js").then(({ bindForecast }) => bindForecast())],
  [".neurons", () => import("./views/neurons.js").then(({ bindNeurons }) => bindNeurons())],
  [".exercise", () => import("./views/exercise.js").then(({ bindExercise }) => bindExercise())],
  [".dial", () => import("./views/dial.js").then(({ bindDial }) => bindDial()), "dial"],
  [".memory", () => import("./views/memory.js").then(({ bindMemory }) => bindMemory()), "seeds"],
  [".compare", () => import("./views/compare.js").then(({ bindCompare }) => bindCompare()), "cells"],
  [".whatif", () => import("./views/whatif.js").then(({ bindWhatIf }) => bindWhatIf()), "whatif"],
  [".clipping", () => import("./views/clipping.js").then(({ bindClipping }) => bindClipping())],
  [".sentences", () => import("./views/beside.js").then(({ bindBeside }) => bindBeside())],
  [".experiment", () => import("./views/experiment.js").then(({ bindExperiment }) => bindExperiment())],
  [".lab", () => import("./views/lab.js").then(({ bindLab }) => bindLab())],
  [".trust", () => import("./views/trust.js").then(({ bindTrust }) => bindTrust())],
];

/** A page that is looked at for this long, ms, has the tables of its pictures too. */
const LONG = 15_000;

/** Follow a preference of the system. @param {string} query @param {(matches: boolean) => void} set */
function follow(query, set) {
  const media = matchMedia(query);
  set(media.matches);
  media.addEventListener("change", () => set(media.matches));
}

follow("(prefers-color-scheme: dark)", (dark) => {
  scheme.value = dark ? "dark" : "light";
});
follow("(forced-colors: active)", (forced) => {
  if (forced) dress("forced");
});
follow("(prefers-reduced-motion: reduce)", (reduce) => {
  calm.value = reduce;
});

intro.value = document.documentElement.classList.contains("intro");
lang.value = document.documentElement.lang;
langChosen.value = parse(location.search).lang === lang.value;
for (const { dataset } of document.querySelectorAll(/** @type {"button"} */ ("[data-fallback]")))
  fallBack(String(dataset.lang), String(dataset.fallback));
if (!("popover" in HTMLElement.prototype)) await attempt(() => import("./page/popovers.js"));
if (!("inert" in HTMLElement.prototype)) attempt(() => import("./page/inert.js").then(({ bindReach }) => bindReach()));
// what is not learnt now is asked for again with the first run
await Promise.all([firstWords(), learnCells().catch(() => {})]);

/** The opening comes with its own code; where that does not come, the page is there. When it has gone, time begins. */
function bindOpening() {
  if (!intro.value) return;
  import("./views/intro.js")
    .then(({ bindIntro }) => bindIntro())
    .catch(() => {
      document.documentElement.classList.remove("intro");
      intro.value = false;
    });
  const stop = effect(() => {
    if (intro.value) return;
    queueMicrotask(() => stop());
    if (run.peek() && u.peek() === 0 && !playing.peek() && !calm.peek()) toggle();
  });
}

/** The text of the acts, whose code and words come when it is read: not before the opening has ended. */
async function column() {
  const words = speakOf("lesson");
  const [code] = await Promise.all([import("./lesson/column.js"), words]);
  return code;
}
const bindActs = () =>
  column()
    .then(({ bindColumn }) => bindColumn())
    .finally(() => {
      // what stands below the text is seen once it has its place
      document.body.dataset.told = "";
    });
const seen = computed(() => !intro.value);
const showsActs = computed(() => mode.value === "acts" && seen.value);

/** Panels have their place once the text that they belong to is there. */
async function bindPanels() {
  if (showsActs.value) await column();
  for (const [selector, bind, name] of LATER)
    bindLater(
      selector,
      bind,
      computed(() => layer.value === name),
    );
  bindWhen(writable, () => import("./views/write-on.js").then(({ bindWriteOn }) => bindWriteOn()));
}

/** The first screen's code comes by itself: the opening needs less, and is not to wait for it. */
const bindScreen = () =>
  import("./views/first-screen.js").then(({ bindFirstScreen }) =>
    bindFirstScreen((number) => column().then(({ turnToAct }) => turnToAct(number))),
  );

attemptNow(bindOpening);
const screen = insist(bindScreen, WORDS);
if (!intro.peek()) await screen;
attemptNow(startClock);
await attempt(openCurrentAddress);
await screen;
bindWhen(showsActs, bindActs);
bindWhen(seen, bindPanels);
if (showsActs.value) await attempt(column);
attemptNow(bindAddress);
document.body.dataset.ready = "";
// waited for only by a request that may be too much
onFirstHand(fetchLimits);
onFirstHand(() => import("./widgets/handout.js").then(({ bindHandout }) => bindHandout()));
onFirstHand(() => import("./widgets/late.js").then(({ bindLate }) => bindLate()));
// a voice gives no sign of a hand
onFirstHand(() => import("./widgets/first-tables.js").then(({ bindFirstTables }) => bindFirstTables()), LONG);
