import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { once, remember } from "../../../static/js/pen/once.js";

describe("once", () => {
  it("makes a value at the first call and hands back the same one after", () => {
    const owner = {};
    let made = 0;
    const make = () => ({ number: ++made });
    assert.equal(once(owner, "a", make), once(owner, "a", make));
    assert.equal(made, 1);
  });

  it("keeps values by owner and by key", () => {
    const [one, two] = [{}, {}];
    assert.equal(
      once(one, "a", () => 1),
      1,
    );
    assert.equal(
      once(one, "b", () => 2),
      2,
    );
    assert.equal(
      once(two, "a", () => 3),
      3,
    );
    assert.equal(
      once(one, "a", () => 4),
      1,
    );
  });

  it("keeps null and undefined too", () => {
    const owner = {};
    let made = 0;
    for (const value of [null, undefined])
      for (let i = 0; i < 2; i++)
        once(owner, String(value), () => {
          made++;
          return value;
        });
    assert.equal(made, 2);
  });

  it("can be called while a value of the same owner is being made", () => {
    const owner = {};
    assert.equal(
      once(owner, "outer", () => 1 + once(owner, "inner", () => 1)),
      2,
    );
  });
});

describe("a bounded store", () => {
  it("makes each value once while it is known", () => {
    const store = remember(2);
    let made = 0;
    const make = () => ++made;
    assert.deepEqual([store.of("a", make), store.of("a", make), store.of("b", make)], [1, 1, 2]);
  });

  it("lets go of the value that was used longest ago", () => {
    const store = remember(2);
    store.keep("a", 1);
    store.keep("b", 2);
    store.of("a", () => assert.fail("a is known"));
    store.keep("c", 3);
    assert.equal(
      store.of("a", () => 0),
      1,
    );
    assert.equal(
      store.of("b", () => 0),
      0,
    );
  });

  it("forgets on request", () => {
    const store = remember(2);
    store.keep("a", 1);
    store.forget("a");
    assert.equal(
      store.of("a", () => 2),
      2,
    );
  });

  it("forgets a promise that fails, and not its successor", async () => {
    const store = remember(2);
    const failing = Promise.reject(new Error("no"));
    store.keep("a", failing);
    const next = Promise.resolve(1);
    store.keep("a", next);
    await assert.rejects(failing);
    await null;
    assert.equal(
      store.of("a", () => assert.fail("the successor is kept")),
      next,
    );
    await assert.rejects(store.of("b", () => Promise.reject(new Error("no"))));
    await null;
    assert.equal(await store.of("b", () => Promise.resolve(2)), 2);
  });
});
