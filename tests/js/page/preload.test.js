import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { OPENING } from "../../../static/js/page/address.js";
import { plans, request } from "../../../static/js/page/api.js";

test("the page asks in advance for the very address that its first picture asks for", () => {
  const template = readFileSync(new URL("../../../templates/index.html", import.meta.url), "utf8");
  const preloaded = /<link rel="preload" href="\{\{ base \}\}(\/step[^"]*)" as="fetch"/
    .exec(template)?.[1]
    ?.replaceAll("&amp;", "&");
  assert.equal(preloaded, request(OPENING, plans(OPENING)[0] ?? []).url);
});
