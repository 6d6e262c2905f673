/**
 * A chart as a voice reads it: one sentence for its name, and a table beside it that is walked by rows. The table is made
 * where the chart is near the window, once time and the hand rest; of a long one the rows around the one that is looked at.
 * @import {ChartTable} from "../types.js"
 */
import { effect, signal } from "../../vendor/signals.js";
import { flowing, near } from "../page/pace.js";
import { learning } from "../page/state.js";
import { find, make, plain, say } from "../pen/dom.js";
import { written } from "../tables/rows.js";
import { has, speakOf, words } from "../words/i18n.js";

/** A hand that pulls something rests this long, ms, before tables follow. */
const REST = 300;
/** Words that did not come are asked for again with the next table. */
const spoken = signal(false);
let coming = false;

function fetchWords() {
  if (coming || spoken.peek()) return;
  coming = true;
  speakOf("tables")
    .then(() => {
      spoken.value = has("table-steps");
    })
    .catch(() => {})
    .finally(() => {
      coming = false;
    });
}

/**
 * Give a chart its table.
 * @param {Element} chart
 * @param {() => ChartTable | null | undefined | false} told what is read now; it may read signals
 */
export function bindTable(chart, told) {
  const place = make("div", "unseen chart-table");
  place.hidden = true;
  chart.after(place);
  nameByText(chart);
  const seen = near(chart);
  let [waiting, made] = [0, false];
  effect(() => {
    if (!seen.value) {
      // a chart that is only scrolled away keeps its table
      if (!chart.getClientRects().length) place.hidden = true;
      return;
    }
    fetchWords();
    // while something moves, the rows that are being read stay as they are
    if (!spoken.value || !words.value || (made && (flowing.value || learning.value))) return;
    const table = told();
    made = Boolean(table);
    clearTimeout(waiting);
    waiting = setTimeout(() => show(chart, place, table || null), REST);
  });
}

/** @param {Element} chart @param {HTMLElement} place @param {ChartTable | null} table */
function show(chart, place, table) {
  place.hidden = !table;
  if (!table) return;
  if (table.sentence) name(chart, plain(table.sentence));
  write(place, table);
}

/** The sentence is the chart's name; a slider keeps its own. @param {Element} chart @param {string} sentence */
function name(chart, sentence) {
  if (chart.getAttribute("role") !== "img") return;
  for (const other of ["aria-labelledby", "aria-describedby"]) chart.removeAttribute(other);
  if (chart.getAttribute("aria-label") !== sentence) chart.setAttribute("aria-label", sentence);
}

/**
 * A chart is named by what the page says beside it, but a raised power would be read as a figure: there its name has the
 * text in one line. The ids stay known, for what else asks where the chart is told.
 * @param {Element} chart
 */
function nameByText(chart) {
  const ids = chart.getAttribute("aria-labelledby") ?? "";
  if (chart.getAttribute("role") !== "img" || !ids) return;
  const places = ids.split(" ").flatMap((id) => document.getElementById(id) ?? []);
  const rename = () => {
    const texts = places.map((place) => plain(place.getAttribute("data-said") ?? place.textContent ?? ""));
    const told = texts.filter(Boolean).join(". ");
    if (!chart.hasAttribute("data-told-by") && !places.some((place) => place.querySelector("sup"))) return;
    chart.setAttribute("data-told-by", ids);
    name(chart, told);
  };
  const observer = new MutationObserver(rename);
  for (const place of places) observer.observe(place, { childList: true, characterData: true, subtree: true });
  rename();
}

/**
 * Write a table. One of the same shape keeps its cells, so that who reads in it stays where they are.
 * @param {HTMLElement} place
 * @param {ChartTable} table
 */
function write(place, table) {
  const { caption, columns, rows, current } = written(table);
  const shape = `${columns.length} ${rows.length}`;
  if (place.dataset.shape !== shape) place.replaceChildren(empty(columns.length, rows.length));
  place.dataset.shape = shape;
  const heading = find("caption", place);
  say(heading, caption);
  const cells = place.querySelectorAll("th, td");
  [...columns, ...rows.flat()].forEach((text, i) => {
    if (cells[i]) say(cells[i], text);
  });
  [...place.querySelectorAll("tbody tr")].forEach((line, i) => {
    if (i === current) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  });
}

/** A table without words. @param {number} columns @param {number} rows */
function empty(columns, rows) {
  const [table, head, body] = [make("table"), make("thead"), make("tbody")];
  const line = (/** @type {boolean} */ top) => {
    const made = make("tr");
    for (let i = 0; i < columns; i++) {
      const cell = make(top || i === 0 ? "th" : "td");
      if (top || i === 0) cell.setAttribute("scope", top ? "col" : "row");
      made.append(cell);
    }
    return made;
  };
  head.append(line(true));
  for (let i = 0; i < rows; i++) body.append(line(false));
  table.append(make("caption"), head, body);
  return table;
}
