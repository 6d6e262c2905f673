/**
 * What the network answers beside a step of an upright chain: where each step is asked, or one before the end, the likeliest
 * words as bars, the right one last; of a series its forecast beside the number that came.
 * @import {Mark, Run} from "../types.js"
 * @import {Said} from "../run/head.js"
 * @import {Layout, Options, Window} from "./layout.js"
 */
import { round } from "../pen/math.js";
import { percent, sub } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { fitted, textWidth } from "../pen/text-width.js";
import { turned } from "../pen/turned.js";
import { askedAt, isSummed, saidAt, saysAbove } from "../run/head.js";
import { forecastAt } from "../run/series.js";
import { question } from "../words/head.js";
import { tokenName } from "../words/tokens.js";
import { centre, LINES, whole } from "./layout.js";
import { SAID } from "./upright-layout.js";
import { strip } from "./vectors.js";

/** From the stage's right edge, px; a word's line and its bar; a line of the question; the size of letters. */
const [EDGE, ROW, BAR, LINE, SIZE] = [2, 29, 9, 15, 12];
/** A forecast and the number that came: how wide each is and the gap between them; the most that a unit is high, px. */
const [NUMBER, GAP, UNIT] = [32, 8, 20];
/** A number needs a row this high, px. */
const LEGIBLE = 11;

/**
 * Around the middle of step k.
 * @param {Run} run
 * @param {number} k
 * @param {Options} options
 * @returns {Mark | null}
 */
export function beside(run, k, { at, scheme, window }) {
  const left = at.height - SAID + EDGE;
  if (isSummed(run)) return askedAt(run) === k && k < at.T - 1 ? sumMark(at, k, left, window) : null;
  return forecast(run, k, { at, scheme, window }, left) ?? answers(run, k, at, left, window);
}

/** @param {Layout} at @param {number} k @param {number} x @param {Window | undefined} window */
const sumMark = (at, k, x, window) =>
  whole(window, 0, 10)
    ? mark("text", { key: "answer", class: "missing start", x: round(x), y: 5 }, `L = Σ ${sub("h", at.place(k))}`)
    : null;

/** @param {Run} run @param {number} k @param {Layout} at @param {number} x @param {Window | undefined} window */
function answers(run, k, at, x, window) {
  const said = saysAbove(run, k) ? saidAt(run, k, LINES.words) : null;
  if (!said) return null;
  const others = said.words.filter((each) => each !== said.right).sort((a, b) => b.share - a.share);
  const rows = said.right ? [...others, said.right] : others;
  const asked = askedAt(run) < 0 ? [] : inLines(question(run), SAID - 2 * EDGE);
  const high = asked.length * LINE + rows.length * ROW;
  const top = within(at, k, high);
  return mark(
    "g",
    { key: "answer", class: "answer" },
    ...asked.map((text, i) => {
      const y = round(top + LINE * (i + 1) - 4);
      return whole(window, y - 4, 8) && mark("text", { class: "question start", x: round(x), y }, text);
    }),
    ...rows.map((each, i) => row(k, each, x, top + asked.length * LINE + ROW * i, window)),
  );
}

/**
 * Where something so high begins, around the middle of step k: the chain's ends hold it.
 * @param {Layout} at @param {number} k @param {number} high
 */
function within(at, k, high) {
  const [before, behind] = [centre(at, k), at.total - centre(at, k)];
  const [above, below] = at.mirrored ? [behind, before] : [before, behind];
  return Math.max(Math.min(-high / 2, below - high - EDGE), EDGE - above);
}

/** A text in as many lines as it needs. @param {string} text @param {number} width px */
function inLines(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && textWidth(longer, SIZE) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * A word and its share, and below them its bar, which is as wide as the column is for 100 %.
 * @param {number} k @param {Said} said @param {number} x @param {number} y @param {Window | undefined} window
 */
function row(k, { word, index, share, right }, x, y, window) {
  const width = SAID - 2 * EDGE;
  const number = percent(share);
  const text = fitted(tokenName(word), SIZE, width - textWidth(` ${number}`, SIZE));
  const rect = (/** @type {string} */ name, /** @type {number} */ from, /** @type {number} */ wide) =>
    mark("rect", {
      class: name,
      x: round(x + from),
      y: round(y + ROW - BAR - 3),
      width: round(wide),
      height: BAR,
      rx: 2,
    });
  return mark(
    "g",
    { key: `said ${index}`, class: right ? "said right" : "said", "data-answer": `${k}:${index}` },
    mark("rect", { class: "sensitive", x: round(x), y: round(y), width, height: ROW }),
    text !== tokenName(word) && mark("title", {}, word),
    !right && rect("frame", 0, width),
    right && share < 1 && rect("gap", width * share, width * (1 - share)),
    share > 0 && rect("share", 0, width * share),
    right && rect("frame", 0, width),
    whole(window, y + 10, 9) &&
      mark("text", { class: "name start", x: round(x), y: round(y + 13) }, `${text} ${number}`),
  );
}

/**
 * W h_t + b, and beside it x_{t+1}, outlined: the gap between them is what the loss is made of.
 * @param {Run} run @param {number} k @param {Options} options @param {number} left
 */
function forecast(run, k, { at, scheme, window }, left) {
  const place = at.place(k);
  const found = forecastAt(run, place);
  if (!found) return null;
  const { said, truth } = found;
  const unit = Math.min(UNIT, (at.pitch - 40) / said.length);
  const high = unit * said.length;
  const [first, second] = [left, left + NUMBER + GAP];
  const visible = window && /** @type {[number, number]} */ ([window.from + high / 2, window.to + high / 2]);
  const drawn = (/** @type {string} */ key, /** @type {number[]} */ values, /** @type {number} */ x) => {
    const look = { x: 0, y: 0, unit, height: NUMBER, letters: unit >= LEGIBLE ? NUMBER : 0, scheme, visible };
    const shift = `translate(${round(x)} ${round(-high / 2)})`;
    return mark("g", { key, transform: shift }, turned(strip(values, look), NUMBER));
  };
  const line = round(-high / 2 - 6);
  return mark(
    "g",
    { key: "answer", class: "answer" },
    whole(window, line - 4, 10) && says(place, first, line),
    drawn("said", said, first),
    truth && mark("path", { key: "gap", class: "gap", d: `M${round(first + NUMBER + 2)} 0H${round(second - 2)}` }),
    truth && drawn("truth", truth, second),
    truth &&
      mark("rect", {
        key: "frame",
        class: "frame",
        x: round(second),
        y: round(-high / 2),
        width: NUMBER,
        height: round(high),
        rx: 3,
      }),
    truth &&
      whole(window, line - 4, 10) &&
      math("x", place + 1, { key: "next", x: round(second + NUMBER), y: round(high / 2 + 15), class: "symbol end" }),
  );
}

/** W h_t + b. @param {number} place @param {number} x @param {number} y */
const says = (place, x, y) =>
  mark(
    "text",
    { key: "says", class: "symbol start", x: round(x), y },
    "W h",
    mark("tspan", { class: "index", dy: 4 }, String(place)),
    mark("tspan", { dy: -4 }, " + b"),
  );
