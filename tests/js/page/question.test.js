import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { Refused } from "../../../static/js/page/api.js";
import { failureOf, questions } from "../../../static/js/page/question.js";
import { fakeClock, settle } from "../support/clock.js";
import { speaking } from "../support/words.js";

/** A panel with a question, and a server whose answers the test gives. */
function panel() {
  const clock = fakeClock();
  /** @type {{wish: string, signal: AbortSignal, give: (answer: string) => Promise<void>, break: (error: unknown) => Promise<void>}[]} */
  const asked = [];
  /** @type {string[]} */
  const seen = [];
  /** @type {import("../../../static/js/types.js").Failure[]} */
  const failures = [];
  const busy = { value: false };
  const question = questions({
    fetch: (wish, signal) =>
      new Promise((done, fail) => {
        asked.push({
          wish,
          signal,
          give: (answer) => {
            done(answer);
            return settle();
          },
          break: (error) => {
            fail(error);
            return settle();
          },
        });
      }),
    show: (answer, wish) => seen.push(`${wish}: ${answer}`),
    fail: (failure) => failures.push(failure),
    busy,
    clock,
  });
  return { ...question, clock, asked, seen, failures, busy, wishes: () => asked.map(({ wish }) => wish) };
}

describe("a question", () => {
  it("is asked at once, and its answer shown with its wish", async () => {
    const { ask, asked, seen, busy } = panel();
    const done = ask("a");
    assert.equal(busy.value, true);
    await asked[0].give("1");
    await done;
    assert.deepEqual(seen, ["a: 1"]);
    assert.equal(busy.value, false);
  });

  it("takes the place of the one before: the latest wins, in whichever order answers come", async () => {
    const { ask, asked, seen, busy } = panel();
    ask("a");
    ask("b");
    assert.equal(asked[0].signal.aborted, true);
    await asked[1].give("2");
    await asked[0].give("1");
    assert.deepEqual(seen, ["b: 2"]);
    ask("c");
    ask("d");
    await asked[2].give("3");
    assert.equal(busy.value, true, "the answer to c does not end the wait for d");
    await asked[3].give("4");
    assert.deepEqual(seen, ["b: 2", "d: 4"]);
  });

  it("that was aborted is nobody's, whether it is answered or fails", async () => {
    const { ask, stop, asked, seen, failures, busy } = panel();
    ask("a");
    stop();
    assert.equal(busy.value, false);
    await asked[0].give("1");
    ask("b");
    stop();
    await asked[1].break(new DOMException("aborted", "AbortError"));
    assert.deepEqual([seen, failures], [[], []]);
  });

  it("is nobody's from the moment it is dropped, even where its answer has just come", async () => {
    for (let ticks = 0; ticks < 10; ticks++) {
      const { ask, stop, asked, seen } = panel();
      ask("a");
      asked[0].give("1");
      for (let i = 0; i < ticks; i++) await null;
      const before = seen.length;
      stop();
      await settle();
      assert.equal(seen.length, before, `${ticks} ticks later`);
    }
  });

  it("can be put without being shown, and says when a later one took its place", async () => {
    const { put, ask, asked, seen } = panel();
    const first = put("a");
    await asked[0].give("1");
    assert.deepEqual(await first, { answer: "1" });
    const second = put("b");
    ask("c");
    await asked[1].give("2");
    assert.equal(await second, null);
    const third = put("d");
    await asked[3].break(new Refused(422, { detail: "no" }));
    assert.equal((await third)?.failure.sentence, "no");
    assert.deepEqual(seen, []);
  });

  it("is waited for until nothing is under way, whoever asks meanwhile", async () => {
    const { ask, settled, asked } = panel();
    ask("a");
    let done = false;
    const all = settled().then(() => {
      done = true;
    });
    ask("b");
    await asked[0].give("1");
    assert.equal(done, false);
    await asked[1].give("2");
    await all;
  });

  it("whose fetch throws at once fails like any other", async () => {
    const failures = [];
    const question = questions({
      fetch: () => {
        throw new TypeError("no network");
      },
      fail: (failure) => failures.push(failure),
    });
    await question.ask("a");
    assert.equal(failures[0].passing, true);
  });
});

describe("a rest", () => {
  it("delays the question until no other wish has come for so long", async () => {
    const { ask, clock, wishes } = panel();
    ask("a", 100);
    await clock.pass(99);
    ask("b", 100);
    await clock.pass(99);
    assert.deepEqual(wishes(), []);
    await clock.pass(1);
    assert.deepEqual(wishes(), ["b"]);
  });

  it("drops what is under way, and is dropped by a stop or by a question without one", async () => {
    const { ask, stop, clock, asked, wishes } = panel();
    ask("a");
    ask("b", 100);
    assert.equal(asked[0].signal.aborted, true);
    stop();
    await clock.pass(1000);
    ask("c", 100);
    ask("d");
    await clock.pass(1000);
    assert.deepEqual(wishes(), ["a", "d"]);
  });
});

describe("a hand that drags", () => {
  it("has one question under way, then its latest wish", async () => {
    const { follow, asked, seen, wishes } = panel();
    for (const wish of ["a", "b", "c"]) follow(wish);
    assert.deepEqual(wishes(), ["a"]);
    assert.equal(asked[0].signal.aborted, false, "a slow answer is not starved");
    await asked[0].give("1");
    assert.deepEqual(wishes(), ["a", "c"]);
    follow("d");
    await asked[1].give("3");
    await asked[2].give("4");
    assert.deepEqual(wishes(), ["a", "c", "d"]);
    assert.deepEqual(seen, ["a: 1", "c: 3", "d: 4"]);
  });

  it("never loses its last wish, whether the answer before it comes or fails", async () => {
    const { follow, asked, seen, failures } = panel();
    follow("a");
    follow("last");
    await asked[0].break(new Refused(422, { detail: "no" }));
    assert.equal(asked[1]?.wish, "last");
    await asked[1].give("1");
    assert.deepEqual(seen, ["last: 1"]);
    assert.equal(failures.length, 1);
  });

  it("asks the next question before the answer is drawn", async () => {
    const order = [];
    const question = questions({
      fetch: async (wish) => order.push(`ask ${wish}`),
      show: (_, wish) => order.push(`show ${wish}`),
    });
    question.follow("a");
    question.follow("b");
    await question.settled();
    assert.deepEqual(order, ["ask a", "ask b", "show a", "show b"]);
  });

  it("gives way to a question that is asked outright", async () => {
    const { follow, ask, asked, wishes, seen } = panel();
    follow("a");
    follow("b");
    ask("other");
    await asked[0].give("1");
    await asked[1].give("2");
    assert.deepEqual(wishes(), ["a", "other"]);
    assert.deepEqual(seen, ["other: 2"]);
  });
});

describe("a failure", () => {
  before(() => speaking("en"));

  it("of the fields is the server's sentences, each beside its field", () => {
    const detail = [
      { loc: ["query", "seed"], msg: "seed is no number" },
      { loc: ["query"], msg: "too long" },
    ];
    assert.deepEqual(failureOf(new Refused(422, { detail })), {
      passing: false,
      sentence: "“seed” is no number too long",
      problems: [
        { field: "seed", message: "“seed” is no number" },
        { field: "", message: "too long" },
      ],
      details: detail,
    });
  });

  it("of a busy server passes, in the server's words", () => {
    const { passing, sentence, problems } = failureOf(new Refused(503, { detail: "busy" }));
    assert.deepEqual([passing, sentence], [true, "busy"]);
    assert.deepEqual(problems, [{ field: "", message: "busy", passing: true }]);
  });

  it("of the network passes, and the page says so in its own words", () => {
    const { passing, sentence, problems } = failureOf(new TypeError("Failed to fetch"));
    assert.equal(passing, true);
    assert.match(sentence, /did not answer/);
    assert.doesNotMatch(sentence, /Failed to fetch/);
    assert.deepEqual(problems, [{ field: "", message: "", passing: true }]);
  });

  it("is told once, and the question can be asked again", async () => {
    const { ask, asked, failures, seen, busy } = panel();
    ask("a");
    await asked[0].break(new TypeError("Failed to fetch"));
    assert.equal(busy.value, false);
    assert.equal(failures.length, 1);
    ask("a");
    await asked[1].give("1");
    assert.deepEqual(seen, ["a: 1"]);
  });
});
