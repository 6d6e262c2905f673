/** The transforms of marks, as matrices. */

/** a, b, c, d, e, f as a canvas takes them. @typedef {[number, number, number, number, number, number]} Matrix */

/** Most transforms of a picture are the same in every frame; this many are kept. */
const KEPT = 300;

/** @param {Matrix} m @param {Matrix} n @returns {Matrix} */
export const times = ([a, b, c, d, e, f], [g, h, i, j, k, l]) => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

/** The verbs of a transform. @type {Record<string, (...numbers: number[]) => Matrix>} */
const VERBS = {
  translate: (x = 0, y = 0) => [1, 0, 0, 1, x, y],
  scale: (x = 1, y = x) => [x, 0, 0, y, 0, 0],
  rotate: (degrees = 0, x = 0, y = 0) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
  },
  matrix: (a = 1, b = 0, c = 0, d = 1, e = 0, f = 0) => [a, b, c, d, e, f],
};

/** The matrices of transforms that were read. @type {Map<string, Matrix>} */
const known = new Map();

/** @param {string} text an SVG transform @returns {Matrix} */
export function matrixOf(text) {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= KEPT) known.clear();
  const matrix = read(text);
  known.set(text, matrix);
  return matrix;
}

/** @param {string} text @returns {Matrix} */
function read(text) {
  /** @type {Matrix} */
  let matrix = [1, 0, 0, 1, 0, 0];
  for (const [, verb = "", numbers = ""] of text.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const make = VERBS[verb];
    if (!make) throw new Error(`unknown transform: ${verb}; have ${Object.keys(VERBS).join(", ")}`);
    matrix = times(
      matrix,
      make(
        ...numbers
          .trim()
          .split(/[\s,]+/)
          .map(Number),
      ),
    );
  }
  return matrix;
}
