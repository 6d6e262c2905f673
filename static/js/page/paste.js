/**
 * Numbers as people paste them: cells of a spreadsheet, nested lists, what PyTorch and NumPy print, a matrix of LaTeX.
 * @import {Saying} from "../types.js"
 */

/**
 * What was read: `whole` where brackets say that it is the whole matrix, not cells to be put in place.
 * @typedef {{rows: number[][], whole: boolean}} Pasted
 */
/** @typedef {Pasted | {problem: Saying}} PasteResult */

/** The most numbers that a grid takes. */
export const MOST = 4096;

/** What prints around the numbers. */
const AROUND = [
  /^\s*[A-Za-z_][\w.]*\s*=(?=\s*[A-Za-z[(])/,
  /\\(begin|end)\{[a-z]*matrix\}|\\(left|right)\W/g,
  /\b(torch\.|np\.|numpy\.)?(tensor|array|Parameter containing|Parameter|matrix|FloatTensor)\b\s*:?/g,
  /,?\s*(dtype|device|grad_fn|requires_grad)\s*=\s*(<[^>]*>|'[^']*'|"[^"]*"|[\w.]+)/g,
  /[()]/g,
];

/** @param {string} key @param {Record<string, string>} [args] @returns {{problem: Saying}} */
const problem = (key, args = {}) => ({ problem: [key, args] });

/**
 * The matrix in a text, as it is pasted for weights. Columns of a series, with headers, dates and decimal commas, are
 * read by run/pasted-numbers.js: there a comma means something else, and so the two share no parser.
 * @param {string} text
 * @param {number} [most] how many numbers there may be
 * @returns {PasteResult}
 */
export function readMatrix(text, most = MOST) {
  let bare = text.normalize("NFKC").replace(/[−–]/g, "-");
  for (const pattern of AROUND) bare = bare.replace(pattern, " ");
  bare = bare.trim();
  if (!bare) return problem("paste-nothing");
  if (/\.\.\.|…/.test(bare)) return problem("paste-elided");
  const read = bare.includes("[") || bare.includes("]") ? readBrackets(bare) : readCells(bare);
  return "problem" in read ? read : judged(read, most);
}

/** What fits no grid is said. @param {Pasted} read @param {number} most @returns {PasteResult} */
function judged(read, most) {
  const [first = []] = read.rows;
  const odd = read.rows.findIndex((row) => row.length !== first.length);
  if (odd > 0)
    return problem("paste-ragged", {
      row: String(odd + 1),
      has: String(read.rows[odd]?.length),
      first: String(first.length),
    });
  if (!first.length) return problem("paste-nothing");
  if (read.rows.length * first.length > most) return problem("paste-too-many", { most: String(most) });
  return read;
}

/**
 * One number: also ".5", "+1", "1.", "1/3", and "0,5" where the comma parts nothing.
 * @param {string} text
 * @returns {number | null} null where the text is no number, or one beyond a double
 */
export function readNumber(text) {
  const plain = text
    .normalize("NFKC")
    .replace(/[−–]/g, "-")
    .trim()
    .replace(/^([+-]?\d*),(\d+)$/, "$1.$2");
  const [above = "", below, ...rest] = plain.split("/");
  if (below !== undefined) {
    const [a, b] = [readNumber(above), readNumber(below)];
    return rest.length || a === null || !b ? null : a / b;
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** @param {string} text @param {number} row @param {number} column */
const unreadable = (text, row, column) =>
  problem(/^[+-]?(nan|inf(inity)?)$/i.test(text.trim()) ? "paste-not-finite" : "paste-unreadable", {
    text: text.trim().slice(0, 24),
    row: String(row + 1),
    column: String(column + 1),
  });

/** Rows in brackets; commas may be missing, and so may the last bracket. @param {string} text @returns {PasteResult} */
function readBrackets(text) {
  /** @type {string[][]} */
  const rows = [];
  let [depth, deepest] = [0, 0];
  for (const [token] of text.matchAll(/[[\]]|[^\s,;[\]]+/g)) {
    if (token === "]") depth = Math.max(depth - 1, 0);
    else if (token !== "[") {
      if (!rows.length) rows.push([]);
      rows.at(-1)?.push(token);
    } else {
      depth++;
      deepest = Math.max(deepest, depth);
      // a bracket that opens within a list begins a row; one that holds nothing yet is the list itself
      if (rows.at(-1)?.length !== 0) rows.push([]);
    }
  }
  if (deepest > 3) return problem("paste-deep");
  return numbersOf(
    rows.filter((row) => row.length),
    true,
  );
}

/** @param {string[][]} rows @param {boolean} whole @returns {PasteResult} */
function numbersOf(rows, whole) {
  const read = rows.map((row) => row.map(readNumber));
  for (const [i, row] of read.entries()) {
    const j = row.indexOf(null);
    if (j >= 0) return unreadable(String(rows[i]?.[j]), i, j);
  }
  return { rows: /** @type {number[][]} */ (read), whole };
}

/**
 * Lines of cells. A semicolon ends a row, or parts the cells of a spreadsheet where a comma is the decimal sign: there
 * every line has as many of them within it.
 * @param {string} text
 * @returns {PasteResult}
 */
function readCells(text) {
  const within = text.split(/\r?\n/).flatMap((line) => (line.trim() ? [line.trim().split(/;(?=.)/).length] : []));
  const parts = within.length > 1 && Number(within[0]) > 1 && within.every((count) => count === within[0]);
  const lines = (parts ? text.replaceAll(";", "\t") : text)
    .split(/\r?\n|\\\\|;/)
    .map((line) => line.replace(/[,&]\s*$/, ""))
    .filter((line) => line.trim());
  const rows = lines.map((line) => cells(line).map((cell) => cell.trim()));
  const [i, j] = empty(rows);
  if (i >= 0) return problem("paste-empty", { row: String(i + 1), column: String(j + 1) });
  return numbersOf(rows, false);
}

/** A line's cells: parted by tabs, by & or commas, else by spaces. @param {string} line */
function cells(line) {
  if (line.includes("\t")) return line.split("\t");
  if (/[,&]/.test(line) && readNumber(line) === null) return line.split(/[,&]/);
  return line.trim().split(/\s+/);
}

/** Where an empty cell is, or −1. @param {string[][]} rows */
function empty(rows) {
  for (const [i, row] of rows.entries()) if (row.includes("")) return [i, row.indexOf("")];
  return [-1, -1];
}
