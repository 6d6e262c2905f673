import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { CHAPTERS } from "../../../static/js/lesson/chapters.js";
import * as progress from "../../../static/js/lesson/progress.js";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { fields, playing, run, stretch, u, unit, view } from "../../../static/js/page/state.js";
import { t } from "../../../static/js/words/i18n.js";
import { freshPage, runOf } from "../support/page.js";
import { speaking } from "../support/words.js";

/** The places of the lesson whose paragraph asks. */
const ASKING = CHAPTERS.flatMap(({ stops }, c) =>
  stops.flatMap((stop, s) => (stop.ask ? [{ chapter: c + 1, number: s + 1 }] : [])),
);

before(async () => {
  await speaking("en");
  progress.bindOwn();
});
beforeEach(freshPage);

describe("the reader's own sentence", () => {
  const own = { sentence: /** @type {const} */ ("own") };

  it("is the one that was typed, once it has three words of two kinds, and not too many characters", () => {
    const sentenceOf = () => progress.sentenceOf(own);
    assert.equal(sentenceOf(), t("longer-sentence"));
    for (const given of [DEFAULTS.sentence, t("longer-sentence"), "two words", "ha ha ha", "a b ".repeat(600)]) {
      fields.value = { ...DEFAULTS, sentence: given };
      assert.equal(sentenceOf(), t("longer-sentence"), given.slice(0, 20));
    }
    fields.value = { ...DEFAULTS, sentence: "my own words" };
    assert.equal(sentenceOf(), "my own words");
  });

  it("is read where it suits; elsewhere another stands in, and it is known why", () => {
    const table = [
      ["hello", { short: "few", own: "few", long: "few" }],
      ["ha ha ha ha", { short: "few", own: "few", long: "few" }],
      ["a b c", { short: "own", own: "own", long: "few" }],
      ["a b c d e f g", { short: "own", own: "own", long: "few" }],
      ["a b c d e f g h", { short: "many", own: "own", long: "few" }],
      ["a b c d e f g h i j k l", { short: "many", own: "own", long: "own" }],
    ];
    for (const [sentence, found] of table) {
      progress.adopt(sentence);
      for (const [kind, wanted] of Object.entries(found)) {
        const stop = { sentence: /** @type {"own"} */ (kind) };
        assert.equal(progress.suitsOf(stop), wanted, `${sentence}: ${kind}`);
        const other = kind === "short" ? DEFAULTS.sentence : t("longer-sentence");
        assert.equal(progress.sentenceOf(stop), wanted === "own" ? sentence : other, `${sentence}: ${kind}`);
      }
      assert.equal(progress.suitsOf({}), "none");
      assert.equal(progress.sentenceOf({}), DEFAULTS.sentence);
    }
  });
});

describe("a question of the lesson", () => {
  it("waits until something is guessed, and knows what", () => {
    const [at] = ASKING;
    assert.ok(progress.waits(at));
    progress.commit(at, 1);
    assert.ok(!progress.waits(at));
    assert.equal(progress.guessed(at), 1);
    assert.ok(!progress.waits({ chapter: 1, number: 1 }), "a paragraph that does not ask");
  });

  it("is ahead of the paragraphs after it, until it is answered or passed by", () => {
    const at = /** @type {{chapter: number, number: number}} */ (ASKING.at(-1));
    const after = { chapter: at.chapter, number: at.number + 1 };
    progress.current.value = { chapter: at.chapter, number: at.number };
    assert.ok(progress.isAhead(after));
    assert.ok(!progress.isAhead(at));
    progress.current.value = after;
    assert.ok(!progress.isAhead(after), "the reader has passed it by");
    progress.current.value = at;
    progress.commit(at, 0);
    assert.ok(!progress.isAhead(after));
  });
});

describe("whether the page shows a paragraph", () => {
  const at = { chapter: 1, number: 1 };

  /** Show it. */
  function show() {
    const scene = progress.sceneAt(at);
    run.value = runOf(4, { asked: scene.fields });
    [view.value, unit.value, u.value] = [scene.view, scene.look(run.value).unit, scene.from(4)];
  }

  it("depends on the run, the view, the unit and the moment", () => {
    show();
    assert.ok(progress.isShown(at));
    for (const change of [
      () => (view.value = "cell"),
      () => (unit.value = 3),
      () => (u.value += 0.01),
      () => (run.value = runOf(4, { asked: { ...DEFAULTS, seed: 99 } })),
      () => (run.value = null),
    ]) {
      show();
      change();
      assert.ok(!progress.isShown(at), String(change));
    }
  });

  it("holds while the page plays to its moment", () => {
    show();
    u.value = 2;
    stretch.value = { until: progress.sceneAt(at).from(4), haste: 1 };
    assert.ok(!progress.isShown(at));
    playing.value = true;
    assert.ok(progress.isShown(at));
  });
});
