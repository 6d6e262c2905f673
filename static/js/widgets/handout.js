/**
 * What is printed is a hand-out: the sentence, the chain whole in as many rows as it takes, the gradient's chart as it is on
 * the page, questions with room for answers, and the address. It is made when the page is printed, and goes with it.
 */
import { draw as drawLedger } from "../charts/gradient.js";
import { act, asked, layer, run } from "../page/state.js";
import { find, make, say } from "../pen/dom.js";
import { dress } from "../pen/style-sheet.js";
import { patch } from "../pen/svg.js";
import { isSeries } from "../run/series.js";
import { layout } from "../scenes/layout.js";
import { draw } from "../scenes/unrolled.js";
import { speakOf, t } from "../words/i18n.js";

/** @import {Mark, Run} from "../types.js" */
/** @import {Layout} from "../scenes/layout.js" */

/** The width of a row of the chain on an upright sheet, px: cells are as large as on the page. */
const ROW = 720;
/** Of a longer text the first and the last steps are printed, this many of each. */
const MOST = 24;
const EACH = 9;
/** How many questions each act has. */
const QUESTIONS = [3, 4, 3, 3];
/** The size of the gradient's chart, px. */
const CHART = { width: ROW, height: 240 };

/** Have all that it needs, and make it whenever the page is printed. */
export async function bindHandout() {
  await Promise.all([dress("handout"), speakOf("handout")]);
  document.documentElement.dataset.handout = "";
  const take = () => document.querySelector("#handout")?.remove();
  addEventListener("beforeprint", () => {
    take();
    const shown = run.peek();
    if (shown) document.body.append(handout(shown));
  });
  addEventListener("afterprint", take);
}

/** @param {Run} shown */
function handout(shown) {
  const sheet = make("section", "handout");
  sheet.id = "handout";
  sheet.append(
    worded("p", "RNN Flow", "brand"),
    worded("h1", sentenceOf(shown)),
    worded("p", networkOf(shown), "network"),
  );
  const rows = make("div", "chain-rows");
  rows.append(...chainRows(shown));
  sheet.append(worded("h2", t("handout-chain")), rows, chart(shown), ...questions(), address());
  return sheet;
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} text @param {string} [name] */
function worded(tag, text, name) {
  const element = make(tag, name);
  say(element, text);
  return element;
}

/** @param {Run} shown */
const sentenceOf = (shown) => (isSeries(shown) ? shown.tokens.join(" ") : (shown.sentence ?? shown.tokens.join(" ")));

/** @param {Run} shown */
function networkOf(shown) {
  const { seed } = asked.peek();
  const name = shown.cell.toUpperCase();
  return t("handout-network", { cell: name, n: shown.hidden_size, seed: String(seed), T: shown.tokens.length });
}

/**
 * The chain at the end of the way back, cut between cells into rows.
 * @param {Run} shown
 */
function chainRows(shown) {
  const T = shown.tokens.length;
  // so wide that nothing is left to scroll
  const narrow = layout(shown, ROW);
  const at = layout(shown, Math.max(narrow.total, ROW));
  const whole = { ...at, width: Math.max(at.total, ROW) };
  const marks = draw(shown, 2 * T, { at: whole, scheme: "light" });
  const left = (whole.width - at.total) / 2;
  const cut = pieces(at, T);
  const widest = Math.max(ROW, ...cut.map((piece) => (piece ? piece.to - piece.from : 0)));
  return cut.map((piece) =>
    piece === null
      ? worded("p", t("handout-between", { n: T - 2 * EACH }), "between")
      : row(marks, at, left, piece, widest),
  );
}

/**
 * A part of the chain, in its own px; `before` and `after` are the links that are seen at its ends, too.
 * @typedef {{from: number, to: number, before: number, after: number}} Piece
 */

/**
 * The part of each row; null is the gap in a long chain.
 * @param {Layout} at
 * @param {number} T
 * @returns {(Piece | null)[]}
 */
function pieces({ ends, pitch, total, box }, T) {
  const edge = (/** @type {number} */ t) => (t === 0 ? 0 : ends + pitch * t);
  const link = (pitch - box.width) / 2 - 4;
  const each = Math.max(Math.floor((ROW - ends) / pitch), 1);
  /** @type {(Piece | null)[]} */
  const found = [];
  for (const [from, until] of T <= MOST
    ? [[0, T]]
    : [
        [0, EACH],
        [T - EACH, T],
      ]) {
    if (from) found.push(null);
    for (let t = Number(from); t < Number(until); t += each) {
      const [before, end] = [t > 0 ? link : 0, Math.min(t + each, Number(until))];
      found.push({ from: edge(t) - before, to: edge(end) + link, before, after: link });
    }
  }
  // the answer goes to the last row where there is room, else to one of its own
  const last = found.at(-1);
  if (last && total - last.from <= ROW + pitch / 2) Object.assign(last, { to: total, after: 0 });
  else if (last) Object.assign(last, { to: edge(T), after: 0 });
  if (last && last.to < total) found.push({ from: edge(T) - link, to: total, before: link, after: 0 });
  return found;
}

/**
 * @param {Mark[]} marks
 * @param {Layout} at
 * @param {number} left where the chain begins in the marks
 * @param {Piece} piece
 * @param {number} widest
 */
function row(marks, { height, boxTop, box }, left, { from, to, before, after }, widest) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const wide = to - from;
  svg.classList.add("scene");
  svg.setAttribute("viewBox", `${from + left} 0 ${wide} ${height}`);
  svg.style.width = `${(100 * wide) / widest}%`;
  // of the neighbours only the links
  const [l, r] = [before / wide, 1 - after / wide];
  const [top, low] = [(boxTop - 4) / height, (boxTop + box.height + 4) / height];
  const corners = [
    [l, 0],
    [r, 0],
    [r, top],
    [1, top],
    [1, low],
    [r, low],
    [r, 1],
    [l, 1],
    [l, low],
    [0, low],
    [0, top],
    [l, top],
  ];
  svg.style.clipPath = `polygon(${corners.map((corner) => corner.map((share) => `${100 * share}%`).join(" ")).join(", ")})`;
  patch(svg, marks);
  return svg;
}

/** The gradient's chart: the ledger, or what else the act shows. */
function chart(/** @type {Run} */ shown) {
  const section = make("div", "gradient");
  const said = make("p", "say");
  said.append(...find("#gradient-say").cloneNode(true).childNodes);
  const drawn = layer.peek() === "ledger" ? ledger(shown) : copy(find(".gradient .chart"));
  section.append(worded("h2", find("#gradient-title").textContent ?? ""), drawn, said);
  return section;
}

/** @param {Run} shown */
function ledger(shown) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.classList.add("chart");
  svg.setAttribute("viewBox", `0 0 ${CHART.width} ${CHART.height}`);
  patch(svg, drawLedger(shown, 2 * shown.tokens.length, CHART));
  return svg;
}

/** A picture as the page shows it. @param {HTMLElement} shown */
function copy(shown) {
  const svg = /** @type {HTMLElement} */ (shown.cloneNode(true));
  const { width, height } = shown.getBoundingClientRect();
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  for (const name of ["id", "tabindex", "aria-labelledby", "width", "height"]) svg.removeAttribute(name);
  return svg;
}

function questions() {
  const number = act.peek();
  const list = make("ol", "questions");
  for (let i = 1; i <= (QUESTIONS[number - 1] ?? 0); i++) {
    const item = worded("li", t(`handout-${number}-${i}`));
    item.append(make("div", "room"));
    list.append(item);
  }
  return [worded("h2", t(`act-${number}-title`)), list];
}

/** Where the same moment is on a screen. */
function address() {
  const text = worded("p", "", "address");
  say(text, `${t("handout-address")} ${decodeURI(location.href)}`);
  return text;
}
