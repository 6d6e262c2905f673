/** Marks as text and as a list, for snapshots and searches. */

/** Every mark of a picture, parents first. @param {(object | string)[]} marks @returns {object[]} */
export function every(marks) {
  const found = [];
  gather(marks, found);
  return found;
}

/** @param {(object | string)[]} marks @param {object[]} found */
function gather(marks, found) {
  for (const mark of marks) {
    if (typeof mark === "string") continue;
    found.push(mark);
    gather(mark.children, found);
  }
}

/** The text a mark shows. @param {{children: unknown[]}} mark @returns {string} */
export const textOf = (mark) => mark.children.map((c) => (typeof c === "string" ? c : textOf(c))).join("");

/** Numbers to a tenth of a pixel, so that a snapshot changes only with the picture. @param {string} text */
const coarse = (text) => text.replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10 || 0));

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** One line a mark, so that a difference reads well. @param {(object | string)[]} marks @returns {string} */
export const markup = (marks, indent = "") => marks.map((mark) => line(mark, indent)).join("\n");

/** @param {object | string} mark @param {string} indent */
function line(mark, indent) {
  if (typeof mark === "string") return indent + escaped(mark);
  const attrs = Object.entries(mark.attrs)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(coarse(String(value)))}"`)
    .join("");
  const open = `${indent}<${mark.tag}${attrs}`;
  if (mark.children.length === 0) return `${open}/>`;
  if (mark.children.every((child) => typeof child === "string"))
    return `${open}>${mark.children.map(escaped).join("")}</${mark.tag}>`;
  return `${open}>\n${markup(mark.children, `${indent} `)}\n${indent}</${mark.tag}>`;
}

const UNFINISHED = /NaN|Infinity|undefined/;

/** The first number that is not finite, and where it stands: "path d=…". @param {(object | string)[]} marks */
export function firstUnfinished(marks) {
  for (const mark of marks) {
    const wrong = typeof mark === "string" ? UNFINISHED.test(mark) && mark : unfinishedIn(mark);
    if (wrong) return wrong;
  }
  return null;
}

/** @param {{tag: string, attrs: object, children: (object | string)[]}} mark @returns {string | null} */
function unfinishedIn({ tag, attrs, children }) {
  for (const name in attrs) {
    const value = attrs[name];
    const wrong = typeof value === "number" ? !Number.isFinite(value) : value != null && UNFINISHED.test(value);
    if (wrong) return `${tag} ${name}=${value}`;
  }
  return firstUnfinished(children);
}
