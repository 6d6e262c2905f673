/** The words of an answer beside their bars: how large they are written, and the room that they need. */
import { percent } from "../pen/numbers.js";
import { textWidth } from "../pen/text-width.js";
import { tokenName } from "../words/tokens.js";

/** @import {Said} from "../run/head.js" */

/** The size of a word's letters and of the right one's, px. */
export const SIZE = { word: 14, right: 15 };
/** Between a bar and its word, px. */
export const GAP = 10;

/** A word as it is written beside its bar. @param {string} word @param {string} share */
export const quoted = (word, share) => `“${word}” ${share}`;

/** What a word and its share need beside their bar, px. @param {Said} said */
export const roomFor = ({ word, share, right }) =>
  GAP + textWidth(quoted(tokenName(word), percent(share)), right ? SIZE.right : SIZE.word);
