import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { planNow } from "../../../static/js/gestures/opened.js";
import { bindPress } from "../../../static/js/gestures/press.js";

import { setView } from "../../../static/js/page/actions.js";
import { step } from "../../../static/js/page/looking.js";
import { insideNow, insideOf } from "../../../static/js/page/pace.js";
import {
  now,
  opened,
  openedStep,
  part,
  playing,
  run as shownRun,
  term,
  u,
  unit,
  unrolled,
  view,
} from "../../../static/js/page/state.js";

import { layout } from "../../../static/js/scenes/layout.js";
import { extent } from "../../../static/js/scenes/opened-cell.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { every } from "../support/marks.js";
import { element, pointingAt, points } from "../support/pointer.js";
import { answer, CELLS } from "../support/runs.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));
beforeEach(() => {
  [view.value, unrolled.value, playing.value, part.value, unit.value] = ["unrolled", 1, false, "", 0];
  [term.value, opened.value] = [null, 0];
});

/** A stage at (30, 40) of the window with nothing but cells under the pointer, and a press on it. */
function stage(run, width, under = null) {
  shownRun.value = run;
  const at = layout(run, width);
  const scene = element({}, { left: 30, top: 40, width, height: at.height });
  const whole = pointingAt(() => under);
  bindPress(scene, () => at);
  const press = ([x, y], travel = 0) => {
    const [clientX, clientY] = [x + 30, y + 40];
    scene.fire("pointerdown", { clientX: clientX - travel, clientY });
    scene.fire("click", { clientX, clientY });
  };
  return { at, press, whole };
}

const shift = ({ attrs }) => Number(/translate\(([-\d.]+)/.exec(attrs?.transform)?.[1] ?? 0);

/** The boxes of the cells in the chain, in the stage's own px. */
function boxes(run, at, moment) {
  const [chain] = draw(run, moment, { at, scheme: "light", unrolled: 1 });
  return chain.children
    .filter(({ attrs }) => String(attrs.class).startsWith("cell"))
    .map((cell) => {
      const body = [...every([cell])].find(({ attrs }) => /^A\b/.test(attrs.class)).children[0].attrs;
      return { t: cell.attrs["data-t"], box: { ...body, x: shift(chain) + shift(cell) + body.x } };
    });
}

describe("a press on a cell", () => {
  /** Where the playhead is after step t was pressed at a moment, and the moment that A shows: its step's end. */
  function expected(t, moment, T) {
    if (t === now.value.t) return [moment, moment];
    const ends = moment > T ? 2 * T - t : t + 1;
    return [Math.max(ends, moment), ends];
  }

  const sizes = CELLS.flatMap((cell) => [358, 704, 1376].map((width) => [cell, width]));
  for (const [cell, width] of sizes)
    for (const moment of [0.3, 2.9, 5.2])
      it(`opens the one that is drawn there, its edges too: ${cell}, ${width} px, u = ${moment}`, () => {
        const run = answer(cell);
        const { at, press } = stage(run, width);
        const all = boxes(run, at, moment).flatMap(({ t, box }) => points(box).map((point) => ({ t, point })));
        for (const { t, point } of all) {
          [view.value, u.value] = ["unrolled", moment];
          const [then, shows] = expected(t, moment, run.tokens.length);
          press(point);
          assert.deepEqual([view.value, u.value, insideOf(u.value)], ["cell", then, shows], `cell ${t} at ${point}`);
          assert.equal(openedStep.value ?? now.value.t, t);
        }
      });

  it("never turns time back: a step that has been seen is shown at its end while the playhead stays", () => {
    const run = answer("rnn");
    const { at, press } = stage(run, 1376);
    u.value = 3;
    const { box } = boxes(run, at, 3).find(({ t }) => t === 1);
    press(points(box)[0]);
    assert.deepEqual([view.value, u.value, openedStep.value, insideOf(3)], ["cell", 3, 1, 2]);
    assert.deepEqual([step.value, insideNow.value.phase], [1, "emit"]);
    // time goes on, and A is the playhead's again
    u.value = 3.4;
    assert.deepEqual([openedStep.value, step.value], [null, 3]);
    u.value = 3;
    setView("cell");
    assert.equal(openedStep.value, null);
  });

  it("opens none beside the boxes", () => {
    const run = answer("gru");
    const { at, press } = stage(run, 1376);
    u.value = 2.9;
    for (const { box } of boxes(run, at, 2.9))
      for (const point of [
        [box.x - 1, box.y + 5],
        [box.x + box.width + 1, box.y + 5],
        [box.x + 5, box.y - 1],
        [box.x + 5, box.y + box.height + 1],
      ]) {
        press(point);
        assert.equal(view.value, "unrolled", `${point}`);
      }
  });

  it("is none where the pointer has been dragged", () => {
    const run = answer("rnn");
    const { at, press } = stage(run, 1376);
    u.value = 1.9;
    const [{ box }] = boxes(run, at, 1.9);
    const [middle] = points(box);
    press(middle, 4);
    assert.equal(view.value, "unrolled");
    press(middle, 3);
    assert.equal(view.value, "cell");
  });

  it("opens the step under the playhead where the chain is rolled up", () => {
    const { press } = stage(answer("rnn"), 1376);
    [unrolled.value, view.value, u.value] = [0, "rolled", 2.4];
    press([5, 5]);
    assert.deepEqual([view.value, u.value], ["cell", 2.4]);
  });
});

describe("a press beside an opened cell", () => {
  it("closes it; one inside does not", () => {
    const { at, press } = stage(answer("rnn"), 1376);
    [view.value, opened.value, u.value] = ["cell", 1, 2.7];
    const { x, width } = extent(planNow(at));
    for (const [px, then] of [
      [x + 1, "cell"],
      [x + width - 1, "cell"],
      [x - 1, "unrolled"],
      [x + width + 1, "unrolled"],
    ]) {
      view.value = "cell";
      press([px, 60]);
      assert.equal(view.value, then, `${px}`);
    }
  });

  it("is what Escape does, but where it was meant for something else", () => {
    const { whole } = stage(answer("rnn"), 1376);
    const target = element();
    view.value = "cell";
    whole.fire("keydown", { key: "Escape", target: { closest: () => target } });
    whole.fire("keydown", { key: "Escape", target, defaultPrevented: true });
    whole.fire("keydown", { key: "a", target });
    assert.equal(view.value, "cell");
    document.querySelector = () => target;
    whole.fire("keydown", { key: "Escape", target });
    assert.equal(view.value, "cell");
    document.querySelector = () => null;
    whole.fire("keydown", { key: "Escape", target });
    assert.equal(view.value, "unrolled");
  });
});

describe("a press in an opened cell", () => {
  it("keeps a weight, and lets it go again; on a gate it opens its table, and leads back", () => {
    const { at, press } = stage(answer("rnn"), 1376);
    [view.value, opened.value, u.value] = ["cell", 1, 2.7];
    const { table } = planNow(at);
    const { scale, left, column, recurrent, rows } = table.at;
    const weight = [table.x + scale * (left + 2.5 * column), table.y + scale * (recurrent.y + 4.5 * rows.recurrent)];
    press(weight);
    assert.deepEqual([view.value, unit.value, term.value], ["cell", 2, 4]);
    press(weight);
    assert.deepEqual([unit.value, term.value], [2, null]);
  });

  it("opens the table of a gate, and leads back", () => {
    const { at, press } = stage(answer("lstm"), 1376);
    [view.value, opened.value, u.value] = ["cell", 1, 2.7];
    const { rows } = planNow(at);
    const name = [rows.x + 4, rows.y + rows.scale * (rows.at.top + 1.5 * rows.at.pitch)];
    press(name);
    assert.equal(part.value, "f");
    const { table, card } = planNow(at);
    assert.equal(table.table.gate, "f");
    press([card.x + card.width - 20, card.y + 12]);
    assert.equal(planNow(at).table, null);
    assert.equal(view.value, "cell");
  });
});

describe("a press on what is drawn over the cells", () => {
  it("takes the step of a word", () => {
    const word = element({ class: "chip active", "data-t": 2 });
    const { press } = stage(answer("rnn"), 1376, word);
    u.value = 0.5;
    press([200, 200]);
    assert.deepEqual([u.value, view.value], [3, "unrolled"]);
    u.value = 5.5;
    press([200, 200]);
    assert.equal(u.value, 6);
  });

  it("keeps a number", () => {
    const strip = element({ "data-vector": "z:1" }, { left: 30, top: 40, width: 80, height: 20 });
    const { press } = stage(answer("gru"), 1376, strip);
    u.value = 1.9;
    press([75, 5]);
    assert.equal(part.value, "z");
    assert.equal(unit.value, Math.floor((75 / 80) * answer("gru").hidden_size));
  });
});
