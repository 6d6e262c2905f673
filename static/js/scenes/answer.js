/**
 * What the network answers, right of the last A: a bar a word, the right one at the height of h. What it lacks to
 * 100 % is what L is made of, and the gradient comes out of that gap.
 * @import {Mark, Run} from "../types.js"
 * @import {Answer, Said} from "../run/head.js"
 * @import {Layout, Options} from "./layout.js"
 */
import { round, smooth } from "../pen/math.js";
import { percent, short } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { fitted, textWidth } from "../pen/text-width.js";
import { askedAt, saidAt } from "../run/head.js";
import { emitted, forwardDone } from "../run/phases.js";
import { question } from "../words/head.js";
import { t as say } from "../words/i18n.js";
import { tokenName } from "../words/tokens.js";
import { GAP, quoted, SIZE } from "./answer-names.js";
import { camera, HEAD, whole } from "./layout.js";
import { end, lifted, placing, showsBars } from "./placing.js";

/** The heights of the right word's bar and of the others, px, and what stands between two bars. */
const [HIGH, LOW, STEP] = [48, 20, 32];
/** The air above the right bar, where its gap is named, and below it. */
const AIR = { above: 28, below: 14 };
/** The share of the last phase in which the sums have come to the bars; of the bars' growth, until their words. */
const [SPREADS, TOLD] = [0.65, 0.6];
/** A gap of at least this many px has room for L inside. */
const INSIDE = 76;

/**
 * @param {Run} run
 * @param {Options} options
 * @param {number} u
 * @param {number} x the bars' left edge
 * @returns {Mark[]}
 */
export function bars(run, { at, window }, u, x) {
  const k = at.T - 1;
  const emits = emitted(forwardDone(u, k));
  const grown = smooth((emits - SPREADS) / (1 - SPREADS));
  const told = smooth((grown - TOLD) / (1 - TOLD));
  const said = /** @type {Answer} */ (saidAt(run, askedAt(run)));
  const bar = at.answer?.bar ?? HEAD.bar;
  const place = { x, axis: at.lanes.h, names: (at.answer?.width ?? 0) - bar, bar, window };
  const rows = placed(said);
  return [
    heading(run, rows, place),
    emits > HEAD.arrives && spread(rows, place, (emits - HEAD.arrives) / (SPREADS - HEAD.arrives)),
    ...(grown > 0 ? rows.map((row) => word(run, k, row, grown, told, place)) : [unknown(rows, place)]),
    told > 0 && more(said, rows, told, place),
  ].filter((each) => each !== false && each !== null);
}

/** A word and the middle of its bar above (−) or below the chain. @typedef {Said & {y: number}} Row */
/** @typedef {{x: number, axis: number, names: number, bar: number, window: Options["window"]}} Setting `bar`: px of the longest */

/**
 * The words from top to bottom, the right one in the middle.
 * @param {Answer} said
 * @returns {Row[]}
 */
function placed({ words, right }) {
  const others = words.filter((each) => each !== right);
  const above = Math.floor(others.length / 2);
  const first = HIGH / 2 + LOW / 2;
  return words.length === 0
    ? []
    : [
        ...others.slice(0, above).map((each, i) => ({ ...each, y: -(first + AIR.above + (above - 1 - i) * STEP) })),
        ...(right ? [{ ...right, y: 0 }] : []),
        ...others.slice(above).map((each, i) => ({ ...each, y: first + AIR.below + i * STEP })),
      ];
}

/** The question, above the topmost bar. @param {Run} run @param {Row[]} rows @param {Setting} place */
function heading(run, rows, { x, axis, window }) {
  const text = question(run);
  const top = Math.min(...rows.map(({ y, right }) => y - (right ? HIGH / 2 + AIR.above - 10 : LOW / 2)));
  return (
    fits(window, x, text, SIZE.right) &&
    mark("text", { key: "question", class: "question start", x: round(x), y: round(axis + top - 16) }, text)
  );
}

/**
 * Whether a text that begins at x is in view as a whole.
 * @param {Options["window"]} window
 * @param {number} x
 * @param {string} text
 * @param {number} size
 */
function fits(window, x, text, size) {
  const half = textWidth(text, size) / 2;
  return whole(window, x + half, half);
}

/** Not known yet: the empty bars. @param {Row[]} rows @param {Setting} place */
const unknown = (rows, { x, axis, bar, window }) =>
  mark(
    "g",
    { key: "unknown", class: "unknown" },
    ...rows.map(({ y, right }) => frame(x, axis + y, bar, right)),
    whole(window, x + bar / 2, 6) && mark("text", { x: round(x + bar / 2), y: axis + 7, class: "asked" }, "?"),
  );

/** @param {number} x @param {number} y its middle @param {number} bar @param {boolean} right */
const frame = (x, y, bar, right) => box("frame", x, y, bar, right ? HIGH : LOW);

/** @param {string} name @param {number} x @param {number} y its middle @param {number} width @param {number} height */
const box = (name, x, y, width, height) =>
  mark("rect", { class: name, x: round(x), y: round(y - height / 2), width: round(width), height, rx: 3 });

/**
 * One sum a word, each of all of h: they leave the cable together.
 * @param {Row[]} rows
 * @param {Setting} place
 * @param {number} drawn 0…1
 */
function spread(rows, { x, axis }, drawn) {
  const dash = drawn < 1 ? { pathLength: 1, "stroke-dasharray": `${round(drawn, 1e3)} 2` } : {};
  const [from, middle, to] = [x - HEAD.fan, x - HEAD.fan / 2, x].map((each) => round(each));
  const path = (/** @type {number} */ y) =>
    `M${from} ${axis}C${middle} ${axis} ${middle} ${round(axis + y)} ${to} ${round(axis + y)}`;
  return mark("g", { key: "spread", class: "spread" }, ...rows.map(({ y }) => mark("path", { d: path(y), ...dash })));
}

/**
 * @param {Run} run
 * @param {number} k
 * @param {Row} row
 * @param {number} grown
 * @param {number} told
 * @param {Setting} place
 */
function word(run, k, row, grown, told, place) {
  const { x, axis, names, bar } = place;
  const { share, right, index } = row;
  const y = axis + row.y;
  const high = right ? HIGH : LOW;
  const length = bar * share * grown;
  return mark(
    "g",
    { key: `word ${row.y}`, class: right ? "said right" : "said", "data-answer": `${k}:${index}` },
    mark("rect", {
      class: "sensitive",
      x: round(x),
      y: round(y - high / 2 - 4),
      width: bar + names,
      height: high + 8,
    }),
    !right && frame(x, y, bar, false),
    right && told > 0 && share < 1 && faded(told, box("gap", x, y, bar * (1 - share), HIGH)),
    length > 0 && box("share", x + bar - length, y, length, high),
    right && frame(x, y, bar, true),
    told > 0 && faded(told, ...name(row, y, place)),
    right && told > 0 && faded(told, ...lacks(run, row, place)),
  );
}

/** @param {number} opacity @param {(Mark | false)[]} drawn */
const faded = (opacity, ...drawn) => mark("g", { opacity: opacity < 1 ? round(opacity) : null }, ...drawn);

/** The word and its share, right of its bar. @param {Row} row @param {number} y @param {Setting} place */
function name({ word, share, right }, y, { x, names, bar, window }) {
  const size = right ? SIZE.right : SIZE.word;
  const number = percent(share);
  const text = fitted(tokenName(word), size, names - GAP - textWidth(quoted("", number), size));
  const written = quoted(text, number);
  const left = x + bar + GAP;
  return [
    text !== tokenName(word) && mark("title", {}, word),
    fits(window, left, written, size) &&
      mark("text", { class: "name start", x: round(left), y: round(y + 5) }, written),
  ];
}

/** What the right word lacks, and L. @param {Run} run @param {Row} row @param {Setting} place */
function lacks({ loss }, { share }, { x, axis, bar, window }) {
  const gap = bar * (1 - share);
  const [inside, said] = [gap >= INSIDE, `L = ${short(loss)}`];
  const missing = say("answer-missing", { share: percent(1 - share) });
  const text = inside ? missing : `${missing} · ${said}`;
  return [
    fits(window, x, text, 13) &&
      mark("text", { class: "missing start", x: round(x + 2), y: round(axis - HIGH / 2 - 8) }, text),
    inside &&
      whole(window, x + gap / 2, INSIDE / 2) &&
      mark("text", { class: "lost", x: round(x + gap / 2), y: axis + 6 }, said),
  ];
}

/**
 * How many words are not shown, and what they have together.
 * @param {Answer} said
 * @param {Row[]} rows
 * @param {number} told
 * @param {Setting} place
 */
function more({ others, rest }, rows, told, { x, axis, window }) {
  if (others === 0) return null;
  const text =
    others < 0
      ? say("answer-others", { share: percent(rest) })
      : say("answer-more", { n: others, share: percent(rest) });
  const y = Math.max(...rows.map((row) => row.y + (row.right ? HIGH : LOW) / 2)) + 18;
  return (
    fits(window, x, text, 13) &&
    faded(told, mark("text", { class: "more start", x: round(x), y: round(axis + y) }, text))
  );
}

/** The width of the line below the bars, and its air, px. */
const FOOT = { width: 150, air: 6, line: 18 };

/**
 * Where the line below the bars is, on the stage; null where it is not in view.
 * @param {Run} run
 * @param {{at: Layout, unrolled: number}} options
 * @param {number} u
 */
export function foot(run, { at, unrolled }, u) {
  const said = at.answer && saidAt(run, askedAt(run));
  // on a phone a press on a bar opens what the line does
  if (at.upright) return null;
  if (!at.answer || !said || (unrolled > 0 && unrolled < 1) || !showsBars(at, unrolled)) return null;
  const scroll = camera(at, u);
  const left = end(at, placing(run, u, scroll, { at, unrolled, scheme: "light" })) - scroll;
  if (left < 0 || left + FOOT.width > at.width) return null;
  const below = Math.max(...placed(said).map(({ y, right }) => y + (right ? HIGH : LOW) / 2));
  const y = lifted(at, unrolled).lanes.h + below + FOOT.air + (said.others === 0 ? 0 : FOOT.line);
  return { x: at.mirrored ? at.width - left - FOOT.width : left, y };
}
