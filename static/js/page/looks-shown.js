/** How the panels are looked at: the signals behind the address's fields of looks.js. */
import { eachLook, NAMES, USUAL } from "./looks.js";
import { block, comparison, edit, gridPlace, labText, panel, seeds, shade, trial, writesOn } from "./state.js";

/** @import {Looks} from "./looks.js" */

const SIGNALS = {
  panel,
  edit,
  memory: seeds,
  shade,
  compare: comparison,
  lab: labText,
  block,
  place: gridPlace,
  trial,
  write: writesOn,
};

export const looksNow = () => eachLook((name) => SIGNALS[name].value);

/** Whether a panel is looked at in another way than an untouched one. */
export const looksChosen = () => NAMES.some((name) => SIGNALS[name].value !== USUAL[name]);

/** Show what an address says. @param {Partial<Looks>} looks */
export function setLooks(looks) {
  for (const name of NAMES) SIGNALS[name].value = looks[name] ?? USUAL[name];
}
