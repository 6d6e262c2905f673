/**
 * Everything a person can do to time and to what is looked at, as verbs. What asks the server is in shown-run.js.
 * @import {Lit} from "../types.js"
 */

import { batch } from "../../vendor/signals.js";
import { clamp } from "../pen/math.js";
import { beats } from "../run/beats.js";
import { beyond, duration, endOfStep, phaseStops, stepStops } from "../run/phases.js";
import { actOf, nearestAct } from "./acts.js";
import {
  act,
  beside,
  calm,
  clipAt,
  end,
  explained,
  guessing,
  landing,
  layer,
  lesson,
  lit,
  mode,
  now,
  openedAt,
  part,
  playing,
  pointed,
  run,
  shade,
  speed,
  stretch,
  teach,
  term,
  u,
  unfolded,
  unit,
  VIEWS,
  view,
  wall,
} from "./state.js";

/** The speeds that can be chosen. */
export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];

/** Move the playhead to u. @param {number} at */
export function seek(at) {
  if (!run.value) return;
  batch(() => {
    landing.value = null;
    playing.value = false;
    stretch.value = null;
    u.value = clamp(at, 0, end.value);
  });
}

/**
 * Play a stretch of the timeline, and rest at its end.
 * @param {number} from
 * @param {number} until
 * @param {number} haste how much quicker than at its own pace
 */
export function playStretch(from, until, haste) {
  batch(() => {
    landing.value = null;
    u.value = from;
    stretch.value = { until, haste };
    playing.value = true;
  });
}

export function toggle() {
  // without a picture there is nothing to play
  if (!run.value) return;
  batch(() => {
    landing.value = null;
    stretch.value = null;
    if (!playing.value && u.value >= end.value) u.value = 0;
    playing.value = !playing.value;
    // where it stops is a moment that an address can hold
    if (!playing.value) u.value = Math.round(u.value * 1000) / 1000;
  });
}

/** One STEP on or back. @param {1 | -1} direction */
export const step = (direction) => run.value && seek(beyond(stepStops(run.value.tokens.length), u.value, direction));

/** One phase on or back. @param {1 | -1} direction */
export const phase = (direction) => run.value && seek(beyond(phaseStops(run.value.tokens.length), u.value, direction));

/** A beat that somebody tells of takes no longer than this, in seconds. */
const LONGEST_BEAT = 1.6;

/**
 * One beat on or back, as a clicker asks for it: on it is played, and a second press is there at once; back it is shown.
 * @param {1 | -1} direction
 */
export function beat(direction) {
  const T = run.value?.tokens.length;
  if (!T) return;
  if (direction > 0 && playing.value && stretch.value) return seek(stretch.value.until);
  const until = beyond(beats(T), u.value, direction);
  if (direction < 0 || calm.value || until === u.value) return seek(until);
  playStretch(u.value, until, Math.max(duration(u.value, until, T) / LONGEST_BEAT, 1));
}

/** Let the stage fill the window, for a room to see, or put it back into the page. @param {boolean} yes */
export function putOnWall(yes) {
  wall.value = yes;
}

/** Look from nearer or farther. @param {string} name */
export function setView(name) {
  if (!VIEWS.includes(name)) return;
  batch(() => {
    // what closes keeps its step until it is shut
    if (name === "cell") openedAt.value = null;
    view.value = name;
  });
}

/**
 * Open A at step t. Time never turns back for it: a step that has not been taken yet is taken, in one that has the inside
 * of A is shown at its end while the playhead stays.
 * @param {number} t
 */
export function openStep(t) {
  const T = run.value?.tokens.length ?? 0;
  const ends = endOfStep(t, u.value, T);
  batch(() => {
    setView("cell");
    if (t === now.value?.t) return;
    if (ends > u.value) seek(ends);
    else openedAt.value = { t, u: u.value };
  });
}

/** Look at unit j. @param {number} j */
export function pinUnit(j) {
  unit.value = clamp(Math.round(j), 0, (run.value?.hidden_size ?? 256) - 1);
}

/** Choose unit j from a picture of many: a text that is being looked at shows it. @param {number} j */
export function pickUnit(j) {
  batch(() => {
    pinUnit(j);
    if (view.value === "sentence" && shade.value !== "flow") shade.value = "unit";
  });
}

/** Shade the text by something else. @param {string} name */
export function shadeBy(name) {
  shade.value = name;
}

/** Point at step t; null lets go. @param {number | null} t */
export function point(t) {
  pointed.value = t === null ? null : clamp(t, 0, (run.value?.tokens.length ?? 1) - 1);
}

/** Show a layer of the gradient's chart. @param {string} name */
export function showLayer(name) {
  layer.value = name;
}

/** Light a number of a vector in every picture; null lets go. @param {Lit | null} found */
export function light(found) {
  const before = lit.peek();
  if (found?.part !== before?.part || found?.unit !== before?.unit) lit.value = found;
}

/** Go to where step t has just been taken, in the direction that is being played. @param {number} t */
export function visit(t) {
  seek(endOfStep(t, u.value, run.value?.tokens.length ?? 0));
}

/**
 * Keep looking at a vector inside A, a unit of it, a term of its sum.
 * @param {{part?: string, unit?: number, term?: number | null}} look
 */
export function pin(look) {
  batch(() => {
    if (look.part !== undefined) part.value = look.part;
    if (look.term !== undefined) term.value = look.term;
    if (look.unit !== undefined) pinUnit(look.unit);
  });
}

/** Explain how the head comes from h to words at step k; null closes. @param {number | null} k */
export function explain(k) {
  explained.value = k;
}

/** @param {number} factor */
export function setSpeed(factor) {
  speed.value = factor;
}

/** Read the page as acts or as an instrument; the moment stays. @param {"acts" | "instrument"} name */
export function readAs(name) {
  batch(() => {
    mode.value = name;
    if (name === "acts") return;
    openChapter(null);
    unfold("pinned");
  });
}

/** Open an act, 1…4, at its beginning. @param {number} number */
export function openAct(number) {
  batch(() => {
    mode.value = "acts";
    act.value = nearestAct(number);
    openChapter(null);
  });
}

/** Open a panel of the instrument, or fold it to a row. @param {string} name @param {boolean} [open] */
export function unfold(name, open = true) {
  const now = new Set(unfolded.peek());
  if (open) now.add(name);
  else now.delete(name);
  unfolded.value = now;
}

/** Open a chapter of the lesson, in its act; null closes the lesson and leaves the picture as it is. @param {number | null} chapter */
export function openChapter(chapter) {
  batch(() => {
    lesson.value = chapter;
    if (chapter === null) guessing.value = false;
    else {
      mode.value = "acts";
      act.value = actOf(Math.round(chapter));
    }
  });
}

/** Read a second sentence beside the page's own; null for the one that the page thinks of. @param {string | null} sentence */
export function readBeside(sentence) {
  beside.value = sentence || null;
}

/** Clip gradients at another norm: one above zero, in three figures. @param {number} norm */
export function clip(norm) {
  if (norm > 0 && Number.isFinite(norm)) clipAt.value = Number(norm.toPrecision(3));
}

/**
 * Have the panel open in which a network is taught, with settings as an address says them; null shuts it.
 * @param {string | null} settings
 */
export function openTeaching(settings) {
  teach.value = settings?.replace(/[^\w.:,+-]/g, "") ?? null;
}

/** Whether the reader is to guess before the panels show the answer. @param {boolean} yes */
export function guess(yes) {
  guessing.value = yes;
}
