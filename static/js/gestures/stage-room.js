/** The heights that the window leaves for the opened A, px. */
import { signal } from "../../vendor/signals.js";

/** What is above and below A in the window: the head of the page, the caption, the word, the line of time. */
const AROUND = 284;
/** The same where a page that is scrolled, or has the text beside the stage, has no head above it. */
const LITTLE = 224;
/** So high it is at least and at most. */
const [LEAST, MOST] = [250, 520];
/** A low window is scrolled until the stage fills it, but for the line of time: css/transport.css. */
const LOW = { window: 480, around: 93 };

const height = signal(globalThis.innerHeight ?? 900);
globalThis.addEventListener?.("resize", () => {
  height.value = innerHeight;
});

export function tallOf() {
  const around = height.value <= LOW.window ? LOW.around : AROUND;
  return Math.min(Math.max(height.value - around, LEAST), MOST);
}

/** Beyond this height a part of A is out of sight. */
export const mostOf = () => height.value - LITTLE;
