/**
 * The opening: the first half minute of a first visit. Its picture is drawn by the stage's own scene from a run of its own,
 * so that the page behind it stays as it was opened, whatever the reader does to W_h here.
 * @import {Mark, Run} from "../types.js"
 * @import {Seen} from "../lesson/intro.js"
 */
import { computed, effect, signal } from "../../vendor/signals.js";
import { beginsAt, INTRO, STILLS, seenAt, seenIn } from "../lesson/intro.js";
import { calm, intro, run, scheme } from "../page/state.js";
import { find, say } from "../pen/dom.js";
import { clamp } from "../pen/math.js";
import { patch } from "../pen/svg.js";
import { saidAt } from "../run/head.js";
import { layout } from "../scenes/layout.js";
import { draw } from "../scenes/unrolled.js";
import { bindHandle } from "../widgets/intro-handle.js";
import { hideWaiting, placeWords } from "../widgets/intro-words.js";
import { t, words } from "../words/i18n.js";
import { percentWords, powerWords } from "../words/power-words.js";

/** The chain as a whole has this width, px; where there is more room it is drawn larger, at most so many times. */
const [WHOLE, LARGEST] = [1216, 1.5];
/** Rolled up, it is so much larger, where there is room. */
const ROLLED = 1.35;
/** What the words above and the line below the picture take, px, and in a low window; the air beside it. */
const AROUND = { high: 290, low: 60 };
const AIR = 16;
/** A window as low as a phone on its side, px. */
const LOW = 480;
/** The share of the step back in which the gradient has come to its word. */
const ARRIVES = 0.3;
/** Keys that are held for another. */
const HELD = ["Shift", "Control", "Alt", "Meta"];

/** Show it, until a reader has pulled the handle or has had enough. */
export function bindIntro() {
  const section = find("#intro");
  document.documentElement.dataset.intro = "";
  document.documentElement.dispatchEvent(new Event("intro"));
  const shown = signal(/** @type {Run | null} */ (null));
  const waits = effect(() => {
    if (run.value && !shown.peek()) shown.value = run.value;
  });
  const story = playing(shown);
  const picture = bindPicture(section, shown, story.seen);
  const tell = (/** @type {string} */ text) => say(find(".say", section), text);
  const handle = bindHandle(find(".pull", section), {
    shown,
    at: picture.at,
    waits: computed(() => isLast(story.seen.value)),
    left: (each) => left(each, 0),
    say: tell,
    end,
  });
  const told = effect(() => {
    if (words.value && shown.value && !(isLast(story.seen.value) && shown.value !== run.peek()))
      tell(sentenceOf(shown.value, story.seen.value));
  });
  const stops = [
    waits,
    story.stop,
    picture.stop,
    handle,
    told,
    bindWays(section, story, end),
    bindEnd(story.seen, end),
  ];
  let ended = false;
  function end() {
    if (ended) return;
    ended = true;
    for (const stop of stops) stop();
    leave(section);
  }
}

/** @param {Seen} seen */
const isLast = ({ beat }) => beat === INTRO.at(-1);

/** The page comes: what was behind is there, and the sheet fades. @param {HTMLElement} section */
function leave(section) {
  const held = section.contains(document.activeElement);
  section.classList.add("over");
  document.documentElement.classList.remove("intro");
  if (held) find("#stage").focus({ preventScroll: true });
  intro.value = false;
  if (calm.peek()) return section.remove();
  section.addEventListener("transitionend", ({ target }) => {
    if (target === section) section.remove();
  });
}

/** For how many seconds the page has been seen, with its sentence. */
function stood() {
  const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  return painted === undefined ? 0 : (performance.now() - painted) / 1000;
}

/** The clock. With reduced motion it stands at one of four pictures. @param {{value: Run | null, peek(): Run | null}} shown */
function playing(shown) {
  const [seconds, still] = [signal(0), signal(0)];
  const seen = computed(() => {
    const T = shown.value?.tokens.length ?? 1;
    const beat = STILLS[still.value];
    return calm.value && beat ? seenIn(beat, 1, T) : seenAt(seconds.value, T);
  });
  let [before, frame] = [0, 0];
  const tick = (/** @type {number} */ now) => {
    if (shown.peek()) {
      // a tab that slept does not leap
      seconds.value = before ? seconds.value + Math.min((now - before) / 1000, 0.1) : beginsAt(stood());
      before = now;
    }
    if (!isLast(seen.peek())) frame = requestAnimationFrame(tick);
  };
  const follow = effect(() => {
    cancelAnimationFrame(frame);
    if (!calm.value) frame = requestAnimationFrame(tick);
  });
  const stop = () => {
    follow();
    cancelAnimationFrame(frame);
  };
  return { seen, still, stop };
}

/** The room for the picture. */
const room = () => {
  const [wide, high] = [document.documentElement.clientWidth - 2 * AIR, innerHeight];
  return { wide, high, low: high <= LOW };
};

/**
 * The picture, and the words on their way to it.
 * @param {HTMLElement} section
 * @param {{value: Run | null}} shown
 * @param {{value: Seen}} seen
 */
function bindPicture(section, shown, seen) {
  const scene = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (find(".scene", section)));
  const size = signal(room());
  const measure = () => {
    size.value = room();
  };
  addEventListener("resize", measure);
  const at = computed(
    () => shown.value && layout(shown.value, Math.min(size.value.wide, WHOLE), { low: size.value.low }),
  );
  const stops = [
    () => removeEventListener("resize", measure),
    effect(() => {
      if (at.value) resize(section, at.value, size.value, seen.value);
    }),
    effect(() => {
      const { beat, u, unrolled, words: come, waits, pan } = seen.value;
      section.dataset.beat = beat.name;
      section.dataset.hide = beat.hide.join(" ");
      if (!shown.value || !at.value || !words.value) return;
      const { total, width } = at.value;
      // where the eye leaves the playhead, all of the chain is drawn
      const whole = pan < 1 ? { ...at.value, width: Math.max(total, width) } : at.value;
      const marks = draw(shown.value, u, { at: whole, scheme: scheme.value, unrolled });
      patch(scene, beat.hide.includes("answer") ? marks.map(unanswered) : marks);
      hideWaiting(section, come);
      placeWords(section, come, waits);
    }),
  ];
  const stop = () => {
    for (const each of stops) each();
  };
  return { at, stop };
}

/** The chain without what the network answers. @param {Mark} chain @returns {Mark} */
const unanswered = (chain) => ({
  ...chain,
  children: chain.children.filter((part) => typeof part === "string" || part.attrs.key !== "loss"),
});

/**
 * How large the picture is drawn: the chain from one side of the window to the other, one A larger.
 * @param {HTMLElement} section
 * @param {{width: number, height: number, total: number}} at
 * @param {ReturnType<typeof room>} size
 * @param {Seen} seen
 */
function resize(section, { width, height, total }, { wide, high, low }, { unrolled, pan }) {
  const room = (high - (low ? AROUND.low : AROUND.high)) / height;
  const chain = Math.min(wide / width, Math.max(room, 1), LARGEST);
  const rolled = wide < WHOLE / 2 ? chain : clamp(Math.min(chain * ROLLED, room), chain, LARGEST);
  const scale = chain + (rolled - chain) * (1 - unrolled);
  for (const svg of section.querySelectorAll(".place svg")) {
    svg.setAttribute("viewBox", `${pan < 1 ? Math.max(total - width, 0) * pan : 0} 0 ${width} ${height}`);
    svg.setAttribute("width", String(Math.round(width * chain)));
    svg.setAttribute("height", String(Math.round(height * chain)));
  }
  find(".place", section).style.transform = `scale(${scale / chain})`;
}

/** The sentence of a moment. @param {Run} shown @param {Seen} seen */
function sentenceOf(shown, { beat, u }) {
  const last = shown.tokens.length - 1;
  const said = saidAt(shown, last);
  const [likeliest] = [...(said?.words ?? [])].sort((a, b) => b.share - a.share);
  const k = Math.max(Math.min(last, Math.ceil(2 * last + 1 - u - ARRIVES)), 0);
  return t(`intro-${beat.name}`, {
    n: shown.hidden_size,
    said: likeliest?.word ?? "",
    right: said?.right?.word ?? "",
    share: percentWords(said?.right?.share ?? 0) ?? "",
    word: String(shown.tokens[k]),
    left: left(shown, k),
  });
}

/** How much of the gradient that set out is left at step k. @param {Run} shown @param {number} k */
function left(shown, k) {
  const [here, there] = [shown.steps[k]?.log10_grad_norm, shown.steps.at(-1)?.log10_grad_norm];
  if (typeof here !== "number" || typeof there !== "number") return percentWords(0) ?? "";
  return percentWords(10 ** (here - there)) ?? powerWords(here - there) ?? "";
}

/**
 * The buttons: on to the page, and from picture to picture where nothing moves.
 * @param {HTMLElement} section
 * @param {{seen: {value: Seen}, still: {value: number}}} story
 * @param {() => void} end
 */
function bindWays(section, { seen, still }, end) {
  const [before, next, out] = ["before", "next", "end"].map((name) => find(`.ways .${name}`, section));
  const move = (/** @type {number} */ by) => {
    still.value = clamp(still.value + by, 0, STILLS.length - 1);
  };
  out.addEventListener("click", end);
  before.addEventListener("click", () => move(-1));
  next.addEventListener("click", () => move(1));
  return effect(() => {
    const last = isLast(seen.value);
    before.hidden = !calm.value || still.value === 0;
    next.hidden = !calm.value || last;
    out.classList.toggle("chief", last);
    if (words.value) say(out, t(last ? "intro-go" : "intro-skip"));
    if (calm.value && !last) next.focus({ preventScroll: true });
  });
}

/**
 * Any key, click or scroll ends it, but for what is done to the handle and the buttons.
 * @param {{peek(): Seen}} seen
 * @param {() => void} end
 */
function bindEnd(seen, end) {
  const own = (/** @type {Event} */ { target }) => target instanceof Element && Boolean(target.closest(".pull, .ways"));
  const byHand = (/** @type {Event} */ event) => own(event) || end();
  const byKey = (/** @type {KeyboardEvent} */ event) => {
    const { key, ctrlKey, metaKey } = event;
    const waits = calm.peek() || isLast(seen.peek());
    if (HELD.includes(key) || (waits && (key === "Tab" || (own(event) && key !== "Escape")))) return;
    // the key that ends it does nothing else
    if (!ctrlKey && !metaKey) event.preventDefault();
    event.stopPropagation();
    end();
  };
  const signs = ["pointerdown", "wheel", "touchmove"];
  for (const sign of signs) addEventListener(sign, byHand, { capture: true, passive: true });
  addEventListener("keydown", byKey, { capture: true });
  return () => {
    for (const sign of signs) removeEventListener(sign, byHand, { capture: true });
    removeEventListener("keydown", byKey, { capture: true });
  };
}
