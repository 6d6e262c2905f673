/**
 * Whether the page's scripts and style sheets keep to what the oldest browsers understand; run by `make lint`.
 *
 *   node tests/targets/check.js
 *
 * Syntax is asked of esbuild: where its output for the oldest browsers differs from the source, there is something that
 * they lack. Names, properties, selectors and values are asked of MDN's compatibility data.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { ALLOWED } from "./allowed.js";
import { atRules, lacking, properties, selectors, TARGET, YOUNG_NAMES, YOUNG_VALUES } from "./support.js";

/** @typedef {{feature: string, lacks: string[]}} Finding */

/** esbuild trusts no browser's Unicode tables but the newest; an older one only knows fewer letters. */
const SURE = { "regexp-unicode-property-escapes": true };

/** What a script asks of a browser that the oldest lack. @param {string} text @returns {Finding[]} */
export function inScript(text) {
  const options = /** @type {const} */ ({
    charset: "utf8",
    minifyWhitespace: true,
    logLevel: "silent",
    supported: SURE,
  });
  const plain = transformSync(text, { ...options, target: "esnext" }).code;
  const names = [...plain.matchAll(/(?<=\.)[A-Za-z_]\w*|(?<=new )[A-Z]\w*/g)].map(([name]) => name);
  /** @type {Finding[]} */
  const found = [...new Set(names)].flatMap((name) => {
    const lacks = YOUNG_NAMES.get(name);
    return lacks ? [{ feature: name, lacks }] : [];
  });
  return isOld(plain, options) ? found : [{ feature: "syntax", lacks: TARGET }, ...found];
}

/** @param {string} plain @param {import("esbuild").TransformOptions} options */
function isOld(plain, options) {
  try {
    return transformSync(plain, { ...options, target: TARGET }).code === plain;
  } catch {
    return false;
  }
}

/** What a style sheet asks that the oldest lack, but behind @supports or a plain declaration. @param {string} text */
export function inSheet(text) {
  /** @type {Finding[]} */
  const found = [];
  const say = (/** @type {string} */ feature, /** @type {string[]} */ lacks) => {
    if (lacks.length) found.push({ feature, lacks });
  };
  walk(text.replace(/\/\*[\s\S]*?\*\//g, ""), say);
  return found.filter(({ feature }, i) => found.findIndex((other) => other.feature === feature) === i);
}

/** @typedef {(feature: string, lacks: string[]) => void} Say */

/** Read the rules of a text, those in others among them. @param {string} text @param {Say} say */
function walk(text, say) {
  for (let from = 0; from < text.length; ) {
    const open = text.indexOf("{", from);
    if (open < 0) return;
    const head = text.slice(from, open).trim();
    const close = endOf(text, open);
    readHead(head, say);
    const body = text.slice(open + 1, close);
    if (body.includes("{")) {
      if (!head.startsWith("@supports")) walk(body, say);
    } else readBody(body, say);
    from = close + 1;
  }
}

/** @param {string} text @param {number} open where a brace opens */
function endOf(text, open) {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "{") depth++;
    if (text[i] === "}" && --depth === 0) return i;
  }
  return text.length;
}

/** @param {string} head @param {Say} say */
function readHead(head, say) {
  const rule = /^@([\w-]+)/.exec(head)?.[1];
  if (rule) return say(`@${rule}`, lacking(atRules[rule]));
  for (const [, name] of head.matchAll(/::?([\w-]+)/g)) say(`:${name}`, lacking(selectors[name ?? ""]));
}

/** @param {string} body @param {Say} say */
function readBody(body, say) {
  const before = new Set();
  for (const [, name = "", value = ""] of body.matchAll(/([\w-]+)\s*:\s*((?:"[^"]*"|[^;])*)/g)) {
    const property = properties[name];
    say(name, lacking(property));
    if (!before.has(name)) readValue(name, property, value, say);
    before.add(name);
  }
}

/**
 * @param {string} name
 * @param {import("./support.js").Feature | undefined} property
 * @param {string} value
 * @param {Say} say
 */
function readValue(name, property, value, say) {
  const bare = value.replace(/"[^"]*"/g, '""');
  for (const [word] of bare.matchAll(/(?<![\w-])[a-z][a-z-]*(?![\w(-])/g))
    say(`${name}: ${word}`, lacking(property?.[word]));
  for (const [, word = ""] of bare.matchAll(/(?<![\w-])([a-z][a-z-]*)\(/g))
    say(`${word}()`, YOUNG_VALUES.get(word) ?? []);
  for (const [, unit = ""] of bare.matchAll(/(?<![\w-])[\d.]+([a-z]+)\b/g)) say(unit, YOUNG_VALUES.get(unit) ?? []);
  if (name === "content" && /""\s*\//.test(bare)) say("content: / text", lacking(property?.alt_text));
}

/** @param {string} folder @param {string} end */
function files(folder, end) {
  const root = new URL(`../../static/${folder}/`, import.meta.url);
  const names = readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(end));
  return names.map((name) => ({ name: `static/${folder}/${name}`, text: readFileSync(new URL(name, root), "utf8") }));
}

/** The name by which a feature is allowed: its own, or its property's; null where it is not. @param {string} feature */
const nameOf = (feature) =>
  [feature, feature.split(": ")[0] ?? ""].find((name) => Object.hasOwn(ALLOWED, name)) ?? null;

/** One line a finding that is not allowed, and one for what is allowed and not used. */
export function complaints() {
  const found = [
    ...files("js", ".js").map(({ name, text }) => ({ name, found: inScript(text) })),
    ...files("css", ".css").map(({ name, text }) => ({ name, found: inSheet(text) })),
  ];
  const used = new Set(found.flatMap(({ found: all }) => all.map(({ feature }) => nameOf(feature))));
  return [
    ...found.flatMap(({ name, found: all }) =>
      all
        .filter(({ feature }) => !nameOf(feature))
        .map(({ feature, lacks }) => `${name}: ${feature} is not in ${lacks.join(", ")}`),
    ),
    ...Object.keys(ALLOWED)
      .filter((feature) => !used.has(feature))
      .map((feature) => `tests/targets/allowed.js: ${feature} is allowed and not used`),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = complaints();
  for (const line of all) process.stderr.write(`${line}\n`);
  process.exitCode = all.length ? 1 : 0;
}
