/** The panels of the page by their names, which their links say: of `class="panel dial"` it is "dial". */

const PANELS = ".panel, .gradient";

/** @param {Element} element */
export const nameOf = (element) => [...element.classList].find((name) => name !== "panel") ?? "";

export const panels = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(PANELS))];

/** The panel of that name; null where there is none, or it has nothing to show of this run. @param {string} name */
export const panelNamed = (name) => panels().find((panel) => nameOf(panel) === name && !panel.hidden) ?? null;
