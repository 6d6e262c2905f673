/**
 * What an upright chain ends in: below the last A a bar a word, the right one under the river, which comes out of what it
 * lacks to 100 %; below them the question and L. Where the loss is no question to words, L alone.
 * @import {Run} from "../types.js"
 * @import {Answer, Said} from "../run/head.js"
 * @import {Layout, Options} from "./layout.js"
 */
import { round, smooth } from "../pen/math.js";
import { percent, short } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { fitted, textWidth } from "../pen/text-width.js";
import { askedAt, saidAt } from "../run/head.js";
import { emitted, endOf, FORWARD, forwardDone } from "../run/phases.js";
import { question } from "../words/head.js";
import { t as say } from "../words/i18n.js";
import { tokenName } from "../words/tokens.js";
import { fromAbove } from "./joins.js";
import { HEAD } from "./layout.js";
import { linkEnd } from "./placing.js";
import { BARS, down } from "./upright-layout.js";

/** How wide the right word's bar and the others are, and the most from one to the next, px. */
const [WIDE, NARROW, STEP] = [48, 20, 76];
/** The share of the last phase in which the sums have come to the bars; of the bars' growth, until their words. */
const [SPREADS, TOLD] = [0.65, 0.6];
/** The sizes of letters, px. */
const SIZE = { name: 13, line: 13 };

/** A word and the middle of its bar. @typedef {Said & {x: number}} Column */
/**
 * Where the bars are on the stage, px: their top, where the sums set out and where they meet the bars, the foot of the words,
 * those of the question and of what is lacking.
 * @typedef {{top: number, root: number, edge: number, names: number, lines: [number, number], axis: number, step: number,
 *   at: Layout}} Setting
 */

/** @param {Run} run @param {number} u @param {number} scroll @param {Options} options */
export function ending(run, u, scroll, { at }) {
  if (fromAbove(run)) return null;
  const start = down(at, linkEnd(at, at.T - 1, true), scroll);
  if (start > at.width + 40 || start < -40) return null;
  const axis = at.height - at.lanes.h;
  const known = u >= at.T;
  const name = `loss${u > at.T ? " back" : known ? "" : " pending"}`;
  const said = at.answer && saidAt(run, askedAt(run));
  return mark(
    "g",
    { key: "loss", class: name },
    ...(said ? bars(run, said, u, barSetting(said, at, start, axis)) : alone(run, known, axis, start, at.mirrored)),
  );
}

/** How many words are left of the right one: half of the others. @param {Answer} said */
const before = ({ words, right }) => Math.floor(words.filter((each) => each !== right).length / 2);

/** From one bar to the next, so that all are in view. @param {Answer} said @param {Layout} at @param {number} axis */
function stepOf(said, at, axis) {
  const left = before(said);
  const right = said.words.length - left - (said.right ? 1 : 0);
  return Math.min(STEP, Math.floor(Math.min(axis / (left + 0.5), (at.height - axis) / (right + 0.5))));
}

/**
 * Where the bars and their lines are. At the end of a chain that runs up all of it is above the river.
 * @param {Answer} said @param {Layout} at @param {number} start where the river comes from @param {number} axis @returns {Setting}
 */
function barSetting(said, at, start, axis) {
  const step = stepOf(said, at, axis);
  if (!at.mirrored) {
    const foot = start + BARS.length + BARS.line;
    return {
      top: start,
      root: start - BARS.fan,
      edge: start,
      names: foot - 2,
      lines: [foot + BARS.line, foot + 2 * BARS.line],
      axis,
      step,
      at,
    };
  }
  const top = start - BARS.length;
  return {
    top,
    root: start + BARS.fan,
    edge: start,
    names: top - 6,
    lines: [top - 6 - 2 * BARS.line, top - 6 - BARS.line],
    axis,
    step,
    at,
  };
}

/** L and its value. @param {Run} run @param {boolean} known @param {number} x @param {number} start @param {boolean} up */
const alone = (run, known, x, start, up) => [
  mark("text", { class: "symbol big", x: round(x), y: round(up ? start - 26 : start + 22) }, "L"),
  known && mark("text", { class: "value", x: round(x), y: round(up ? start - 8 : start + 42) }, short(run.loss)),
];

/** @param {Run} run @param {Answer} said @param {number} u @param {Setting} place */
function bars(run, said, u, place) {
  const { at } = place;
  const k = at.T - 1;
  const emits = forwardDone(u, k) < endOf(FORWARD, "squash") ? 0 : emitted(forwardDone(u, k));
  const grown = smooth((emits - SPREADS) / (1 - SPREADS));
  const told = smooth((grown - TOLD) / (1 - TOLD));
  const columns = placed(said, place);
  return [
    emits > HEAD.arrives && spread(columns, place, Math.min((emits - HEAD.arrives) / (SPREADS - HEAD.arrives), 1)),
    ...(grown > 0 ? columns.map((each) => bar(k, each, grown, told, place)) : unknown(columns, place)),
    ...lines(run, said, told, place),
  ];
}

/** The words from left to right, the right one under the river. @param {Answer} said @param {Setting} place @returns {Column[]} */
function placed(said, { axis, step }) {
  const { words, right } = said;
  const others = words.filter((each) => each !== right);
  const left = before(said);
  return [
    ...others.slice(0, left).map((each, i) => ({ ...each, x: axis - (left - i) * step })),
    ...(right ? [{ ...right, x: axis }] : []),
    ...others.slice(left).map((each, i) => ({ ...each, x: axis + (i + 1) * step })),
  ];
}

/** @param {string} name @param {Column} column @param {number} y @param {number} height */
const box = (name, { x, right }, y, height) => {
  const width = right ? WIDE : NARROW;
  return mark("rect", { class: name, x: round(x - width / 2), y: round(y), width, height: round(height), rx: 3 });
};

/** Not known yet: the empty bars. @param {Column[]} columns @param {Setting} place */
const unknown = (columns, { top, axis }) => [
  mark(
    "g",
    { key: "unknown", class: "unknown" },
    ...columns.map((each) => box("frame", each, top, BARS.length)),
    mark("text", { x: round(axis), y: round(top + BARS.length / 2 + 7), class: "asked" }, "?"),
  ),
];

/** One sum a word, each of all of h. @param {Column[]} columns @param {Setting} place @param {number} drawn 0…1 */
function spread(columns, { root, edge, axis }, drawn) {
  const dash = drawn < 1 ? { pathLength: 1, "stroke-dasharray": `${round(drawn, 1e3)} 2` } : {};
  const [from, middle] = [round(root), round((root + edge) / 2)];
  return mark(
    "g",
    { key: "spread", class: "spread" },
    ...columns.map(({ x }) =>
      mark("path", {
        d: `M${round(axis)} ${from}C${round(axis)} ${middle} ${round(x)} ${middle} ${round(x)} ${round(edge)}`,
        ...dash,
      }),
    ),
  );
}

/**
 * A word's bar, filled from below, and the word with its share under it.
 * @param {number} k @param {Column} column @param {number} grown @param {number} told @param {Setting} place
 */
function bar(k, column, grown, told, { top, names, step, at }) {
  const { share, right, index, word, x } = column;
  const length = BARS.length * share * grown;
  const size = SIZE.name;
  const number = percent(share);
  const text = fitted(tokenName(word), size, step - 6 - textWidth(` ${number}`, size));
  return mark(
    "g",
    { key: `word ${round(x)}`, class: right ? "said right" : "said", "data-answer": `${k}:${index}` },
    mark("rect", {
      class: "sensitive",
      x: round(x - step / 2 + 1),
      y: round(Math.min(top, names - BARS.line + 4) - 2),
      width: step - 2,
      height: BARS.length + BARS.line + 6,
    }),
    !right && box("frame", column, top, BARS.length),
    right && told > 0 && share < 1 && mark("g", fading(told), box("gap", column, top, BARS.length * (1 - share))),
    length > 0 && box("share", column, top + BARS.length - length, length),
    right && box("frame", column, top, BARS.length),
    told > 0 &&
      line(at, names + 2) &&
      mark(
        "g",
        fading(told),
        text !== tokenName(word) && mark("title", {}, word),
        mark("text", { class: "name middle", x: round(x), y: round(names) }, `${text} ${number}`),
      ),
  );
}

/** Whether a line of letters with this foot is in view as a whole. @param {Layout} at @param {number} y */
const line = (at, y) => y >= 11 && y + 4 <= at.width;

/** @param {number} told */
const fading = (told) => ({ opacity: told < 1 ? round(told) : null });

/**
 * Beyond the bars: the question, what the right word lacks and L, and how many words are not shown.
 * @param {Run} run @param {Answer} said @param {number} told @param {Setting} place
 */
function lines(run, { right, others, rest }, told, { lines: [first, second], at }) {
  const x = round(at.height / 2);
  const asked = fitted(question(run), SIZE.line, at.height - 8);
  const missing = right && say("answer-missing", { share: percent(1 - right.share) });
  const more =
    others === 0
      ? ""
      : ` · ${others < 0 ? say("answer-others", { share: percent(rest) }) : say("answer-more", { n: others, share: percent(rest) })}`;
  const lost = `${missing ? `${missing} · ` : ""}L = ${short(run.loss)}`;
  const whole = lost + more;
  return [
    line(at, first) && mark("text", { key: "question", class: "question middle", x, y: round(first) }, asked),
    told > 0 &&
      line(at, second) &&
      mark(
        "g",
        { key: "missing", ...fading(told) },
        mark(
          "text",
          { class: "missing middle", x, y: round(second) },
          textWidth(whole, SIZE.line) <= at.height - 8 ? whole : lost,
        ),
      ),
  ];
}
