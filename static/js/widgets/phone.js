/** All that only an upright phone needs. */
import { keepFromScrolling, pullAt, takenAt } from "../gestures/swipe.js";
import { draw } from "../scenes/upright.js";
import { uprightLayout } from "../scenes/upright-layout.js";
import { bindSettings } from "./settings-sheet.js";

export const phone = { bindSettings, draw, keepFromScrolling, pullAt, takenAt, uprightLayout };
