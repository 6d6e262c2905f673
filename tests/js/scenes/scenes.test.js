import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { before, describe, it } from "node:test";
import { colour, threadWidth } from "../../../static/js/pen/colours.js";
import { exponent, short, tenths } from "../../../static/js/pen/numbers.js";
import { riverHeight } from "../../../static/js/pen/river-scale.js";
import { fitted, textWidth } from "../../../static/js/pen/text-width.js";
import { phaseStops } from "../../../static/js/run/phases.js";
import { camera, centre, inView, layout } from "../../../static/js/scenes/layout.js";
import { lens } from "../../../static/js/scenes/lens.js";
import { every, firstUnfinished, markup, textOf } from "../support/marks.js";
import { examples, share } from "../support/quick.js";
import { answer, CELLS, shaped } from "../support/runs.js";
import { OPTIONS, SCENES } from "../support/scenes.js";
import { matches } from "../support/snapshot.js";
import { speaking } from "../support/words.js";

/** Moments within and between the phases of a run. @param {number} T @param {number} most how many at most */
function moments(T, most = 400) {
  const stops = phaseStops(T);
  const all = stops.flatMap((u, i) => (i ? [(u + stops[i - 1]) / 2, u] : [u]));
  const stride = Math.ceil(all.length / examples(most));
  return all.filter((_, i) => i % stride === 0 || i === all.length - 1);
}

before(() => speaking("en"));

describe("what there is before the first step", () => {
  it("is drawn in its colours where the reading begins with a state, and as nothing where it is zero", () => {
    const run = answer("rnn");
    const h = run.steps[0].h.map((value, j) => (j === 1 ? 0 : value));
    const drawn = (shown) =>
      [...every(SCENES.chain(shown, 1, OPTIONS))].filter(({ attrs }) => attrs.class === "nothing");
    assert.equal(drawn(run).length, run.hidden_size);
    const begun = { ...run, asked: { state: { h } } };
    assert.equal(drawn(begun).length, 1);
    const strokes = [...every(SCENES.chain(begun, 1, OPTIONS))].map(({ attrs }) => attrs.stroke);
    assert.ok(strokes.includes(colour(h[0], OPTIONS.scheme)));
  });
});

describe("snapshots of the drawn structure", () => {
  const MOMENTS = { enters: 0.25, leaves: 1.9, "flows-back": 5.45 };
  for (const cell of CELLS)
    for (const [name, u] of Object.entries(MOMENTS))
      it(`chain, ${cell}, ${name} (u = ${u})`, () =>
        matches(`chain-${cell}-${name}`, SCENES.chain(answer(cell), u, OPTIONS)));
  for (const cell of CELLS)
    it(`rolled, ${cell}`, () => matches(`rolled-${cell}`, SCENES.rolled(answer(cell), 1.9, OPTIONS)));
  for (const scene of ["timeline", "ledger"])
    it(scene, () => matches(scene, SCENES[scene](answer("rnn"), 5.45, { ...OPTIONS, width: 640 })));
  const WAYS = { forward: 2.6, back: 5.6 };
  for (const scene of ["half-rolled", "pinned", "half-open", "open", "gate", "ledger"])
    for (const cell of CELLS)
      for (const [way, u] of Object.entries(WAYS))
        it(`${scene}, ${cell}, ${way} (u = ${u})`, () =>
          matches(`${scene}-${cell}-${way}`, SCENES[scene](answer(cell), u, OPTIONS)));
  for (const cell of ["rnn", "gru"])
    it(`ledger of many steps, ${cell}`, () =>
      matches(`ledger-areas-${cell}`, SCENES.ledger(shaped({ cell, H: 3, T: 24 }), 30.4, { ...OPTIONS, width: 640 })));
  it("lens", () => {
    const run = shaped({ H: 24, T: 3 });
    matches("lens", lens(run, 6, { at: layout(run, 900), scheme: "light", over: { t: 1, unit: 9 } }));
  });
  it("has one of every scene and cell but the timeline, which is the same for all", () => {
    const apart = { chain: "enters", rolled: "", squash: "", trajectory: "" };
    for (const scene of Object.keys(SCENES).filter((name) => name !== "timeline"))
      for (const cell of CELLS) {
        const name = [scene, cell, apart[scene] ?? "back"].filter(Boolean).join("-");
        assert.ok(existsSync(new URL(`../snapshots/${name}.svg`, import.meta.url)), name);
      }
  });
});

for (const [scene, draw] of Object.entries(SCENES))
  describe(`purity of ${scene}`, () => {
    for (const name of [...CELLS, "next-token", "vanishing"])
      it(`forward, then reverse, returns to the identical marks: ${name}`, () => {
        const run = answer(name);
        const times = moments(run.tokens.length, 60);
        const there = times.map((u) => JSON.stringify(draw(run, u, OPTIONS)));
        const back = times.toReversed().map((u) => JSON.stringify(draw(run, u, OPTIONS)));
        for (const [i, u] of times.entries()) assert.equal(back.at(-1 - i), there[i], `u = ${u}`);
      });

    it("depends on nothing drawn before: other runs, sizes and schemes leave no trace", () => {
      const run = answer("rnn");
      const want = [0.3, 2, 4.4, 8].map((u) => markup(draw(answer("rnn"), u, OPTIONS)));
      for (const other of [{ width: 390 }, { scheme: "dark" }, { unit: 3 }]) draw(run, 2, { ...OPTIONS, ...other });
      draw(answer("gru"), 2, OPTIONS);
      assert.deepEqual(
        [0.3, 2, 4.4, 8].map((u) => markup(draw(run, u, OPTIONS))),
        want,
      );
    });
  });

/** Runs small and large, each on a phone and on a desk. @param {string} cell */
function* shapes(cell) {
  for (const H of [1, 2, 8, 64])
    for (const T of [1, 4, 40]) for (const width of [350, 1320]) yield { run: shaped({ cell, H, T }), H, T, width };
}

describe("every shape is drawn with finite numbers", () => {
  for (const [scene, draw] of Object.entries(SCENES))
    for (const cell of CELLS)
      it(`${scene}, ${cell}, H = 1, 2, 8, 64 and T = 1, 4, 40, at 350 and 1320 px`, () => {
        for (const { run, H, T, width } of share([...shapes(cell)]))
          for (const u of moments(T, 12)) {
            const marks = draw(run, u, { ...OPTIONS, width, unit: H - 1 });
            assert.equal(firstUnfinished(marks), null, `H=${H} T=${T} width=${width} u=${u}`);
          }
      });

  for (const name of ["one", "gone", "vanishing", "relu", "next-token"])
    it(`real runs at the edge: ${name}`, () => {
      const run = answer(name);
      for (const [scene, draw] of Object.entries(SCENES))
        for (const u of moments(run.tokens.length, 60))
          assert.equal(firstUnfinished(draw(run, u, OPTIONS)), null, `${scene} u=${u}`);
    });

  it("where norms have left the range of a double, the logarithms are drawn", () => {
    const run = structuredClone(shaped({ H: 8, T: 4 }));
    for (const [t, step] of run.steps.entries())
      Object.assign(step, { grad: null, grad_norm: null, log10_grad_norm: t % 2 ? 5000.5 : -2000.5 });
    for (const [scene, draw] of Object.entries(SCENES))
      for (const u of moments(4, 40)) assert.equal(firstUnfinished(draw(run, u, OPTIONS)), null, `${scene} u=${u}`);
    const texts = [...every(SCENES.chain(run, 8, OPTIONS))].map(textOf).join(" ");
    assert.ok(texts.includes(exponent(-2000.5)) && texts.includes(exponent(5000.5)));
  });
});

describe("the chain shows the answer's numbers", () => {
  /** Texts of the marks that have a class. @param {object[]} marks @param {string} name */
  const classed = (marks, name) =>
    [...every(marks)].filter((m) =>
      String(m.attrs.class ?? "")
        .split(" ")
        .includes(name),
    );

  for (const cell of CELLS) {
    it(`h_t and x_t, unit by unit, as text and as colour: ${cell}`, () => {
      const run = answer(cell);
      const marks = SCENES.chain(run, 4, OPTIONS);
      const units = new Map(
        [...every(marks)]
          .filter((m) => m.attrs["data-vector"])
          .flatMap((m) => m.children.map((unit, j) => [`${m.attrs["data-vector"]}:${j}`, unit.attrs?.fill])),
      );
      const texts = [...every(marks)].map(textOf).join(" ");
      for (const { t, h, x } of run.steps) {
        for (const [j, value] of h.entries()) assert.equal(units.get(`h:${t}:${j}`), colour(value, "light"));
        for (const [j, value] of x.entries()) assert.equal(units.get(`x:${t}:${j}`), colour(value, "light"));
        for (const values of [h, x]) assert.ok(texts.includes(values.map(tenths).join("")), `step ${t}`);
      }
    });

    it(`the gradient's norms, one by one as they arrive, and the loss: ${cell}`, () => {
      const run = answer(cell);
      for (let k = 1; k <= 4; k++) {
        const norms = classed(SCENES.chain(run, 4 + k, OPTIONS), "norm").map(textOf);
        for (const { t, log10_grad_norm: log10 } of run.steps)
          if (t >= 4 - k)
            assert.ok(
              norms.some((norm) => norm.endsWith(`10${exponent(log10)}`)),
              `step ${t} at u = ${4 + k}: ${norms}`,
            );
      }
      assert.equal(classed(SCENES.chain(run, 3.99, OPTIONS), "norm").length, 0);
      assert.ok([...every(SCENES.chain(run, 4, OPTIONS))].map(textOf).some((text) => text.endsWith(short(run.loss))));
    });
  }

  it("h_t leaves as two equal copies: the same threads upward and to the right", () => {
    const run = answer("rnn");
    const cables = classed(SCENES.chain(run, 2, OPTIONS), "cable").map((cable) =>
      cable.children.map(({ attrs }) => `${attrs.stroke} ${attrs["stroke-width"]}`).join(),
    );
    for (const t of [0, 1]) {
      const threads = run.steps[t].h.map((v) => `${colour(v, "light")} ${threadWidth(v)}`).join();
      assert.ok(cables.filter((cable) => cable === threads).length >= 2, `h${t}`);
    }
  });

  it("nothing that vanished is drawn, and thinner is thinner", () => {
    const run = answer("vanishing");
    const widths = run.steps.map(({ log10_grad_norm: log10 }) => riverHeight(log10));
    assert.equal(widths[0], 0);
    assert.deepEqual(
      widths,
      [...widths].sort((a, b) => a - b),
    );
    assert.ok(
      [...every(SCENES.chain(run, 20, OPTIONS))].map(textOf).some((text) => text === `10${exponent(-29.3894)}`),
    );
  });

  it("each word stands under its step; a long one is cut with an ellipsis and said in full in its title", () => {
    const long = "Donaudampfschifffahrtsgesellschaftskapitän";
    const run = shaped({ H: 8, T: 4, tokens: [long, "나는", "👩‍🚀", "a"] });
    const chips = classed(SCENES.chain(run, 4, OPTIONS), "chip").map(textOf);
    assert.ok(chips[0].startsWith(long) && chips[0].endsWith("…"));
    assert.deepEqual(chips.slice(1), ["나는", "👩‍🚀", "a"]);
  });
});

describe("the camera", () => {
  for (const T of [1, 4, 12, 40, 5000])
    it(`keeps the playhead in view and never leaps: T = ${T}`, () => {
      const run = shaped({ H: 8, T: 1 });
      const at = { ...layout(run, 1320), T };
      at.total = at.pitch * T + 2 * at.ends;
      let before = camera(at, 0);
      const fine = Math.min(2 * T, 60);
      for (let u = 0; u <= fine; u += 0.02) {
        const scroll = camera(at, u);
        assert.ok(Math.abs(scroll - before) < at.pitch / 4, `u = ${u}`);
        before = scroll;
        const t = u <= T ? Math.min(Math.max(Math.ceil(u) - 1, 0), T - 1) : Math.max(2 * T - Math.ceil(u), 0);
        const x = centre(at, t) - scroll;
        assert.ok(x > 0 && x < at.width, `u = ${u}: x = ${x}`);
        const [first, last] = inView(at, scroll);
        assert.ok(first <= t && t <= last && last - first < 12);
      }
    });
});

describe("two copies", () => {
  it("are both seen where one cell fills the window: the eye stays until h_t has risen", () => {
    const run = shaped({ H: 8, T: 4 });
    const at = layout(run, 358);
    // after the last step it goes on to the answer
    for (let t = 0; t < 4; t++)
      for (const done of t < 3 ? [0.4, 0.7, 0.85, 1] : [0.4, 0.7, 0.8]) {
        const left = centre(at, t) - camera(at, t + done);
        assert.ok(left - at.strip / 2 >= 0 && left + at.strip / 2 <= at.width, `${t + done}`);
      }
  });

  it("the chain's ends show their names", () => {
    const run = shaped({ H: 8, T: 4 });
    const at = layout(run, 358);
    assert.equal(camera(at, 0.5), 0);
    assert.equal(camera(at, 4), at.total - at.width);
  });

  it("the name of x_t has room beside its strip", () => {
    for (const I of [1, 4, 8, 9, 64]) {
      const at = layout({ ...shaped({ H: 2, T: 3 }), input_size: I }, 700);
      assert.ok(at.pitch - at.inputUnit * I >= 40, `I = ${I}`);
    }
  });
});

describe("words that must fit", () => {
  it("cuts between what a reader sees as characters", () => {
    assert.equal(fitted("boy", 15, 100), "boy");
    for (const text of ["👩‍🚀👩‍🚀👩‍🚀👩‍🚀", "한국어로 쓴 긴 낱말", "Donaudampfschifffahrt"])
      for (let most = 20; most < 100; most += 10) {
        const cut = fitted(text, 15, most);
        assert.ok(textWidth(cut, 15) <= most || cut === "…", `${cut} in ${most}`);
        assert.ok(text.startsWith(cut.replace("…", "")));
        assert.doesNotMatch(cut, /\u200d…$/);
      }
  });
});
