/** Which table the first screen's pictures have now. */
import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { LAYERS } from "../../../static/js/page/gradient-layers.js";
import { computing, layer, run, u, view } from "../../../static/js/page/state.js";
import { written } from "../../../static/js/tables/rows.js";
import { gradientNow, stageNow, textNow } from "../../../static/js/widgets/first-tables.js";
import { freshPage } from "../support/page.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

const cells = (table) => written(table).rows.map((row) => row.slice(1));

before(() => speaking("en"));

beforeEach(() => {
  freshPage();
  computing.value = null;
  layer.value = "ledger";
  run.value = answer("rnn");
});

describe("the stage", () => {
  it("is the chain, the opened A, or nothing where the text is shown", () => {
    u.value = 2;
    assert.match(stageNow().caption, /each step/);
    view.value = "cell";
    assert.match(stageNow().caption, /^Inside A at am/);
    view.value = "sentence";
    assert.equal(stageNow(), null);
    assert.match(textNow().caption, /word/);
    view.value = "unrolled";
    assert.equal(textNow(), null);
  });

  it("tells of the opened A its state once that is made", () => {
    view.value = "cell";
    u.value = 1.45;
    assert.equal(cells(stageNow())[0].at(-1), "not yet");
    u.value = 2;
    assert.notEqual(cells(stageNow())[0].at(-1), "not yet");
  });

  it("keeps what the reader is computing", () => {
    computing.value = 1;
    u.value = 2;
    assert.notEqual(cells(stageNow())[0][0], "not yet");
    assert.equal(cells(stageNow())[1][0], "not yet");
    view.value = "cell";
    assert.equal(cells(stageNow())[0].at(-1), "not yet");
  });
});

it("the gradient's chart is the ledger, or the layer that is known", () => {
  assert.match(gradientNow().caption, /multiplied/);
  layer.value = "dial";
  assert.match(gradientNow().caption, /multiplied/);
  const say = () => "";
  LAYERS.dial.value = { tokens: ["a"], back: false, here: true, curves: [], bands: [], measure: "m", say };
  assert.equal(gradientNow().caption, "m at each step");
  LAYERS.dial.value = null;
});
