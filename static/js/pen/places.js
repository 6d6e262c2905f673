/**
 * Which marks of a moving picture the canvas paints, and which the document keeps. A part that changes goes to the canvas,
 * and comes back when it has been the same for a while; where only something inside a group changes, only that goes. What
 * lies above something on the canvas goes with it, so that all is seen in its order.
 * @import {Mark} from "../types.js"
 * @import {Brush} from "./canvas.js"
 * @import {Ink} from "./ink.js"
 * @import {Look} from "./looks.js"
 * @import {Matrix} from "./matrix.js"
 * @import {Room} from "./room.js"
 */

import { inkOf } from "./ink.js";
import { matrixOf, times } from "./matrix.js";
import { joined, meet, moved, roomOf } from "./room.js";

/** A part that has not changed for this many frames goes back to the document. */
export const STILL = 6;

/**
 * A part of a picture while it moves.
 * @typedef {object} Place
 * @property {Mark} now what it is
 * @property {number} since the frame of its last change
 * @property {boolean} away whether the canvas paints it, or something in it
 * @property {Mark | null} shown what of it the document has; of a group in parts, what it had when it was put together
 * @property {Place[] | null} inside the parts of a group that changes in parts
 */

/** What a part is painted in: the look and ink of what is around it, and where that is. @typedef {{look: Look, ink: Ink, at: Matrix}} Around */

/**
 * One frame of a picture. `document`: whether the document has to change. `away`: the rooms of what the canvas paints,
 * in the order of painting.
 * @typedef {{brush: Brush, frame: number, first: boolean, document: boolean, away: Room[]}} Frame
 */

/**
 * The places of a frame's marks, given those of the frame before.
 * @param {Frame} frame
 * @param {Place[]} before
 * @param {Mark[]} marks
 * @param {Around} around
 * @returns {Place[]}
 */
export function follow(frame, before, marks, around) {
  const places = matched(frame, before, marks);
  for (let i = 0; i < places.length; i++) {
    const [place, mark] = [/** @type {Place} */ (places[i]), /** @type {Mark} */ (marks[i])];
    update(frame, place, mark, around, i === 0);
  }
  return places;
}

/** @param {Mark} mark */
const keyOf = ({ tag, attrs }, i = 0) => `${tag} ${attrs.key ?? `#${i}`}`;

/**
 * Each mark's place: the one that it had, or a new one.
 * @param {Frame} frame
 * @param {Place[]} before
 * @param {Mark[]} marks
 */
function matched(frame, before, marks) {
  if (before.length === marks.length && before.every(({ now }, i) => fits(now, /** @type {Mark} */ (marks[i]))))
    return before;
  const known = new Map(before.map((place, i) => [keyOf(place.now, i), { place, i }]));
  let last = -1;
  const places = marks.map((mark, i) => {
    const key = keyOf(mark, i);
    const found = known.get(key);
    known.delete(key);
    if (!found) return arrived(frame, mark);
    if (found.place.shown && found.i < last) frame.document = true;
    last = Math.max(last, found.i);
    return found.place;
  });
  for (const { place } of known.values()) frame.document ||= shownOf(place) !== null;
  return places;
}

/** @param {Mark} a @param {Mark} b */
const fits = (a, b) => a.tag === b.tag && a.attrs.key === b.attrs.key;

/** At first all are in the document. @param {Frame} frame @param {Mark} mark @returns {Place} */
function arrived({ frame, first }, mark) {
  return { now: mark, since: first ? -STILL : frame, away: !first, shown: first ? mark : null, inside: null };
}

/**
 * @param {Frame} frame
 * @param {Place} place
 * @param {Mark} mark
 * @param {Around} around
 * @param {boolean} first whether it is the first child of what is around it
 */
function update(frame, place, mark, around, first) {
  const same = alike(place.now, mark);
  if (!same && inParts(frame, place.now, mark, around, first)) place.inside ??= split(frame, place);
  else if (!same) gone(frame, place);
  if (!same) place.now = mark;
  if (!place.inside && isCovered(frame, place, around, first) && !place.away) {
    if (inParts(frame, mark, mark, around, first)) place.inside = split(frame, place);
    else leave(frame, place);
  }
  if (place.inside) within(frame, place, around, first);
  else stay(frame, place, around, first);
}

/** It changed as a whole. @param {Frame} frame @param {Place} place */
function gone(frame, place) {
  if (place.inside) {
    const shown = shownOf(place);
    Object.assign(place, { inside: null, away: false, shown });
  }
  place.since = frame.frame;
  if (!place.away) leave(frame, place);
}

/** It goes to the canvas. @param {Frame} frame @param {Place} place */
function leave(frame, place) {
  place.away = true;
  place.since = frame.frame;
  if (!place.shown) return;
  place.shown = unseen(place.shown);
  frame.document = true;
}

/**
 * Whether a group's parts go their own ways: it is the same around them, and is not seen through.
 * @param {Frame} frame
 * @param {Mark} before
 * @param {Mark} mark
 * @param {Around} around
 * @param {boolean} first
 */
const inParts = ({ brush }, before, mark, { look }, first) =>
  mark.tag === "g" &&
  mark.attrs.opacity == null &&
  (before === mark || sameAttrs(before.attrs, mark.attrs)) &&
  hasParts(mark) &&
  solid(brush.look(look, mark, first));

/** @param {Look} look */
const solid = ({ rules }) => rules.opacity === undefined || Number(rules.opacity) === 1;

/** Threads, cells and bars stay together. @param {Mark} mark */
function hasParts({ children }) {
  for (let i = 0; i < children.length; i++) {
    const tag = /** @type {Mark} */ (children[i]).tag;
    if (tag === "g" || tag === "text") return true;
  }
  return false;
}

/** The places of a group's parts, as they are. @param {Frame} frame @param {Place} place @returns {Place[]} */
function split(frame, { now, since, away, shown }) {
  if (away && shown) frame.document = true;
  return now.children.map((child) => {
    const part = /** @type {Mark} */ (child);
    return { now: part, since, away, shown: away ? shown && unseen(part) : part, inside: null };
  });
}

/** A group in parts. @param {Frame} frame @param {Place} place @param {Around} around @param {boolean} first */
function within(frame, place, around, first) {
  const inner = inside(frame.brush, place.now, around, first);
  const marks = /** @type {Mark[]} */ (place.now.children);
  place.inside = follow(frame, place.inside ?? [], marks, inner);
  place.away = place.inside.some(({ away }) => away);
  if (place.away || place.inside.some(({ inside }) => inside) || isCovered(frame, place, around, first)) return;
  // all of it is in the document again
  Object.assign(place, { inside: null, since: frame.frame - STILL, shown: shownOf(place) });
}

/** @param {Brush} brush @param {Mark} mark @param {Around} around @param {boolean} first @returns {Around} */
export function inside(brush, mark, { look, ink, at }, first) {
  const own = brush.look(look, mark, first);
  const { transform } = mark.attrs;
  return {
    look: own,
    ink: inkOf(ink, own, mark.attrs),
    at: transform ? times(at, matrixOf(String(transform))) : at,
  };
}

/** A part that is on the canvas comes back where it has been still and covers nothing. @param {Frame} frame @param {Place} place @param {Around} around @param {boolean} first */
function stay(frame, place, around, first) {
  if (!place.away) return;
  if (frame.frame - place.since >= STILL && !isCovered(frame, place, around, first)) {
    Object.assign(place, { away: false, shown: place.now });
    frame.document = true;
    return;
  }
  const room = placeRoom(frame, place, around, first);
  if (room) frame.away.push(room);
}

/** @param {Frame} frame @param {Place} place @param {Around} around @param {boolean} first */
function placeRoom({ brush }, { now }, { look, ink, at }, first) {
  const room = roomOf(brush, now, look, ink, first);
  return room && moved(room, at);
}

/** Whether something below it is on the canvas. @param {Frame} frame @param {Place} place @param {Around} around @param {boolean} first */
function isCovered(frame, place, around, first) {
  if (frame.away.length === 0) return false;
  const room = placeRoom(frame, place, around, first);
  return room !== null && frame.away.some((other) => meet(other, room));
}

/** The room of all that the canvas paints. @param {Frame} frame */
export const awayRoom = ({ away }) => away.reduce(joined, /** @type {Room | null} */ (null));

/** What of a place the document has. @param {Place} place @returns {Mark | null} */
export function shownOf({ now, shown, inside }) {
  if (!inside) return shown;
  return { ...now, children: inside.flatMap((place) => shownOf(place) ?? []) };
}

/** Have the document hold all as it is now, out of sight where the canvas paints it. @param {Place[]} places @returns {boolean} whether there is any */
export function bringUp(places) {
  let any = false;
  for (const place of places) {
    if (place.inside) any = bringUp(place.inside) || any;
    else if (place.away) {
      place.shown = unseen(place.now);
      any = true;
    }
  }
  return any;
}

/** The same mark out of sight. @param {Mark} mark @returns {Mark} */
const unseen = (mark) => ({ ...mark, attrs: { ...mark.attrs, class: `${mark.attrs.class ?? ""} on-canvas` } });

/** Whether two marks look the same. @param {Mark | string | null} a @param {Mark | string | null} b @returns {boolean} */
export function alike(a, b) {
  if (a === b) return true;
  if (a === null || b === null || typeof a === "string" || typeof b === "string") return false;
  if (a.tag !== b.tag || a.children.length !== b.children.length || !sameAttrs(a.attrs, b.attrs)) return false;
  for (let i = 0; i < a.children.length; i++) if (!alike(a.children[i] ?? null, b.children[i] ?? null)) return false;
  return true;
}

/** @param {Mark["attrs"]} a @param {Mark["attrs"]} b */
function sameAttrs(a, b) {
  if (a === b) return true;
  for (const name in a) if (a[name] !== b[name]) return false;
  for (const name in b) if (!(name in a)) return false;
  return true;
}
