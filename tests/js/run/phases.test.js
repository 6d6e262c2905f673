import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clamp, smooth } from "../../../static/js/pen/math.js";
import {
  ahead,
  along,
  BACKWARD,
  backwardDone,
  beyond,
  endOf,
  FORWARD,
  forwardDone,
  moment,
  phaseDone,
  phaseStops,
  seconds,
  stepStops,
} from "../../../static/js/run/phases.js";

const LENGTHS = [1, 2, 4, 40];

describe("the tables of time", () => {
  for (const [name, table] of Object.entries({ FORWARD, BACKWARD }))
    it(`${name} rises from above 0 to 1`, () => {
      const ends = table.map(([, end]) => end);
      assert.ok(ends[0] > 0);
      assert.equal(ends.at(-1), 1);
      assert.deepEqual(
        ends,
        [...ends].sort((a, b) => a - b),
      );
      assert.equal(new Set(ends).size, ends.length);
    });

  it("has the phases of a step, forward and back", () => {
    assert.deepEqual(
      FORWARD.map(([name]) => name),
      ["input", "multiply", "add", "squash", "emit"],
    );
    assert.deepEqual(
      BACKWARD.map(([name]) => name),
      ["arrive", "slope", "weight", "leave"],
    );
  });
});

describe("the end of a phase", () => {
  it("is what the table says", () => {
    for (const table of [FORWARD, BACKWARD])
      for (const [name, end] of table) {
        assert.equal(endOf(table, name), end);
        assert.equal(moment((table === BACKWARD ? 3 : 0) + end, 3).phase, name);
      }
  });

  it("is not known of a phase that the table has not", () => {
    assert.throws(() => endOf(FORWARD, "leave"), /unknown phase: leave; have input, multiply, add, squash, emit/);
  });
});

describe("moment", () => {
  it("begins at the first token and ends, backward, at it again", () => {
    for (const T of LENGTHS) {
      assert.deepEqual({ ...moment(0, T), q: 0 }, { u: 0, backward: false, k: 0, t: 0, p: 0, phase: "input", q: 0 });
      const end = moment(2 * T, T);
      assert.deepEqual([end.backward, end.k, end.t, end.p, end.phase, end.q], [true, T - 1, 0, 1, "leave", 1]);
    }
  });

  it("gives a whole number to the step that it ends", () => {
    assert.deepEqual([moment(1, 4).t, moment(1, 4).p], [0, 1]);
    assert.deepEqual([moment(4, 4).t, moment(4, 4).backward], [3, false]);
    assert.deepEqual([moment(4.001, 4).t, moment(4.001, 4).backward], [3, true]);
    assert.deepEqual([moment(5, 4).t, moment(5.001, 4).t], [3, 2]);
  });

  it("holds u inside the timeline", () => {
    assert.deepEqual(moment(-3, 4), moment(0, 4));
    assert.deepEqual(moment(99, 4), moment(8, 4));
  });

  it("is reversible: k + p and the direction give u back", () => {
    for (const T of LENGTHS)
      for (let i = 0; i <= 200 * T; i++) {
        const u = i / 100;
        const { backward, k, p, t, q } = moment(u, T);
        assert.ok(Math.abs((backward ? T : 0) + k + p - u) < 1e-9);
        assert.equal(t, backward ? T - 1 - k : k);
        assert.ok(t >= 0 && t < T && p >= 0 && p <= 1 && q > -1e-6 && q < 1 + 1e-6, `u=${u} q=${q}`);
      }
  });

  it("passes through every phase of every step, in order", () => {
    const seen = [];
    for (let i = 1; i <= 800; i++) {
      const { phase, t, backward } = moment(i / 100, 4);
      const name = `${backward ? "b" : "f"}${t} ${phase}`;
      if (seen.at(-1) !== name) seen.push(name);
    }
    const forward = [0, 1, 2, 3].flatMap((t) => FORWARD.map(([phase]) => `f${t} ${phase}`));
    const backward = [3, 2, 1, 0].flatMap((t) => BACKWARD.map(([phase]) => `b${t} ${phase}`));
    assert.deepEqual(seen, [...forward, ...backward]);
  });
});

describe("the phase ahead", () => {
  it("goes from stop to stop, and says the moment at its end", () => {
    for (const T of LENGTHS) {
      const seen = [0];
      for (let u = 0; u < 2 * T; u = seen.at(-1)) {
        const { until, share, now } = ahead(u, T);
        assert.ok(Math.abs(u + share - until) < 1e-9);
        assert.deepEqual(now, moment(until, T));
        seen.push(until);
      }
      assert.deepEqual(seen, phaseStops(T));
    }
  });
});

describe("stops", () => {
  it("has two STEPs a token forward and one a token backward", () => {
    assert.deepEqual(stepStops(2), [0, 0.5, 1, 1.5, 2, 3, 4]);
    for (const T of LENGTHS) assert.equal(stepStops(T).length, 1 + 3 * T);
  });

  it("has one stop a phase, ascending from 0 to 2T", () => {
    for (const T of LENGTHS) {
      const stops = phaseStops(T);
      assert.equal(stops.length, 1 + T * (FORWARD.length + BACKWARD.length));
      assert.deepEqual(
        stops,
        [...stops].sort((a, b) => a - b),
      );
      assert.deepEqual([stops[0], stops.at(-1)], [0, 2 * T]);
    }
  });

  it("stands on the phase that it ends", () => {
    for (const stop of phaseStops(4).slice(1)) assert.ok(moment(stop, 4).q > 1 - 1e-6, String(stop));
  });

  it("goes there and back over the same stops", () => {
    for (const stops of [stepStops(4), phaseStops(4)]) {
      const there = [0];
      while (beyond(stops, there.at(-1), 1) !== there.at(-1)) there.push(beyond(stops, there.at(-1), 1));
      const back = [8];
      while (beyond(stops, back.at(-1), -1) !== back.at(-1)) back.push(beyond(stops, back.at(-1), -1));
      assert.deepEqual(there, stops);
      assert.deepEqual(back.reverse(), stops);
    }
  });

  it("stays where nothing is beyond", () => {
    assert.equal(beyond(stepStops(4), 8, 1), 8);
    assert.equal(beyond(stepStops(4), 0, -1), 0);
  });
});

describe("how much is done", () => {
  it("grows one step after the other, forward and then backward", () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((t) => forwardDone(1.5, t)),
      [1, 0.5, 0, 0],
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((t) => backwardDone(5.5, t, 4)),
      [0, 0, 0.5, 1],
    );
  });

  it("ends each phase where the next begins", () => {
    for (const table of [FORWARD, BACKWARD])
      for (const [i, [name, end]] of table.entries()) {
        assert.ok(phaseDone(table, name, end) > 1 - 1e-9);
        const next = table[i + 1];
        if (next) assert.ok(phaseDone(table, next[0], end) < 1e-9);
      }
  });

  it("eases between 0 and 1 without turning", () => {
    let last = 0;
    for (let i = 0; i <= 100; i++) {
      const now = smooth(i / 100);
      assert.ok(now >= last);
      last = now;
    }
    assert.deepEqual([smooth(-1), smooth(0), smooth(0.5), smooth(1), smooth(2)], [0, 0, 0.5, 1, 1]);
    assert.deepEqual([clamp(-1), clamp(0.3), clamp(7), clamp(7, 0, 5)], [0, 0.3, 1, 5]);
  });

  it("hands a vector on without a leap", () => {
    assert.equal(along(0, 0, false), 0);
    assert.equal(along(1, 1, false), 1);
    assert.ok(along(1, 0, false) > 0.5 && along(1, 0, false) < 1);
    assert.equal(along(1, 0, true), 1);
  });
});

describe("pace", () => {
  it("teaches first and hurries then", () => {
    for (const T of LENGTHS)
      for (let k = 1; k < T; k++) assert.ok(seconds(k, T) <= seconds(k - 1, T) && seconds(k, T) > 0);
  });

  it("plays any text in about half a minute a direction", () => {
    for (const T of [1, 4, 40, 200, 5000]) {
      const whole = Array.from({ length: T }, (_, k) => seconds(k, T)).reduce((a, b) => a + b);
      assert.ok(whole < 36, `T=${T}: ${whole} s`);
    }
  });
});
