import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { paint } from "../../../static/js/pen/canvas.js";
import { inkOf, PLAIN } from "../../../static/js/pen/ink.js";
import { matrixOf, times } from "../../../static/js/pen/matrix.js";
import { commands, pathLength } from "../../../static/js/pen/path-length.js";
import { mark } from "../../../static/js/pen/svg.js";
import { every } from "../support/marks.js";
import { answer } from "../support/runs.js";
import { SCENES } from "../support/scenes.js";

/** A look that no rule touches. */
const look = (rules = {}, more = {}) => ({
  rules,
  ruled: true,
  hidden: false,
  strokeFirst: false,
  cap: "butt",
  join: "miter",
  font: "12px A",
  spacing: "0px",
  anchor: "start",
  widths: new Map(),
  below: new Map(),
  ...more,
});

const ROOT = look({ fill: "ink", stroke: "none", opacity: "1" });

/** A context that writes down what it is told to paint, with what is set at that moment. */
function recorder() {
  const told = [];
  const context = { canvas: { width: 10, height: 10 }, globalAlpha: 1, at: [1, 0, 0, 1, 0, 0], dash: [] };
  context.setTransform = (...at) => {
    context.at = at;
  };
  context.setLineDash = (dash) => {
    context.dash = dash;
  };
  context.measureText = (text) => ({ width: 10 * text.length });
  for (const verb of ["beginPath", "moveTo", "lineTo", "arc", "roundRect", "clearRect"]) context[verb] = () => {};
  for (const verb of ["fill", "fillRect", "fillText", "stroke", "strokeRect", "strokeText", "drawImage"])
    context[verb] = (...what) => {
      const { globalAlpha: alpha, at, dash, lineWidth: width } = context;
      const paint = verb.startsWith("fill") ? context.fillStyle : context.strokeStyle;
      told.push({ verb, what, paint, alpha, at, ...(verb.startsWith("stroke") && { width, dash }) });
    };
  return { context, told };
}

/**
 * What is painted of marks.
 * @param {object[]} marks
 * @param {(mark: object) => object} [looks]
 * @param {{layer?: object}} [more]
 */
function painted(marks, looks = () => look(), { layer = null } = {}) {
  const { context, told } = recorder();
  const brush = { context, look: (_, each) => looks(each), layer: () => layer, at: [1, 0, 0, 1, 0, 0], set: {} };
  paint(brush, marks, ROOT, inkOf(PLAIN, ROOT, {}));
  return told;
}

/** Paint a scene at many moments, and read the paths that are not dashed too. @param {string} name @param {object} run */
function known(name, run) {
  for (let u = 0; u <= 2 * run.tokens.length; u += 0.31) {
    const marks = SCENES[name](run, u, { width: 1376, scheme: "light", unit: 0 });
    assert.ok(painted(marks).length > 10, `${name} ${u}`);
    const paths = [...every(marks)].flatMap(({ attrs }) => attrs.d ?? []);
    assert.ok(paths.every((d) => commands(d).length > 0));
  }
}

beforeEach(() => {
  globalThis.Path2D = class {
    constructor(d) {
      this.d = d;
    }
  };
});

describe("the canvas's painter", () => {
  it("takes a mark's paints over from those around it", () => {
    const told = painted([mark("g", { fill: "red", opacity: 0.5 }, mark("rect", { width: 2, height: 1 }))]);
    assert.deepEqual(
      told.map(({ verb, paint, alpha, what }) => [verb, paint, alpha, what]),
      [["fillRect", "red", 0.5, [0, 0, 2, 1]]],
    );
  });

  it("lets a rule go before an attribute, as the document does", () => {
    const ruled = () => look({ fill: "none", stroke: "blue" });
    const told = painted([mark("path", { d: "M0 0H9", fill: "red", stroke: "green", "stroke-width": 3 })], ruled);
    assert.deepEqual(
      told.map(({ verb, paint, width }) => [verb, paint, width]),
      [["stroke", "blue", 3]],
    );
  });

  it("moves groups in one another, and back", () => {
    const box = mark("rect", { width: 1, height: 1 });
    const inner = mark("g", { transform: "scale(2 1)" }, box);
    const told = painted([mark("g", { transform: "translate(10 5)" }, inner), box]);
    assert.deepEqual(
      told.map(({ at }) => at),
      [
        [2, 0, 0, 1, 10, 5],
        [1, 0, 0, 1, 0, 0],
      ],
    );
  });

  it("takes dashes as shares where a path says its length", () => {
    const [{ dash }] = painted(
      [mark("path", { d: "M0 0H200", stroke: "red", pathLength: 1, "stroke-dasharray": "0.25 2" })],
      () => look({ fill: "none" }),
    );
    assert.deepEqual(dash, [50, 400]);
  });

  it("sets a text around its place, its index lower, and what follows as low", () => {
    const text = mark("text", { x: 100, y: 20 }, "h", mark("tspan", { dy: 4 }, "12"), "!");
    const told = painted([text], () => look({}, { anchor: "middle" }));
    assert.deepEqual(
      told.map(({ what }) => what),
      [
        ["h", 80, 20],
        ["12", 90, 24],
        ["!", 110, 24],
      ],
    );
  });

  it("strokes first where a rule says so", () => {
    const haloed = () => look({ stroke: "paper" }, { strokeFirst: true });
    const told = painted([mark("path", { d: "M0 0H9V9z" })], haloed);
    assert.deepEqual(
      told.map(({ verb }) => verb),
      ["stroke", "fill"],
    );
  });

  it("paints a group of several kinds of marks that is seen through as one, on a layer of its own", () => {
    const { context, told: below } = recorder();
    const layer = { context, look: () => look(), layer: () => null, at: [1, 0, 0, 1, 0, 0], set: {} };
    const group = mark("g", { opacity: 0.4 }, mark("rect", { width: 9, height: 9 }), mark("text", {}, "A"));
    const told = painted([group], undefined, { layer });
    assert.deepEqual(
      told.map(({ verb, alpha }) => [verb, alpha]),
      [["drawImage", 0.4]],
    );
    assert.deepEqual(
      below.map(({ verb, alpha }) => [verb, alpha]),
      [
        ["fillRect", 1],
        ["fillText", 1],
      ],
    );
  });

  it("gives such a layer no more room than the group takes, in whole pixels", () => {
    const { context, told: below } = recorder();
    const layer = { context, look: () => look(), layer: () => null, at: [1, 0, 0, 1, 0, 0], set: {} };
    const children = [mark("rect", { width: 3.5, height: 4 }), mark("circle", { cx: 2, cy: 2, r: 1 })];
    const group = (transform) => [mark("g", { opacity: 0.4, transform }, ...children)];
    const [image] = painted(group("translate(3 2)"), undefined, { layer });
    assert.deepEqual(image.what.slice(1), [0, 0, 6, 6, 2, 1, 6, 6]);
    assert.deepEqual(below[0].at, [1, 0, 0, 1, 1, 1]);
    const [cut] = painted(group("translate(-2 0)"), undefined, { layer });
    assert.deepEqual(cut.what.slice(1), [0, 0, 3, 5, 0, 0, 3, 5]);
    assert.deepEqual(painted(group("translate(40 0)"), undefined, { layer }), []);
  });

  it("passes over titles, and what is hidden", () => {
    const hidden = (each) => look({}, { hidden: each.tag === "rect" });
    assert.deepEqual(painted([mark("title", {}, "a"), mark("rect", { width: 1, height: 1 })], hidden), []);
  });

  it("does not know other tags, transforms and commands", () => {
    assert.throws(() => painted([mark("ellipse")]), /unknown tag: ellipse; have g, path/);
    assert.throws(() => painted([mark("text", {}, mark("b", {}, "x"))]), /unknown tag in a text: b/);
    assert.throws(() => matrixOf("skewX(3)"), /unknown transform: skewX; have translate/);
    assert.throws(() => commands("M0 0B1 2"), /unknown path command: B; have M, L/);
  });

  for (const name of ["chain", "half-rolled", "rolled", "timeline"])
    it(`knows every mark of ${name}, for every cell`, () => {
      for (const cell of ["rnn", "gru", "lstm", "next-token"]) known(name, answer(cell));
    });

  it("paints the same forward as in reverse", () => {
    const run = answer("lstm");
    const at = (u) => JSON.stringify(painted(SCENES.chain(run, u, { width: 1376, scheme: "light", unit: 0 })));
    const moments = Array.from({ length: 40 }, (_, i) => i / 5);
    const forth = moments.map(at);
    assert.deepEqual([...moments].reverse().map(at).reverse(), forth);
  });
});

describe("the length of a path", () => {
  it("is that of its lines and curves, absolute or relative", () => {
    assert.equal(pathLength("M0 0H30V40L0 0"), 120);
    assert.equal(pathLength("M5 5h3v4z"), 12);
    assert.ok(Math.abs(pathLength("M0 0C0 55.228 44.772 100 100 100") - (Math.PI / 2) * 100) < 0.2);
  });
});

describe("transforms", () => {
  it("turn around a point", () => {
    const [a, b, c, d, e, f] = matrixOf("rotate(90 10 0)").map((v) => Math.round(v * 1e9) / 1e9 + 0);
    assert.deepEqual([a, b, c, d, e, f], [0, 1, -1, 0, 10, -10]);
  });
  it("follow one another", () => {
    assert.deepEqual(matrixOf("translate(3 4) scale(2 -1)"), times(matrixOf("translate(3,4)"), [2, 0, 0, -1, 0, 0]));
  });
});
