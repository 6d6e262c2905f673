/**
 * Build the vendored browser parts from the pinned npm packages; run by `make vendor`.
 *
 *   node static/vendor/build.mjs [TARGET]   TARGET defaults to this folder
 *
 * One row a module: the file's name and what it exports. The same row is the module's type declaration, so that tsc
 * reads the packages' own types. The same packages give the same bytes; tests/test_vendor.py holds that.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "../..");
const TARGET = process.argv[2] ?? HERE;

const MODULES = {
  "popover.js": ['export { apply } from "@oddbird/popover-polyfill/fn";'],
  "signals.js": ['export * from "@preact/signals-core";'],
  "fluent.js": ['export { FluentBundle, FluentNumber, FluentResource } from "@fluent/bundle";'],
  "d3.js": [
    'export { extent } from "d3-array";',
    'export { interpolateRgb } from "d3-interpolate";',
    'export { scaleLinear } from "d3-scale";',
    'export { curveMonotoneX, line } from "d3-shape";',
  ],
};
const SWAGGER = ["swagger-ui-bundle.js", "swagger-ui-bundle.js.LICENSE.txt", "swagger-ui.css"];

mkdirSync(join(TARGET, "swagger-ui"), { recursive: true });
const packages = new Set(["swagger-ui-dist"]);
for (const [file, exports] of Object.entries(MODULES)) {
  for (const name of await bundle(file, exports.join("\n"))) packages.add(name);
}
for (const file of SWAGGER) copySwagger(file);
const licences = [...packages].sort().map(licence);
write("LICENSES.txt", licences.join(`\n${"-".repeat(100)}\n\n`));
if (TARGET === HERE) write("SHA256SUMS", checksums());

/**
 * Bundle one module and write it beside its declaration.
 * @param {string} file
 * @param {string} contents
 * @returns {Promise<Set<string>>} the packages whose code is inside
 */
async function bundle(file, contents) {
  const result = await build({
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome109", "firefox115", "safari15.4"],
    charset: "utf8",
    legalComments: "eof",
    metafile: true,
    write: false,
    absWorkingDir: ROOT,
  });
  const [{ inputs }] = Object.values(result.metafile.outputs);
  const used = Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0);
  const inside = new Set(used.map(packageOf).filter(Boolean));
  const parts = [...inside].sort().map((name) => `${name} ${manifest(name).version}`);
  const banner = `/*! ${parts.join(", ")}; licences: LICENSES.txt */\n`;
  write(file, banner + withoutSourceMap(result.outputFiles[0].text));
  write(file.replace(".js", ".d.ts"), `${contents}\n`);
  return inside;
}

/** @param {string} file */
function copySwagger(file) {
  write(`swagger-ui/${file}`, withoutSourceMap(readFileSync(join(ROOT, "node_modules/swagger-ui-dist", file), "utf8")));
}

/**
 * A browser asks for a source map that stands in a file; there is none to give.
 * @param {string} text
 */
function withoutSourceMap(text) {
  return text.replace(/\n?\/[/*][#@] ?sourceMappingURL=[^\n]*\n?$/, "\n");
}

/**
 * The package an input path of esbuild belongs to; "" for our own entry.
 * @param {string} path
 */
function packageOf(path) {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? "";
}

/** @param {string} name */
function manifest(name) {
  return JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8"));
}

/** @param {string} name */
function licence(name) {
  const folder = join(ROOT, "node_modules", name);
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const { version, license } = manifest(name);
  const body = texts.sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
  if (body.length === 0 && license === "Apache-2.0") body.push("The Apache License 2.0, as under swagger-ui-dist.");
  if (body.length === 0) throw new Error(`${name} carries no licence text`);
  return `${name} ${version} (${license})\n\n${body.join("\n\n")}\n`;
}

/**
 * Checksums of everything vendored, relative to static/: `cd static && sha256sum -c vendor/SHA256SUMS`.
 */
function checksums() {
  const base = join(ROOT, "static");
  const files = ["vendor", "fonts", "css/fonts.css", "css/fonts-hangul.css"].flatMap((path) => walk(join(base, path)));
  const named = files.map((file) => relative(base, file).replaceAll("\\", "/")).sort();
  const kept = named.filter((file) => !/SHA256SUMS$|__pycache__|build\.(mjs|py)$|korean\.txt$/.test(file));
  return kept.map((file) => `${sha256(join(base, file))}  ${file}\n`).join("");
}

/**
 * @param {string} path a file or a folder
 * @returns {string[]}
 */
function walk(path) {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(path, entry.name)) : [join(path, entry.name)],
  );
}

/** @param {string} path */
function sha256(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/**
 * @param {string} name
 * @param {string} text
 */
function write(name, text) {
  writeFileSync(join(TARGET, name), text);
}
