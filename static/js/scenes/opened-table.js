/**
 * The table of a gate, or of the plain RNN: [h; x] upright, W_h over W_x, and each column falls through b to a and
 * through the squashing to what leaves. Going back it is read from below, in violet.
 * @import {Focus, Lit, Mark, Run, Scheme} from "../types.js"
 * @import {GateTable, Line} from "../run/gate-table.js"
 * @import {TableGrid} from "./opened-table-grid.js"
 */
import { clamp, round } from "../pen/math.js";
import { withSign } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { table as cells, signedPaint, sizePaint, violetPaint } from "../pen/table.js";
import { joins } from "../run/between.js";
import { isPlain } from "../run/facts.js";
import { placeOf } from "../run/reading-order.js";
import { t as say } from "../words/i18n.js";
import { middle, pin, rowOf } from "./opened-table-grid.js";
import { names, sourceName, through, units, violetName } from "./opened-table-names.js";
import { domainOf } from "./weight-colours.js";

/**
 * How far a step is: what has come in, the products, the sum, the new state; going back what has arrived, the slopes, the
 * matrix.
 * @typedef {{entered: number, multiplied: number, added: number, squashed: number}} Shares
 */
/**
 * `flying`: what comes from the chain is still on its way, and not at its place yet.
 * @typedef {{run: Run, t: number, table: GateTable, at: TableGrid, scheme: Scheme, focus: Focus, shares: Shares,
 *   lit?: Lit | null, flying?: {sources: boolean, out: boolean}}} Picture
 */

/** The rows that are not reached yet are as faint as this. */
const FAINT = 0.34;

/**
 * @param {Picture} picture
 * @returns {Mark[]}
 */
export function drawTable(picture) {
  const { run, table, at, focus, lit } = picture;
  const column = table.columns.indexOf(focus.unit);
  const other = lit?.part === "h" ? table.columns.indexOf(lit.unit) : -1;
  return [
    lightRow(picture),
    ...sources(picture),
    weights(picture),
    others(picture),
    names(picture),
    units(picture),
    ...table.lines.map((line, i) => lineMark(picture, line, Number(at.lines[i]))),
    ruler(picture),
    outMark(picture),
    frame(rowOf(table, at, rowTerm(picture), run.hidden_size), at),
    other >= 0 && other !== column ? pin(at, other, at.top, at.out + at.state, "pin thin") : null,
    column >= 0 ? pin(at, column, at.top, at.out + at.state) : null,
  ].filter((each) => each !== null);
}

/** The row that is framed; going back in an extract the unit that is looked at is a row. @param {Picture} picture */
const rowTerm = ({ run, table, focus, lit }) =>
  table.back && table.extract ? focus.unit : (focus.term ?? termOf(run, lit));

/** The row of a number that is pointed at anywhere: what it gives. @param {Run} run @param {Lit | null | undefined} lit */
const termOf = ({ hidden_size: H }, lit) => (lit ? lit.unit + (lit.part === "x" ? H : 0) : null);

/** How many rows the products have reached. @param {Picture} picture */
function front({ table: { recurrent, input }, shares }) {
  const rows = [recurrent, input].reduce((all, block) => all + block.index.length + (block.others ? 1 : 0), 0);
  return shares.multiplied >= 1 ? rows : Math.floor(clamp(shares.multiplied) * (rows + 1));
}

/** Where the row is that is being multiplied. @param {Picture} picture */
function frontRow(picture) {
  const { table, at } = picture;
  const row = front(picture) - 1;
  const rows = table.recurrent.index.length + (table.recurrent.others ? 1 : 0);
  return row < rows
    ? { y: at.recurrent.y + row * at.rows.recurrent, height: at.rows.recurrent }
    : { y: at.input.y + (row - rows) * at.rows.input, height: at.rows.input };
}

/** The row that is multiplied, or looked at. @param {Picture} picture */
function lightRow(picture) {
  const { run, table, at, focus, shares } = picture;
  const busy = !table.back && shares.multiplied > 0 && shares.multiplied < 1 && front(picture) > 0;
  const row = busy ? frontRow(picture) : rowOf(table, at, focus.term, run.hidden_size);
  if (!row || (table.back && !busy)) return null;
  return mark("rect", {
    key: "light",
    class: busy ? "row-light now" : "row-light",
    x: at.label - 4,
    y: round(row.y - 1),
    width: round(at.right - at.label + 8),
    height: round(Math.max(row.height + 2, 4)),
    rx: 4,
  });
}

/** A frame around the row looked at. @param {{y: number, height: number} | null} row @param {TableGrid} at */
const frame = (row, at) =>
  row &&
  mark("rect", {
    class: "pin thin",
    x: at.label - 2,
    y: round(row.y - 1.5),
    width: round(at.right - at.label + 4),
    height: round(Math.max(row.height + 3, 4)),
    rx: 4,
  });

/** What comes in, upright; going back, what leaves for the neighbour. @param {Picture} picture */
function sources({ run, t, table, at, scheme, shares, flying }) {
  const shown = table.back ? shares.added : shares.entered;
  const column = (/** @type {"recurrent" | "input"} */ kind, /** @type {string} */ vector) => {
    const { values } = table[kind];
    if (!values.length || shown <= 0 || flying?.sources) return null;
    const drawn = cells(
      values.map((v) => [v]),
      {
        x: at.label,
        y: at[kind].y,
        width: at.source,
        height: values.length * at.rows[kind],
        paint: table.back ? violetPaint(scheme) : signedPaint(scheme),
        owner: table,
        name: `column ${kind} ${scheme}`,
        strong: true,
      },
    );
    return mark(
      "g",
      { key: `source ${kind}`, "data-upright": vector, opacity: shown < 1 ? round(shown) : null },
      drawn,
    );
  };
  const slot = (/** @type {"recurrent" | "input"} */ kind) =>
    mark("rect", {
      class: "slot",
      x: at.label,
      y: round(at[kind].y),
      width: at.source,
      height: round(table[kind].index.length * at.rows[kind]),
      rx: 4,
    });
  const symbol = (/** @type {string} */ letter, /** @type {number} */ k, /** @type {number} */ y) =>
    math(letter, placeOf(run, k), { class: "symbol start over", x: 2, y: round(y) });
  const whole = isPlain(run.cell) && !joins(run, t - 1);
  const head = table.extract || (table.back && at.above) ? [sourceName(table, at, placeOf(run, t - 1), whole)] : null;
  const entering = table.back
    ? (head ?? [whole ? violetName("∂L/∂h", placeOf(run, t - 1), at) : through(at.label - 6, at.recurrent.y + 14)])
    : [...(head ?? [symbol("h", t - 1, at.recurrent.y + 13)]), symbol("x", t, at.named)];
  return [
    slot("recurrent"),
    table.back ? null : slot("input"),
    column("recurrent", `h:${t - 1}`),
    table.back ? null : column("input", `x:${t}`),
    ...entering,
  ];
}

/**
 * W_h over W_x: what the products have not reached yet is faint.
 * @param {Picture} picture
 */
function weights(picture) {
  const { run, table, at, scheme } = picture;
  const paint = signedPaint(scheme, domainOf(run));
  const block = (/** @type {"recurrent" | "input"} */ kind, /** @type {string} */ matrix) => {
    const rows = table[kind].weights;
    if (!rows.length) return null;
    const box = { ...at[kind], width: at.column * table.columns.length, height: rows.length * at.rows[kind] };
    const drawn = cells(rows, { ...box, paint, owner: table, name: `W ${kind} ${scheme}` });
    const idle = table.back && kind === "input";
    return mark(
      "g",
      { key: `W ${kind}`, "data-matrix": matrix, "data-gate": table.gate, opacity: idle ? 0.3 : null },
      drawn,
    );
  };
  return mark("g", { class: "weights" }, block("recurrent", "h"), block("input", "x"), veil(picture));
}

/** Paper over the rows that the products have not reached. @param {Picture} picture */
function veil(picture) {
  const { table, at, shares } = picture;
  if (table.back || shares.multiplied >= 1 || shares.multiplied <= 0) return null;
  const from = frontRow(picture);
  const top = from.y + from.height;
  const bottom = at.input.y + at.input.height;
  return mark("rect", {
    key: "veil",
    class: "veil",
    x: round(at.left - 2),
    y: round(top),
    width: round(at.right - at.left + 4),
    height: round(Math.max(bottom - top, 0)),
    opacity: 1 - FAINT,
  });
}

/** What is not shown of a large network, as one sum: a row a block, or going back a column. @param {Picture} picture */
function others({ table, at, scheme }) {
  const name = (/** @type {number} */ n, /** @type {number} */ y) =>
    mark("text", { class: "term end", x: round(at.left - 6), y: round(y) }, say("terms-rest", { n }));
  const row = (/** @type {"recurrent" | "input"} */ kind) => {
    const { others: rest, index } = table[kind];
    if (!rest) return null;
    const y = at[kind].y + index.length * at.rows[kind];
    const box = { x: at.left, y, width: at.right - at.left, height: at.rows[kind] };
    return mark(
      "g",
      { key: `others ${kind}`, class: "others" },
      name(rest.n, y + at.rows[kind] / 2 + 4.5),
      cells([rest.sums], { ...box, paint: sumPaint(scheme), owner: table, name: `others ${kind} ${scheme}` }),
    );
  };
  const { others: beside } = table;
  const column =
    beside &&
    mark(
      "g",
      { key: "others", class: "others" },
      mark(
        "text",
        { class: "term start", x: round(at.right - at.column + 2), y: round(at.head) },
        say("terms-rest", { n: beside.n }),
      ),
      cells(
        beside.sums.map((v) => [v]),
        {
          ...at.recurrent,
          x: at.right - at.column,
          width: at.column,
          paint: violetPaint(scheme),
          owner: table,
          name: `others beside ${scheme}`,
        },
      ),
    );
  return mark("g", {}, row("recurrent"), row("input"), column);
}

/** Sums are on the scale of values. @param {Scheme} scheme */
const sumPaint = (scheme) => signedPaint(scheme);

/**
 * One line below the columns. a counts up while the products fall.
 * @param {Picture} picture
 * @param {Line} line
 * @param {number} y
 */
function lineMark(picture, line, y) {
  const { table, at, scheme, shares } = picture;
  const { values, tone, opacity } = stage(picture, line);
  const label = mark(
    "text",
    {
      class: `symbol end${line.name.length > 2 ? " small" : ""}${table.back ? " violet" : ""}`,
      x: at.left - 8,
      y: round(y + at.line - 6),
    },
    line.name,
  );
  if (line.gradient)
    return mark("g", { key: line.key }, label, violetRow(picture, line, y, at.cell, shares.multiplied));
  const numbers = values.map((v, j) =>
    mark(
      "text",
      { class: `number${tone}`, x: middle(at, j), y: round(y + at.line - 6.5) },
      line.key === "b" ? withSign(v, at.write) : at.write(v),
    ),
  );
  const row = () =>
    cells([values], {
      x: at.left,
      y: y + at.line - 19,
      width: at.column * table.columns.length,
      height: 16,
      // slopes and openings are never negative
      paint: table.back && values.every((v) => v >= 0) ? sizePaint(scheme) : signedPaint(scheme),
      owner: table,
      name: `line ${line.key} ${front(picture)} ${scheme}`,
    });
  return mark(
    "g",
    { key: line.key },
    label,
    values.length > 0 && mark("g", { opacity }, ...(at.numbered ? numbers : [row()])),
  );
}

/**
 * What a line shows at a moment: b waits, a is the sum so far.
 * @param {Picture} picture
 * @param {Line} line
 */
function stage(picture, { key, values }) {
  const { table, shares } = picture;
  if (table.back) return { values, tone: " violet", opacity: null };
  if (key === "b") return { values, tone: shares.added > 0 ? "" : " soft", opacity: null };
  if (key !== "a") return { values, tone: "", opacity: shares.multiplied < 1 ? round(clamp(shares.multiplied)) : null };
  if (shares.added >= 1) return { values, tone: " strong", opacity: null };
  const rows = front(picture);
  // before all is multiplied a is the sum so far; b comes last
  const so = table.lines[0]?.key === "b" ? table.partial(rows) : [];
  const sum = shares.added > 0 ? values.map((v, j) => (so[j] ?? v) + (v - (so[j] ?? v)) * shares.added) : so;
  return { values: rows > 0 ? sum : [], tone: " soft", opacity: null };
}

/** The ruler between the terms and their sum. @param {Picture} picture */
function ruler({ table, at }) {
  const y = Number(at.lines.at(-1)) - 0.5;
  if (table.back || at.lines.length < 2) return null;
  return mark("path", { class: "grid zero", d: `M${round(at.left)} ${round(y)}H${round(at.right)}` });
}

/** @param {Picture} picture @param {Line} line @param {number} y @param {number} height @param {number} shown */
function violetRow({ table, at, scheme }, line, y, height, shown) {
  if (shown <= 0) return null;
  const drawn = cells([line.values], {
    x: at.left,
    y,
    width: at.column * table.columns.length,
    height,
    paint: violetPaint(scheme),
    owner: table,
    name: `back ${line.key} ${scheme}`,
  });
  return mark("g", { opacity: shown < 1 ? round(shown) : null }, drawn);
}

/** The last line: what leaves, or going back what arrives. @param {Picture} picture */
function outMark(picture) {
  const { run, t, table, at, scheme, shares, flying } = picture;
  const { out } = table;
  const index = out.index === "t" ? String(placeOf(run, t)) : out.index;
  const label = mark(
    "text",
    { class: `symbol end${table.back ? " violet small" : ""}`, x: at.left - 8, y: round(at.out + at.state - 8) },
    out.name,
    index && mark("tspan", { class: "index", dy: 4 }, index),
  );
  const slot = mark("rect", {
    class: "slot",
    x: at.left,
    y: at.out,
    width: round(at.column * table.columns.length),
    height: at.state,
    rx: 4,
  });
  if (table.back)
    return mark("g", { key: "out" }, slot, label, violetRow(picture, out, at.out, at.state, shares.entered));
  const [shown, fall] = [clamp(shares.squashed), (1 - clamp(shares.squashed)) * -at.line];
  const row =
    shown > 0 &&
    !flying?.out &&
    mark(
      "g",
      {
        "data-vector": `${out.name}:${t}`,
        opacity: shown < 1 ? round(shown) : null,
        transform: shown < 1 ? `translate(0 ${round(fall)})` : null,
      },
      cells([out.values], {
        x: at.left,
        y: at.out,
        width: at.column * table.columns.length,
        height: at.state,
        paint: signedPaint(scheme),
        owner: table,
        name: `out ${scheme}`,
      }),
    );
  return mark("g", { key: "out" }, slot, label, row);
}
