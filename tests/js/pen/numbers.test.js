import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exact, exponent, faintly, scientific, short, signed, sub, tight } from "../../../static/js/pen/numbers.js";

describe("short", () => {
  for (const [value, text] of [
    [0, "0.00"],
    [-0, "0.00"],
    [0.004, "0.00"],
    [-0.004, "0.00"],
    [-0.006, "−0.01"],
    [0.5, "0.50"],
    [-1, "−1.00"],
    [9.994, "9.99"],
    [9.996, "10.0"],
    [-12.34, "−12.3"],
    [99.94, "99.9"],
    [99.96, "100"],
    [-1234.5, "−1235"],
    [12345, "1·10⁴"],
    [-5e300, "−5·10³⁰⁰"],
  ])
    it(`writes ${value} as ${text}`, () => assert.equal(short(value), text));

  it("is as wide as its number of figures for every state value", () => {
    for (let i = -999; i <= 999; i++) assert.match(short(i / 1000), /^−?\d\.\d\d$/);
  });

  it("never writes a hyphen where a minus belongs, nor a negative zero", () => {
    for (let e = -12; e < 12; e++)
      for (const value of [-(10 ** e), -2.5 * 10 ** e]) {
        assert.doesNotMatch(short(value).replace(/e-\d+$/, ""), /-/);
        assert.doesNotMatch(short(value), /^−0(\.0+)?$/);
      }
  });
});

describe("tight", () => {
  for (const [value, text] of [
    [0, ".00"],
    [-0.004, ".00"],
    [0.5, ".50"],
    [-0.78, "−.78"],
    [0.994, ".99"],
    [0.996, "1.0"],
    [-2.61, "−2.6"],
    [9.96, "10"],
    [-12.34, "−12"],
    [-5e300, "−10³⁰⁰"],
  ])
    it(`writes ${value} as ${text}`, () => assert.equal(tight(Number(value)), text));
});

describe("faintly", () => {
  for (const [values, ...ways] of [
    [
      [0, 0.0123, -0.51],
      ["0", "0.01", "−0.51"],
      ["0", "0.01", "−0.51"],
      ["0", ".01", "−.51"],
    ],
    [
      [-0.01, -0.002, 0.004],
      ["−.010", "−.002", ".004"],
      ["−.010", "−.002", ".004"],
      ["−.01", "−10⁻³", "10⁻³"],
    ],
    [
      [3.3e-41, -8.3e-8, 0.02],
      ["3·10⁻⁴¹", "−8·10⁻⁸", ".020"],
      ["10⁻⁴¹", "−10⁻⁸", ".020"],
      ["10⁻⁴¹", "−10⁻⁸", ".02"],
    ],
    [
      [1.2, 0.004],
      ["1.20", "4·10⁻³"],
      ["1.20", "10⁻³"],
      ["1.2", "10⁻³"],
    ],
    [
      [-250, 1],
      ["−3·10²", "1.00"],
      ["−10²", "1.00"],
      ["−10²", "1.0"],
    ],
  ])
    it(`writes ${values} in one style each time`, () =>
      assert.deepEqual(
        faintly(values).map((way) => values.map(way)),
        ways,
      ));

  it("has the order that the sentences say, also just below a power of ten", () => {
    for (const value of [9.94e-8, 9.96e-8, -9.7e-41, 5e-324, 3e5])
      for (const way of faintly([value]))
        assert.equal(way(value).split("10").at(-1), scientific(value).split("10").at(-1), way(value));
  });
});

describe("signed", () => {
  it("always shows the sign of what is not zero", () => {
    assert.deepEqual(
      [signed(0.5), signed(-0.5), signed(0), signed(-0.001), signed(0.001)],
      ["+0.50", "−0.50", "0.00", "0.00", "0.00"],
    );
  });
});

describe("sub", () => {
  it("sets the index below", () => {
    assert.deepEqual(
      [sub("h", 0), sub("h", 19), sub("h", -1), sub("x", 1234567890)],
      ["h₀", "h₁₉", "h₋₁", "x₁₂₃₄₅₆₇₈₉₀"],
    );
  });
});

describe("exponent", () => {
  it("has two decimals, one where it is long", () => {
    assert.deepEqual(
      [exponent(-1.567), exponent(0), exponent(-0.001), exponent(-1000.26)],
      ["−1.57", "0.00", "0.00", "−1000.3"],
    );
  });
});

describe("exact", () => {
  it("can be read back to the same double", () => {
    for (const value of [0.1 + 0.2, -1 / 3, 1e-300, 5e-324])
      assert.equal(Number(exact(value).replace("−", "-")), value);
  });
});
