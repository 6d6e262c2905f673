import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Refused } from "../../../static/js/page/api.js";
import { eventReader, listen } from "../../../static/js/page/event-stream.js";
import { random } from "../support/random.js";

const TEXT =
  'event: start\ndata: {"job":"a"}\n\n: waiting\n\nevent: step\r\ndata: {"step":1,\r\ndata: "loss":2}\r\n\r\ndata: 3\n\n';
const EVENTS = [
  { name: "start", data: { job: "a" } },
  { name: "step", data: { step: 1, loss: 2 } },
  { name: "message", data: 3 },
];

/** @param {import("node:test").TestContext} t @param {object} response */
function answering(t, response) {
  const real = globalThis.fetch;
  const asked = [];
  globalThis.fetch = async (url, options) => {
    asked.push({ url, ...options });
    return response;
  };
  t.after(() => {
    globalThis.fetch = real;
  });
  return asked;
}

describe("server-sent events", () => {
  it("are read whole, wherever the pieces end", () => {
    const next = random(5);
    for (let round = 0; round < 200; round++) {
      const read = eventReader();
      const found = [];
      for (let rest = TEXT; rest; ) {
        const size = 1 + Math.floor(next() * 9);
        found.push(...read(rest.slice(0, size)));
        rest = rest.slice(size);
      }
      assert.deepEqual(found, EVENTS);
    }
  });

  it("of one piece are told together, a letter that is cut in two with the rest of it", async (t) => {
    const bytes = new TextEncoder().encode('data: "가"\n\ndata: "나"\n\ndata: "end"');
    const cut = bytes.indexOf(0x80) + 1;
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes.slice(0, cut));
        controller.enqueue(bytes.slice(cut));
        controller.close();
      },
    });
    const asked = answering(t, { ok: true, body });
    const told = [];
    await listen("/train", { task: "recall" }, { lang: "ko", signal: AbortSignal.any([]), tell: (e) => told.push(e) });
    assert.deepEqual(
      told.flat().map(({ data }) => data),
      ["가", "나", "end"],
    );
    assert.equal(asked[0].method, "POST");
    assert.equal(asked[0].headers["Accept-Language"], "ko");
    assert.deepEqual(JSON.parse(asked[0].body), { task: "recall" });
  });

  it("that are refused are told as any refusal is", async (t) => {
    const detail = [{ loc: ["body", "delay"], msg: "delay must be less" }];
    answering(t, { ok: false, status: 422, json: async () => ({ detail }) });
    const asked = listen("/train", {}, { lang: "en", signal: AbortSignal.any([]), tell: () => {} });
    await assert.rejects(asked, (error) => error instanceof Refused && error.message === "delay must be less");
  });
});
