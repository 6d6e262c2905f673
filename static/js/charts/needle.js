/** Where the page's playhead is among the steps of a chart over time. */
import { clamp } from "../pen/math.js";

/**
 * The playhead among the steps: at t when h_t, or its gradient, has just been made.
 * @param {number} u
 * @param {number} T
 */
export const needleAt = (u, T) => (u > T ? clamp(2 * T - u, 0, T - 1) : clamp(u - 1, -0.5, T - 1));
