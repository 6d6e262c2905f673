/**
 * One style rule lights what is pointed at in every picture: marks say which unit they are of (`data-unit`), or which
 * column of the input (`data-input`). Pictures that have no mark a unit draw it themselves (scenes/lit.js).
 * @import {Lit} from "../types.js"
 */
import { effect } from "../../vendor/signals.js";
import { ruleSheet } from "../pen/rules.js";
import { lit } from "./state.js";

/** How much is left of the other threads, and of the other cells, which are for comparing. */
const OTHERS = { thread: 0.2, cell: 0.45 };

/** The rules while something is pointed at. @param {Lit | null} found */
export function rulesOf(found) {
  if (!found) return "";
  const name = found.part === "x" ? "data-input" : "data-unit";
  const [own, others] = [`[${name}="${found.unit}"]`, `[${name}]:not([${name}="${found.unit}"])`];
  return [
    `:is([data-unit],[data-input]):not(${own}){opacity:${OTHERS.thread}}`,
    `.strip :is([data-unit],[data-input]){opacity:1}`,
    `.strip ${others}{opacity:${OTHERS.cell}}`,
    // the strip under the pointer is being read
    `.strip:hover [${name}]{opacity:1}`,
    `.strip rect${own}{stroke:var(--ink);stroke-width:2}`,
    // what rests under the gradient comes forward again
    `.back .cable:not(.gradient){opacity:1}`,
    ...(found.part === "h" ? [`:is(.band,.sheaf,.sheaf-line){opacity:0.35}`] : []),
  ].join("");
}

/** Keep the rules with what is pointed at. */
export function bindLighting() {
  const sheet = ruleSheet();
  effect(() => sheet.replaceSync(rulesOf(lit.value)));
}
