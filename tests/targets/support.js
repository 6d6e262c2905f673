/**
 * Which features the oldest browsers lack, by MDN's compatibility data (@mdn/browser-compat-data).
 * @typedef {{version_added: string | boolean | null, version_removed?: string, flags?: unknown, prefix?: string, alternative_name?: string, partial_implementation?: boolean}} Statement
 * @typedef {{__compat?: {support: Record<string, Statement | Statement[]>}} & {[name: string]: any}} Feature
 */
import { readFileSync } from "node:fs";

/** The oldest browser of each kind that has the whole page; docs/browsers.md and README say the same. */
export const OLDEST = { chrome: "109", firefox: "115", safari: "15.4" };
/** The same, as esbuild writes it. */
export const TARGET = Object.entries(OLDEST).map(([name, version]) => name + version);

const FILE = new URL("../../node_modules/@mdn/browser-compat-data/data.json", import.meta.url);
const data = JSON.parse(readFileSync(FILE, "utf8"));

/** @param {string} a @param {string} b */
const isLater = (a, b) => {
  const [x, y] = [a, b].map((version) => version.split(".").map(Number));
  return (x[0] ?? 0) !== (y[0] ?? 0) ? (x[0] ?? 0) > (y[0] ?? 0) : (x[1] ?? 0) > (y[1] ?? 0);
};

/** @param {Statement | Statement[] | undefined} statements @param {string} version */
function has(statements, version) {
  const all = statements === undefined ? [] : [statements].flat();
  return all.some(({ version_added: added, version_removed: gone, flags, prefix, alternative_name: other }) => {
    if (typeof added !== "string" || added === "preview" || flags || prefix || other) return false;
    return !isLater(added.replace("≤", ""), version) && (gone === undefined || isLater(gone.replace("≤", ""), version));
  });
}

/** The oldest browsers that lack a feature; none where the data does not know it. @param {Feature | undefined} feature */
export function lacking(feature) {
  const support = feature?.__compat?.support;
  if (!support) return [];
  return Object.entries(OLDEST).flatMap(([name, version]) =>
    has(support[name], version) ? [] : [`${name} ${version}`],
  );
}

/**
 * The features below a node by their last name; a name is of several interfaces.
 * @param {Feature} node
 * @param {number} depth
 * @param {Map<string, Feature[]>} found
 */
function named(node, depth, found = new Map()) {
  for (const [key, feature] of Object.entries(node)) {
    if (key === "__compat" || /Descriptors$/.test(key)) continue;
    const name = key.replace(/_static$/, "");
    if (feature.__compat) found.set(name, [...(found.get(name) ?? []), feature]);
    if (depth > 1) named(feature, depth - 1, found);
  }
  return found;
}

/** A name is young where every interface that has it is. @param {Map<string, Feature[]>} names */
const young = (names) =>
  new Map(
    [...names].flatMap(([name, features]) => {
      const all = features.map(lacking);
      return all.every((each) => each.length) ? [[name, [...new Set(all.flat())]]] : [];
    }),
  );

/** Any word may be a field of our own; a word with a capital in it, or one that every element or array has, is a browser's. */
const EVERYWHERE = ["CanvasRenderingContext2D", "Document", "Element", "HTMLElement", "Node", "Window"];
const BUILT_IN = ["Array", "Intl", "Map", "Math", "Number", "Object", "Promise", "RegExp", "Set", "String"];
const code = named(data.api, 2, named(data.javascript.builtins, 3));
/** @type {Map<string, Feature[]>} */
const common = new Map();
for (const name of EVERYWHERE) named(data.api[name], 1, common);
for (const name of BUILT_IN) named(data.javascript.builtins[name], 1, common);

/** @param {Map<string, Feature[]>} names @param {RegExp} pattern */
const written = (names, pattern) => [...young(names)].filter(([name]) => pattern.test(name));

/** What a script may write after a dot: name → the browsers that lack it. @type {Map<string, string[]>} */
export const YOUNG_NAMES = new Map([...written(code, /^\w*[A-Z]\w*$/), ...written(common, /^\w+$/)]);
/** Functions and units of style sheets. @type {Map<string, string[]>} */
export const YOUNG_VALUES = young(named(data.css.types, 3));
export const { properties, selectors, "at-rules": atRules } = data.css;
