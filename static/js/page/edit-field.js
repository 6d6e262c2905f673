/**
 * The edits of What if ⇄ the address's `edit`: `h,1,3,0.5;hold,2,0,0;word,2,dog;from,1,3,another sentence`. Steps are
 * places in the sentence, units have the network's own numbers, and a text comes last. docs/address.md has the table.
 * @import {Edit, Run} from "../types.js"
 */
import { placeOfUnit, unitName } from "../run/order.js";
import { placeOf } from "../run/reading-order.js";
import { editKey } from "./whatif.js";
import { DECIMAL, number, WHOLE } from "./written.js";

/** In a text only these part edits, or are what parts are escaped with. */
const escaped = (/** @type {string} */ text) => text.replace(/[%;]/g, encodeURIComponent);
const ESCAPES = /%(25|3B)/g;

/** @param {string} text @returns {string | null} null where it is empty, or has an escape that nothing writes */
function unescaped(text) {
  if (text === "" || text.replace(ESCAPES, "").includes("%")) return null;
  return text.replace(ESCAPES, decodeURIComponent);
}

/** @param {string | undefined} text */
function whole(text) {
  const value = number(text ?? "", WHOLE);
  return value !== null && value >= 0 ? value : null;
}

/** How each kind is read from what comes after its step. @type {Record<string, (rest: string) => Partial<Edit> | null>} */
const READ = {
  h: (rest) => unitOf(rest, "set"),
  hold: (rest) => unitOf(rest, "clamp"),
  word: (rest) => {
    const token = unescaped(rest);
    return token === null ? null : { token };
  },
  from: (rest) => {
    const [, place, text] = /^(\d+),(.*)$/su.exec(rest) ?? [];
    const [t, sentence] = [whole(place), unescaped(text ?? "")];
    return t === null || sentence === null ? null : { from: { sentence, t } };
  },
};

/** @param {string} rest "unit,value" @param {"set" | "clamp"} kind */
function unitOf(rest, kind) {
  const [unit, value, ...more] = rest.split(",");
  const [j, to] = [whole(unit), number(value ?? "", DECIMAL)];
  return j === null || to === null || more.length ? null : { unit: j, [kind]: to };
}

/** @param {string} text @returns {Edit | null} */
function readEdit(text) {
  const [, kind = "", place, rest = ""] = /^([a-z]+),(\d+),(.*)$/su.exec(text) ?? [];
  const t = whole(place);
  const told = Object.hasOwn(READ, kind) ? READ[kind]?.(rest) : null;
  return t === null || !told ? null : { t, ...told };
}

/**
 * The edits that an address says, as the network knows its steps and units; null where one cannot be read, or two are at
 * one place.
 * @param {string} text
 * @returns {Edit[] | null}
 */
export function readEdits(text) {
  if (text === "") return [];
  const all = text.split(";").map(readEdit);
  const edits = all.filter((edit) => edit !== null);
  return new Set(edits.map(editKey)).size === all.length ? edits : null;
}

/** @param {Edit} edit */
function writeEdit({ t, token, unit, set, clamp, from }) {
  if (token !== undefined) return `word,${t},${escaped(token)}`;
  if (from) return `from,${t},${from.t},${escaped(from.sentence)}`;
  return set === undefined ? `hold,${t},${unit},${clamp}` : `h,${t},${unit},${set}`;
}

/** The same as an address says it. @param {Edit[]} edits */
export const writeEdits = (edits) => edits.map(writeEdit).join(";");

/** @typedef {Pick<Run, "direction" | "tokens" | "units">} Edited */

/**
 * An edit as the page has its steps and units, or from there as the network has them: the steps turn the same way.
 * @param {Edited} run
 * @param {Edit} edit
 * @param {(unit: number) => number} named
 */
const turned = (run, edit, named) => ({
  ...edit,
  t: placeOf(run, edit.t),
  ...(edit.unit === undefined ? {} : { unit: named(edit.unit) }),
});

/**
 * The edits of an address as the page has its steps and units; null where the run has no such step or unit.
 * @param {Edited & Pick<Run, "hidden_size">} run
 * @param {string} text
 * @returns {Edit[] | null}
 */
export function editsOf(run, text) {
  const edits = readEdits(text);
  if (!edits?.every(({ t, unit = 0 }) => t < run.tokens.length && unit < run.hidden_size)) return null;
  return edits.map((edit) => turned(run, edit, (j) => placeOfUnit(run, j))).sort((a, b) => a.t - b.t);
}

/** The page's edits as an address says them. @param {Edited} run @param {Edit[]} edits */
export const textOf = (run, edits) =>
  writeEdits(edits.map((edit) => turned(run, edit, (j) => unitName(run, j))).sort((a, b) => a.t - b.t));
