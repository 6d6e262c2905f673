/**
 * Networks from files: POST /models and what is stored. An upload tells how far it is, so it is not a fetch.
 * @import {FoundNetwork, StoredNetwork} from "../types.js"
 */
import { appAddress } from "../run/app-address.js";
import { Refused } from "./api.js";
import { learnShape } from "./network.js";

/**
 * What says how a file is to be read.
 * @typedef {{prefix?: string, map?: string, vocabulary?: string, nonlinearity?: string}} FileOptions
 */

/**
 * The address that a file is posted to.
 * @param {string} name
 * @param {FileOptions} asked
 */
export function uploadAddress(name, asked) {
  const query = new URLSearchParams({ name });
  for (const [field, value] of Object.entries(asked)) if (value !== undefined && value !== "") query.set(field, value);
  return `/models?${query}`;
}

/**
 * Send a file; `progress` is told the share that has been sent. Throws Refused where the server refuses. A vocabulary
 * may be long, so the fields go beside the file in a form where an address would not hold them.
 * @param {File} file
 * @param {FileOptions} asked
 * @param {{lang: string, signal: AbortSignal, progress: (share: number) => void}} options
 * @returns {Promise<StoredNetwork>}
 */
export function upload(file, asked, { lang, signal, progress }) {
  const address = uploadAddress(file.name, asked);
  const long = address.length > LONGEST;
  const request = new XMLHttpRequest();
  request.open("POST", appAddress(long ? "/models" : address));
  request.setRequestHeader("Accept-Language", lang);
  if (!long) request.setRequestHeader("Content-Type", "application/octet-stream");
  request.upload.addEventListener("progress", ({ loaded, total }) => progress(total ? loaded / total : 0));
  signal.addEventListener("abort", () => request.abort());
  return new Promise((resolve, reject) => {
    request.addEventListener("error", () => reject(new Error("unreachable")));
    request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    request.addEventListener("load", () => {
      const body = read(request.responseText);
      if (request.status === 201) resolve(known(body));
      else reject(new Refused(request.status, body));
    });
    request.send(long ? formOf(file, asked) : file);
  });
}
const LONGEST = 8_000;

/** @param {File} file @param {FileOptions} asked */
function formOf(file, asked) {
  const form = new FormData();
  form.set("name", file.name);
  for (const [field, value] of Object.entries(asked)) if (value !== undefined && value !== "") form.set(field, value);
  form.set("file", file);
  return form;
}

/** @param {string} text */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text };
  }
}

/** Its sizes are known from now on, so that prices can be counted. @param {StoredNetwork} model */
function known(model) {
  const { cell, hidden_size, input_size, num_layers, bidirectional, head, embedding } = model.found;
  const shape = { cell, hidden_size, input_size, num_layers, bidirectional };
  learnShape(model.id, { ...shape, outputs: head?.[0] ?? 0, vocabulary: embedding?.[0] ?? 0 });
  return model;
}

/** @param {string} url @param {string} lang @param {string} [method] */
async function ask(url, lang, method = "GET") {
  const response = await fetch(appAddress(url), { method, headers: { "Accept-Language": lang } });
  if (!response.ok) throw new Refused(response.status, await response.json());
  return response.status === 204 ? null : response.json();
}

/** All that are stored, the newest first. @param {string} lang @returns {Promise<StoredNetwork[]>} */
export const fetchModels = async (lang) => (await ask("/models", lang)).models.map(known);

/** One of them with all that was found in its file. @param {string} id @param {string} lang @returns {Promise<StoredNetwork>} */
export const fetchModel = async (id, lang) => known(await ask(`/models/${id}`, lang));

/** Forget one. @param {string} id @param {string} lang */
export const forgetModel = (id, lang) => ask(`/models/${id}`, lang, "DELETE");

/**
 * What a network can read: words, ids or numbers, the first that it has.
 * @param {FoundNetwork} found
 * @returns {("words" | "ids" | "numbers")[]}
 */
export function inputsOf({ embedding, vocabulary }) {
  if (!embedding) return ["numbers"];
  return vocabulary === null ? ["ids", "numbers"] : ["words", "ids", "numbers"];
}

/** Numbers to begin with: a wave in each column, so that something moves. @param {number} width I @returns {number[][]} */
const someNumbers = (width) =>
  Array.from({ length: 8 }, (_, t) =>
    Array.from({ length: width }, (_, i) => Math.round(100 * Math.sin(0.8 * t + 0.7 * i)) / 100),
  );

/** Ids to begin with, spread over the rows of the embedding. @param {number} rows V @returns {number[]} */
const someIds = (rows) => Array.from({ length: 8 }, (_, t) => (t * 7 + 1) % rows);

/**
 * The fields that say how a network is read, and what. A sentence that is there is kept for a network that reads words.
 * @param {StoredNetwork} model
 * @param {"words" | "ids" | "numbers"} input
 */
export function fieldsFor({ id, found, vocabulary }, input) {
  const nothing = { parameters: null, vocabulary: null, inputs: null, labels: null, token_ids: null, state: null };
  const network = { ...nothing, model: id, layer: null, direction: "forward", loss_at: null, target: null };
  const asks = { objective: objectiveFor(found, input) };
  if (input === "numbers") return { ...network, ...asks, inputs: someNumbers(found.input_size) };
  if (input === "ids") return { ...network, ...asks, token_ids: someIds(found.embedding?.[0] ?? 1) };
  const [longest] = [...(vocabulary ?? [])].sort((a, b) => b.length - a.length);
  return { ...network, ...asks, tokenizer: (longest?.length ?? 2) > 1 ? "word" : "char" };
}

/**
 * What can be asked: a word of a head that has a row for each, the next numbers of one that has a row for each of
 * these, a class of any other head; without a head the sum.
 * @param {FoundNetwork} found
 * @param {string} input
 */
function objectiveFor({ head, embedding, input_size }, input) {
  if (!head) return "sum";
  if (input === "numbers") return head[0] === input_size ? "forecast" : "label";
  return head[0] === embedding?.[0] ? "next-token" : "label";
}

/**
 * "rnn.weight_ih_l0 = enc_w_ih", a line each, as the JSON that the server reads; "" where nothing is written.
 * @param {string} text
 */
export function mapOf(text) {
  const pairs = text
    .split("\n")
    .map((line) => line.split(/\s*(?:=|→|:)\s*/).map((part) => part.trim()))
    .filter(([name, own]) => name && own);
  return pairs.length ? JSON.stringify(Object.fromEntries(pairs.map(([name, own]) => [name, own]))) : "";
}

/** The texts of a vocabulary, a line each, as the JSON that the server reads. @param {string} text */
export function vocabularyOf(text) {
  const lines = text.split("\n");
  while (lines.length && lines.at(-1) === "") lines.pop();
  return lines.length ? JSON.stringify(lines) : "";
}
