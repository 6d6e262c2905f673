/** Time along the lower edge of the wall: forward in ink, backward in violet. */
import { effect } from "../../vendor/signals.js";
import { end, u, wall } from "../page/state.js";
import { make } from "../pen/dom.js";

export function wallLine() {
  const line = make("div", "line-of-time");
  line.setAttribute("aria-hidden", "true");
  const [forward, backward] = [make("span", "forward"), make("span", "backward")];
  line.append(forward, backward);
  effect(() => {
    if (!wall.value) return;
    const T = end.value / 2 || 1;
    forward.style.setProperty("--done", String(Math.min(u.value / T, 1)));
    backward.style.setProperty("--done", String(Math.max(u.value / T - 1, 0)));
  });
  return line;
}
