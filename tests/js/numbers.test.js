import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exact, exponent, faintly, short, signed, sub } from "../../static/js/numbers.js";

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
    [12345, "1e+4"],
    [-5e300, "−5e+300"],
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

describe("faintly", () => {
  for (const [value, text] of [
    [0, "0"],
    [0.0123, "0.01"],
    [-0.0051, "−0.01"],
    [0.0043, ".004"],
    [-0.0017, "−.002"],
    [-0.0004, "−10⁻⁴"],
    [3e-5, "10⁻⁵"],
    [2e-5, "10⁻⁵"],
    [250, "10²"],
  ])
    it(`writes ${value} as ${text}`, () => assert.equal(faintly(Number(value)), text));
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
