/**
 * The diagram inside A, generated from the cell's `graph`: nodes on their logical grid, vectors along the edges, each in
 * its turn, and going back the gradient along the same edges. A cell of few rows (the plain RNN) has room to show its
 * products as vector · matrix = vector.
 * @import {Graph, GraphNode, Mark, Moment, Rect, Run, Scheme} from "../types.js"
 */

import { clamp, round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { biases, gatesOf, hasWeights, squashOf } from "../run/algebra.js";
import { backwardValues, sentBack } from "../run/backprop.js";
import { factsOf } from "../run/facts.js";
import { graphValues } from "../run/graph-values.js";
import { BACKWARD, endOf, FORWARD } from "../run/phases.js";
import { placeOf } from "../run/reading-order.js";
import { partOf, ranksOf, wiringOf } from "../run/wiring.js";
import { wire, wireBack } from "./diagram-edges.js";
import { bend, GATE, gate, operation, pill, RADIUS, unitNumber } from "./diagram-nodes.js";
import { matrixSize, product, SPACE } from "./product.js";
import { strip } from "./vectors.js";

/** A node's middle, and how far it reaches to each side. @typedef {{x: number, y: number, rx: number, ry: number}} Spot */
/**
 * `unit`: the one whose numbers are written; `part`: the gate that is looked at.
 * @typedef {{graph: Graph, rect: Rect, scheme: Scheme, unit?: number, part?: string}} Options
 */
/**
 * @typedef {object} Picture
 * @property {Run} run
 * @property {Moment} now
 * @property {Graph} graph
 * @property {Rect} rect
 * @property {Scheme} scheme
 * @property {number} unit
 * @property {string} part
 * @property {DiagramGrid} grid
 * @property {Time} time
 * @property {Set<string>} gates
 * @property {Record<string, number[] | null>} values
 */

/** When each rank of the diagram is done, as a share of its step: first the gates (or products), then what they make. */
const [TAKEN, MULTIPLIED, SQUASHED] = [endOf(FORWARD, "input"), endOf(FORWARD, "multiply"), endOf(FORWARD, "squash")];
/** The same going back: what arrives, the slopes, the matrix. */
const [ARRIVED, SLOPED, WEIGHED] = [endOf(BACKWARD, "arrive"), endOf(BACKWARD, "slope"), endOf(BACKWARD, "weight")];
/**
 * Shares of a step that the phases do not tell: when the state has entered from the left; when it sets out for the
 * gates, and how long before their end it is there; how long a node takes, and how long before its end all that flows to
 * it is there; how long after `input` a product's result begins to show.
 */
const TIMES = { entered: 0.2, setsOut: 0.08, atGates: 0.06, node: 0.07, flowsIn: 0.02, result: 0.06 };
const STRIP = 18;

/** The share of a stretch of time that is over. @param {number} p @param {number} from @param {number} to */
const part = (p, from, to) => clamp((p - from) / Math.max(to - from, 1e-6));

/**
 * @param {Run} run
 * @param {Moment} now
 * @param {Options} options
 * @returns {Mark[]}
 */
export function diagram(run, now, { graph, rect, scheme, unit = 0, part: chosen = "" }) {
  const gates = new Set(gatesOf(run));
  const grid = gridOf(run, graph, rect, gates);
  const time = timing(graph, now, grid.simple);
  const picture = {
    run,
    now,
    graph,
    rect,
    scheme,
    unit,
    part: chosen,
    grid,
    time,
    gates,
    values: valuesOf(run, graph, now.t, grid.simple),
  };
  return [
    ...wires(picture),
    ...graph.nodes.flatMap((node) => (isSource(node) ? [entering(node, picture)] : [])),
    ...[...factsOf(run.cell).state].reverse().flatMap((name) => leaving(name, picture)),
    ...graph.nodes.flatMap((node) => (isSource(node) ? [] : [nodeMark(node, picture)])),
  ];
}

/** @param {GraphNode} node */
const isSource = ({ kind }) => kind === "in" || kind === "product";

/**
 * With room for them, products carry W h and W x; else the vectors themselves run to the gates.
 * @param {Run} run
 * @param {Graph} graph
 * @param {number} t
 * @param {boolean} simple
 */
function valuesOf(run, graph, t, simple) {
  const { nodes, edges } = graphValues(run, t);
  if (!simple) return nodes;
  const products = graph.edges.filter(([from]) => from === "hh" || from === "ih");
  return { ...nodes, ...Object.fromEntries(products.map(([from, to]) => [from, edges[`${from}>${to}`] ?? null])) };
}

/** @typedef {ReturnType<typeof gridOf>} DiagramGrid */

/**
 * The gate at a place of a cell's diagram, or null.
 * @param {Run} run
 * @param {Graph} graph
 * @param {Rect} rect
 * @param {number} x
 * @param {number} y
 */
export function gateAt(run, graph, rect, x, y) {
  const gates = new Set(gatesOf(run));
  const grid = gridOf(run, graph, rect, gates);
  const inside = (/** @type {GraphNode} */ { name, kind }) => {
    const spot = grid.at(name);
    return gates.has(name) && kind !== "add" && Math.abs(x - spot.x) <= spot.rx && Math.abs(y - spot.y) <= spot.ry + 12;
  };
  return graph.nodes.find((node) => inside(node))?.name ?? null;
}

/** The logical grid in pixels. @param {Run} run @param {Graph} graph @param {Rect} rect @param {Set<string>} gates */
function gridOf(run, graph, rect, gates) {
  const deepest = Math.max(...graph.nodes.map(({ row }) => row));
  const [simple, wide] = [deepest < 2, rect.width > 560];
  const [strips, margin] = wide ? [76, 14] : [30, 6];
  const frame = { rect, simple, wide, strips, margin, out: rect.x + rect.width - strips - (wide ? 30 : 14) };
  const size = matrixSize(run, wide);
  const spot = simple ? roomy(graph, frame, size) : tabular(graph, frame, deepest, gates);
  const spots = new Map(graph.nodes.map((node) => [node.name, spot(node)]));
  const at = (/** @type {string} */ name) => /** @type {Spot} */ (spots.get(name));
  return { ...frame, size, cable: wide ? 14 : 8, at };
}

/** @typedef {{rect: Rect, simple: boolean, wide: boolean, strips: number, margin: number, out: number}} Frame */

/** @param {Graph} graph */
const lastColumn = (graph) => Math.max(...graph.nodes.map(({ column }) => column));

/** @param {string} kind */
const operationSize = (kind) => (kind === "tanh" ? { rx: 20, ry: 10 } : { rx: RADIUS, ry: RADIUS });

/**
 * Few rows: the products are one above the other, all that follows in the middle.
 * @param {Graph} graph
 * @param {Frame} frame
 * @param {ReturnType<typeof matrixSize>} size
 * @returns {(node: GraphNode) => Spot}
 */
function roomy(graph, { rect, wide, margin, out }, size) {
  const from = rect.x + margin + 3 * size.side + 2 * SPACE(wide);
  const first = from + clamp((out - from) * 0.25, wide ? 44 : 22, 80);
  const room = out - first - RADIUS;
  const step = room / Math.max(lastColumn(graph) - 1, 1);
  const rows = [rect.y + 34 + size.recurrent / 2, rect.y + rect.height - 18 - size.input / 2];
  const y = (Number(rows[0]) + Number(rows[1])) / 2;
  const bent = wide ? { rx: Math.min(64, room / 2 - 14), ry: 56 } : { rx: Math.min(30, room / 2 - 8), ry: 40 };
  return ({ column, row, kind }) => {
    if (kind === "in" || kind === "product") return { x: from, y: Number(rows[row]), rx: 0, ry: 0 };
    if (column < 2) return { x: first, y, ...operationSize(kind) };
    return { x: first + RADIUS + (column - 1.5) * step, y, ...(kind === "squash" ? bent : operationSize(kind)) };
  };
}

/**
 * Many rows: each node where it is on the grid, what comes in at the left edge.
 * @param {Graph} graph
 * @param {Frame} frame
 * @param {number} deepest
 * @param {Set<string>} gates
 * @returns {(node: GraphNode) => Spot}
 */
function tabular(graph, { rect, wide, strips, margin, out }, deepest, gates) {
  const from = rect.x + strips * (wide ? 0.7 : 0.5);
  const pitch = (out - from) / (lastColumn(graph) + (wide ? 0.5 : 0.62));
  const [top, bottom] = [rect.y + 52, rect.y + rect.height - 24];
  const box = { rx: clamp(pitch - (wide ? 20 : 8), GATE.least, GATE.most) / 2, ry: GATE.height / 2 };
  return (node) => {
    const y = top + ((bottom - top) * node.row) / deepest;
    if (isSource(node)) return { x: rect.x + margin + strips, y, rx: 0, ry: 0 };
    return { x: from + node.column * pitch, y, ...(gates.has(node.name) ? box : operationSize(node.kind)) };
  };
}

/** @typedef {ReturnType<typeof timing>} Time */

/** When each node and edge has its turn. @param {Graph} graph @param {Moment} now @param {boolean} simple */
function timing(graph, { p, backward }, simple) {
  const ranks = ranksOf(graph);
  const deepest = Math.max(...ranks.values());
  const rank = (/** @type {string} */ name) => Number(ranks.get(name));
  const first = simple ? 0 : 1;
  const step = (SQUASHED - MULTIPLIED) / Math.max(deepest - first, 1);
  const end = (/** @type {string} */ name) => (rank(name) < first ? TAKEN : MULTIPLIED + step * (rank(name) - first));
  const turn = (SLOPED - ARRIVED) / deepest;
  const slopes = (/** @type {string} */ name) => ARRIVED + turn * (deepest - rank(name));
  const product = (/** @type {string} */ name) => graph.nodes.find((node) => node.name === name)?.kind === "product";
  const forward = (/** @type {number} */ from, /** @type {number} */ to) => (backward ? 1 : part(p, from, to));
  const back = (/** @type {number} */ from, /** @type {number} */ to) => (backward ? part(p, from, to) : 0);
  return {
    node: (/** @type {string} */ name) => forward(end(name) - TIMES.node, end(name)),
    flows: (/** @type {string} */ from, /** @type {string} */ to) =>
      rank(from) === 0 && !simple
        ? forward(TIMES.setsOut, rank(to) > 1 ? end(to) - TIMES.flowsIn : MULTIPLIED - TIMES.atGates)
        : forward(end(from), end(to) - TIMES.flowsIn),
    returns: (/** @type {string} */ from, /** @type {string} */ to) =>
      product(from) && !simple ? back(SLOPED, WEIGHED) : back(slopes(to), slopes(to) + turn),
    enters: forward(0, TIMES.entered),
    multiplies: backward ? part(p, SLOPED, WEIGHED) : part(p, TAKEN, MULTIPLIED),
    multiplied: forward(TAKEN + TIMES.result, MULTIPLIED),
    emits: forward(SQUASHED, 1),
    arrives: back(0, ARRIVED),
    leaves: back(WEIGHED, 1),
  };
}

/** All edges, those of one source together: the bed that lets a cable pass over another must not cut its own. @param {Picture} picture */
function wires({ run, now, graph, grid, time, gates, scheme }) {
  const back = now.backward ? backwardValues(run, now.t) : {};
  const along = graphValues(run, now.t).edges;
  const sources = [...new Set(graph.edges.map(([from]) => from))].sort(
    (a, b) => Number(b === "ih") - Number(a === "ih"),
  );
  return sources.map((source) => {
    const routes = graph.edges
      .filter(([from]) => from === source)
      .map(([from, to]) => ({ key: `${from}>${to}`, from, to, route: routing(from, to, grid, gates) }));
    const flows = routes.map(({ key, from, to, route }) =>
      wire(route, along[key], {
        key,
        done: time.flows(from, to),
        width: grid.cable,
        scheme,
        bed: false,
      }),
    );
    const returns = routes.map(({ key, from, to, route }) =>
      wireBack(route, back[key], { key, done: time.returns(from, to), width: grid.cable }),
    );
    const beds = routes.map(({ key, route }) =>
      wire(route, null, { key: `bed ${key}`, done: -1, width: grid.cable, scheme }),
    );
    return mark("g", { key: source }, ...beds, ...flows, ...returns);
  });
}

/**
 * From one node to the next: a gate's value rises first, everything else runs along first.
 * @param {string} from
 * @param {string} to
 * @param {DiagramGrid} grid
 * @param {Set<string>} gates
 */
function routing(from, to, grid, gates) {
  const [a, b] = [grid.at(from), grid.at(to)];
  if (a.y === b.y) return { x1: a.x + a.rx, y1: a.y, x2: b.x - b.rx, y2: b.y };
  const up = b.y < a.y ? 1 : -1;
  const bus = !grid.simple && (from === "hh" || from === "ih");
  // h enters a gate left of its function, x right of it
  const shift = bus && gates.has(to) ? b.rx * (from === "hh" ? -0.5 : 0.5) : 0;
  if (a.x === b.x) return { x1: a.x, y1: a.y - up * a.ry, x2: b.x, y2: b.y + up * b.ry, rises: true };
  if (gates.has(from) && !grid.simple) return { x1: a.x, y1: a.y - up * a.ry, x2: b.x - b.rx, y2: b.y, rises: true };
  return { x1: a.x + a.rx, y1: a.y, x2: b.x + shift, y2: b.y + up * b.ry, rises: false };
}

/** What is done at a node. @param {GraphNode} node @param {Picture} picture */
function nodeMark({ name, kind }, { run, now, values, scheme, grid, time, gates, unit, part: chosen }) {
  const { x, y, rx, ry } = grid.at(name);
  const done = time.node(name);
  const back = now.backward;
  const step = run.steps[now.t];
  const common = { x, y, done, back, scheme };
  if (kind === "squash")
    return bend(step?.gates[String(wiringOf(run.cell).into(name)[0])], step?.h ?? [], {
      ...common,
      width: 2 * rx,
      height: 2 * ry,
      f: run.nonlinearity ?? "tanh",
    });
  if (gates.has(name) && kind !== "add")
    return gate(name, values[name], {
      ...common,
      t: now.t,
      width: 2 * rx,
      f: squashOf(run, name),
      unit,
      chosen: chosen === name,
    });
  const value = grid.simple ? undefined : values[name]?.[unit];
  if (kind === "tanh")
    return mark("g", { key: name }, pill("tanh", x, y, back), done >= 1 && unitNumber(value, { x: x + 8, y: y - 15 }));
  return mark(
    "g",
    { key: name },
    grid.simple && bias(run, x, y, grid, done, scheme),
    operation(kind, x, y, done, value),
  );
}

/**
 * b comes in from the left.
 * @param {Run} run
 * @param {number} x
 * @param {number} y
 * @param {DiagramGrid} grid
 * @param {number} done
 * @param {Scheme} scheme
 */
function bias(run, x, y, { cable, wide }, done, scheme) {
  const from = x - RADIUS - (wide ? 34 : 14);
  return mark(
    "g",
    { class: "bias" },
    wire({ x1: from, y1: y, x2: x - RADIUS, y2: y }, hasWeights(run) ? biases(run) : null, {
      key: "b",
      done,
      width: cable,
      scheme,
    }),
    mark("text", { class: "symbol end", x: round(from - 6), y: round(y + 6) }, "b"),
  );
}

/**
 * A vector's strip from x on, its name above or below.
 * @param {string} symbol which vector it is
 * @param {number[] | null | undefined} values
 * @param {{x: number, y: number, width: number, scheme: Scheme, opacity: number, number?: number | undefined,
 *   line?: number}} options `number`: of the unit looked at, written on the line of the name
 * @param {Mark | null} name
 */
function named(symbol, values, { x, y, width, scheme, opacity, number, line = y - 15 }, name) {
  const top = round(y - STRIP / 2);
  const cells =
    values &&
    opacity > 0 &&
    strip(values, {
      unit: width / values.length,
      height: STRIP,
      scheme,
      numbers: 0,
      symbol,
      of: symbol.startsWith("x") ? "input" : "unit",
    });
  return mark(
    "g",
    { key: "strip" },
    mark("rect", { class: "slot", x: round(x), y: top, width: round(width), height: STRIP, rx: 3 }),
    cells &&
      mark("g", { transform: `translate(${round(x)} ${top})`, opacity: opacity < 1 ? round(opacity) : null }, cells),
    name,
    width > 60 && opacity >= 1 && unitNumber(number, { x: x + width, y: line, end: true }),
  );
}

/**
 * h_{t-1} and c_{t-1} from the left, x_t from below; going back, what leaves for the neighbour.
 * @param {GraphNode} node
 * @param {Picture} picture
 */
function entering(node, { run, now, rect, scheme, grid, time, values, unit }) {
  const { y } = grid.at(node.name);
  const [x, symbol] = [rect.x + grid.margin, node.name === "ih" ? "x" : node.name === "hh" ? "h" : partOf(node.name)];
  const plain = graphValues(run, now.t).nodes[node.name];
  const width = grid.simple ? grid.size.side : grid.strips;
  const label = math(symbol, placeOf(run, symbol === "x" ? now.t : now.t - 1), {
    class: "symbol start",
    x,
    y: round(y - 15),
  });
  const edge = { x1: rect.x + 1, y1: y, x2: x, y2: y };
  const back = now.backward && symbol !== "x" ? sentBack(run, now.t, node.name) : null;
  return mark(
    "g",
    { key: `in ${node.name}` },
    symbol !== "x" && wire(edge, plain, { key: "in", done: time.enters, width: grid.cable, scheme }),
    named(
      `${symbol}:${symbol === "x" ? now.t : now.t - 1}`,
      plain,
      { x, y, width, scheme, opacity: time.enters, number: grid.simple || symbol === "x" ? undefined : plain?.[unit] },
      label,
    ),
    grid.simple &&
      product(run, node.name, {
        x: x + width,
        y,
        wide: grid.wide,
        size: grid.size,
        result: values[node.name],
        scheme,
        lit: time.multiplies,
        known: time.multiplied,
        back: now.backward,
      }),
    wireBack({ ...edge, x2: x + width }, back, { key: "out", done: time.leaves, width: grid.cable }),
  );
}

/** h_t twice, to the right and upwards; c_t to the right only. @param {string} name @param {Picture} picture */
function leaving(name, { run, now, graph, rect, scheme, grid, time, unit }) {
  const step = run.steps[now.t];
  const values = name === "c" ? step?.c : step?.h;
  if (!values || !graph.nodes.some((node) => node.name === name)) return [];
  const { x: middle, y, rx } = grid.at(name);
  const { out: x, strips, cable, wide } = grid;
  const [right, start, top] = [rect.x + rect.width - 1, middle + rx, rect.y + 1];
  const later = { done: part(time.emits, 0.45, 1), width: cable, scheme };
  const label = math(name, placeOf(run, now.t), { class: "symbol start", x, y: round(y + (name === "h" ? 28 : -15)) });
  return [
    mark(
      "g",
      { key: `out ${name}` },
      wire({ x1: x + strips, y1: y, x2: right, y2: y }, values, { ...later, key: "on" }),
      name === "h" &&
        wire({ x1: x + strips, y1: y, x2: x + strips + (wide ? 15 : 7), y2: top }, values, {
          ...later,
          key: "up",
          bed: false,
        }),
      wire({ x1: start, y1: y, x2: x, y2: y }, values, {
        ...later,
        done: part(time.emits, 0, 0.35),
        key: "to",
        // what branches off it is not cut
        bed: false,
      }),
      named(
        `${name}:${now.t}`,
        values,
        {
          x,
          y,
          width: strips,
          scheme,
          opacity: part(time.emits, 0.3, 0.5),
          number: grid.simple ? undefined : values[unit],
          line: y + (name === "h" ? 28 : -15),
        },
        label,
      ),
      wireBack({ x1: start, y1: y, x2: right, y2: y }, name === "c" ? step?.cell_grad : step?.grad, {
        key: name,
        done: time.arrives,
        width: cable,
      }),
    ),
  ];
}
