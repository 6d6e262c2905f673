/**
 * Numbers from a text that was pasted: a column, or a table with a column a number. Columns are parted by tabs,
 * semicolons, commas or spaces. Blank lines and lines that begin with # are left out. A matrix of weights is read by
 * page/paste.js.
 * @import {Saying} from "../types.js"
 */

/** The longest text, in characters, and the largest table that are read. */
export const MOST = { characters: 1_000_000, rows: 20_000, columns: 256 };

/** A number with a decimal point, and one with a decimal comma. */
const POINT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(\d+,\d+|,\d+)(e[+-]?\d+)?$/i;
/** "1,234" may be a thousand and more; "0,234" and "12,34" may not. */
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(,\d{3})+$/;
/** Headers of a column that says when: it names the steps and is no input. */
const TIMES =
  /^(t|time|timestamp|date|datetime|year|month|day|week|index|연도|년도|년|월|일|날짜|일자|시간|시각|순번)$/iu;
/** A label, or a cell that is quoted in a fault, is cut to this many characters. */
const QUOTED = 24;

/**
 * @typedef {object} Table
 * @property {number[][]} rows T rows of I numbers
 * @property {string[]} names a name a column, where there is a header; else none
 * @property {string[] | null} labels a text a row, where the first column says when or is no number
 * @property {string} labelled the name of that column; "" where it has none
 * @property {"tab" | "semicolon" | "comma" | "space" | "none"} separator
 * @property {boolean} comma whether the numbers have a decimal comma
 * @property {boolean} turned whether one line of numbers was read as a column
 * @property {string[]} dropped the columns of words, by name or by number from 1, which are no input
 */
/** @typedef {{at: number, cells: string[]}} Line `at` is its number in the text, from 1 */

/**
 * What is wrong with a text, as a sentence of the catalogue.
 */
class Fault extends Error {
  /** @param {string} key @param {Record<string, string | number>} [args] */
  constructor(key, args = {}) {
    super(key);
    /** @type {Saying} */
    this.saying = [`numbers-fault-${key}`, Object.fromEntries(Object.entries(args).map(([k, v]) => [k, String(v)]))];
  }
}

/**
 * The numbers of a text, or why it has none.
 * @param {string} text
 * @returns {{table: Table, fault: null} | {table: null, fault: Saying}}
 */
export function readNumbers(text) {
  try {
    return { table: tableOf(text), fault: null };
  } catch (error) {
    if (error instanceof Fault) return { table: null, fault: error.saying };
    throw error;
  }
}

/** @param {string} text @returns {Table} */
function tableOf(text) {
  if (text.length > MOST.characters) throw new Fault("text", { limit: MOST.characters, count: text.length });
  const lines = written(text);
  if (!lines.length) throw new Fault("empty");
  const separator = separatorOf(lines.map(({ cells }) => String(cells[0])));
  const all = even(lines.map(({ at, cells }) => ({ at, cells: split(String(cells[0]), separator) })));
  const header = all.length > 1 && all[0]?.cells.every(isName) ? all[0].cells : null;
  const body = header ? all.slice(1) : all;
  const labelled = hasLabels(header, body);
  const kept = inputsOf(body, Number(labelled));
  const data = body.map(({ at, cells }) => ({ at, cells: kept.map((i) => String(cells[i])) }));
  const comma = decimalComma(data);
  check(data, comma, kept);
  const rows = data.map(({ cells }) => cells.map((cell) => readCell(cell, comma)));
  const turned = !header && !labelled && rows.length === 1 && Number(rows[0]?.length) > 1;
  const shown = turned ? Array.from(/** @type {number[]} */ (rows[0]), (value) => [value]) : rows;
  if (shown.length > MOST.rows) throw new Fault("rows", { limit: MOST.rows, count: shown.length });
  return {
    rows: shown,
    names: header ? kept.map((i) => String(header[i])) : [],
    labels: labelled ? body.map(({ cells }) => cut(cells[0] || "–")) : null,
    labelled: (labelled && header?.[0]) || "",
    separator,
    comma,
    turned,
    dropped: Array.from(all[0]?.cells ?? [], (_, i) => i)
      .slice(Number(labelled))
      .filter((i) => !kept.includes(i))
      .map((i) => header?.[i] || String(i + 1)),
  };
}

/**
 * The places of the columns that are inputs: a column of nothing but words is none, where another has a number.
 * @param {Line[]} body
 * @param {number} from the first column that may be one
 */
function inputsOf(body, from) {
  const all = Array.from(body[0]?.cells ?? [], (_, i) => i).slice(from);
  const kept = all.filter((i) => !body.every(({ cells }) => cells[i] !== "" && isName(String(cells[i]))));
  return kept.length ? kept : all;
}

/**
 * One column of a table, or all. @param {number[][]} rows @param {number | null} column from 0; null for all
 */
export const columnOf = (rows, column) =>
  column === null ? rows : rows.map((row) => [/** @type {number} */ (row[column])]);

/** The lines that hold something. @param {string} text @returns {Line[]} */
function written(text) {
  const lines = text
    .replace(/^\ufeff/, "")
    .replaceAll("−", "-")
    .split(/\r\n|\r|\n/);
  return lines
    .map((line, i) => ({ at: i + 1, cells: [line.trim() === "" ? "" : line.replace(/ +$/, "")] }))
    .filter(({ cells: [line = ""] }) => !/^[\s,;]*$/.test(line) && !/^\s*#/.test(line));
}

/**
 * What parts the columns. A comma may also be a decimal one: it is where spaces part the columns, and where as columns
 * the lines would not have as many cells each, or a cell would begin with a useless 0, as in 1,05.
 * @param {string[]} lines
 * @returns {Table["separator"]}
 */
function separatorOf(lines) {
  if (lines.some((line) => line.includes("\t"))) return "tab";
  if (lines.some((line) => line.includes(";"))) return "semicolon";
  const body = lines.slice(isName(String(lines[0]).split(/[,\s]/)[0] ?? "") ? 1 : 0);
  const commas = lines.some((line) => line.includes(","));
  const spaced = body.length > 0 && body.every((line) => line.trim().split(/\s+/).every(isNumber));
  if (commas && !(spaced && isDecimal(body))) return "comma";
  return spaced && body.some((line) => /\S\s+\S/.test(line)) ? "space" : "none";
}

/**
 * Whether commas between digits can be nothing but decimal ones.
 * @param {string[]} lines with no other separator than spaces
 */
function isDecimal(lines) {
  if (lines.some((line) => line.includes(".") || (line.match(/,/g)?.length ?? 0) > line.trim().split(/\s+/).length))
    return false;
  if (lines.some((line) => /\S\s+\S/.test(line))) return true;
  const cells = lines.map((line) => line.split(","));
  const uneven = cells.some((row) => row.length !== cells[0]?.length);
  return uneven || cells.some(([, after = ""]) => /^0\d/.test(after));
}

/**
 * The cells of a line; a cell in quotation marks may hold the separator.
 * @param {string} line
 * @param {Table["separator"]} separator
 */
function split(line, separator) {
  const sign = { tab: "\t", semicolon: ";", comma: ",", space: " ", none: "\n" }[separator];
  if (separator === "space") return line.trim().split(/\s+/);
  const cells = line.match(new RegExp(`(?:^|${sign})(?:\\s*"(?:[^"]|"")*"\\s*|[^${sign}]*)`, "g")) ?? [line];
  return cells.map((cell, i) => bare(i ? cell.slice(1) : cell.startsWith(sign) ? cell.slice(1) : cell));
}

/** A cell without its quotation marks. @param {string} cell */
const bare = (cell) =>
  cell
    .trim()
    .replace(/^"(.*)"$/s, "$1")
    .replaceAll('""', '"')
    .trim();

/**
 * Lines of as many cells each: what is empty at the end of all of them is no column.
 * @param {Line[]} lines
 */
function even(lines) {
  const least = lines.every(({ cells }) => cells.length > 1 && cells.at(-1) === "") ? 1 : 0;
  const all = least ? lines.map(({ at, cells }) => ({ at, cells: cells.slice(0, -1) })) : lines;
  const expected = Number(all[0]?.cells.length);
  const odd = all.find(({ cells }) => cells.length !== expected);
  if (odd) throw new Fault("ragged", { line: odd.at, got: odd.cells.length, expected });
  // numbers in one line are a column
  if (all.length > 1 && expected > MOST.columns + 1)
    throw new Fault("columns", { limit: MOST.columns, count: expected });
  return all;
}

/** Whether a cell is a number in either writing. @param {string} cell */
const isNumber = (cell) => POINT.test(cell) || COMMA.test(cell) || THOUSANDS.test(cell);

/**
 * Whether a cell can be the name of a column: anything but a number, and not a placeholder for one.
 * @param {string} cell
 */
const isName = (cell) => !isNumber(cell) && !/^(nan|na|n\/a|null|[+-]?inf(inity)?|\.|-|\?)$/i.test(cell);

/** Whether the first column names the steps. @param {string[] | null} header @param {Line[]} body */
const hasLabels = (header, body) =>
  Number(body[0]?.cells.length) > 1 &&
  (TIMES.test(header?.[0] ?? "") || body.every(({ cells }) => cells[0] !== "" && isName(String(cells[0]))));

/** Whether the numbers have a decimal comma; a fault where that could be a thousand. @param {Line[]} lines */
function decimalComma(lines) {
  const cells = lines.flatMap(({ at, cells: all }) => all.map((cell) => ({ at, cell })));
  const commas = cells.filter(({ cell }) => /\d,\d/.test(cell) || /^[+-]?,\d/.test(cell));
  const [first] = commas;
  if (!first) return false;
  const pointed = cells.find(({ cell }) => /\d\.|\.\d/.test(cell));
  if (pointed) throw new Fault("mixed", { line: first.at, cell: cut(first.cell), other: cut(pointed.cell) });
  if (commas.every(({ cell }) => THOUSANDS.test(cell)))
    throw new Fault("thousands", { line: first.at, cell: cut(first.cell) });
  return true;
}

/**
 * Throw where a cell is no number.
 * @param {Line[]} lines
 * @param {boolean} comma
 * @param {number[]} places of the cells in their line
 */
function check(lines, comma, places) {
  const form = comma ? /^[+-]?(\d+(,\d*)?|,\d+)(e[+-]?\d+)?$/i : POINT;
  for (const { at, cells } of lines)
    for (const [i, cell] of cells.entries()) {
      if (cell === "") throw new Fault("missing", { line: at, column: Number(places[i]) + 1 });
      if (!form.test(cell)) throw new Fault("cell", { line: at, cell: cut(cell) });
      if (!Number.isFinite(readCell(cell, comma))) throw new Fault("range", { line: at, cell: cut(cell) });
    }
}

/** @param {string} cell @param {boolean} comma */
const readCell = (cell, comma) => Number(comma ? cell.replace(",", ".") : cell);

/** @param {string} cell */
const cut = (cell) => (cell.length > QUOTED ? `${cell.slice(0, QUOTED - 1)}…` : cell);
