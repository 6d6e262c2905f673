import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { raster } from "../../../static/js/pen/raster.js";

/** The pixels of a bitmap as [r, g, b], the top row first. @param {string} address */
function pixels(address) {
  const bytes = Buffer.from(address.split(",")[1], "base64");
  const [width, height] = [bytes.readInt32LE(18), bytes.readInt32LE(22)];
  const stride = Math.ceil((width * 3) / 4) * 4;
  return Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (_, j) => {
      const at = 54 + (height - 1 - i) * stride + j * 3;
      return [bytes[at + 2], bytes[at + 1], bytes[at]];
    }),
  );
}

describe("a table as one image", () => {
  const fill = (/** @type {number} */ value) => `rgb(${value}, ${10 + value}, ${20 + value})`;
  const rows = [
    [1, 2, 3],
    [4, 5, 6],
  ];

  it("has a pixel a cell, in its colour and place", () => {
    const colours = rows.map((row) => row.map((value) => [value, 10 + value, 20 + value]));
    assert.deepEqual(pixels(raster({}, "a", () => rows, fill, "light")), colours);
  });

  it("is made once for an owner, a name and a variant", () => {
    const owner = {};
    let made = 0;
    const table = () => {
      made += 1;
      return rows;
    };
    for (const variant of ["light", "light", "dark"]) raster(owner, "a", table, fill, variant);
    assert.equal(made, 2);
  });
});
