/** A spotlight for a hand that points at the wall: what is around the pointer keeps its colours, the rest is dimmed. */
import { wall } from "../page/state.js";
import { make } from "../pen/dom.js";

/**
 * It is off until a mouse or a pen moves, and once it was put out, until it is lit again.
 * `rest` leaves what comes next undimmed until the pointer moves again.
 * @returns {{element: HTMLElement, toggle: () => void, rest: () => void, off: () => void}}
 */
export function bindSpotlight() {
  const element = make("div", "spotlight");
  element.hidden = true;
  let out = false;
  let at = { x: 0.5, y: 0.4 };
  const place = () => {
    element.style.setProperty("--x", `${at.x * 100}%`);
    element.style.setProperty("--y", `${at.y * 100}%`);
  };
  addEventListener("pointermove", ({ clientX, clientY, pointerType }) => {
    if (!wall.value || pointerType === "touch") return;
    at = { x: clientX / innerWidth, y: clientY / innerHeight };
    if (!out) element.hidden = false;
    place();
  });
  document.documentElement.addEventListener("pointerleave", () => {
    element.hidden = true;
  });
  place();
  return {
    element,
    toggle() {
      out = !element.hidden;
      element.hidden = out;
    },
    rest() {
      element.hidden = true;
    },
    off() {
      out = false;
      element.hidden = true;
    },
  };
}
