import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { copyText } from "../../../static/js/widgets/copying.js";

const NAMES = ["navigator", "document", "getSelection", "HTMLElement"];
const real = NAMES.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
afterEach(() => {
  for (const [name, descriptor] of real)
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
});

/** A browser of which some parts work. @param {{clipboard?: object, copies?: boolean}} parts */
function browser({ clipboard, copies }) {
  const log = [];
  const element = {
    style: {},
    setAttribute: () => {},
    select: () => log.push("selected"),
    remove: () => log.push("removed"),
    focus: () => log.push("focused"),
  };
  const set = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true });
  set("navigator", { clipboard });
  set("HTMLElement", class {});
  set("getSelection", () => ({ selectAllChildren: (place) => log.push(`selected in ${place.name}`) }));
  set("document", {
    activeElement: null,
    createElement: () => element,
    body: { append: (field) => log.push(`put ${field.value}`) },
    execCommand: (name) => {
      if (copies === undefined) throw new Error("no such command");
      log.push(name);
      return copies;
    },
  });
  const shown = { name: "the page", focus: () => {} };
  return { log, copy: () => copyText("text", () => log.push("shown") && shown) };
}

describe("copying a text", () => {
  it("goes by the clipboard where there is one", async () => {
    const written = [];
    const { log, copy } = browser({ clipboard: { writeText: async (text) => written.push(text) }, copies: true });
    assert.equal(await copy(), "copied");
    assert.deepEqual([written, log], [["text"], []]);
  });

  it("goes by a selection on plain http, where there is none, and where it may not be used", async () => {
    const forbidden = { writeText: () => Promise.reject(new Error("not allowed")) };
    for (const clipboard of [undefined, forbidden]) {
      const { log, copy } = browser({ clipboard, copies: true });
      assert.equal(await copy(), "copied");
      assert.deepEqual(log, ["put text", "selected", "copy", "removed"]);
    }
  });

  it("shows and selects the text where nothing else works", async () => {
    for (const copies of [false, undefined]) {
      const { log, copy } = browser({ copies });
      assert.equal(await copy(), "selected");
      assert.deepEqual(log.slice(-3), ["removed", "shown", "selected in the page"]);
    }
  });
});
