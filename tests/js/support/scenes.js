/** Every scene and chart as one thing: (run, u, options) → marks. A new scene is one line here. */

import { draw as ledger } from "../../../static/js/charts/gradient.js";
import { chainOf } from "../../../static/js/charts/gradient-chain.js";
import { draw as squash } from "../../../static/js/charts/squash.js";
import { draw as trajectory } from "../../../static/js/charts/trajectory.js";
import { gatesOf } from "../../../static/js/run/algebra.js";
import { factsOf } from "../../../static/js/run/facts.js";
import { moment } from "../../../static/js/run/phases.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { withOpenedCell } from "../../../static/js/scenes/opened-cell.js";
import { draw as pinnedColumn } from "../../../static/js/scenes/pinned.js";
import { draw as timeline } from "../../../static/js/scenes/timeline.js";
import { draw as unrolled } from "../../../static/js/scenes/unrolled.js";
import { t } from "../../../static/js/words/i18n.js";

/** The chain, as far unrolled as asked. @param {number} share */
const chain =
  (share) =>
  (run, u, { width, scheme }) =>
    unrolled(run, u, { at: layout(run, width), scheme, unrolled: share });

/** The last gate of a cell, its first line. */
const gate = (run, unit) => ({ part: gatesOf(run).at(-1) ?? "h", unit, term: 0 });

const pinned = (run, u, { width, scheme, unit }) =>
  pinnedColumn(run, u, moment(u, run.tokens.length).t, { width, scheme, focus: gate(run, unit) });

/** A, opened so far: all vectors of a gated cell, or one gate's table. */
const opened =
  (share, focus = (_, unit) => ({ part: "", unit, term: null })) =>
  (run, u, { width, scheme, unit }) => {
    const at = layout(run, width);
    const looking = { at, scheme, opened: share, focus: focus(run, unit), graph: factsOf(run.cell).graph };
    return withOpenedCell(unrolled(run, u, { at, scheme }), run, u, looking);
  };

/** @type {Record<string, (run: object, u: number, options: {width: number, scheme: string, unit: number}) => object[]>} */
export const SCENES = {
  chain: chain(1),
  "half-rolled": chain(0.5),
  rolled: chain(0),
  pinned,
  "half-open": opened(0.5),
  open: opened(1),
  gate: opened(1, gate),
  timeline: (run, u, { width }) => timeline(run, u, { width, forward: "forward", backward: "backward" }),
  ledger: (run, u, { width }) => ledger(run, u, { width, height: 264, chain: chainOf(run, width) }),
  trajectory: (run, u, options) => trajectory(run, u, { ...options, height: 328, say: t }),
  squash: (run, u, options) => squash(run, u, { ...options, say: t }),
};

export const OPTIONS = { width: 1320, scheme: "light", unit: 0 };
