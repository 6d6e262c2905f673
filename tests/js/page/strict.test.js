import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import * as state from "../../../static/js/page/state.js";
import { judge } from "../../../static/js/page/strict.js";
import { freshPage, runOf } from "../support/page.js";

describe("an address that says what nobody can read", () => {
  beforeEach(() => {
    freshPage();
    globalThis.document = { querySelectorAll: () => [{ classList: ["panel", "dial"], hidden: false }] };
    state.run.value = runOf(4);
  });

  it("is told so, field by field, and the rest of it stands", () => {
    const wrong = {
      ...{
        u: "late",
        speed: "3",
        view: "up",
        order: "down",
        lesson: "one",
        clip_at: "0",
        lstm_bias: "much",
        unit: "4",
      },
      ...{
        part: "zz",
        term: "99",
        panel: "cellar",
        edit: "h,1",
        memory: "33",
        shade: "red",
        compare: "all",
        lab: " ",
        block: "zz",
        place: "lstm",
        trial: "seed:x",
        write: "0.75,20",
      },
    };
    for (const [name, text] of Object.entries(wrong)) {
      judge(
        `?${new URLSearchParams([
          ["sentence", "a"],
          [name, text],
        ])}`,
      );
      assert.deepEqual(state.unread.value, [`${name}=${text}`]);
    }
    judge(`?${new URLSearchParams(wrong)}`);
    assert.equal(state.unread.value.length, Object.keys(wrong).length);
    judge("?panel=dial&edit=h,1&memory=50");
    assert.deepEqual(state.unread.value, ["edit=h,1"]);
  });

  it("says nothing of one that is right", () => {
    const right = {
      ...{ u: "2.5", speed: "0.25", view: "cell", order: "size", lesson: "3", clip_at: "0.5", lstm_bias: "-3" },
      ...{ unit: "3", part: "h", term: "2", panel: "dial", edit: "h,1,3,0.5;word,2,dog", memory: "100" },
      ...{
        shade: "norm",
        compare: "page",
        lab: "나는 간다",
        block: "a",
        place: "lstm,20",
        trial: "second:gru,seed:7",
        write: "1.2,160",
        sentence: "a",
        seed: "x",
        foo: "bar",
        constructor: "y",
      },
    };
    judge(`?${new URLSearchParams(right)}`);
    assert.deepEqual(state.unread.value, []);
  });

  it("leaves out what it cannot show", () => {
    const { edit, seeds, shade, comparison, labText, panel, part, block, gridPlace } = state;
    const signals = [edit, seeds, shade, comparison, labText, panel, part, block, gridPlace];
    for (const signal of signals) signal.value = "wrong";
    state.term.value = 99;
    judge(
      `?edit=wrong&memory=wrong&shade=wrong&compare=wrong&panel=wrong&part=wrong&term=99&block=zz&place=x&lab=${"x".repeat(200)}`,
    );
    assert.deepEqual(
      signals.map(({ value }) => value),
      ["", "20", "flow", "", "", "", "", "", ""],
    );
    assert.equal(state.term.value, null);
    assert.match(String(state.unread.value.at(-1)), /^lab=x{24}…$/);
  });
});
