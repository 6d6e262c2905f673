/**
 * The article's module and the picture: which lines of code are which parts of the chain. One table serves both ways,
 * from a line to its marks and from a mark to its lines.
 */

/** The groups of marks of an unrolled chain, by what they show; a mark belongs to the first that it is in. */
export const MARKS = {
  back: ".back-link, .river, .blame, .gradient-bars",
  linear: ".loss .spread",
  answer: ".loss .said, .loss .question, .loss .unknown",
  word: ".chip",
  input: ".input",
  up: ".output",
  on: ".link",
  zeros: "g.start",
  box: ".A",
};
/** @typedef {keyof typeof MARKS} Group */

/** What each line of code is in the picture: the first pattern that a line matches counts. @type {[RegExp, Group[]][]} */
const LINES = [
  [/nn\.Embedding/, ["word", "input"]],
  [/self\.rnn = /, ["box"]],
  [/self\.linear = /, ["linear"]],
  [/def forward/, ["zeros"]],
  [/for x in/, ["word", "input", "on"]],
  [/out, h = /, ["up", "on"]],
  [/return /, ["linear", "answer"]],
  [/ = network\(/, ["word", "input", "box", "up", "on", "linear"]],
  [/^loss = /, ["answer"]],
  [/loss\.backward/, ["back"]],
];

/** The pieces of a comment that are parts of their own: a matrix with its size. @type {[RegExp, Group[]][]} */
const PIECES = [
  [/Wₓ ?\([^)]*\)/, ["box", "input"]],
  [/Wₕ ?\([^)]*\)/, ["box", "on"]],
];

/** The groups that a line lights; none where it is only grammar. @param {string} code @returns {Group[]} */
export const groupsOf = (code) => LINES.find(([pattern]) => pattern.test(code))?.[1] ?? [];

/**
 * A comment in pieces, each with the groups that it lights by itself; null where it lights those of its line.
 * @param {string} comment
 * @returns {{text: string, groups: Group[] | null}[]}
 */
export function piecesOf(comment) {
  for (const [pattern, groups] of PIECES) {
    const found = pattern.exec(comment);
    if (!found) continue;
    const [before, after] = [comment.slice(0, found.index), comment.slice(found.index + found[0].length)];
    return [...piecesOf(before), { text: found[0], groups }, ...piecesOf(after)].filter(({ text }) => text);
  }
  return [{ text: comment, groups: null }];
}

/**
 * One line of the module: its code, its indent in letters, what its comment says.
 * @typedef {{code: string, indent: number, comment: string}} Line
 */

/**
 * The lines to show of a whole file: the module, and the three that use it.
 * @param {string} file the answer of /script?style=module
 * @returns {Line[][]}
 */
export function shownOf(file) {
  const [, network = "", , , use = ""] = file.split(/^# %%.*\n/m);
  const lines = use.split("\n");
  const from = lines.findIndex((line) => / = network\(/.test(line));
  return [network.split("\n"), lines.slice(Math.max(from, 0))].map((part) =>
    part.map(lineOf).filter(({ code }) => code),
  );
}

/** @param {string} text @returns {Line} */
function lineOf(text) {
  const [code = "", comment = ""] = text.split(/ {2,}# /);
  return { code: code.trim(), indent: code.length - code.trimStart().length, comment };
}

/** The group of the mark that is pointed at. @param {Element} mark @returns {Group | null} */
export const groupAt = (mark) =>
  /** @type {Group[]} */ (Object.keys(MARKS)).find((group) => mark.closest(MARKS[group])) ?? null;

/** What is left of the marks that are not meant. */
const OTHERS = 0.12;

/** The style rules that light some groups of the chain; none for no group. @param {Group[]} groups */
export function rulesOf(groups) {
  if (groups.length === 0) return "";
  const scene = "#stage .scene";
  const all = /** @type {Group[]} */ (Object.keys(MARKS));
  const others = all.filter((group) => !groups.includes(group)).map((group) => MARKS[group]);
  const own = groups.map((group) => MARKS[group]);
  const faded = `${scene} :is(${others.join(",")}):not(:is(${own.join(",")}))`;
  return [
    // a mark of one group inside another's, such as the gradient in front of the beginning, goes its own way
    `${faded}:not(:has(:is(${own.join(",")}))){opacity:${OTHERS}}`,
    `@supports not selector(:has(a)){${faded}{opacity:${OTHERS}}}`,
    `${scene} .back .cable:not(.gradient){opacity:1}`,
    ...(groups.includes("box") ? [`${scene} .A rect{stroke:var(--ink);stroke-width:3}`] : []),
  ].join("");
}
