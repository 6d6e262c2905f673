/**
 * A table of many cells as one image: beyond a few hundred, marks would be too many. A bitmap with a palette, in a data
 * address, made from the numbers alone, so that a scene that uses it stays a value.
 */
import { interpolateRgb } from "../../vendor/d3.js";
import { once } from "./once.js";

/**
 * @param {object} owner what the numbers belong to: as long as it lives its images are kept
 * @param {string} name of the table within the owner; the same name is the same image
 * @param {() => number[][]} table its rows, asked for once
 * @param {(value: number) => string} fill a CSS colour of a number
 * @param {string} variant the colours' own name
 * @returns {string} an address
 */
export const raster = (owner, name, table, fill, variant) =>
  once(owner, `raster ${name} ${variant}`, () => bitmap(table(), fill));

/** A BMP of 24 bits a cell, its last row first. @param {number[][]} rows @param {(value: number) => string} fill */
function bitmap(rows, fill) {
  const [height, width] = [rows.length, Number(rows[0]?.length)];
  const stride = Math.ceil((width * 3) / 4) * 4;
  const bytes = new Uint8Array(54 + stride * height);
  header(new DataView(bytes.buffer), bytes.length, width, height);
  /** @type {Map<string, [number, number, number]>} */
  const colours = new Map();
  rows.forEach((row, i) => {
    row.forEach((value, j) => {
      const css = fill(value);
      const rgb = colours.get(css) ?? parsed(css);
      colours.set(css, rgb);
      bytes.set([rgb[2], rgb[1], rgb[0]], 54 + (height - 1 - i) * stride + j * 3);
    });
  });
  return `data:image/bmp;base64,${base64(bytes)}`;
}

/** @param {DataView} view @param {number} size @param {number} width @param {number} height */
function header(view, size, width, height) {
  view.setUint16(0, 0x424d);
  view.setUint32(2, size, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
}

/** @param {string} css @returns {[number, number, number]} */
function parsed(css) {
  const [r = 0, g = 0, b = 0] = interpolateRgb(css, css)(0).match(/\d+/g)?.map(Number) ?? [];
  return [r, g, b];
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
