/** Snapshots: a picture as a file, compared line by line; `make drawings` writes them again. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { markup } from "./marks.js";

const FOLDER = new URL("../snapshots/", import.meta.url);

/** @param {string} name @param {object[]} marks */
export function matches(name, marks) {
  const file = new URL(`${name}.svg`, FOLDER);
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg">\n${markup(marks, " ")}\n</svg>\n`;
  if (process.env.RNNFLOW_DRAW === "1") {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, drawn);
    return;
  }
  assert.ok(existsSync(file), `no snapshot ${name}: make drawings writes it`);
  const [want, have] = [readFileSync(file, "utf8").split("\n"), drawn.split("\n")];
  const at = want.findIndex((line, i) => line !== have[i]);
  assert.ok(at < 0 && want.length === have.length, difference(name, want, have, at < 0 ? want.length : at));
}

/** The first line that differs, said shortly. @param {string} name @param {string[]} want @param {string[]} have @param {number} at */
const difference = (name, want, have, at) =>
  `${name}.svg:${at + 1}\n- ${want[at] ?? "(end)"}\n+ ${have[at] ?? "(end)"}\nIf the picture is meant to be so: make drawings`;
