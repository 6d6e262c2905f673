/**
 * The wall: the stage fills the window for a room to see, its caption below it as a subtitle. What is below stays laid out
 * as it was, so that leaving brings the page back where it had been.
 */
import { effect, untracked } from "../../vendor/signals.js";
import { readMagnified, wallRoom } from "../gestures/stage-room.js";
import { bindWallKeys } from "../gestures/wall-keys.js";
import { beat, putOnWall } from "../page/actions.js";
import { wall } from "../page/state.js";
import { find, make } from "../pen/dom.js";
import { magnified } from "../pen/magnified.js";
import { dress } from "../pen/style-sheet.js";
import { momentCode } from "../widgets/moment-code.js";
import { bindSpotlight } from "../widgets/spotlight.js";
import { wallBar } from "../widgets/wall-bar.js";
import { wallLine } from "../widgets/wall-line.js";
import { speakOf, translate } from "../words/i18n.js";

/**
 * The least that the stage is laid out for, in its own px: at 1920 × 1080 it is shown so large that the smallest letter of
 * the page, 12 px, has 28.
 */
const STAGE = { width: 822, height: 462 };
/** What the caption and the line of time take of that height, px. */
const FOOT = 78;

export async function bindWall() {
  await Promise.all([dress("wall"), speakOf("wall"), speakOf("mend")]);
  const layer = make("div", "wall-layer");
  const code = momentCode();
  const blank = make("div", "blank");
  blank.hidden = true;
  const spotlight = bindSpotlight();
  const does = {
    blank: () => {
      blank.hidden = !blank.hidden;
    },
    code: code.toggle,
    spotlight: spotlight.toggle,
    walk: (/** @type {1 | -1} */ way) => {
      spotlight.rest();
      beat(way);
    },
    leave: () => putOnWall(false),
    /** Takes away what covers the stage; whether there was any. */
    uncover: () => {
      const covered = !blank.hidden || code.shown();
      blank.hidden = true;
      code.hide();
      return covered;
    },
  };
  layer.append(spotlight.element, wallLine(), wallBar(does), code.element, blank);
  const keys = bindWallKeys(does);
  /** @type {(() => void) | null} */
  let leave = null;
  effect(() => {
    if (wall.value === (leave !== null)) return;
    untracked(() => {
      if (leave) {
        keys.stop();
        does.uncover();
        spotlight.off();
        layer.remove();
        leave();
        leave = null;
      } else {
        leave = fill();
        document.body.append(layer);
        translate(layer);
        keys.start();
      }
    });
  });
}

/** Let the stage fill the window. @returns {() => void} puts everything back */
function fill() {
  const root = document.documentElement;
  const held = [find("#stage"), find(".transport")].map(keepHeight);
  const [x, y, focused] = [scrollX, scrollY, /** @type {HTMLElement | null} */ (document.activeElement)];
  root.classList.add("wall");
  addEventListener("resize", fit);
  fit();
  const leaveScreen = fillScreen();
  find("#stage").focus({ preventScroll: true });
  return () => {
    removeEventListener("resize", fit);
    root.classList.remove("wall");
    for (const name of ["--magnified", "--wall-room"]) root.style.removeProperty(name);
    readMagnified();
    wallRoom.value = null;
    leaveScreen();
    focused?.focus({ preventScroll: true });
    const back = () => scrollTo({ left: x, top: y, behavior: "instant" });
    back();
    // the page is as long as it was once its own stage is drawn again
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const release of held) release();
        back();
      }),
    );
  };
}

/** As large as the window lets the stage be. */
function fit() {
  const scale = Math.max(Math.min(innerWidth / STAGE.width, innerHeight / STAGE.height), 1);
  const room = Math.floor(innerHeight / scale - FOOT);
  magnified.value = scale;
  wallRoom.value = room;
  const { style } = document.documentElement;
  style.setProperty("--magnified", String(scale));
  style.setProperty("--wall-room", `${room * scale}px`);
}

/** An element keeps its height while what is in it is elsewhere. @param {HTMLElement} element @returns {() => void} */
function keepHeight(element) {
  element.style.height = `${element.getBoundingClientRect().height}px`;
  return () => {
    element.style.height = "";
  };
}

/**
 * The whole screen, where the browser gives it: it asks for a hand's sign, so an address alone fills the window. Who leaves
 * the screen leaves the wall.
 * @returns {() => void}
 */
function fillScreen() {
  const root = document.documentElement;
  const asked = navigator.userActivation?.isActive ?? true;
  if (document.fullscreenElement || !root.requestFullscreen || !asked) return () => {};
  let gone = false;
  const left = () => {
    if (!document.fullscreenElement) putOnWall(false);
  };
  root.requestFullscreen().then(
    // the screen may come when the wall has been left
    () => (gone ? document.exitFullscreen() : document.addEventListener("fullscreenchange", left)),
    () => {},
  );
  return () => {
    gone = true;
    document.removeEventListener("fullscreenchange", left);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  };
}
