/** Every scene and chart as one thing: (run, u, options) → marks. A new scene is one line here. */

import { draw as ledger } from "../../../static/js/charts/ledger.js";
import { draw as squash } from "../../../static/js/charts/squash.js";
import { draw as trajectory } from "../../../static/js/charts/trajectory.js";
import { factsOf, isPlain } from "../../../static/js/run/facts.js";
import { moment } from "../../../static/js/run/phases.js";
import { draw as gated } from "../../../static/js/scenes/inside-gated.js";
import { draw as cell } from "../../../static/js/scenes/inside-rnn.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { withOpenedCell } from "../../../static/js/scenes/opened-cell.js";
import { draw as timeline } from "../../../static/js/scenes/timeline.js";
import { draw as unrolled } from "../../../static/js/scenes/unrolled.js";
import { t } from "../../../static/js/words/i18n.js";

/** The chain, as far unrolled as asked. @param {number} share */
const chain =
  (share) =>
  (run, u, { width, scheme }) =>
    unrolled(run, u, { at: layout(run, width), scheme, unrolled: share });

const inside = (run, u, options) => {
  const draw = isPlain(run.cell) ? cell : gated;
  const part = Object.keys(run.steps[0]?.gates ?? {}).at(-1) ?? "h";
  const focus = { part, unit: options.unit, term: 0 };
  return draw(run, u, moment(u, run.tokens.length).t, { ...options, focus, say: t });
};

const opened =
  (share) =>
  (run, u, { width, scheme }) => {
    const at = layout(run, width);
    return withOpenedCell(unrolled(run, u, { at, scheme }), run, u, {
      at,
      scheme,
      opened: share,
      graph: factsOf(run.cell).graph,
    });
  };

/** @type {Record<string, (run: object, u: number, options: {width: number, scheme: string, unit: number}) => object[]>} */
export const SCENES = {
  chain: chain(1),
  "half-rolled": chain(0.5),
  rolled: chain(0),
  inside,
  "half-open": opened(0.5),
  open: opened(1),
  timeline: (run, u, { width }) => timeline(run, u, { width, forward: "forward", backward: "backward" }),
  ledger: (run, u, { width }) => ledger(run, u, { width, height: 304 }),
  trajectory: (run, u, options) => trajectory(run, u, { ...options, height: 328, say: t }),
  squash: (run, u, options) => squash(run, u, { ...options, say: t }),
};

export const OPTIONS = { width: 1320, scheme: "light", unit: 0 };
