/**
 * The path of h: each state a point in the plane of the run's two principal directions, the playhead riding from one to
 * the next. Forward in ink; the gradient rides back in violet, a small copy of the stage's river.
 * @import {Mark, Run, Say, Scheme, Step} from "../types.js"
 * @import {Label} from "../pen/labels.js"
 * @import {Point, Plane} from "./trajectory-plane.js"
 */

import { touch } from "../pen/labels.js";
import { round } from "../pen/math.js";
import { once, remember } from "../pen/once.js";
import { smallRiver } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { along, BACKWARD, backwardDone, FORWARD, forwardDone, moment, phaseDone } from "../run/phases.js";
import { placeOf } from "../run/reading-order.js";
import { axes, between, FEW, forced, labels, plane, pointOf, RADIUS, startName } from "./trajectory-plane.js";

/** A move back that a gradient of norm 1 made is this wide, px. */
const MOVE = 5;
/** This many of the last moves of a long run are drawn as a tail; in a short one older moves pale to this. */
const TAIL = 24;
const PALEST = 0.3;
/** Beyond this many steps a line through all of them would hide what it connects. */
const MOST_LINKED = 400;
/** Points of a long run, this many a path. */
const CHUNK = 64;
/** Pictures of a run that are kept: of its last sizes and languages. */
const KEPT = 9;

/**
 * @typedef {{width: number, height: number, scheme: Scheme, pointed?: number | null, say: Say}} Options
 */
/** @typedef {{from: number, to: number, done: number, backward: boolean, at: number}} Rider */
/**
 * What of a run's picture does not move.
 * @typedef {object} Still
 * @property {Plane} plane
 * @property {Mark[]} axes
 * @property {Map<number, Label | null>} words
 * @property {ReturnType<typeof startName>} start
 * @property {Mark} ghost
 * @property {Map<string, Mark>} chunks
 */

/**
 * @param {Run} run with its projection
 * @param {number} u
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const still = stillOf(run, options);
  const now = rider(run, u);
  const few = run.tokens.length <= FEW;
  return [
    mark("g", { key: "axes" }, ...still.axes),
    still.ghost,
    mark("g", { key: "trail", class: "trail" }, ...trail(run, still.plane, now)),
    mark("g", { key: "points" }, ...(few ? circles(still.plane, now, options) : cloud(still, now))),
    startMark(run, still, now),
    mark("g", { key: "words", class: "words" }, ...words(still, now, options)),
    head(still.plane, now, options),
  ];
}

/** The plane that is drawn, for the pointer. @param {Run} run @param {Options} options */
export const planeOf = (run, options) => stillOf(run, options).plane;

/** @param {Run} run @param {Options} options @returns {Still} */
function stillOf(run, options) {
  const { width, height, say } = options;
  const names = /** @type {[string, string]} */ (
    [0, 1].map((i) => say(`path-axis-${i + 1}`, { share: share(run.projection?.explained_variance_ratio[i]) }))
  );
  return stillsOf(run).of(`${width} ${height} ${names}`, () => {
    const at = plane(run, options);
    const still = { plane: at, axes: axes(at, names), words: labels(at), start: startName(at), ghost: ghost(at) };
    return { ...still, chunks: new Map() };
  });
}

/** @param {Run} run @returns {ReturnType<typeof remember<Still>>} */
const stillsOf = (run) => once(run, "pictures of the path", () => remember(KEPT));

/** A share of the variance, as a person says it. @param {number | undefined} ratio */
export const share = (ratio = 0) => `${ratio > 0 && ratio < 0.005 ? "<1" : Math.round(ratio * 100)}`;

/**
 * Where the playhead is: on its way from state `from` to `to` (−1 is the start), `done` of it; `at`: the state it is nearest to.
 * @param {Run} run
 * @param {number} u
 * @returns {Rider}
 */
export function rider(run, u) {
  const T = run.tokens.length;
  const { t, backward, phase } = moment(u, T);
  if (!backward) {
    const done = phaseDone(FORWARD, "emit", forwardDone(u, t));
    return { from: t - 1, to: t, done, backward, at: done > 0.5 ? t : t - 1 };
  }
  const to = phase === "leave" && t > 0 ? t - 1 : t;
  const from = Math.min(to + 1, T - 1);
  const left = from === to ? 1 : phaseDone(BACKWARD, "leave", backwardDone(u, from, T));
  const done = along(left, phaseDone(BACKWARD, "arrive", backwardDone(u, to, T)), from === to);
  return { from, to, done: from === to ? 1 : done, backward, at: done > 0.5 || from === to ? to : from };
}

/** All of the path, as thin as a hair. @param {Plane} at */
function ghost(at) {
  const linked = at.points.length <= MOST_LINKED;
  return mark("path", { key: "ghost", class: "ghost-path", d: linked ? line([at.start, ...at.points]) : "" });
}

/** @param {Point[]} points */
const line = (points) => `M${points.map(([x, y]) => `${x} ${y}`).join("L")}`;

/**
 * What has been travelled: forward from the start to the playhead, back from the last state to it.
 * @param {Run} run
 * @param {Plane} at
 * @param {Rider} now
 */
function trail(run, at, now) {
  return now.backward ? violet(run, at, now) : forward(at, now);
}

/** @param {Plane} at @param {Rider} now */
function forward(at, { from, to, done }) {
  const few = at.points.length <= FEW;
  const moves = Array.from({ length: few ? to + 1 : Math.min(TAIL, to + 1) }, (_, i) => to - i);
  return moves.map((t, i) => {
    const [a, b] = [pointOf(at, t - 1), t === to ? between(pointOf(at, from), pointOf(at, to), done) : pointOf(at, t)];
    const fade = round(Math.max(1 - (i - done) / (few ? 8 : TAIL), few ? PALEST : 0));
    return mark("path", { key: t, class: "path", "stroke-opacity": Math.min(fade, 1), d: line([a, b]) });
  });
}

/** Each move back as wide as the gradient that made it. @param {Run} run @param {Plane} at @param {Rider} now */
function violet(run, at, { from, to, done }) {
  const last = at.points.length - 1;
  const most = at.points.length <= FEW ? last : TAIL;
  const moves = Array.from({ length: Math.min(last - to, most) }, (_, i) => to + i);
  return moves.map((t) => {
    const { log10_grad_norm: log10 } = /** @type {Step} */ (run.steps[t]);
    const end = t === to ? between(pointOf(at, from), pointOf(at, to), done) : pointOf(at, t);
    return mark("path", {
      key: t,
      class: "path violet",
      "stroke-width": round(smallRiver(log10, MOVE)),
      d: line([pointOf(at, t + 1), end]),
    });
  });
}

/** What has become of state t: not yet there, there, or passed by the gradient. @param {number} t @param {Rider} now */
function lot(t, { from, to, done, backward }) {
  if (backward) return t > to || (t === to && done === 1) || t === from ? "back" : "read";
  return t <= from || (t === to && done === 1) ? "read" : "ahead";
}

/** @param {Plane} at @param {Rider} now @param {Options} options */
function circles(at, now, { pointed }) {
  return at.points.map(([x, y], t) =>
    mark("circle", {
      key: t,
      "data-t": t,
      class: `state ${lot(t, now)}${t === pointed ? " pointed" : ""}`,
      cx: x,
      cy: y,
      r: t === pointed ? RADIUS + 2 : RADIUS,
    }),
  );
}

/** Many states: dots in few paths; a path whose states all share their lot is kept. @param {Still} still @param {Rider} now */
function cloud({ plane: at, chunks }, now) {
  const T = at.points.length;
  const marks = [];
  for (let first = 0; first < T; first += CHUNK) {
    const last = Math.min(first + CHUNK, T) - 1;
    const [a, b] = [lot(first, now), lot(last, now)];
    if (a !== b) {
      const ts = range(first, last);
      marks.push(
        ...[a, b].map((fate, i) =>
          dots(
            at,
            ts.filter((t) => lot(t, now) === fate),
            fate,
            `${first} ${i}`,
          ),
        ),
      );
      continue;
    }
    const key = `${a} ${first}`;
    if (!chunks.has(key)) chunks.set(key, dots(at, range(first, last), a, `${first}`));
    marks.push(/** @type {Mark} */ (chunks.get(key)));
  }
  return marks;
}

/** @param {number} first @param {number} last */
const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** @param {Plane} at @param {number[]} ts @param {string} lot @param {string} key */
function dots(at, ts, lot, key) {
  const d = ts.map((t) => `M${pointOf(at, t).join(" ")}h0`).join("");
  return mark("path", { key, class: `dots ${lot}`, "stroke-width": at.points.length > 1000 ? 2.5 : 4, d });
}

/** Where it begins: a ring, h₋₁. @param {Run} run @param {Still} still @param {Rider} now */
function startMark(run, { plane: at, start: name }, now) {
  const [x, y] = at.start;
  return mark(
    "g",
    { key: "start", class: `start${now.at < 0 ? " now" : ""}` },
    mark("circle", { class: "ring", cx: x, cy: y, r: RADIUS + 1 }),
    at.moves && math("h", placeOf(run, -1), { class: `symbol lane halo ${name.anchor}`.trim(), x: name.x, y: name.y }),
  );
}

/** The words where they fit; the one that is looked at always. @param {Still} still @param {Rider} now @param {Options} options */
function words({ plane: at, words: placed }, now, { pointed }) {
  const looked = [...new Set([pointed ?? -1, now.at])].filter((t) => t >= 0);
  const insisted = looked.map((t) => /** @type {const} */ ([t, placed.get(t) ?? forced(at, t)]));
  const clear = (/** @type {Label} */ label) =>
    insisted.every(([, other]) => label === other || !touch(label.box, other.box));
  const others = [...placed].filter(([t, label]) => label && !looked.includes(t) && clear(label));
  return [...others, ...insisted].map(([t, label]) => {
    const { x, y, text, anchor } = /** @type {Label} */ (label);
    const kind = looked.includes(t) ? "now" : lot(t, now);
    return mark("text", { key: t, class: `word ${kind}`, x: round(x), y: round(y), "text-anchor": anchor }, text);
  });
}

/**
 * The playhead itself, and a ring around what is pointed at where points are dots.
 * @param {Plane} at
 * @param {Rider} now
 * @param {Options} options
 */
function head(at, { from, to, done, backward }, { pointed }) {
  const [cx, cy] = between(pointOf(at, from), pointOf(at, to), done);
  const [px, py] = pointed === null || pointed === undefined ? [0, 0] : pointOf(at, pointed);
  return mark(
    "g",
    { key: "head" },
    at.points.length > FEW &&
      pointed != null &&
      mark("circle", { class: "state pointed", cx: px, cy: py, r: RADIUS + 1 }),
    mark("circle", { class: `head${backward ? " backward" : ""}`, cx, cy, r: 7 }),
  );
}
