import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { fetchAnswer } from "../../../static/js/page/api.js";
import { listen } from "../../../static/js/page/event-stream.js";
import { fetchModels } from "../../../static/js/page/models.js";
import { appAddress } from "../../../static/js/run/app-address.js";

const real = { document: globalThis.document, fetch: globalThis.fetch };
afterEach(() => Object.assign(globalThis, real));

/** A page behind a prefix, and the addresses that it asks for. @param {string} base */
function page(base) {
  const asked = [];
  globalThis.document = { documentElement: { dataset: { base } } };
  globalThis.fetch = async (url) => {
    asked.push(url);
    return { ok: true, status: 200, json: async () => ({ models: [] }), body: new Response("").body };
  };
  return asked;
}

describe("where the app's addresses begin", () => {
  it("is the path in front of them that the page says", () => {
    page("/rnnflow");
    assert.equal(appAddress("/step?sentence=a"), "/rnnflow/step?sentence=a");
    page("");
    assert.equal(appAddress("/"), "/");
    globalThis.document = undefined;
    assert.equal(appAddress("/docs"), "/docs");
  });

  it("is where every question goes", async () => {
    const asked = page("/rnnflow");
    const options = { lang: "en", signal: new AbortController().signal };
    await fetchAnswer({ url: "/step", body: "{}" }, options);
    await fetchModels("en");
    await listen("/train", {}, { ...options, tell: () => {} });
    assert.deepEqual(asked, ["/rnnflow/step", "/rnnflow/models", "/rnnflow/train"]);
  });
});
