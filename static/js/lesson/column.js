/** The lesson: a column beside the stage whose paragraphs set the stage. */
import { effect } from "../../vendor/signals.js";
import { guess, openChapter } from "../page/actions.js";
import { present } from "../page/opening.js";
import { calm, fields, guessing, lesson, run, view } from "../page/state.js";
import { find, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { CHAPTERS, poseOf, stopAt } from "./chapters.js";
import { bindOwn, current, guessed, isShown, sceneAt, waits } from "./progress.js";
import { makeStop } from "./stops.js";

/** The time without a scroll, in ms, after which the reader has arrived. */
const RESTED = 120;
/** Where in the column a paragraph is placed, as a share of its height. */
const EYE = 0.12;
/** The gap between the sheet and the element below it, and the part that fades at its end, in px. */
const [GAP, FADE] = [8, 28];

/** Takes the paragraphs of the last chapter apart. @type {(() => void)[]} */
let undo = [];
/** @type {Promise<void> | null} */
let bound = null;
/** True while the reader scrolls the column; it also moves by itself, and with what opens and closes in it. */
let byHand = false;
/** Whether the column is where the lesson has put it; then it follows the words as they load. */
let led = false;

/**
 * @param {boolean} bare whether the address names a chapter and nothing else: then the chapter says what to show
 * @returns {Promise<void>}
 */
export function bindLesson(bare) {
  bound ??= dress().then(() => {
    bind();
    if (lesson.value === null) return;
    if (bare) go(current.value.chapter, 1);
    else if (isOver()) bring([find("#stage")]);
  });
  return bound;
}

/** Go on where the reader left. */
export function resume() {
  const { chapter, number } = current.peek();
  go(chapter || 1, number || 1);
}

/** The column's own style sheet, before it is seen. */
const dress = () =>
  new Promise((/** @type {(value?: undefined) => void} */ done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = `${document.body.dataset.static}/css/lesson.css`;
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => done());
    document.head.append(link);
  });

function bind() {
  const aside = find("#lesson");
  bindButtons();
  bindOwn();
  effect(() => {
    aside.toggleAttribute("hidden", lesson.value === null);
    find(".desk").classList.toggle("reading", lesson.value !== null);
    if (lesson.value !== null && chapterOf(lesson.value) !== current.peek().chapter) turn(chapterOf(lesson.value), 0);
    if (lesson.value === null) light(null);
  });
  effect(() => {
    find(".desk").classList.toggle("guessing", guessing.value);
    for (const part of document.querySelectorAll("main > :is(.panels, .act)"))
      part.toggleAttribute("inert", guessing.value);
  });
  effect(() => header(current.value.chapter));
  effect(() => guess(lesson.value !== null && waits(current.value)));
  effect(() => {
    const { chapter, number } = current.value;
    if (chapter && !number && run.value?.asked === fields.value) recognise(chapter);
  });
  addEventListener("popstate", () => {
    current.value = { ...current.value, number: 0 };
  });
  bindKeys(aside);
  bindScroll(find(".leaf", aside));
}

/** @param {number} n */
const chapterOf = (n) => Math.min(Math.max(Math.round(n), 1), CHAPTERS.length);

/** Where the page shows what a paragraph speaks of, that is where the reader is. @param {number} chapter */
function recognise(chapter) {
  const found = CHAPTERS[chapter - 1]?.stops.findIndex((_, i) => isShown({ chapter, number: i + 1 })) ?? -1;
  if (found >= 0) current.value = { chapter, number: found + 1 };
}

/**
 * Make a paragraph the one that the page follows, and set the page to it.
 * @param {number} chapter
 * @param {number} number
 * @param {boolean} [scroll] whether the column moves to it
 */
function go(chapter, number, scroll = true) {
  byHand = false;
  turn(chapter, number);
  openChapter(chapter);
  const at = current.peek();
  present(sceneAt(at));
  const { panel } = poseOf(stopAt(chapter, number), guessed(at) !== undefined);
  light(panel && !waits(at) ? find(panel) : null);
  led = scroll;
  if (scroll) turnTo(number);
  requestAnimationFrame(() =>
    panel ? bring([find(panel)]) : bring(isOver() ? [find("#stage")] : [find("#stage"), find(".transport")]),
  );
}

/** @param {number} chapter @param {number} number */
function turn(chapter, number) {
  if (chapter !== current.peek().chapter) build(chapter);
  current.value = { chapter, number };
}

/** @param {number} chapter */
function build(chapter) {
  for (const each of undo) each();
  const made = CHAPTERS[chapter - 1]?.stops.map((stop, i) => makeStop(stop, { chapter, number: i + 1 }, go)) ?? [];
  undo = made.map(({ dispose }) => dispose);
  find(".stops").replaceChildren(...made.map(({ element }) => element));
  find(".leaf").scrollTop = 0;
}

/** Title, chapters and sources. @param {number} chapter */
function header(chapter) {
  if (!words.value || !chapter) return;
  say(find("#lesson-title"), t(`lesson-${chapter}-title`));
  const titles = CHAPTERS.map((_, i) => t("lesson-chapter", { n: String(i + 1), title: t(`lesson-${i + 1}-title`) }));
  for (const [i, button] of [...find(".chapters").children].entries()) {
    button.setAttribute("title", titles[i] ?? "");
    button.setAttribute("aria-label", titles[i] ?? "");
    if (i + 1 === chapter) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  const onward = find("#lesson .onward");
  onward.toggleAttribute("hidden", chapter === CHAPTERS.length);
  if (chapter < CHAPTERS.length) say(onward, t("lesson-onward", { title: t(`lesson-${chapter + 1}-title`) }));
  const sources = CHAPTERS[chapter - 1]?.sources ?? [];
  find("#lesson .sources").replaceChildren(
    ...sources.map((name) => {
      const item = document.createElement("li");
      item.textContent = t(`lesson-source-${name}`);
      return item;
    }),
  );
}

function bindButtons() {
  find("#lesson .chapters").replaceChildren(
    ...CHAPTERS.map((_, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = String(i + 1);
      button.addEventListener("click", () => go(i + 1, 1));
      return button;
    }),
  );
  find("#lesson-previous").addEventListener("click", () => walk(-1));
  find("#lesson-following").addEventListener("click", () => walk(1));
  find("#lesson-close").addEventListener("click", close);
  find("#lesson .onward").addEventListener("click", () => go(current.value.chapter + 1, 1));
}

function close() {
  openChapter(null);
  find("#lesson-open").focus();
}

/** The paragraph before or after, over the chapters' borders. @param {1 | -1} by */
function walk(by) {
  const { chapter, number } = current.value;
  const next = number + by;
  if (stopAt(chapter, next)) return go(chapter, next);
  const beside = CHAPTERS[chapter - 1 + by];
  if (beside) go(chapter + by, by > 0 ? 1 : beside.stops.length);
}

/** @param {HTMLElement} aside */
function bindKeys(aside) {
  const typed = "input, select, textarea, pre";
  aside.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
    const by = /** @type {Record<string, 1 | -1>} */ ({ ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 })[
      event.key
    ];
    if (!by || target.closest(typed) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    walk(by);
    if (!target.closest("button")) find(`.passage:nth-child(${current.value.number})`).focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    const elsewhere = /** @type {Element} */ (event.target).closest(`${typed}, [popover], [role=dialog]`);
    // inside the cell, Escape leaves the cell
    if (event.key === "Escape" && lesson.value !== null && view.value !== "cell" && !elsewhere) close();
  });
}

/**
 * The page shows the paragraph that the reader scrolls to: the line that selects it goes down as the column goes up.
 * @param {HTMLElement} leaf
 */
function bindScroll(leaf) {
  let waiting = 0;
  const rest = () => {
    if (!byHand) return;
    byHand = false;
    const most = leaf.scrollHeight - leaf.clientHeight;
    const line = leaf.scrollTop + (leaf.scrollTop / most) * leaf.clientHeight;
    const stops = /** @type {HTMLElement[]} */ ([...leaf.querySelectorAll(".passage")]);
    const number = Math.max(1, stops.filter((stop) => stop.offsetTop <= line).length);
    if (lesson.value !== null && number !== current.value.number) go(current.value.chapter, number, false);
  };
  for (const hand of ["wheel", "touchmove", "pointerdown"])
    leaf.addEventListener(
      hand,
      ({ target }) => {
        // a press on the column itself is one on its scroll bar
        byHand ||= hand !== "pointerdown" || target === leaf;
        if (byHand) led = false;
      },
      { passive: true },
    );
  new ResizeObserver(() => {
    if (led && isOver()) turnTo(current.value.number);
  }).observe(find(".stops", leaf));
  leaf.addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(rest, RESTED);
  });
}

/**
 * Scroll the column, never the page, to a paragraph; a sheet has no room for the end of the one before.
 * @param {number} number
 */
function turnTo(number) {
  const leaf = find(".leaf");
  const stop = find(`.passage:nth-child(${number})`);
  const before = isOver() ? 0 : EYE * leaf.clientHeight;
  // where the first one does not fit below the title, the title goes
  const fits = !isOver() || stop.offsetTop + stop.offsetHeight <= leaf.clientHeight - FADE;
  const wanted = number === 1 && fits ? 0 : stop.offsetTop - before;
  const top = Math.min(Math.max(wanted, 0), leaf.scrollHeight - leaf.clientHeight);
  if (Math.abs(top - leaf.scrollTop) < 1) return;
  leaf.scrollTo({ top, behavior: calm.value ? "auto" : "smooth" });
}

/** Whether the lesson is a sheet over the page, as on a narrow one. */
const isOver = () => getComputedStyle(find("#lesson")).getPropertyValue("--over").trim() === "1";

/** Put a frame around a panel, or around none. @param {Element | null} panel */
function light(panel) {
  for (const lit of document.querySelectorAll(".panel.lit")) if (lit !== panel) lit.classList.remove("lit");
  panel?.classList.add("lit");
}

/**
 * Scroll the page to some elements: below a sheet they begin, beside a column it is moved as little as shows them.
 * @param {Element[]} elements
 */
function bring(elements) {
  const boxes = elements.map((element) => element.getBoundingClientRect());
  const [top, bottom] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
  const by = isOver() ? top - find("#lesson").offsetHeight - GAP : lack(top, bottom);
  if (Math.abs(by) >= 1) scrollBy({ top: by, behavior: calm.value ? "auto" : "smooth" });
}

/** How far what lies between two heights is out of the window. @param {number} top @param {number} bottom */
function lack(top, bottom) {
  if (top >= 0 && bottom <= innerHeight) return 0;
  return top < 0 ? top : Math.min(bottom - innerHeight, top);
}
