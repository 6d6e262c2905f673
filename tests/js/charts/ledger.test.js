/** The ledger's marks are the run's numbers: stairs, lanes and areas. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { draw } from "../../../static/js/charts/gradient.js";
import { groundOf } from "../../../static/js/charts/gradient-ground.js";
import { formOf } from "../../../static/js/charts/ledger.js";
import { touch } from "../../../static/js/pen/labels.js";
import { textWidth } from "../../../static/js/pen/text-width.js";
import { hypotenuse, shares, waysBack } from "../../../static/js/run/ledger.js";
import { every, textOf } from "../support/marks.js";
import { random } from "../support/random.js";
import { answer, CELLS, fourth, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

const SIZE = { width: 640, height: 304 };
const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );
/** The columns of T steps. @param {number} T */
const columns = (T) => groundOf({ ...SIZE, T, reach: [-1, 0] });
/** The box of a text, px: letters are about 12 px high. @param {object} text @param {"start" | "middle"} from */
function boxOf({ attrs, children }, from) {
  const width = textWidth(textOf({ children }), 10);
  const left = from === "middle" ? attrs.x - width / 2 : attrs.x;
  return { left, right: left + width, top: attrs.y - 10, bottom: attrs.y };
}
/** @param {object} a @param {object} b */
const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const log10 = (values) => Math.log10(Math.hypot(...values));

/** The level that stands at a line: "1/1,000", "100", "10−6". @param {string} text */
function levelOf(text) {
  const power = /^10(−?\d+)$/.exec(text.replace(/^10(0+)$/, ""));
  if (power) return Number(power[1].replace("−", "-"));
  const [, under, n] = /^(1\/)?([\d,]+)$/.exec(text);
  return Math.log10(Number(n.replaceAll(",", ""))) * (under ? -1 : 1);
}

/** px of a level on the axis that is drawn in marks, from two of its lines. @param {object[]} marks */
function axisOf(marks) {
  const lines = withClass(marks, "grid").map(({ attrs }) => Number(/M[\d.]+ ([-\d.]+)/.exec(attrs.d)[1]));
  const texts = withClass(marks, "tick").map((text) => levelOf(textOf(text)));
  const [y1, y2, l1, l2] = [lines[0], lines.at(-1), texts[0], texts.at(-1)];
  return (level) => y1 + ((level - l1) / (l2 - l1)) * (y2 - y1);
}

/** A gated run of random vectors, its norms consistent: what is past the matrix and through it are added, or for c not. */
function gated(cell, seed) {
  const next = random(seed);
  const vector = () => Array.from({ length: 3 }, () => (2 * next() - 1) * 10 ** (2 * next() - 2));
  const base = structuredClone(shaped({ cell, H: 3, T: 2 + Math.floor(next() * 8) }));
  const ways = base.steps.map(() => ({ past: vector(), through: vector() }));
  for (const [t, step] of base.steps.entries()) {
    const from = ways[t + 1];
    const grad = !from ? vector() : cell === "gru" ? from.past.map((v, j) => v + from.through[j]) : from.through;
    const own = {
      grad,
      log10_grad_norm: log10(grad),
      log10_direct_norm: log10(ways[t].past),
      log10_recurrent_norm: log10(ways[t].through),
      log10_injected_norm: from ? null : log10(grad),
      pointwise_gain: 10 ** (2 * next() - 1.4),
    };
    own.weight_gain = 10 ** (own.log10_recurrent_norm - own.log10_grad_norm - Math.log10(own.pointwise_gain));
    Object.assign(step, own, cell === "lstm" && { log10_cell_grad_norm: 2 * next() - 2 });
  }
  return { run: base, ways };
}

/** The top and the bottom of a step's bars by their class. @param {object[]} marks @param {number} t */
const barsOf = (marks, t) => {
  const column = [...every(marks)].find(({ attrs }) => attrs["data-t"] === t);
  const bars = [...every([column])].filter(({ attrs }) => String(attrs.class).startsWith("bar "));
  return Object.fromEntries(bars.map(({ attrs: { class: name, y, height } }) => [name.slice(4), [y, y + height]]));
};

describe("the stairs' letters", () => {
  it("lie clear of one another in a narrow column", () => {
    const run = answer("rnn");
    for (let width = 440; width <= 860; width += 10) {
      const marks = draw(run, 2 * run.tokens.length, { width, height: 224 });
      const boxes = [...withClass(marks, "level-value"), ...withClass(marks, "bar-name")].map(({ attrs, ...text }) => {
        const half = textOf({ attrs, ...text }).length * 3;
        return { x1: attrs.x - half, x2: attrs.x + half, y1: attrs.y - 11, y2: attrs.y };
      });
      for (const [i, one] of boxes.entries())
        for (const other of boxes.slice(i + 1))
          assert.ok(!touch(one, other), `${width}: ${JSON.stringify([one, other])}`);
    }
  });
});

describe("the numbers of the stairs", () => {
  it("are beside its bars, on a phone too", () => {
    const run = answer("rnn");
    const T = run.tokens.length;
    const marks = draw(run, 2 * T, { width: 324, height: 304 });
    const bars = withClass(marks, "bar").map(({ attrs: { x, y, width, height } }) => ({
      x1: x,
      y1: y,
      x2: x + width,
      y2: y + height,
    }));
    const numbers = withClass(marks, "level-value");
    assert.equal(numbers.length, T);
    for (const number of numbers) {
      const { x, y } = number.attrs;
      const box = { x1: x - 20, y1: y - 9, x2: x + 20, y2: y };
      assert.deepEqual(
        bars.filter((bar) => touch(bar, box)),
        [],
        textOf(number),
      );
    }
  });
});

describe("the form of the ledger", () => {
  it("is stairs for a plain cell, lanes for one with two ways, areas beyond ten steps", () => {
    assert.equal(formOf(shaped({ H: 3, T: 10 }), 640), "stairs");
    for (const cell of CELLS.filter((name) => name !== "rnn"))
      assert.deepEqual(
        [10, 11].map((T) => formOf(shaped({ cell, H: 3, T }), 640)),
        ["lanes", "areas"],
      );
    assert.equal(formOf(shaped({ H: 3, T: 11 }), 640), "areas");
    assert.equal(formOf(fourth(), 640), "lanes");
  });
});

describe("the two lanes", () => {
  for (const cell of ["gru", "lstm"])
    it(`end where the run's own norms are, and the brace at that of their sum: ${cell}`, () => {
      for (let seed = 0; seed < 150; seed++) {
        const { run, ways } = gated(cell, seed);
        const T = run.tokens.length;
        const marks = draw(run, 2 * T, SIZE);
        const lanes = withClass(marks, "lane").map((lane) => axisOf([lane]));
        assert.equal(lanes.length, 3);
        const [past, together, through] = lanes;
        for (let t = 1; t < T; t++) checked(run, ways, marks, t, { past, together, through });
      }
    });

  /** One step of a gated run: its bars and its brace. */
  function checked(run, ways, marks, t, { past, together, through }) {
    const step = run.steps[t];
    const column = [...every(marks)].find(({ attrs }) => attrs["data-t"] === t);
    const near = (a, b, what) => assert.ok(Math.abs(a - b) < 1.1, `${what} at ${t}: ${a} for ${b}`);
    const [brace] = withClass([column], "brace");
    const [[, pastEnd], [, throughEnd]] = [...brace.attrs.d.matchAll(/M[-\d.]+ ([-\d.]+)Q/g)];
    const tips = [...brace.attrs.d.matchAll(/Q[-\d.]+ [-\d.]+ [-\d.]+ ([-\d.]+)(?=M|$)/g)].map(([, y]) => Number(y));
    near(Number(pastEnd), past(log10(ways[t].past)), "past");
    near(Number(throughEnd), through(log10(ways[t].through)), "through");
    const { past: a, through: b } = ways[t];
    const sum = run.cell === "gru" ? log10(a.map((v, j) => v + b[j])) : log10([...a, ...b]);
    assert.equal(tips.length, 2);
    for (const tip of tips) near(tip, together(sum), "together");
    barsChecked(step, barsOf(marks, t), through, near);
  }

  /** The bars of the gates and of W_h reach from level to level. */
  function barsChecked(step, { slope, weight }, y, near) {
    const gates = step.log10_grad_norm + Math.log10(step.pointwise_gain);
    const edges = (from, to) => [y(from), y(to)].sort((p, q) => p - q);
    const [first, second] = [edges(step.log10_grad_norm, gates), edges(gates, step.log10_recurrent_norm)];
    for (const end of [0, 1]) {
      if (slope) near(slope[end], first[end], "gates");
      if (weight) near(weight[end], second[end], "W_h");
    }
  }

  it("share one scale, px a decade", () => {
    for (let seed = 0; seed < 30; seed++) {
      const { run } = gated("gru", seed);
      const lanes = withClass(draw(run, 0, SIZE), "lane").map((lane) => axisOf([lane]));
      const decades = lanes.map((y) => y(-1) - y(0));
      for (const decade of decades) assert.ok(Math.abs(decade - decades[0]) < 0.2);
    }
  });

  it("have no brace where the sum is not known, and no way where nothing passes", () => {
    const { run } = gated("gru", 1);
    const step = run.steps.at(-1);
    Object.assign(step, { log10_direct_norm: null, pointwise_gain: 0, weight_gain: null, log10_recurrent_norm: null });
    run.steps.at(-2).log10_grad_norm = null;
    run.steps.at(-2).grad = [0, 0, 0];
    const marks = draw(run, 2 * run.tokens.length, SIZE);
    const column = [...every(marks)].find(({ attrs }) => attrs["data-t"] === step.t);
    assert.equal(withClass([column], "brace").length, 0);
    assert.equal(withClass([column], "bar").length, 0);
  });

  it("grow as the gradient goes back, and the brace last", () => {
    const run = answer("gru");
    const T = run.tokens.length;
    const at = (u) => draw(run, u, SIZE);
    const column = (u) => [...every(at(u))].find(({ attrs }) => attrs["data-t"] === T - 1);
    assert.equal(withClass([column(T + 0.2)], "bar").length, 0);
    assert.equal(withClass([column(T + 0.52)], "past").length, 1);
    assert.equal(withClass([column(T + 0.52)], "brace").length, 0);
    assert.equal(withClass([column(T + 1)], "brace").length, 1);
    assert.equal(withClass(at(T + 0.5), "ghost").length, T - 1);
  });

  it("add lengths at right angles, of numbers that no double holds too", () => {
    assert.ok(Math.abs(hypotenuse(Math.log10(3), Math.log10(4)) - Math.log10(5)) < 1e-12);
    assert.ok(Math.abs(hypotenuse(-2000, -2000) - (-2000 + Math.log10(2) / 2)) < 1e-9);
    assert.equal(hypotenuse(null, -3), -3);
    assert.equal(hypotenuse(null, null), null);
    assert.equal(waysBack(answer("lstm"), 1).past.from, answer("lstm").steps[1].log10_cell_grad_norm);
  });
});

describe("the areas of many steps", () => {
  /** A plain run of random gains. @param {number} seed @param {number} T */
  function plain(seed, T = 24) {
    const next = random(seed);
    const run = structuredClone(shaped({ H: 3, T }));
    let level = -next();
    for (let t = T - 1; t >= 0; t--) {
      const [slope, weight] = [10 ** (-0.4 * next()), 10 ** (1.2 * next() - 0.6)];
      Object.assign(run.steps[t], { log10_grad_norm: level, pointwise_gain: slope, weight_gain: weight });
      run.steps[t].log10_injected_norm = t === T - 1 ? level : null;
      level += Math.log10(slope) + Math.log10(weight);
    }
    return run;
  }

  /** Twice the area within a path of polygons. @param {string} d */
  const doubled = (d) =>
    d
      .split("M")
      .filter(Boolean)
      .map((piece) =>
        piece
          .replace("Z", "")
          .split("L")
          .map((pair) => pair.split(" ").map(Number)),
      )
      .reduce(
        (all, p) =>
          all +
          Math.abs(
            p.reduce((sum, [x, y], i) => {
              const [nx, ny] = p[(i + 1) % p.length];
              return sum + x * ny - nx * y;
            }, 0),
          ),
        0,
      );

  it("are together what lies between the start and the curve: what W_h gives back is taken off", () => {
    for (let seed = 0; seed < 100; seed++) {
      const run = plain(seed);
      const marks = draw(run, 0, SIZE);
      const y = axisOf(marks);
      const size = (...names) =>
        withClass(marks, "area")
          .filter(({ attrs }) => attrs.class === names.join(" "))
          .reduce((all, { attrs }) => all + doubled(attrs.d) / 2, 0);
      const net = size("area", "slope") + size("area", "weight") - size("area", "weight", "given");
      const [room, start] = [columns(24).room, y(run.steps.at(-1).log10_grad_norm)];
      const heights = run.steps.map((step) => y(step.log10_grad_norm) - start);
      const wanted = heights.slice(1).reduce((all, h, i) => all + ((h + heights[i]) / 2) * room, 0);
      assert.ok(Math.abs(net - wanted) < 12, `${seed}: ${net} for ${wanted}`);
    }
  });

  it("say what each of the two makes of the whole way", () => {
    for (let seed = 0; seed < 20; seed++) {
      const run = plain(seed);
      const split = shares(run);
      const texts = withClass(draw(run, 0, SIZE), "area-name").map(textOf);
      const wanted = [split.slope[0], split.weight[0]].map((v) =>
        v.toFixed(2).replace("-", "−").replace("−0.00", "0.00"),
      );
      assert.match(texts[0], /^tanh′/);
      for (const [i, text] of texts.entries()) assert.ok(text.endsWith(`10${wanted[i]}`), `${text} ${wanted[i]}`);
      const change = run.steps[0].log10_grad_norm - run.steps.at(-1).log10_grad_norm;
      assert.ok(Math.abs(split.slope[0] + split.weight[0] - change) < 1e-9);
    }
  });

  it("blame nobody in a gated cell, nor where losses join on the way", () => {
    for (const run of [shaped({ cell: "gru", H: 3, T: 20 }), shaped({ cell: "lstm", H: 3, T: 20 })]) {
      const marks = draw(run, 0, SIZE);
      assert.equal(withClass(marks, "area").filter(({ attrs }) => /slope|weight/.test(attrs.class)).length, 0);
      const names = withClass(marks, "area-name").map(textOf);
      assert.deepEqual(names.sort(), ["past the matrix", "through Wₕ", "‖∂L/∂h‖"].sort());
    }
    assert.equal(shares(shaped({ H: 3, T: 20, objective: "next-token" })), null);
  });

  it("have their key in a corner that the curves leave free", () => {
    const middleOfKey = (levels) => {
      const run = structuredClone(shaped({ cell: "gru", H: 3, T: 20 }));
      for (const [i, step] of run.steps.entries())
        Object.assign(step, {
          log10_grad_norm: levels(i),
          log10_direct_norm: levels(i),
          log10_recurrent_norm: levels(i),
          log10_injected_norm: null,
        });
      const marks = draw(run, 0, SIZE);
      const ys = withClass(marks, "area-name").map(({ attrs }) => attrs.y);
      const y = axisOf(marks);
      return { key: (Math.min(...ys) + Math.max(...ys)) / 2, middle: (y(0) + y(-3)) / 2 };
    };
    const low = middleOfKey(() => -3);
    assert.ok(low.key < low.middle, "curves below");
    const high = middleOfKey((t) => (t > 8 && t < 12 ? -3 : 0));
    assert.ok(high.key > high.middle, "curves above");
  });

  it("end where nothing is left", () => {
    const run = plain(4);
    for (const step of run.steps.slice(0, 6))
      Object.assign(step, { log10_grad_norm: null, pointwise_gain: null, weight_gain: null });
    run.steps[6].weight_gain = 0;
    const marks = draw(run, 0, SIZE);
    for (const { attrs } of withClass(marks, "area")) {
      const xs = [...attrs.d.matchAll(/[ML]([\d.]+) /g)].map(([, x]) => Number(x));
      if (xs.length) assert.ok(Math.min(...xs) >= columns(24).x(6) - 0.1);
    }
  });
});

describe("the numbers of a gated cell's lanes", () => {
  it("keep clear of the next lane's name, where a loss is put in beside their level", () => {
    const read = answer("lstm");
    const steps = read.steps.map((step, t) => {
      const brought = waysBack(read, t + 1 < read.steps.length ? t + 1 : t)?.together ?? step.log10_grad_norm;
      return { ...step, log10_injected_norm: brought + 0.3 };
    });
    const marks = [
      ...every(draw({ ...read, objective: "next-token", steps }, 6.3, { width: 358, height: 224, chain: null })),
    ];
    const feet = (name) =>
      marks.filter(({ attrs }) => String(attrs.class).startsWith(name)).map(({ attrs }) => Number(attrs.y));
    const [titles, numbers] = [feet("lane-title"), feet("level-value")];
    assert.equal(titles.length, 3);
    assert.ok(numbers.length > 1);
    // a capital of 13 px is 10 px high
    for (const title of titles)
      for (const foot of numbers) assert.ok(foot <= title - 11 || foot >= title + 11, `${foot} at ${title}`);
  });
});

describe("the lanes of a gated cell in a low chart", () => {
  /** A run whose loss puts in at each step but the last nearly what came back to it. @param {string} cell */
  const joined = (cell) => {
    const run = answer(cell);
    const steps = run.steps.map((step, t) => ({
      ...step,
      log10_injected_norm: t < 3 ? Number(step.log10_grad_norm) + 0.1 : null,
    }));
    return { ...run, steps };
  };
  /** @param {object[]} marks */
  const collisions = (marks) => {
    const names = withClass(marks, "lane-title").map((text) => boxOf(text, "start"));
    const values = withClass(marks, "level-value");
    assert.deepEqual([names.length, values.length > 0], [3, true]);
    return values.filter((value) => names.some((name) => over(name, boxOf(value, "middle")))).map(textOf);
  };
  for (const cell of ["gru", "lstm"])
    for (const height of [150, 180, 304])
      it(`keep the numbers of levels off the names of lanes: ${cell}, ${height} px`, () => {
        for (const width of [640, 688, 1312])
          for (const u of [4.5, 6.5, 8])
            assert.deepEqual(collisions(draw(joined(cell), u, { width, height })), [], `${[width, u]}`);
      });
});
