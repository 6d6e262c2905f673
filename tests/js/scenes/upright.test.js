import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { edgeAt } from "../../../static/js/scenes/edges.js";
import { camera, centre, isUpright, layout } from "../../../static/js/scenes/layout.js";
import { boxAt } from "../../../static/js/scenes/opened-cell.js";
import { draw } from "../../../static/js/scenes/upright.js";
import { SAID, uprightLayout } from "../../../static/js/scenes/upright-layout.js";
import { every, firstUnfinished, markup, textOf } from "../support/marks.js";
import { answer, backward, CELLS, shaped } from "../support/runs.js";
import { matches } from "../support/snapshot.js";
import { speaking } from "../support/words.js";

const PHONES = [
  [358, 844],
  [328, 640],
];
const on = (run, [width, height] = PHONES[0], compact = false) => uprightLayout(run, width, { height, compact });
const drawn = (run, u, phone, compact) => draw(run, u, { at: on(run, phone, compact), scheme: "light" });

before(() => speaking("en"));

/** A layer of two: the lower one has a gradient of its own from above at each step. */
const layer = (n, more = {}) => {
  const run = { ...answer("rnn"), num_layers: 2, layer: n, ...more };
  if (n > 0) return run;
  const joined = { injected: [0.1, -0.2, 0.05, 0.1, 0, 0.1, -0.1, 0.2], log10_injected_norm: -0.5 };
  return { ...run, steps: run.steps.map((step) => ({ ...step, ...joined, predictions: undefined })) };
};

/** Every kind of run that is more than one layer read from the left with its loss at the end. */
const KINDS = {
  "each-step": () => answer("next-token"),
  forecast: () => answer("forecast"),
  early: () => ({ ...answer("rnn"), loss_at: 1 }),
  "upper-layer": () => layer(1),
  "lower-layer": () => layer(0),
  "from-below": () => backward(),
  "from-below-answers": () => backward({ loss_at: 0 }),
  "from-below-layer": () => backward({ num_layers: 2, layer: 1, loss_at: 0 }),
};

describe("a window that is an upright phone", () => {
  it("is narrow and higher than wide", () => {
    assert.ok(isUpright({ width: 390, height: 844 }));
    assert.ok(isUpright({ width: 360, height: 640 }));
    for (const [width, height] of [
      [844, 390],
      [768, 1024],
      [1440, 900],
      [500, 400],
    ])
      assert.ok(!isUpright({ width, height }), `${width} × ${height}`);
  });
});

describe("the layout of an upright chain", () => {
  it("has four cells, the answer below them, and all of it as wide as the phone", () => {
    for (const cell of CELLS)
      for (const phone of PHONES) {
        const at = on(answer(cell), phone);
        assert.equal(at.width, Math.round(at.total));
        assert.equal(at.height, phone[0]);
        assert.equal(Math.abs(camera(at, 3)), 0);
        // four A between the head of the page and the line of time; on a low phone once the head is scrolled away
        const cells = centre(at, 3) + at.box.width / 2;
        assert.ok(cells <= phone[1] - 126 - (phone[1] > 800 ? 280 : 0), `${cell} ${phone} ${cells}`);
        assert.ok(at.answer.x > cells);
        // from the right: bars, h, A, x, and room for a name
        assert.ok(at.bars.y > 0 && at.top + at.row < at.boxTop);
        assert.ok(at.boxTop + at.box.height < at.inputTop && at.inputTop + at.row < phone[0] - 20);
      }
  });

  it("gives each number of h and x a row of at least 12 px, and x of 11 px", () => {
    for (const cell of CELLS)
      for (const phone of PHONES)
        for (const compact of [false, true]) {
          const at = on(answer(cell), phone, compact);
          assert.ok(at.numbered && at.unit >= 12 && at.inputUnit >= 11, `${cell} ${phone} ${at.unit} ${at.inputUnit}`);
          assert.ok(at.strip + 10 <= at.pitch, "two strips are apart");
        }
  });

  it("keeps the step and its neighbours in view where the stage sticks above a text", () => {
    for (const T of [1, 2, 4, 40])
      for (const phone of PHONES) {
        const at = on(shaped({ cell: "rnn", H: 8, T }), phone, true);
        for (let t = 0; t < T; t++) assert.deepEqual(hidden(at, t), [], `T=${T} ${phone} t=${t}`);
      }
  });
});

describe("the names of an upright A's gates", () => {
  it("are inside its box, or not there where the bars have all the room", () => {
    let [named, nameless] = [0, 0];
    const large = ["gru", "lstm"].flatMap((cell) => [1, 8, 64].map((H) => shaped({ cell, H, T: 3 })));
    for (const run of [...large, ...Object.values(KINDS).map((kind) => kind())]) {
      const at = on(run);
      const gates = [...every(drawn(run, 2.5))].filter(({ attrs }) => attrs.key === "gates");
      const names = gates.flatMap(({ children }) => [...every(children)].filter(({ tag }) => tag === "text"));
      for (const { attrs } of names) assert.ok(attrs.y - 10 >= -at.box.width / 2, `${run.cell}: ${attrs.y}`);
      if (names.length) named++;
      else if (gates.length) nameless++;
    }
    assert.ok(named > 0 && nameless > 0);
  });
});

/** Which of a step's cell, and the middles of its neighbours, are out of view at its end: behind the last is the answer. */
function hidden(at, t) {
  const from = camera(at, t + 1);
  const wanted = [
    { own: t, half: at.box.width / 2 },
    { own: t - 1, half: 0 },
    { own: t + 1, half: 0 },
  ].filter(({ own }) => own >= 0 && own < at.T && !(t === at.T - 1 && own < t));
  const inView = ({ own, half }) => centre(at, own) - half >= from && centre(at, own) + half <= from + at.width;
  return wanted.filter((each) => !inView(each)).map(({ own }) => own);
}

/** Where a rectangle of the chain is seen, by the turn that is written on its group. */
function* seen(marks, turn = [1, 0, 0, 1, 0, 0]) {
  for (const each of marks) {
    if (typeof each === "string") continue;
    const at = times(turn, transformOf(each.attrs.transform));
    yield { mark: each, at };
    yield* seen(each.children, at);
  }
}

const times = ([a, b, c, d, e, f], [g, h, i, j, k, l]) => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

function transformOf(text) {
  const numbers = [...String(text ?? "").matchAll(/-?[\d.]+/g)].map(Number);
  if (String(text).startsWith("matrix")) return numbers;
  const [x = 0, y = 0] = String(text).startsWith("translate") ? numbers : [];
  return [1, 0, 0, 1, x, y];
}

/** The middle of a rectangle, on the stage. */
const middle = ({ mark, at: [a, b, c, d, e, f] }) => {
  const [x, y] = [
    Number(mark.attrs.x) + Number(mark.attrs.width) / 2,
    Number(mark.attrs.y) + Number(mark.attrs.height) / 2,
  ];
  return [a * x + c * y + e, b * x + d * y + f];
};

describe("what is drawn and what answers a pointer", () => {
  for (const cell of CELLS)
    it(`are of one geometry: ${cell}`, () => {
      const run = answer(cell);
      const at = on(run);
      const boxes = [...seen(drawn(run, 2.2))]
        .filter(({ mark }) => String(mark.attrs.class).split(" ")[0] === "A")
        .flatMap(({ mark, at }) =>
          mark.children
            .filter(({ tag, attrs }) => tag === "rect" && attrs.rx === 12)
            .map((rect) => ({ mark: rect, at })),
        );
      assert.equal(boxes.length, 4);
      assert.deepEqual(
        boxes.map((box) => boxAt(at, 2.2, ...middle(box))),
        [0, 1, 2, 3],
      );
      assert.equal(boxAt(at, 2.2, 2, 2), null);
    });

  it("runs down: the cable of h below A, its fan to the right, that of x from the left, the river in the cable's place", () => {
    const run = answer("rnn");
    const at = on(run);
    const x = at.height - at.axis;
    const link = centre(at, 0) + at.pitch / 2;
    const cable = edgeAt(run, at, 2, x, link);
    assert.equal(cable?.name, "h");
    assert.equal(cable?.goes, "on");
    assert.ok(cable.left < x && x < cable.right && cable.right - cable.left < 48);
    assert.equal(edgeAt(run, at, 2, at.height - at.boxTop + 3, centre(at, 0))?.goes, "up");
    assert.equal(edgeAt(run, at, 2, at.height - at.inputTop + 3, centre(at, 0) - at.inputUnit / 2)?.goes, "in");
    assert.equal(edgeAt(run, at, 8, x, link)?.goes, "back");
    assert.equal(edgeAt(run, at, 2, x + 60, link), null);
    const two = on(answer("lstm"));
    for (const [name, lane] of Object.entries(two.lanes)) {
      const found = edgeAt(answer("lstm"), two, 2, two.height - lane, centre(two, 0) + two.pitch / 2);
      assert.equal(found?.name, name);
      assert.ok(found.left < two.height - lane && two.height - lane < found.right, `${name} is where it is told`);
    }
  });
});

/** Runs small and large on both phones, beside a text and alone. */
function* shapes() {
  for (const cell of CELLS)
    for (const H of [1, 2, 8, 64])
      for (const T of [1, 4, 40]) {
        const run = shaped({ cell, H, T });
        const moments = [0, 0.5, T / 2 + 0.3, T, T + 0.2, 1.6 * T, 2 * T];
        for (const phone of PHONES)
          for (const compact of [false, true]) yield { run, phone, compact, moments, name: `${cell} H=${H} T=${T}` };
      }
}

describe("the marks of an upright chain", () => {
  const MOMENTS = { enters: 0.25, leaves: 1.9, "flows-back": 5.45 };
  for (const cell of CELLS)
    for (const [name, u] of Object.entries(MOMENTS))
      it(`${cell}, ${name} (u = ${u})`, () => matches(`upright-${cell}-${name}`, drawn(answer(cell), u)));

  for (const [name, make] of Object.entries(KINDS))
    for (const [moment, u] of Object.entries({ read: 3.9, "flows-back": 5.45 }))
      it(`${name}, ${moment} (u = ${u})`, () => matches(`upright-${name}-${moment}`, drawn(make(), u)));

  it("are the same whatever was drawn before", () => {
    for (const cell of CELLS) {
      const run = answer(cell);
      const times = [0, 0.3, 1.45, 2, 3.9, 4, 4.3, 5.45, 7.9, 8];
      const there = times.map((u) => markup(drawn(run, u)));
      draw(run, 2, { at: on(run, PHONES[1]), scheme: "dark" });
      const back = times.toReversed().map((u) => markup(drawn(run, u)));
      assert.deepEqual(back.toReversed(), there);
    }
  });

  it("are finite for every shape", () => {
    for (const { run, phone, compact, moments, name } of shapes())
      for (const u of moments) assert.equal(firstUnfinished(drawn(run, u, phone, compact)), null, `${name} u=${u}`);
  });

  it("turn back the numbers of the strips and no other words", () => {
    const numbers = [...seen(drawn(answer("rnn"), 4))].filter(({ mark }) => mark.tag === "text");
    assert.ok(numbers.length > 60);
    for (const { mark, at } of numbers)
      assert.ok(at[1] === 0 && at[0] > 0 && at[3] > 0, `“${textOf(mark)}” is upright`);
    const run = answer("rnn");
    const texts = numbers.map(({ mark }) => textOf(mark));
    for (const token of run.tokens) assert.ok(texts.includes(token), token);
    for (let t = 0; t < 4; t++) for (const name of ["h", "x"]) assert.ok(texts.includes(`${name}${t}`), name + t);
  });

  it("say how much is left, once, beside the river, and let it dry between its banks", () => {
    const run = answer("rnn");
    const marks = drawn(run, 8);
    const said = [...every(marks)].filter(({ attrs }) => /^remains/.test(String(attrs.class)));
    assert.equal(said.length, 3);
    assert.ok([...every(marks)].some(({ attrs }) => attrs.class === "banks"));
    assert.ok(![...every(drawn(run, 4))].some(({ attrs }) => attrs.class === "banks"));
  });

  it("end in a bar a word, with what the right one lacks", () => {
    const run = answer("rnn");
    const texts = [...every(drawn(run, 4))].filter(({ tag }) => tag === "text").map(textOf);
    for (const token of run.tokens)
      assert.ok(
        texts.some((text) => text.startsWith(`${token} `) && text.endsWith("%")),
        token,
      );
    assert.ok(texts.some((text) => text.includes("L = ")));
    const sum = { ...run, objective: "sum", steps: run.steps.map(({ predictions: _, ...step }) => step) };
    const alone = [...every(drawn(sum, 4))].filter(({ tag }) => tag === "text").map(textOf);
    assert.ok(alone.includes("L"));
  });

  it("leave the chain that runs right as it was", () => {
    const at = layout(answer("rnn"), 900);
    assert.equal(at.upright, false);
    assert.equal(at.letters, 0);
  });
});

/** Every text, with its place on the stage. @param {object[]} marks */
const texts = (marks) =>
  [...seen(marks)]
    .filter(({ mark }) => mark.tag === "text")
    .map(({ mark, at: [, , , , e, f] }) => ({
      text: textOf(mark),
      x: Number(mark.attrs.x ?? 0) + e,
      y: Number(mark.attrs.y ?? 0) + f,
    }));
const rowOf = (found, text) => found.find((each) => each.text === text)?.y;

describe("a run of any kind", () => {
  /** @param {string} name @param {object} run @param {number} u @param {number[]} phone */
  const check = (name, run, u, phone) => {
    const marks = drawn(run, u, phone);
    assert.equal(firstUnfinished(marks), null, `${name} u=${u}`);
    for (const { mark, at } of seen(marks))
      if (mark.tag === "text") assert.ok(at[1] === 0 && at[0] > 0, `${name}: “${textOf(mark)}” is upright`);
    const chips = [...seen(marks)].filter(({ mark }) => String(mark.attrs.class).startsWith("chip"));
    const inSight = chips.filter(({ at: [, , , , , y] }) => y > 0 && y < on(run, phone).width - 30);
    assert.ok(inSight.length >= Math.min(run.tokens.length, 4), `${name} u=${u}: ${inSight.length} cells`);
  };

  it("has four cells in view, upright words, and nothing unfinished, on both phones", () => {
    for (const [name, make] of Object.entries(KINDS))
      for (const phone of PHONES) for (const u of [0, 0.3, 2.2, 4, 4.3, 5.45, 8]) check(name, make(), u, phone);
  });

  it("runs down, and up where it is read from the end", () => {
    for (const [name, make] of Object.entries(KINDS)) {
      const found = texts(drawn(make(), 4));
      const words = ["i", "am", "a", "boy"].map((word) => rowOf(found, word));
      if (name === "forecast") continue;
      assert.deepEqual(
        [...words].sort((a, b) => a - b),
        words,
        `${name}: the sentence is read from above`,
      );
    }
    const run = backward();
    const at = on(run);
    const x = at.height - at.axis;
    // read from "boy": its h goes up to "a"
    const link = at.width - centre(at, 0) - at.pitch / 2;
    assert.equal(edgeAt(run, at, 2, x, link)?.t, 0);
    assert.equal(edgeAt(run, at, 2, x, link)?.goes, "on");
    assert.equal(boxAt(at, 1, x, at.width - centre(at, 0)), 0);
  });

  it("answers beside each step that is asked, right of its h", () => {
    const run = answer("next-token");
    const [at, marks] = [on(run), drawn(run, 3.9)];
    const answers = [...every(marks)].filter(({ attrs }) => attrs["data-answer"]);
    assert.deepEqual([...new Set(answers.map(({ attrs }) => attrs["data-answer"].split(":")[0]))], ["0", "1", "2"]);
    for (const { text, x } of texts(marks)) if (text.endsWith("%")) assert.ok(x >= at.height - SAID, text);
    assert.equal([...every(marks)].filter(({ attrs }) => attrs.class === "said right").length, 3);
    assert.ok(texts(drawn(run, 8)).some(({ text }) => text === "L0"));
  });

  it("asks its question where an early loss is, within the stage", () => {
    for (const run of [KINDS.early(), backward()]) {
      const found = texts(drawn(run, 4)).filter(({ text }) => /^(Which|word|first|was)|%$/.test(text));
      assert.ok(found.length >= 4);
      for (const { text, y } of found) assert.ok(y > 8 && y < on(run).width, `“${text}” at ${y}`);
      assert.ok(!texts(drawn(run, 4)).some(({ text }) => text === "L"), "no loss at the chain's end");
    }
  });

  it("says of a layer above where x comes from, and of one below what comes in", () => {
    const above = drawn(layer(1), 3.9);
    assert.deepEqual(
      texts(above).flatMap(({ text }) => (text.startsWith("= ") ? [text] : [])),
      [0, 1, 2, 3].map((t) => `= h${"₀₁₂₃"[t]} of layer 1`),
    );
    assert.ok([...every(above)].some(({ attrs }) => attrs["data-layer"] === 0));
    assert.ok(texts(drawn(layer(0), 8)).some(({ text }) => text === "layer 2"));
  });

  it("shows a forecast beside what came", () => {
    const found = texts(drawn(answer("forecast"), 3.9)).map(({ text }) => text);
    for (const name of ["W h0 + b", "x1", "W h2 + b", "x3"]) assert.ok(found.includes(name), `${name} in ${found}`);
  });
});
