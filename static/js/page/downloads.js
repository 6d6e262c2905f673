/**
 * The run and its network as files: what each is called, and how it is asked for.
 * @import {Fields} from "../types.js"
 * @import {Question} from "./api.js"
 */
import { query, unaddressable } from "./address.js";
import { post } from "./api.js";

/** What a file of the run has besides h and the norms. */
const INCLUDE = ["inputs", "gates", "gradients"];

/**
 * The forms of a run, and what is beside it.
 * @type {{name: string, url: string, file: string, more: Record<string, unknown>}[]}
 */
export const FILES = [
  { name: "json", url: "/step", file: "rnn-flow.json", more: { include: INCLUDE } },
  { name: "ndjson", url: "/step", file: "rnn-flow.ndjson", more: { include: INCLUDE, format: "ndjson" } },
  { name: "csv", url: "/step", file: "rnn-flow.csv", more: { include: INCLUDE, format: "csv" } },
  { name: "npz", url: "/step", file: "rnn-flow.npz", more: { include: INCLUDE, format: "npz" } },
  { name: "weights", url: "/weights", file: "weights.safetensors", more: {} },
  { name: "script", url: "/script", file: "rnn-flow.py", more: {} },
];

/** The address of a file; null where the fields are too long for one. @param {Fields} fields @param {string} name */
export function addressOf(fields, name) {
  if (unaddressable(fields)) return null;
  const { url, more } = fileOf(name);
  const extra = Object.entries(more).map(([field, value]) => `&${field}=${value}`);
  return `${url}?${query(fields)}${extra.join("")}`;
}

/** The same by POST. @param {Fields} fields @param {string} name @returns {Question} */
export function questionOf(fields, name) {
  const { url, more } = fileOf(name);
  return post(url, fields, more);
}

/** @param {string} name */
export function fileOf(name) {
  const found = FILES.find((file) => file.name === name);
  if (!found) throw new Error(`unknown file: ${name}; have ${FILES.map((file) => file.name).join(", ")}`);
  return found;
}
