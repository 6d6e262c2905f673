/** The text of the acts: a column beside the stage, whose paragraphs set the stage. */
import { batch, effect } from "../../vendor/signals.js";
import { guess, openAct, openChapter, showLayer, unfold } from "../page/actions.js";
import { ACTS, actOf } from "../page/acts.js";
import { NUMBERLESS, parse, TEXTLESS } from "../page/address.js";
import { isDrawn, readsText } from "../page/network.js";
import { present } from "../page/opening.js";
import { nameOf } from "../page/panel-names.js";
import { act, fields, guessing, lesson, mode, run } from "../page/state.js";
import { find, make, outOfReach, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { CHAPTERS, poseOf, stopAt } from "./chapters.js";
import { bindPassages, bringPassage, passageAt } from "./passages.js";
import { bindOwn, current, guessed, isShown, sceneAt, waits } from "./progress.js";
import { makeStop } from "./stops.js";

/** Takes the paragraphs of the last act apart. @type {(() => void)[]} */
let undo = [];
/** The act whose text is there; 0 before the first. */
let built = 0;

/** After the first address is shown, and before the page writes its own. */
export function bindColumn() {
  bindOwn();
  bindButtons();
  effect(() => {
    if (mode.value === "acts" && act.value !== built) build(act.value);
  });
  effect(() => {
    // a chapter that is named by an address, or none
    if (lesson.value === null) current.value = { chapter: 0, number: 0 };
    else if (chapterOf(lesson.value) !== current.peek().chapter)
      current.value = { chapter: chapterOf(lesson.value), number: 0 };
  });
  bindGuessing();
  effect(() => {
    const { chapter, number } = current.value;
    if (mode.value === "acts" && chapter && !number && run.value?.asked === fields.value) recognise(chapter);
  });
  effect(() => {
    if (mode.value === "acts" && current.value.number) unfoldAfter(current.value);
  });
  effect(() => light(mode.value === "acts" ? current.value : { chapter: 0, number: 0 }));
  addEventListener("popstate", () => {
    current.value = { ...current.value, number: 0 };
  });
  bindKeys();
  bindPassages(({ chapter, number }) => go(chapter, number, false));
  if (isBare()) open();
}

/** Whether the address names an act or a chapter and nothing to show: then that says what to show. */
function isBare() {
  const { search, hash } = location;
  const { fields: asked, u, act: number, lesson: chapter } = parse(search);
  const own = new URLSearchParams(search).has("sentence") || !readsText(asked) || !isDrawn(asked);
  return !own && u === null && hash !== TEXTLESS && hash !== NUMBERLESS && (number ?? chapter) !== null;
}

/** Set the page to the beginning of the chapter that the address names, or of its act. */
function open() {
  const chapter = lesson.peek() === null ? Number(ACTS[act.peek() - 1]?.[0]) : chapterOf(Number(lesson.peek()));
  go(chapter, 1, lesson.peek() !== null);
}

/** Open an act by hand: from another act at its first paragraph; from the instrument the moment stays. @param {number} number */
export function turnToAct(number) {
  const before = mode.peek();
  scrollTo({ top: 0 });
  if (before === "acts" && number !== act.peek()) go(Number(ACTS[number - 1]?.[0]), 1, false);
  else openAct(number);
}

/** What is not told yet is not shown. */
function bindGuessing() {
  effect(() => guess(mode.value === "acts" && lesson.value !== null && waits(current.value)));
  effect(() => {
    document.body.classList.toggle("guessing", guessing.value);
    for (const part of document.querySelectorAll(".slot[data-panel], .under")) outOfReach(part, tells(part));
  });
}

/**
 * Whether a part of the page would give away the answer to an open question: each but the one that the question names.
 * @param {Element} part
 */
function tells(part) {
  const { panel } = stopAt(current.value.chapter, current.value.number) ?? {};
  return guessing.value && !(panel && document.querySelector(panel)?.closest(".slot") === part);
}

/** @param {number} n */
const chapterOf = (n) => Math.min(Math.max(Math.round(n), 1), CHAPTERS.length);

/** Where the page shows what a paragraph speaks of, that is where the reader is. @param {number} chapter */
function recognise(chapter) {
  const found = CHAPTERS[chapter - 1]?.stops.findIndex((_, i) => isShown({ chapter, number: i + 1 })) ?? -1;
  const number = found + 1;
  if (number) current.value = { chapter, number };
  bringPassage({ chapter, number: number || 1 });
}

/**
 * Make a paragraph the one that the page follows, and set the page to it.
 * @param {number} chapter
 * @param {number} number
 * @param {boolean} [scroll] whether the column moves to it
 */
function go(chapter, number, scroll = true) {
  batch(() => {
    current.value = { chapter, number };
    openChapter(chapter);
  });
  present(sceneAt(current.peek()));
  if (scroll) bringPassage({ chapter, number });
}

/** Put the text of an act between its panels. @param {number} number */
function build(number) {
  for (const each of undo) each();
  for (const old of document.querySelectorAll(".act .passage, .act .chapter")) old.remove();
  undo = [];
  built = number;
  const panels = find(`#act-${number} .panels`);
  // the text goes on before the next panel that it tells of; after the last one, before those that it does not
  let before = panels.querySelector(".slot.told") ?? panels.querySelector(".slot");
  for (const chapter of ACTS[number - 1] ?? []) {
    panels.insertBefore(title(chapter), before);
    for (const [i, stop] of (CHAPTERS[chapter - 1]?.stops ?? []).entries()) {
      const at = { chapter, number: i + 1 };
      const { element, dispose } = makeStop(stop, at, go);
      element.dataset.place = `${chapter}-${i + 1}`;
      undo.push(dispose);
      panels.insertBefore(element, before);
      for (let left = stop.figures ?? 0; left > 0; left--) before = before?.nextElementSibling ?? null;
    }
  }
  undo.push(header(number));
}

/** @param {number} chapter */
function title(chapter) {
  const element = make("h3", "chapter");
  undo.push(
    effect(() => {
      if (words.value) say(element, t(`lesson-${chapter}-title`));
    }),
  );
  return element;
}

/** The chapters of an act, and the papers that it rests on. @param {number} number */
function header(number) {
  const section = find(`#act-${number}`);
  const chapters = ACTS[number - 1] ?? [];
  const buttons = chapters.map((chapter) => {
    const button = make("button");
    button.type = "button";
    button.textContent = String(chapter);
    button.addEventListener("click", () => go(chapter, 1));
    return { chapter, button };
  });
  find(".chapters", section).replaceChildren(...(chapters.length > 1 ? buttons.map(({ button }) => button) : []));
  const sources = [...new Set(chapters.flatMap((chapter) => CHAPTERS[chapter - 1]?.sources ?? []))];
  return effect(() => {
    if (!words.value) return;
    for (const { chapter, button } of buttons) {
      const name = t("lesson-chapter", { n: String(chapter), title: t(`lesson-${chapter}-title`) });
      button.title = name;
      if (chapter === current.value.chapter) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    find(".sources", section).replaceChildren(
      ...sources.map((name) => {
        const item = make("li");
        item.textContent = t(`lesson-source-${name}`);
        return item;
      }),
    );
  });
}

function bindButtons() {
  for (const button of document.querySelectorAll(".act .previous")) button.addEventListener("click", () => walk(-1));
  for (const button of document.querySelectorAll(".act .following")) button.addEventListener("click", () => walk(1));
}

/** The paragraph before or after, over the borders of chapters and acts. @param {1 | -1} by */
function walk(by) {
  const { chapter, number } = current.value;
  if (!chapter) return go(Number(ACTS[act.value - 1]?.[0]), 1);
  const next = number + by;
  if (stopAt(chapter, next)) return go(chapter, next);
  const beside = CHAPTERS[chapter - 1 + by];
  if (!beside) return;
  if (actOf(chapter + by) !== act.value) scrollTo({ top: 0 });
  go(chapter + by, by > 0 ? 1 : beside.stops.length);
}

/** Arrows go from paragraph to paragraph while the text has the focus. */
function bindKeys() {
  const typed = "input, select, textarea, pre, .slot, .module";
  find(".article").addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    const keys = /** @type {Record<string, 1 | -1>} */ ({ ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 });
    const by = keys[event.key];
    if (mode.value !== "acts" || event.defaultPrevented || !by || target.closest(typed)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    walk(by);
    const button = target.closest("button")?.className;
    // the button of the act that is open now, or the paragraph
    const next = button && document.querySelector(`#act-${act.value} .${button}`);
    /** @type {HTMLElement | null | undefined} */ (next || passageAt(current.value))?.focus({ preventScroll: true });
  });
}

/** Open the panels that the text tells of after a paragraph. @param {{chapter: number, number: number}} at */
function unfoldAfter(at) {
  for (let next = passageAt(at)?.nextElementSibling; next?.matches(".slot.told"); next = next.nextElementSibling)
    if (!tells(next)) unfold(String(/** @type {HTMLElement} */ (next).dataset.panel));
}

/** Put a frame around the panel that a paragraph speaks of, or around none. @param {{chapter: number, number: number}} at */
function light(at) {
  const stop = at.number ? stopAt(at.chapter, at.number) : undefined;
  const { panel } = stop ? poseOf(stop, guessed(at) !== undefined) : {};
  const found = panel ? document.querySelector(panel) : null;
  const named = found && tells(found.closest(".slot, .under") ?? found) ? null : found;
  // where there is no room for all of them, this one is in sight
  document.body.dataset.spoken = named ? nameOf(named) : "";
  for (const lit of document.querySelectorAll(".panel.lit, .gradient.lit"))
    if (lit !== named) lit.classList.remove("lit");
  named?.classList.add("lit");
  if (stop?.layer) showLayer(stop.layer);
}
