/**
 * A hand on a line that is pulled sideways. A mouse or a pen has it at once. A finger may be about to scroll the page: it
 * has the line once it goes sideways or is lifted where it came down; what the browser scrolls instead is taken back.
 */

/** A press that moves as far as this, in px, is a drag. */
export const STILL = 4;

/**
 * What a hand does: `take` where it has the line, `pull` as it moves, `tap` where it did not, `undo` where it was not
 * meant, `leave` at the end of each that took.
 * @typedef {object} Hand
 * @property {(event: PointerEvent) => void} take
 * @property {(event: PointerEvent) => void} pull
 * @property {(event: PointerEvent) => void} [tap]
 * @property {() => void} undo
 * @property {() => void} leave
 */

/** Whether a finger goes along the line. @param {{x: number, y: number}} from @param {PointerEvent} to */
function sideways(from, { clientX, clientY }) {
  const across = Math.abs(clientX - from.x);
  return across >= STILL && across > Math.abs(clientY - from.y);
}

/** @param {HTMLElement} svg @param {Hand} hand */
export function bindPull(svg, { take, pull, tap, undo, leave }) {
  /** Where the pointer came down; whether it has the line, and has been moved. */
  let [from, taken, moved] = [{ x: 0, y: 0 }, false, false];
  const seize = (/** @type {PointerEvent} */ event) => {
    taken = true;
    take(event);
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    svg.setPointerCapture(event.pointerId);
    [from, taken, moved] = [{ x: event.clientX, y: event.clientY }, false, false];
    if (event.pointerType !== "touch") seize(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!svg.hasPointerCapture(event.pointerId)) return;
    if (!taken && !sideways(from, event)) return;
    if (!taken) seize(event);
    moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) >= STILL;
    if (moved) pull(event);
  });
  svg.addEventListener("pointerup", (event) => {
    if (!svg.hasPointerCapture(event.pointerId)) return;
    if (!taken) seize(event);
    if (!moved) tap?.(event);
  });
  svg.addEventListener("pointercancel", () => {
    if (taken) undo();
  });
  svg.addEventListener("lostpointercapture", () => {
    if (taken) leave();
    taken = false;
  });
}
