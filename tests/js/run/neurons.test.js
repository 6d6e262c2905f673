/** Which units are told of. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { every, salient } from "../../../static/js/run/neurons.js";

const NAMES = ["position", "depth", "token", "token", "token", "vowel"];

/** A correlation. @param {number} feature @param {number | null} r @param {boolean} [beyond] */
const told = (feature, r, beyond = false) => ({
  feature,
  name: NAMES[feature],
  token: NAMES[feature] === "token" ? `t${feature}` : null,
  r,
  beyond_chance: beyond,
});
const of = (units) => ({
  features: NAMES.map((name) => ({ name })),
  units: units.map(([unit, ...correlations]) => ({ unit, correlations })),
});
const said = (found) => found.map((each) => [each.unit, each.told?.feature]);

describe("the units that are told of", () => {
  it("are the best for each thing, the best first", () => {
    const neurons = of([
      [3, told(1, -0.9), told(0, 0.2)],
      [1, told(0, 0.5), told(1, 0.4)],
      [2, told(1, 0.8), told(0, 0.1), told(5, -0.05)],
    ]);
    assert.deepEqual(said(salient(neurons, 8)), [
      [3, 1],
      [1, 0],
      [2, 5],
    ]);
    assert.equal(salient(neurons, 1).length, 1);
  });

  it("come once each", () => {
    const neurons = of([[3, told(1, 0.9), told(0, 0.8)]]);
    assert.deepEqual(said(salient(neurons, 8)), [[3, 1]]);
  });

  it("are beyond chance before they are high", () => {
    const neurons = of([
      [0, told(1, 0.95)],
      [1, told(0, -0.3, true)],
    ]);
    assert.deepEqual(said(salient(neurons, 8)), [
      [1, 0],
      [0, 1],
    ]);
  });

  it("follow two single tokens at most", () => {
    const neurons = of([
      [0, told(2, 0.9)],
      [1, told(3, 0.8)],
      [2, told(4, 0.7)],
      [3, told(5, 0.1)],
    ]);
    assert.deepEqual(said(salient(neurons, 8)), [
      [0, 2],
      [1, 3],
      [3, 5],
    ]);
  });

  it("are there too where none of them changes", () => {
    const neurons = of([[0, told(0, null)], [1]]);
    assert.deepEqual(said(salient(neurons, 8)), [
      [0, 0],
      [1, undefined],
    ]);
  });

  it("are all of them on demand, with their own best", () => {
    const neurons = of([
      [1, told(1, 0.9), told(0, 0.2)],
      [0, told(1, 0.8)],
    ]);
    assert.deepEqual(said(every(neurons)), [
      [1, 1],
      [0, 1],
    ]);
  });
});
