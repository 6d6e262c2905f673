/**
 * Server-sent events over fetch: unlike an EventSource it posts a body, says why it was refused, and ends when it is
 * told to.
 */
import { appAddress } from "../run/app-address.js";
import { Refused } from "./api.js";

/** @typedef {{name: string, data: any}} ServerEvent `data` is what the JSON says */

/**
 * The events of a text that comes in pieces: the pieces go in, and each event that is whole comes out.
 * @returns {(piece: string) => ServerEvent[]}
 */
export function eventReader() {
  let rest = "";
  return (piece) => {
    const blocks = (rest + piece).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    return blocks.map(eventOf).filter((event) => event !== null);
  };
}

/** A block of lines; null where it holds nothing but a comment. @param {string} block @returns {ServerEvent | null} */
function eventOf(block) {
  let name = "message";
  /** @type {string[]} */
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === "event") name = String(value);
    if (field === "data") data.push(String(value));
  }
  return data.length ? { name, data: JSON.parse(data.join("\n")) } : null;
}

/**
 * Post a body and hear the events until they end. Throws Refused where the server refuses, and what `fetch` throws.
 * @param {string} url
 * @param {object} body
 * @param {{lang: string, signal: AbortSignal, tell: (events: ServerEvent[]) => void}} options `tell` hears those of one piece together
 */
export async function listen(url, body, { lang, signal, tell }) {
  const headers = { "Accept-Language": lang, "Content-Type": "application/json", Accept: "text/event-stream" };
  const response = await fetch(appAddress(url), { method: "POST", body: JSON.stringify(body), headers, signal });
  if (!response.ok)
    throw new Refused(response.status, await response.json().catch(() => ({ detail: response.statusText })));
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  const [decoder, read] = [new TextDecoder(), eventReader()];
  for (;;) {
    const { done, value } = await reader.read();
    const events = read(done ? "\n\n" : decoder.decode(value, { stream: true }));
    if (events.length) tell(events);
    if (done) return;
  }
}
