/** Runs whose heads are drawn at random, and what a server would say of them. */
import { shaped } from "./runs.js";

/** A generator of numbers that a test can repeat. @param {number} seed */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (1664525 * state + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/**
 * A run whose head is drawn at random, and what a server says of it: the five likeliest, and the one asked for.
 * @param {() => number} next
 */
export function drawn(next) {
  const [V, H, T] = [1 + Math.floor(9 * next()), 1 + Math.floor(6 * next()), 1 + Math.floor(4 * next())];
  const scale = [1, 5, 100][Math.floor(3 * next())] ?? 1;
  const value = () => scale * (2 * next() - 1);
  const vector = (n) => Array.from({ length: n }, value);
  const vocabulary = Array.from({ length: V }, (_, i) => `w${i}`);
  const parameters = {
    "linear.weight": vocabulary.map(() => vector(H)),
    ...(next() < 0.8 && { "linear.bias": vector(V) }),
  };
  const target = Math.floor(V * next());
  const steps = Array.from({ length: T }, (_, t) => {
    const h = vector(H);
    const z = parameters["linear.weight"].map((row, c) =>
      row.reduce((all, w, j) => all + w * h[j], parameters["linear.bias"]?.[c] ?? 0),
    );
    const exps = z.map((each) => Math.exp(each - Math.max(...z)));
    const p = exps.map((each) => each / exps.reduce((a, b) => a + b));
    const order = p.map((_, i) => i).sort((a, b) => p[b] - p[a] || a - b);
    const likeliest = order.slice(0, 5);
    const predictions = {
      target: vocabulary[target],
      target_probability: p[target],
      likeliest: likeliest.map((i) => vocabulary[i]),
      likeliest_probability: likeliest.map((i) => p[i]),
    };
    return { ...shaped({ H, T }).steps[t], h, predictions, z, p };
  });
  const { z } = steps.at(-1);
  const loss = Math.log(z.reduce((all, each) => all + Math.exp(each - Math.max(...z)), 0)) + Math.max(...z) - z[target];
  return { ...shaped({ H, T }), vocabulary, parameters, steps, loss, asked: { tokenizer: "word" }, V, target };
}
