/**
 * How often a picture needs to be drawn: while time flows those beside the stage take turns with it and those out of
 * sight wait, so that the stage keeps its frames.
 */
import { computed, effect, signal } from "../../vendor/signals.js";
import { once } from "../pen/once.js";
import { endOfStep, moment } from "../run/phases.js";
import { isHasty, passes } from "./haste.js";
import { slowNow } from "./slowness.js";
import { calm, lit, openedStep, playing, run, u, view } from "./state.js";
import { visible } from "./visible.js";

/** @import {Run} from "../types.js" */

/** Whether a hand holds the dial: panels with requests of their own wait until it lets go. */
export const held = signal(false);

/** Whether a hand pulls the playhead. */
export const pulled = signal(false);

/** Counts what a hand takes hold of or sends off: what comes of one of them is one entry of the history. */
let gestures = 0;
export const gesture = () => gestures;
/** A hand takes hold of something, or sends it off. */
export function begin() {
  gestures++;
}

/** Whether a hand draws the bars of What if. */
export const drawing = signal(false);

/** Out of sight, a picture is drawn at most this often, in ms, and not while time flows. */
const SELDOM = 250;
/**
 * While time flows, a picture beside the stage is drawn only every few frames, less often where frames come late, and seldom
 * where steps are hasty. Where a long chain passes it is drawn after every third picture of that, in a frame between.
 */
const TURN = { easy: 2, busy: 4, hasty: 8, passing: 3 };
/** Frames that take longer than this on average, in ms, are late; where time is slow, every second one is left out. */
const LATE = { usual: 20, slow: 40 };

/** Whether time flows: by itself, or under a hand. */
export const flowing = computed(() => playing.value || pulled.value);

/** Whether colours are the system's own few, as some readers need, or the page is being printed. */
const plain = signal(false);

if ("matchMedia" in globalThis) {
  const media = matchMedia("print, (forced-colors: active)");
  const look = () => {
    plain.value = media.matches;
  };
  look();
  media.addEventListener("change", look);
}

/**
 * Whether pictures change in every frame, so that a canvas paints what moves in them. While a unit is pointed at, style
 * rules light it in the document (lighting.js).
 */
export const moving = computed(() => flowing.value && !calm.value && !plain.value && !lit.value);

/** The playhead at the last turn of the pictures beside the stage, and of the line of time, which comes between them. */
const turn = signal(0);
const lineTurn = signal(0);

/** What is beside a chain that passes has its turns in frames that are left out there. @param {number} picture counts them */
function beside(picture) {
  const next = picture % TURN.passing === 0 ? turn : picture % TURN.easy === 1 ? lineTurn : null;
  if (!next) return;
  requestAnimationFrame(() => {
    next.value = u.peek();
  });
}

{
  // how late frames usually are: 1 is the limit
  let [frames, before, usual] = [0, 0, 0];
  effect(() => {
    const [at, time] = [u.value, performance.now()];
    const passed = time - before;
    if (passes()) {
      [frames, before] = [frames + 1, time];
      return beside(frames);
    }
    const slow = slowNow();
    usual += (Math.min(passed / (slow ? LATE.slow : LATE.usual), 4) - usual) / 8;
    before = time;
    frames++;
    // the first frame after a rest is everyone's, and so is each one after another was left out
    const everyone = !flowing.value || passed > SELDOM || (slow && usual <= 1);
    const every = isHasty(at) ? TURN.hasty : usual > 1 ? TURN.busy : TURN.easy;
    if (everyone || frames % every === 0) turn.value = at;
    if (everyone || frames % TURN.easy === 1) lineTurn.value = at;
  });
}

/** The playhead as pictures beside the stage see it: exact wherever time stands still. */
const turned = computed(() => (flowing.value ? turn.value : u.value));

/** The playhead as the line of time sees it: exact under a hand, and wherever time stands still. */
export const lineNow = computed(() => (playing.value && !pulled.value ? lineTurn.value : u.value));

/** The moment that pictures beside the stage show. */
export const turnedNow = computed(() => {
  const T = run.value?.tokens.length ?? 0;
  return run.value ? moment(Math.min(turned.value, 2 * T), T) : null;
});

/**
 * The moment that the inside of A shows: the playhead's, or the end of a step that was opened by hand.
 * @param {number} at the playhead
 */
export function insideOf(at) {
  const t = openedStep.value;
  return t === null ? at : endOfStep(t, at, run.value?.tokens.length ?? 0);
}

/** The same for what tells of the inside, which is the playhead's again once A is shut. */
export const insideNow = computed(() => {
  const T = run.value?.tokens.length ?? 0;
  const at = turnedNow.value;
  return at && openedStep.value !== null && view.value === "cell" ? moment(insideOf(at.u), T) : at;
});

/** The playhead as pictures out of sight see it: they wait until time stands. */
const late = signal(0);

{
  let waiting = 0;
  effect(() => {
    const at = u.value;
    if (flowing.value || at === late.peek() || waiting) return;
    waiting = setTimeout(() => {
      waiting = 0;
      if (!flowing.peek()) late.value = u.peek();
    }, SELDOM);
  });
}

/** The run as pictures out of sight see it, where only its numbers change. */
const lateRun = signal(run.peek());

{
  let waiting = 0;
  effect(() => {
    if (run.value !== lateRun.peek() && !waiting)
      waiting = setTimeout(() => {
        waiting = 0;
        lateRun.value = run.peek();
      }, SELDOM);
  });
}

/** This near the window, a panel's answer should be under way. */
const NEAR = "240px";

/**
 * Whether an element is in the window or close to it, and no hand is at the dial, whose own answers come first.
 * @param {Element} element
 */
export function near(element) {
  const seen = visible(element, { before: false, margin: NEAR });
  return computed(() => seen.value && !held.value);
}

/** Whether an element is in sight: each is watched once. @param {Element} element */
const sight = (element) => once(element, "sight", () => visible(element, { before: true }));

/** Whether time flows while an element is out of sight: what it says can wait as well. @param {Element} element */
export function waits(element) {
  const seen = sight(element);
  return computed(() => flowing.value && !seen.value);
}

/**
 * The playhead for an element's picture beside the stage: in sight it takes its turns, out of sight it waits.
 * @param {Element} element
 */
export function paced(element) {
  const seen = sight(element);
  // a moment of another run may lie beyond this one's end
  return computed(() => Math.min(seen.value ? turned.value : late.value, 2 * (run.value?.tokens.length ?? 0)));
}

/**
 * The run for an element's picture: while the same words are read by one network after the other, as under the dial, a
 * picture out of sight has the one of a moment ago.
 * @param {Element} element
 */
export function pacedRun(element) {
  const seen = sight(element);
  return computed(() => (seen.value || !alike(run.value, lateRun.value) ? run.value : lateRun.value));
}

/** Whether two runs differ in numbers only. @param {Run | null} a @param {Run | null} b */
const alike = (a, b) =>
  a?.cell === b?.cell &&
  a?.hidden_size === b?.hidden_size &&
  a?.tokens.length === b?.tokens.length &&
  Boolean(a?.tokens.every((token, t) => token === b?.tokens[t]));
