/** Formulas as values: a small vocabulary over MathML. */

const NS = "http://www.w3.org/1998/Math/MathML";

/** @typedef {string | Element} Piece */

/**
 * @param {string} tag
 * @param {Piece[]} children
 * @param {string} [lit] the phase in which it lights up
 */
function node(tag, children, lit) {
  const made = document.createElementNS(NS, tag);
  made.append(...children);
  if (lit) made.setAttribute("data-lit", lit);
  return made;
}

/** A variable. @param {string} name @param {string} [lit] */
export function variable(name, lit) {
  const made = node("mi", [name], lit);
  // the letters of our italic, not the mathematical alphabet's, which few fonts have
  made.setAttribute("mathvariant", "normal");
  made.classList.add("variable");
  return made;
}
/** An operator. @param {string} sign */
export const operator = (sign) => node("mo", [sign]);
/** A function's name. @param {string} name @param {string} [lit] */
export function named(name, lit) {
  const made = node("mi", [name], lit);
  made.setAttribute("mathvariant", "normal");
  return made;
}
/** A variable with an index. @param {string} name @param {string} index @param {string} [lit] */
export const indexed = (name, index, lit) =>
  index === ""
    ? variable(name, lit)
    : node("msub", [variable(name), /^[a-z]$/.test(index) ? variable(index) : node("mn", [index])], lit);

/** An operator without the space around it. @param {string} sign */
function tight(sign) {
  const made = operator(sign);
  made.setAttribute("lspace", "0");
  made.setAttribute("rspace", "0");
  return made;
}

/** Something to a power. @param {Element} base @param {Element} power */
export const raised = (base, power) => node("msup", [base, power]);

/** Σ over an index. @param {string} index */
export const sumOver = (index) => node("msub", [operator("∑"), variable(index)]);

/** A little space, as between what is multiplied. */
export function space() {
  const made = node("mspace", []);
  made.setAttribute("width", "0.2em");
  return made;
}

/** A matrix with its index, transposed. @param {string} name @param {string} index @param {string} [lit] */
export const transposed = (name, index, lit) => node("msubsup", [variable(name), variable(index), variable("T")], lit);

/** One thing over another, in the height of a line. @param {Element[]} above @param {Element[]} below @param {string} [lit] */
export const fraction = (above, below, lit) => node("mrow", [...above, tight("/"), ...below], lit);

/** The whole formula. @param {Element[]} pieces */
export const formula = (pieces) => node("math", [node("mrow", pieces)]);
