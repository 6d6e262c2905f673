import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { percent, short } from "../../../static/js/pen/numbers.js";
import { saidAt } from "../../../static/js/run/head.js";
import { endOf, FORWARD } from "../../../static/js/run/phases.js";
import { foot } from "../../../static/js/scenes/answer.js";
import { camera, layout } from "../../../static/js/scenes/layout.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { drawn, numbers } from "../support/heads.js";
import { every, firstUnfinished, textOf } from "../support/marks.js";
import { answer, backward, CELLS, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

const scene = (run, u, { width = 1376, ...more } = {}) =>
  draw(run, u, { at: layout(run, width), scheme: "light", ...more });
const classes = ({ attrs }) => String(attrs.class ?? "").split(" ");
const all = (marks, name) => [...every(marks)].filter((each) => classes(each).includes(name));
const bars = (marks) => [...every(marks)].filter(({ attrs }) => attrs["data-answer"]);
const rect = (bar, name) => all([bar], name).find(({ tag }) => tag === "rect")?.attrs;

describe("the answer, right of the last A", () => {
  it("has the run's own shares as lengths and in per cent, the right one outlined at the height of h, for any run", () => {
    const next = numbers(3);
    for (let i = 0; i < 1500; i++) {
      const run = drawn(next);
      const T = run.steps.length;
      const at = layout(run, 1376);
      const marks = draw(run, T, { at, scheme: "light" });
      assert.equal(firstUnfinished(marks), null);
      const { words, others } = saidAt(run, T - 1);
      const found = bars(marks);
      assert.equal(found.length, words.length);
      for (const bar of found) {
        const { share, right, word } = words.find(({ index }) => bar.attrs["data-answer"] === `${T - 1}:${index}`);
        const whole = rect(bar, "frame");
        assert.ok(Math.abs((rect(bar, "share")?.width ?? 0) - whole.width * share) <= 0.011);
        assert.ok(textOf(bar).includes(`“${word}” ${percent(share)}`));
        assert.equal(classes(bar).includes("right"), right);
        if (!right) continue;
        assert.deepEqual([whole.y + whole.height / 2, whole.height, whole.x], [at.lanes.h, 48, at.answer.x]);
        // the gap and the share fill the bar, and the gap is where the chain is
        const gap = rect(bar, "gap") ?? { x: whole.x, width: 0 };
        assert.ok(Math.abs(gap.width + whole.width * share - whole.width) <= 0.011 && gap.x === whole.x);
        assert.ok(textOf(bar).includes(`L = ${short(run.loss)}`));
      }
      assert.equal(all(marks, "more").length, others > 0 ? 1 : 0);
    }
  });

  it("keeps its bars apart from each other, from what is written of the gap, and within the stage", () => {
    const sizes = [1, 2, 3, 5, 9].flatMap((n) =>
      [350, 704, 1216, 1376].flatMap((w) => CELLS.map((cell) => [n, w, cell])),
    );
    for (const [T, width, cell] of sizes) {
      const run = shaped({ cell, H: 8, T });
      const at = layout(run, width);
      const frames = bars(draw(run, T, { at, scheme: "light" })).map((bar) => rect(bar, "frame"));
      const edges = frames.flatMap(({ y, height }) => [y, y + height]).sort((a, b) => a - b);
      assert.deepEqual(
        edges,
        frames.sort((a, b) => a.y - b.y).flatMap(({ y, height }) => [y, y + height]),
      );
      assert.ok(edges[0] > 28 && edges.at(-1) + 24 < at.height, `${T} ${width}`);
      const left = at.answer.x - camera(at, T);
      assert.ok(left > 0 && left + at.answer.width <= width, `all of it is seen at u = T: ${T} ${width}`);
      const below = foot(run, { at, unrolled: 1 }, T);
      assert.ok(below.y > edges.at(-1) && below.y + 24 <= at.height && below.x === left, `${T} ${width}`);
    }
  });

  it("is not known before the last h is given: a question, empty bars, and no word; then the bars grow", () => {
    const run = answer("rnn");
    const lengths = (u) => bars(scene(run, u)).map((bar) => rect(bar, "share")?.width ?? 0);
    for (const u of [0, 1.5, 3, 3 + endOf(FORWARD, "squash")]) {
      const marks = scene(run, u);
      assert.deepEqual(bars(marks), []);
      assert.deepEqual(all(marks, "asked").map(textOf), ["?"]);
      assert.deepEqual(all(marks, "question").map(textOf), ["Which word was first?"]);
    }
    const times = [3.88, 3.9, 3.93, 3.96, 4].map(lengths);
    for (const [i, now] of times.entries())
      for (const [j, length] of now.entries()) assert.ok(length > (times[i - 1]?.[j] ?? 0), `${i} ${j}`);
    assert.deepEqual(lengths(8), lengths(4));
  });

  it("of one word is all certain: no gap, L = 0", () => {
    const [bar, ...others] = bars(scene(answer("one"), 1));
    assert.deepEqual(others, []);
    assert.equal(rect(bar, "gap"), undefined);
    assert.equal(rect(bar, "share").width, rect(bar, "frame").width);
    assert.ok(textOf(bar).includes("0% missing · L = 0.00") && textOf(bar).includes("“hello” 100%"));
  });

  it("cuts a long word with an ellipsis and says it in full in its title", () => {
    const long = "Donaudampfschifffahrtsgesellschaftskapitän";
    const bar = bars(scene(shaped({ H: 8, T: 2, tokens: [long, "a"] }), 2))[0];
    const [title] = [...every([bar])].filter(({ tag }) => tag === "title");
    assert.equal(textOf(title), long);
    assert.match(textOf(all([bar], "name")[0]), /^“Donau[^”]*…” 50%$/);
  });

  it("stands left of a chain that is read from the right, and above the step where its loss is taken", () => {
    const atEnd = backward({ loss_at: 0 });
    const at = layout(atEnd, 1376);
    const group = all(draw(atEnd, 4, { at, scheme: "light" }), "loss")[0];
    assert.ok(at.mirrored && at.answer && group);
    assert.ok(all([group], "question").every((text) => classes(text).includes("end")));
    assert.ok(foot(atEnd, { at, unrolled: 1 }, 4).x < 200);
    const early = backward();
    assert.equal(layout(early, 1376).answer, null);
    assert.equal(all(scene(early, 4), "above").length, 1);
  });

  it("is not drawn for a layer that the head does not read", () => {
    const run = { ...answer("rnn"), num_layers: 2, layer: 0 };
    assert.deepEqual(bars(scene(run, 4)), []);
    assert.equal(layout(run, 1376).answer, null);
  });

  it("rolled up is beside the one cell where there is room, else L alone", () => {
    const run = answer("rnn");
    assert.equal(bars(scene(run, 4, { unrolled: 0 })).length, 4);
    const narrow = scene(run, 4, { unrolled: 0, width: 350 });
    assert.deepEqual(bars(narrow), []);
    assert.ok([...every(narrow)].map(textOf).includes(short(run.loss)));
  });
});

describe("the answers above the steps", () => {
  it("to “which word is next” are at every step that is done, the right one lowest and outlined", () => {
    const run = answer("next-token");
    const marks = scene(run, 3);
    const groups = all(marks, "above").filter((each) => classes(each).includes("answer"));
    assert.equal(groups.length, 3);
    for (const [k, group] of groups.entries()) {
      const { target, target_probability } = run.steps[k].predictions;
      const last = bars([group]).at(-1);
      assert.ok(classes(last).includes("right"));
      assert.equal(textOf(last), `${target} ${percent(target_probability)}`);
      assert.ok(Math.abs(rect(last, "share").width - 60 * target_probability) <= 0.011);
      assert.ok(Math.abs(rect(last, "gap").width - 60 * (1 - target_probability)) <= 0.011);
    }
    assert.equal(bars(scene(run, 4)).filter((bar) => classes(bar).includes("right")).length, 3, "the last has no next");
  });

  it("to an early loss are over that step alone, under their question", () => {
    const run = { ...answer("rnn"), loss_at: 1 };
    const [group, ...others] = all(scene(run, 4), "above").filter((each) => classes(each).includes("answer"));
    assert.equal(others.length, 0);
    assert.match(textOf(group), /^Which word was first\?/);
    assert.ok(bars([group]).every(({ attrs }) => attrs["data-answer"].startsWith("1:")));
  });
});

describe("the sum of h", () => {
  it("shows the units that are summed, and their sum", () => {
    const run = { ...answer("rnn"), objective: "sum", loss: answer("rnn").steps[3].h.reduce((a, b) => a + b) };
    const marks = scene(run, 4);
    assert.ok([...every(marks)].map(textOf).includes(`L = Σ h₃ = ${short(run.loss)}`));
    const heights = all(marks, "units")[0].children.flatMap(({ attrs }) =>
      [...attrs.d.matchAll(/v(-?[\d.]+)h/g)].map(([, high]) => Number(high)),
    );
    assert.deepEqual(
      heights,
      run.steps[3].h.map((value) => Math.round(-value * 2000) / 100),
    );
    assert.deepEqual(all(scene(run, 3), "units"), []);
    const early = scene({ ...run, loss_at: 1 }, 4);
    assert.equal([...every(early)].filter((each) => textOf(each) === "L = Σ h₁" && each.tag === "text").length, 1);
  });

  it("of many units takes few marks", () => {
    const marks = scene(shaped({ H: 256, T: 2, objective: "sum" }), 2);
    assert.ok(all(marks, "units")[0].children.length <= 25);
  });
});
