import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, posix, relative, sep } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

/** The rooms of static/js from the ground up: a module imports from its own room and from those before it. */
const ROOMS = ["pen", "run", "words", "page", "scenes", "charts", "tables", "gestures", "widgets", "lesson", "views"];
/** What a room below may not know besides: pictures are drawn from numbers, never from the state of the page. */
const PURE = { scenes: ["page"], charts: ["page"], tables: ["page"] };

const ROOT = fileURLToPath(new URL("../../static/js/", import.meta.url));
const FILES = readdirSync(ROOT, { recursive: true })
  .map((name) => String(name).split(sep).join("/"))
  .filter((name) => name.endsWith(".js"));

/** Every module that a text imports: by `import`, by `import("…")`, and for its types. @param {string} text */
const targets = (text) =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+\.js)["']/g)].map(([, target]) => String(target));

/** The imports of a module within static/js. @param {string} name @param {string} text */
const imported = (name, text) =>
  targets(text)
    .map((target) => posix.normalize(posix.join(posix.dirname(name), target)))
    .filter((target) => !target.startsWith("..") && target !== "types.js");

/** What is wrong with an import, or "". @param {string} from @param {string} to */
function fault(from, to) {
  const [own, other] = [from.split("/")[0] ?? "", to.split("/")[0] ?? ""];
  if (from === "main.js") return "";
  if (!ROOMS.includes(other)) return `${from} imports ${to}, which is in no room`;
  if (ROOMS.indexOf(other) > ROOMS.indexOf(own)) return `${from} imports ${to}, which is above it`;
  if (PURE[own]?.includes(other)) return `${from} draws, and imports ${to}`;
  return "";
}

/** A circle of imports as names, or null. @param {Map<string, string[]>} graph */
function circle(graph) {
  const done = new Set();
  const path = [];
  const visit = (name) => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return null;
    path.push(name);
    for (const next of graph.get(name) ?? []) {
      const found = visit(next);
      if (found) return found;
    }
    path.pop();
    done.add(name);
    return null;
  };
  for (const name of graph.keys()) {
    const found = visit(name);
    if (found) return found;
  }
  return null;
}

const read = (name) => readFileSync(new URL(name, new URL("../../static/js/", import.meta.url)), "utf8");
const graph = new Map(FILES.map((name) => [name, imported(name, read(name))]));

describe("the rooms of static/js", () => {
  it("hold every module but the entry", () => {
    const loose = FILES.filter((name) => dirname(name) === "." && name !== "main.js");
    assert.deepEqual(loose, []);
    const rooms = new Set(FILES.map((name) => name.split("/")[0]).filter((name) => name !== "main.js"));
    assert.deepEqual([...rooms].sort(), [...ROOMS].sort());
    assert.deepEqual(
      FILES.filter((name) => name.split("/").length > 2),
      [],
    );
  });

  it("import down the list, types included", () => {
    const faults = [...graph].flatMap(([from, all]) => all.map((to) => fault(from, to)).filter(Boolean));
    assert.deepEqual(faults, []);
  });

  it("import only what exists", () => {
    const missing = [...graph].flatMap(([from, all]) =>
      all.filter((to) => !FILES.includes(to)).map((to) => `${from}: ${to}`),
    );
    assert.deepEqual(missing, []);
  });

  it("go in no circle, not even for the sake of types", () => {
    assert.equal(circle(graph)?.join(" → ") ?? null, null);
  });

  it("would notice an import that goes up, one of a drawing's, and a circle", () => {
    const text = '/** @import {X} from "../views/stage.js" */\nconst late = () => import("../page/state.js");\n';
    assert.deepEqual(imported("scenes/a.js", text), ["views/stage.js", "page/state.js"]);
    assert.match(fault("scenes/a.js", "views/stage.js"), /above/);
    assert.match(fault("scenes/a.js", "page/state.js"), /draws/);
    assert.match(fault("pen/a.js", "state.js"), /no room/);
    assert.equal(fault("views/a.js", "pen/svg.js"), "");
    assert.equal(
      circle(
        new Map([
          ["a", ["b"]],
          ["b", ["c"]],
          ["c", ["b"]],
        ]),
      )?.join(" "),
      "b c b",
    );
    assert.equal(
      circle(
        new Map([
          ["a", ["b"]],
          ["b", []],
        ]),
      ),
      null,
    );
  });

  it("are counted from the folder that is served", () => assert.ok(relative(process.cwd(), ROOT).startsWith("static")));
});
