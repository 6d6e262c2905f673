import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { bindWhenNear } from "../../../static/js/page/lazy.js";
import { held, near, paced, pacedRun, pulled, turnedNow, waits } from "../../../static/js/page/pace.js";
import { playing, run, u } from "../../../static/js/page/state.js";
import { visible, watch } from "../../../static/js/page/visible.js";
import { signal } from "../../../static/vendor/signals.js";
import { fakeClock, settle } from "../support/clock.js";
import { freshPage, runOf } from "../support/page.js";

/** Observers by the element that they observe. */
class FakeObserver {
  /** @type {FakeObserver[]} */
  static all = [];
  constructor(tell, { rootMargin }) {
    Object.assign(this, { tell, rootMargin, observed: null });
    FakeObserver.all.push(this);
  }
  observe(element) {
    this.observed = element;
  }
  disconnect() {
    this.observed = null;
  }
  /** @param {...boolean} seen */
  see(...seen) {
    if (this.observed) this.tell(seen.map((isIntersecting) => ({ isIntersecting })));
  }
}

beforeEach(() => {
  FakeObserver.all = [];
  globalThis.IntersectionObserver = FakeObserver;
  freshPage();
});
afterEach(() => {
  held.value = false;
  pulled.value = false;
});
const observer = () => FakeObserver.all.at(-1);
const panel = () => new FakePanel();

/** A section with one button, on which every click falls. */
class FakePanel extends EventTarget {
  attributes = new Map([["aria-busy", "true"]]);
  button = { clicks: 0, click: () => this.button.clicks++ };
  setAttribute(name, value) {
    this.attributes.set(name, value);
  }
  removeAttribute(name) {
    this.attributes.delete(name);
  }
  closest(selector) {
    return selector === "button" ? this.button : null;
  }
}

describe("what is visible", () => {
  it("is told at each change, the last one where several come at once, until it is stopped", () => {
    const told = [];
    const stop = watch(panel(), (now) => told.push(now), "10px");
    assert.equal(observer().rootMargin, "10px");
    observer().see(true);
    observer().see(true, false);
    stop();
    observer().see(true);
    assert.deepEqual(told, [true, false]);
  });

  it("is assumed until the browser has looked", () => {
    assert.equal(visible(panel(), { before: true }).value, true);
    const seen = visible(panel(), { before: false });
    assert.equal(seen.value, false);
    observer().see(true);
    assert.equal(seen.value, true);
  });
});

describe("a panel that is near", () => {
  it("asks from near the window, and waits while a hand holds the dial", () => {
    const close = near(panel());
    assert.equal(close.value, false);
    observer().see(true);
    assert.equal(close.value, true);
    held.value = true;
    assert.equal(close.value, false);
  });
});

describe("a panel far below", () => {
  it("is bound once, when it comes near", async () => {
    let bound = 0;
    bindWhenNear(panel(), async () => {
      bound++;
    });
    const one = observer();
    one.see(false);
    assert.equal(bound, 0);
    one.see(true);
    await settle();
    one.see(false);
    one.see(true);
    assert.equal(bound, 1);
    assert.equal(one.observed, null, "nothing is observed any more");
  });

  it("is bound where it is far, once something else wants it", async () => {
    let bound = 0;
    const wanted = signal(false);
    const bind = async () => {
      bound++;
    };
    bindWhenNear(panel(), bind, fakeClock(), wanted);
    observer().see(false);
    assert.equal(bound, 0);
    wanted.value = true;
    await settle();
    wanted.value = false;
    wanted.value = true;
    assert.equal(bound, 1);
  });

  it("is tried again where its code did not come, while it is near", async () => {
    const clock = fakeClock();
    let tried = 0;
    const element = panel();
    const free = () => !element.attributes.has("aria-busy") && element.attributes.has("data-bound");
    bindWhenNear(
      element,
      async () => {
        if (++tried < 3) throw new Error("away");
      },
      clock,
    );
    observer().see(true);
    await settle();
    assert.deepEqual([tried, clock.waiting(), free()], [1, [2000], false]);
    await clock.pass(2000);
    assert.equal(tried, 2);
    observer().see(false);
    await clock.pass(2000);
    assert.equal(tried, 2, "it is far again");
    observer().see(true);
    await settle();
    assert.deepEqual([tried, free()], [3, true]);
  });
});

describe("a button of a panel whose code is under way", () => {
  it("is pressed once the code is there, once, and by itself afterwards", async () => {
    const element = panel();
    const { promise, resolve } = Promise.withResolvers();
    bindWhenNear(element, () => promise);
    element.dispatchEvent(new Event("click"));
    observer().see(true);
    element.dispatchEvent(new Event("click"));
    await settle();
    assert.equal(element.button.clicks, 0);
    resolve();
    await settle();
    assert.equal(element.button.clicks, 1);
    element.dispatchEvent(new Event("click"));
    assert.equal(element.button.clicks, 1);
  });

  it("is not looked for where nothing was pressed", async () => {
    const element = panel();
    bindWhenNear(element, async () => {});
    observer().see(true);
    await settle();
    assert.equal(element.button.clicks, 0);
  });
});

describe("the pace of pictures beside the stage", () => {
  it("is the playhead itself wherever time stands still", () => {
    run.value = runOf(4);
    const at = paced(panel());
    for (const moment of [1, 2.5, 8]) {
      u.value = moment;
      assert.equal(at.value, moment);
      assert.equal(turnedNow.value?.u, moment);
    }
  });

  it("takes turns while time flows, and is exact again when it stops", () => {
    run.value = runOf(4);
    const at = paced(panel());
    u.value = 1;
    playing.value = true;
    const shown = Array.from({ length: 12 }, (_, i) => {
      u.value = 1 + (i + 1) / 100;
      return at.value;
    });
    assert.ok(new Set(shown).size < 12 && new Set(shown).size >= 3);
    playing.value = false;
    assert.equal(at.value, u.value);
  });

  it("never shows a moment beyond the end of a shorter run", () => {
    run.value = runOf(4);
    u.value = 8;
    const at = paced(panel());
    run.value = runOf(2);
    assert.equal(at.value, 4);
  });

  it("leaves a picture out of sight with the run of a moment ago, where only numbers change", () => {
    const [first, second, other] = [runOf(4), runOf(4), runOf(3)];
    run.value = first;
    const shown = pacedRun(panel());
    assert.equal(shown.value, first);
    run.value = other;
    observer().see(false);
    assert.equal(shown.value, other, "other words are shown at once");
    run.value = second;
    observer().see(true);
    assert.equal(shown.value, second);
  });

  it("says that what it says can wait while time flows out of its sight", () => {
    const late = waits({});
    const [sight] = [observer()];
    assert.equal(late.value, false);
    sight.see(false);
    assert.equal(late.value, false, "at rest all is told");
    playing.value = true;
    assert.equal(late.value, true);
    sight.see(true);
    assert.equal(late.value, false);
  });
});
