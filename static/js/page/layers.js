/**
 * Which layer and direction of the network the page looks at. The playhead stays where it is: only what is seen changes.
 * @import {Run} from "../types.js"
 */
import { ask } from "./shown-run.js";
import { fields, run } from "./state.js";

/** How many layers a run's network has. @param {Run | null} of */
export const layersOf = (of) => of?.num_layers ?? 1;

/** Whether there is a choice of what to look at. @param {Run | null} of */
export const hasChoice = (of) => layersOf(of) > 1 || Boolean(of?.bidirectional);

/**
 * Look at a layer, from 0, or at a direction.
 * @param {{layer?: number, direction?: string}} look
 */
export function lookAt({ layer, direction }) {
  const last = layersOf(run.peek()) - 1;
  const now = { layer: fields.peek().layer, direction: fields.peek().direction };
  // the last layer and the forward direction need not be written
  return ask({
    layer: layer === undefined ? now.layer : layer === last ? null : layer,
    direction: direction ?? now.direction,
  });
}
