/**
 * The colours of W: its scale is its own, as wide as its largest weight, and says so.
 * @import {Run} from "../types.js"
 */

import { largest } from "../run/algebra.js";

/** How large a weight has the whole colour. @param {Run} run */
export const domainOf = (run) => largest(run) * 1.15;
