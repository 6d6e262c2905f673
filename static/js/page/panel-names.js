/** The panels of the page by their names, which their links say: of `class="panel dial"` it is "dial". */

import { writable } from "./state.js";

const PANELS = ".panel, .gradient";
/** Where the class says something else. @type {Record<string, string>} */
const OTHERS = { sentences: "beside" };

/** Where a panel stands as a row of the instrument. @param {Element} panel */
export const slotOf = (panel) => /** @type {HTMLElement | null} */ (panel.closest("[data-panel]"));

/** @param {Element} panel */
export function nameOf(panel) {
  const own = [...panel.classList].find((name) => name !== "panel") ?? "";
  return OTHERS[own] ?? own;
}

export const panels = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(PANELS))];

/** Whether a panel has something to show of this run, or will have once its code is here. @param {HTMLElement} panel */
const shows = (panel) => !panel.hidden || (panel.id === "write-on" && writable.peek());

/** The panel of that name; null where there is none, or it has nothing to show of this run. @param {string} name */
export const panelNamed = (name) => panels().find((panel) => nameOf(panel) === name && shows(panel)) ?? null;
