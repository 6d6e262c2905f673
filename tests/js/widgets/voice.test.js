/** The live region, with a document of one paragraph and a clock that a test moves. */
import assert from "node:assert/strict";
import { before, beforeEach, describe, it, mock } from "node:test";
import { step, toggle } from "../../../static/js/page/actions.js";
import { APART } from "../../../static/js/page/announcer.js";
import { end, guessing, learning, playing, run, u } from "../../../static/js/page/state.js";
import { bindVoice } from "../../../static/js/widgets/voice.js";
import { freshPage } from "../support/page.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

const said = [];
const live = {
  get textContent() {
    return said.at(-1) ?? "";
  },
  set textContent(text) {
    said.push(text);
  },
  hasAttribute: () => false,
  setAttribute() {},
  removeAttribute() {},
};

/** Let the time between two announcements pass. */
const heard = () => mock.timers.tick(APART);

before(async () => {
  await speaking("en");
  Object.assign(globalThis.document, { querySelector: () => live, addEventListener() {} });
  mock.timers.enable({ apis: ["setTimeout"] });
  freshPage();
  bindVoice();
});

beforeEach(() => {
  freshPage();
  run.value = answer("rnn");
  heard();
  said.length = 0;
});

describe("the live region", () => {
  it("says every step that is taken by the keys", () => {
    for (let i = 0; i < 4; i++) step(1);
    assert.equal(said.length, 4);
    said.forEach((text, i) => {
      assert.match(text, new RegExp(`^STEP ${i + 1}, `));
    });
    step(-1);
    assert.match(said.at(-1), /^STEP 3, /);
  });

  it("says that it plays, a step at a time that can be followed, and where it is paused", () => {
    toggle();
    assert.equal(said.length, 1);
    assert.match(said[0], /^Playing\. STEP 1\. /);
    for (let at = 0; at < 3; at += 0.01) u.value = at;
    assert.equal(said.length, 1);
    heard();
    assert.equal(said.length, 2);
    assert.match(said[1], /^STEP 6\. /);
    toggle();
    assert.equal(said.length, 3);
    assert.match(said[2], /^Paused\. STEP 6, /);
    heard();
    assert.equal(said.length, 3);
  });

  it("says at once where time turns back, and that it has come to its end", () => {
    u.value = 3.9;
    said.length = 0;
    toggle();
    u.value = 4.1;
    assert.match(said.at(-1), /^Now backward\. BACK 1\. /);
    u.value = end.value;
    playing.value = false;
    assert.match(said.at(-1), /^The end\. BACK 4, /);
  });

  it("says a step once, and nothing of a network that learns", () => {
    toggle();
    u.value = 0.1;
    heard();
    u.value = 0.2;
    heard();
    assert.equal(said.length, 1);
    toggle();
    said.length = 0;
    learning.value = true;
    toggle();
    u.value = 2;
    heard();
    assert.deepEqual(said, []);
    playing.value = false;
    learning.value = false;
  });

  it("says where it is played backward from the start", () => {
    u.value = 5.5;
    said.length = 0;
    toggle();
    assert.match(said[0], /^Playing backward\. BACK 2\. /);
  });

  it("keeps what is to be guessed", () => {
    step(1);
    const told = said.at(-1);
    guessing.value = true;
    u.value = 0.25;
    step(1);
    assert.ok(said.at(-1).length < told.length, said.at(-1));
  });

  it("has no news where the same run comes again", () => {
    step(1);
    const count = said.length;
    run.value = { ...run.value };
    assert.equal(said.length, count);
  });
});
