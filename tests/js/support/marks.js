/** Marks as text and as a list, for snapshots and searches. */

/** Every mark of a picture, parents first. @param {(object | string)[]} marks */
export function* every(marks) {
  for (const mark of marks) {
    if (typeof mark === "string") continue;
    yield mark;
    yield* every(mark.children);
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

/** The first number that is not finite, and where it stands: "path d=…". @param {(object | string)[]} marks */
export function firstUnfinished(marks) {
  for (const mark of every(marks))
    for (const [name, value] of Object.entries(mark.attrs)) {
      const wrong =
        typeof value === "number" ? !Number.isFinite(value) : /NaN|Infinity|undefined/.test(String(value ?? ""));
      if (wrong) return `${mark.tag} ${name}=${value}`;
    }
  const texts = [...every(marks)].flatMap(({ children }) => children.filter((child) => typeof child === "string"));
  return texts.find((text) => /NaN|Infinity|undefined/.test(text)) ?? null;
}
