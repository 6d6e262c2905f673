/** Every module that draws a picture for the page gives it a table too, by the one way there is. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { it } from "node:test";

const ROOT = new URL("../../../static/js/", import.meta.url);
const read = (name) => readFileSync(new URL(name, ROOT), "utf8");
const modules = ["views", "widgets"].flatMap((room) =>
  readdirSync(new URL(room, ROOT)).map((name) => `${room}/${name}`),
);

/** What draws and has no table of its own, and where what it draws is read. */
const ELSEWHERE = {
  "views/stage.js": "widgets/first-tables.js",
  "views/gradient.js": "widgets/first-tables.js",
  "widgets/gradient-layers.js": "widgets/first-tables.js",
  // the line of time: a slider, whose value is told; its states are the chain's
  "views/transport.js": "widgets/first-tables.js",
  // a slider over a series, whose value is told; the button that opens it; and the series in the text view
  "widgets/number-editor.js": "widgets/number-editor.js",
  "widgets/number-input.js": "widgets/number-editor.js",
  "widgets/series-page.js": "widgets/first-tables.js",
  "widgets/large-text.js": "widgets/first-tables.js",
  // a likeness of a network beside its card
  "widgets/shelf.js": "views/models.js",
  // the opening is told by its sentence, and hidden where it is over
  "views/intro.js": "views/intro.js",
  "widgets/intro-handle.js": "views/intro.js",
  // a handout is for the eye
  "widgets/handout.js": "views/stage.js",
};

const draws = (name) => /\b(patch|pictureIn)\(/.test(read(name));

it("every picture has a table", () => {
  const without = modules.filter((name) => draws(name) && !read(name).includes("bindTable(") && !ELSEWHERE[name]);
  assert.deepEqual(without, []);
});

it("no exception outlives what it is for", () => {
  for (const [name, other] of Object.entries(ELSEWHERE)) {
    assert.ok(modules.includes(name) && draws(name), name);
    assert.ok(!read(name).includes("bindTable("), name);
    assert.ok(modules.includes(other), other);
  }
});
