/**
 * Whether the window is an upright phone. What only a phone needs, its scene, its gestures and its sheet of settings,
 * comes in one script of its own; its styles come wherever a thumb works or a window is narrow.
 */
import { computed, signal } from "../../vendor/signals.js";
import { find, matches } from "../pen/dom.js";
import { dress } from "../pen/style-sheet.js";
import { isUpright } from "../scenes/layout.js";

/** Where the styles of css/phone.css apply; so does each rule in it. */
const DRESSED = "(max-width: 600px), (max-height: 480px), (pointer: coarse)";

/** A low window, such as a phone on its side or a page at 200 %: its settings are behind the chip, too (css/fields.css). */
const ASIDE = "(orientation: landscape) and (min-width: 560px) and (max-height: 480px)";

/** The part of the window that stays when a phone hides its bars, px: the picture must not follow them. */
const sizeNow = () => ({ width: document.documentElement.clientWidth, height: document.documentElement.clientHeight });

export function phoneWindow() {
  const size = signal(sizeNow());
  addEventListener("resize", () => {
    const now = sizeNow();
    if (now.width !== size.peek().width || now.height !== size.peek().height) size.value = now;
  });
  /** What the script brings; null until it is there. */
  const code = signal(/** @type {typeof import("./phone.js").phone | null} */ (null));
  /** Whether the first picture waits for what dresses it. */
  const waits = signal(false);
  const upright = computed(() => isUpright(size.value));
  const [dressed, aside] = [matches(DRESSED), matches(ASIDE)];
  let asked = false;
  // a press before the code is there is kept
  const chip = find("#settings-open");
  let wished = false;
  const wish = () => {
    wished = true;
  };
  chip.addEventListener("click", wish);
  const ask = async () => {
    const wanted = (upright.value || aside.value) && code.peek() === null && !asked;
    const comes = [dressed.value ? dress("phone") : null, wanted ? fetchCode() : null].filter(Boolean);
    if (!comes.length) return;
    waits.value = document.body.dataset.ready === undefined;
    await Promise.all(comes);
    waits.value = false;
  };
  const fetchCode = async () => {
    asked = true;
    const come = await import("./phone.js").catch(() => null);
    asked = come !== null;
    come?.phone.bindSettings();
    chip.removeEventListener("click", wish);
    if (come && wished) chip.click();
    code.value = come?.phone ?? null;
  };
  return { upright, size, code, waits, ask };
}
