import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULTS, parse, search } from "../../../static/js/page/address.js";
import { editsOf, readEdits, textOf, writeEdits } from "../../../static/js/page/edit-field.js";

const TEXTS = ["dog", "두", "a,b", "a;b", "100%", "%3B", "%2C;,%25", "👩‍🚀", "x=y&z", "=", ",", "line\nline"];
const VALUES = [0, -0.5, 0.1234, 1e-7, 12.5, -3e21];

/** A sequence that looks random and is the same each time. @param {number} seed */
function* numbers(seed) {
  for (let state = seed; ; ) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield state;
  }
}

/** Lists of edits of all kinds, no two at one place. */
function* lists() {
  const draws = numbers(7);
  const draw = (n) => Number(draws.next().value >> 8) % n;
  const kinds = [
    () => ({ unit: draw(8), set: VALUES[draw(VALUES.length)] }),
    () => ({ unit: 8 + draw(8), clamp: VALUES[draw(VALUES.length)] }),
    () => ({ token: TEXTS[draw(TEXTS.length)] }),
    () => ({ from: { sentence: TEXTS[draw(TEXTS.length)], t: draw(4) } }),
  ];
  for (let i = 0; i < 400; i++)
    yield Array.from({ length: draw(5) }, (_, t) => ({ t, ...kinds[draw(kinds.length)]() }));
}

describe("the edits in an address", () => {
  it("come back as they were, through the whole address", () => {
    for (const edits of lists()) {
      const written = search(DEFAULTS, { u: 1, lang: null, looks: { edit: writeEdits(edits) } });
      assert.deepEqual(readEdits(parse(written).looks.edit), edits, written);
    }
  });

  it("are short and readable", () => {
    const edits = [
      { t: 1, unit: 3, set: 0.5 },
      { t: 1, unit: 2, clamp: 0 },
      { t: 2, token: "dog" },
      { t: 3, from: { sentence: "you, too; 50%", t: 1 } },
    ];
    assert.equal(writeEdits(edits), "h,1,3,0.5;hold,1,2,0;word,2,dog;from,3,1,you, too%3B 50%25");
    assert.equal(writeEdits([]), "");
  });

  it("are read strictly: one that nobody can read spoils them all", () => {
    const wrong = [
      ...["h", "h,1", "h,1,2", "h,1,2,", "h,1,2,x", "h,1,2,1,3", "h,-1,2,1", "h,1,2.5,1", "h,1,2,.5", "h,1,2,1e999"],
      ...["word,1", "word,1,", "word,x,dog", "word,1,50%", "word,1,%41", "from,1,2", "from,1,2,", "from,1,x,a"],
      ...["set,1,2,3", "constructor,1,2", "H,1,2,3", " h,1,2,3", ";", "h,1,2,3;", "h,1,2,3;;word,2,a", "nonsense"],
      ...["h,1,2,3;hold,1,2,0", "word,1,a;word,1,b"],
    ];
    for (const text of wrong) assert.equal(readEdits(text), null, text);
  });

  it("name units and steps as the network does, in any order and direction of reading", () => {
    const run = { tokens: ["d", "c", "b", "a"], hidden_size: 3, units: [2, 0, 1], direction: "backward" };
    const edits = [
      { t: 0, unit: 0, set: 1 },
      { t: 1, token: "x" },
      { t: 3, unit: 2, clamp: 0 },
    ];
    assert.equal(textOf(run, edits), "hold,0,1,0;word,2,x;h,3,2,1");
    assert.deepEqual(editsOf(run, textOf(run, edits)), edits);
    assert.equal(editsOf(run, "h,4,0,1"), null, "no such step");
    assert.equal(editsOf(run, "h,0,3,1"), null, "no such unit");
    assert.deepEqual(editsOf(run, ""), []);
  });
});
