/** Every chart as a table: whole, bounded, in both languages, and with the numbers of its run. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { before, describe, it } from "node:test";
import { cellsLayer } from "../../../static/js/charts/gradient-cells.js";
import { dialLayer } from "../../../static/js/charts/gradient-dial.js";
import { seedsLayer } from "../../../static/js/charts/gradient-seeds.js";
import { whatifLayer } from "../../../static/js/charts/gradient-whatif.js";
import { kinds } from "../../../static/js/page/compare.js";
import { short } from "../../../static/js/pen/numbers.js";
import { align } from "../../../static/js/run/alignment.js";
import { differences } from "../../../static/js/run/differences.js";
import { gradientLevels } from "../../../static/js/run/gradient-levels.js";
import { stretches } from "../../../static/js/run/grains.js";
import { sumOf } from "../../../static/js/run/sums.js";
import { besideTable } from "../../../static/js/tables/beside.js";
import { cellsTable, highwayTable } from "../../../static/js/tables/cells.js";
import { chainTable } from "../../../static/js/tables/chain.js";
import { checkTable } from "../../../static/js/tables/check.js";
import { clippingTable } from "../../../static/js/tables/clipping.js";
import {
  accuracyTable,
  changeTable,
  pairTable,
  placesTable,
  reachTable,
} from "../../../static/js/tables/experiment.js";
import { forecastTable } from "../../../static/js/tables/forecast.js";
import { layerTable, ledgerTable } from "../../../static/js/tables/gradient.js";
import { grainsTable } from "../../../static/js/tables/lab.js";
import { likeliestTable } from "../../../static/js/tables/likeliest.js";
import { neuronsTable } from "../../../static/js/tables/neurons.js";
import { openedTable } from "../../../static/js/tables/opened.js";
import { MOST_ROWS, readRows, written } from "../../../static/js/tables/rows.js";
import { spectrumTable } from "../../../static/js/tables/spectrum.js";
import { squashTable } from "../../../static/js/tables/squash.js";
import { sumTable } from "../../../static/js/tables/sum.js";
import { textTable } from "../../../static/js/tables/text.js";
import { distancesTable, reportsTable } from "../../../static/js/tables/training.js";
import { directionsTable, pathTable } from "../../../static/js/tables/trajectory.js";
import { effectTable, unitsTable, verdictTable } from "../../../static/js/tables/whatif.js";
import { CELLS as KINDS, usual } from "../support/experiments.js";
import { recurrentOf } from "../support/memory.js";
import { answer, backward, shaped } from "../support/runs.js";
import { trainingOf } from "../support/training.js";
import { speaking } from "../support/words.js";

const RUNS = {
  rnn: answer("rnn"),
  gru: answer("gru"),
  lstm: answer("lstm"),
  relu: answer("relu"),
  one: answer("one"),
  gone: answer("gone"),
  backward: backward(),
  "next-token": answer("next-token"),
  forecast: answer("forecast"),
  wide: shaped({ cell: "lstm", H: 64, T: 3 }),
  long: shaped({ H: 4, T: 10_000 }),
};
const FOCUS = { part: "a", unit: 1, term: null };
const BLOCK = {
  eigenvalues: [
    [0.5, 0.6],
    [0.5, -0.6],
    [-1.2, 0],
  ],
  spectral_radius: 1.2,
  largest_singular_value: 1.5,
};
const say = () => "";

/** The layers of the gradient's chart for a run. @param {object} run */
const layersOf = (run) => [
  dialLayer(run, { ghost: gradientLevels(run), rho: 0.8, names: { before: "b", most: "m" }, say }),
  seedsLayer(recurrentOf(run.tokens.map((_, d) => -d / 3)), {
    tokens: run.tokens,
    back: false,
    names: { own: "o", median: "m", half: "h" },
    say,
  }),
  cellsLayer(entrants(run), { tokens: run.tokens, current: "rnn", here: true, say }),
  whatifLayer(run, {
    delta: run.tokens.map(() => null),
    tokens: run.tokens,
    at: [0],
    names: { forward: "f", backward: "b" },
    say,
  }),
];

/** @param {object} run */
const entrants = (run) => kinds().map((kind) => ({ kind, run, problem: "" }));

/** Every table of a run at a moment. @param {object} run @param {number} u */
function tablesOf(run, u) {
  const T = run.tokens.length;
  const at = Math.min(1, T - 1);
  const gate = run.cell === "rnn" ? "a" : "h";
  return [
    chainTable(run, u, { unit: 1 }),
    openedTable(run, { t: at, backward: u > T, made: u > 0 }, { unit: 1 }),
    ledgerTable(run, at),
    textTable(run, u, { shade: "flow", unit: 1 }),
    ...layersOf(run).map((layer) => layerTable(layer, at)),
    pathTable(run, at),
    directionsTable(run, 1),
    sumTable(run, at, { ...FOCUS, part: gate }),
    run.steps[0].gates && Object.keys(run.steps[0].gates).length ? squashTable(run, at, 1) : null,
    run.steps[0].predictions?.forecast ? forecastTable(run, { column: 0, place: at }) : null,
    neuronsTable(run, [0, 1], at),
    cellsTable(entrants(run), run.tokens, at),
    highwayTable([{ name: "lstm", highway: gradientLevels(run), full: gradientLevels(run) }], run.tokens, at),
    checkTable(
      run,
      run.tokens.map((_, t) => ({ t, relative_error: t ? 3e-10 : null })),
    ) ?? null,
    unitsTable(run, { h: run.steps[0].h, now: run.steps[0].h }, 1),
    T < 100 ? besideTable(together(run), 0) : null,
  ].filter((table) => table !== null);
}

/** @param {object} run */
function together(run) {
  const pairs = align(run.tokens, run.tokens.slice(1));
  const second = { ...run, tokens: run.tokens.slice(1), steps: run.steps.slice(1) };
  return { first: run, second, pairs, apart: differences(run, second, pairs) };
}

/** The tables that no run of /step makes. */
function others() {
  const experiment = usual();
  const [grid] = experiment.grids;
  const curve = { curve: [0.1, 0.9], recipe: grid.recipe };
  const token = { t: 4, token: "the", takes_back: 0, adds: " the", probability: 0.4, drawn_probability: 0.4 };
  const training = trainingOf();
  const text = "나는 밥을";
  const cut = (grain, tokens) => ({
    grain,
    run: { tokens, objective: "recall", steps: tokens.map(() => ({ log10_grad_norm: -0.4 })) },
    spans: stretches(text, tokens),
  });
  return [
    spectrumTable(BLOCK),
    accuracyTable(experiment),
    placesTable(grid),
    reachTable(grid, 10),
    changeTable(grid, grid),
    changeTable(null, grid),
    pairTable([curve, curve], ["as it is", "changed"]),
    ...["score", "norm", "radius"].map((name) => reportsTable(training, 60, name)),
    distancesTable(training, 60),
    likeliestTable([{ ...token, likeliest: ["the", "a"], likeliest_probability: [0.4, 0.2] }], null),
    grainsTable([cut("word", ["나는", "밥을"]), cut("char", [...text])], 0.6),
    effectTable(
      {
        from: 0.2,
        slope: -1,
        domain: 1,
        now: null,
        samples: [
          { value: 0.2, change: 0 },
          { value: 1, change: -0.5 },
        ],
      },
      "L",
    ),
    verdictTable({ predicted: null, change: 0.001 }),
    clippingTable({
      norms: [
        { name: "W", level: -1 },
        { name: "b", level: null },
      ],
      total: -1,
      threshold: -2,
      factor: -1,
    }),
  ];
}

/** What no reader should hear. */
const BROKEN = /NaN|undefined|null|Infinity|\[object|\{|\}|^$|table-|teach-|lab-/;

/** @param {object} table @param {string} of what it is of */
function whole(table, of) {
  const { caption, columns, rows, current } = written(table);
  assert.ok(caption && !BROKEN.test(caption), `${of}: ${caption}`);
  if (table.sentence !== undefined)
    assert.ok(!BROKEN.test(table.sentence) && table.sentence, `${of}: ${table.sentence}`);
  assert.ok(rows.length > 0 && rows.length <= MOST_ROWS, `${of}: ${rows.length} rows`);
  assert.ok(current < rows.length, of);
  for (const head of columns) assert.ok(!BROKEN.test(head), `${of}: ${head}`);
  for (const row of rows) {
    assert.equal(row.length, columns.length, `${of}: ${row.join(" | ")}`);
    row.forEach((cell, i) => {
      assert.equal(typeof cell, "string");
      // the sum has rows without factors
      if (cell || i !== 1) assert.ok(!BROKEN.test(cell), `${of}: ${caption}: ${row.join(" | ")}`);
    });
  }
}

for (const lang of ["en", "ko"])
  describe(`the tables in ${lang}`, () => {
    before(() => speaking(lang));

    for (const [name, run] of Object.entries(RUNS))
      it(`of ${name} are whole and bounded at every moment`, () => {
        const T = run.tokens.length;
        for (const u of [0, 0.5, 1, T, T + 0.5, 2 * T])
          for (const table of tablesOf(run, u)) whole(table, `${name} at ${u}`);
      });

    it("of what is no run are whole", () => {
      for (const table of others()) whole(table, table?.caption ?? "none");
    });
  });

describe("the rows that are read of a long table", () => {
  before(() => speaking("en"));

  it("are all of a short one, and 25 around a place of a long one", () => {
    assert.deepEqual(readRows(25, 3), { from: 0, until: 25 });
    assert.deepEqual(readRows(26, 0), { from: 0, until: 25 });
    assert.deepEqual(readRows(10_000, 5_000), { from: 4_988, until: 5_013 });
    assert.deepEqual(readRows(10_000, 9_999), { from: 9_975, until: 10_000 });
    assert.deepEqual(readRows(10_000), { from: 0, until: 25 });
    assert.deepEqual(readRows(0, null), { from: 0, until: 0 });
  });

  it("are said in the caption, and no others are made", () => {
    let made = 0;
    const row = (i) => {
      made++;
      return [String(i)];
    };
    const { caption, rows, current } = written({ caption: "All.", columns: ["n"], count: 10_000, row, at: 600 });
    assert.equal(made, 25);
    assert.match(caption, /^All\. Rows 589 to 613 of 10000 /);
    assert.equal(rows[current][0], "600");
    assert.equal(written({ caption: "All.", columns: ["n"], count: 3, row }).caption, "All.");
  });
});

describe("what the tables say", () => {
  before(() => speaking("en"));
  const run = answer("rnn");

  it("is the run's own numbers at the page's digits", () => {
    const { rows, columns } = written(chainTable(run, 8, { unit: 0 }));
    assert.equal(columns.length, 1 + run.hidden_size + 2);
    run.steps.forEach((step, k) => {
      assert.deepEqual(rows[k].slice(1, -2), step.h.map(short));
      assert.equal(rows[k].at(-2), short(Math.hypot(...step.h)));
      assert.equal(rows[k].at(-1), `10^${step.log10_grad_norm.toFixed(2).replace("-", "−")}`);
    });
    assert.equal(rows[3][0], "t = 3, boy");
  });

  it("is of the chain only what has been read and has come back", () => {
    const cells = (u) => written(chainTable(run, u, { unit: 0 })).rows;
    assert.ok(cells(0).every((row) => row.slice(1).every((cell) => cell === "not yet")));
    const [first, second] = cells(1);
    assert.notEqual(first[1], "not yet");
    assert.equal(second[1], "not yet");
    const back = cells(5);
    assert.equal(back[2].at(-1), "not yet");
    assert.notEqual(back[3].at(-1), "not yet");
  });

  it("is nothing that the reader is computing", () => {
    const { rows } = written(chainTable(run, 8, { unit: 0, hidden: 2 }));
    assert.notEqual(rows[1][1], "not yet");
    assert.equal(rows[2][1], "not yet");
    const inside = written(openedTable(run, { t: 2, backward: false, made: false }, { unit: 0 })).rows;
    assert.equal(inside[0].at(-1), "not yet");
    assert.doesNotMatch(inside[0][1], /not/);
  });

  it("is a sentence with the state's norm, and once it is back the gradient's", () => {
    const norm = short(Math.hypot(...run.steps[3].h));
    const at = (u) => chainTable(run, u, { unit: 0 }).sentence;
    assert.match(at(0), /^RNN with \d+ units is about to read 4 steps\.$/);
    assert.match(at(4), new RegExp(`has read 4 of 4 steps; the state h₃ has norm ${norm}\\.$`));
    assert.match(at(8), /the gradient, back at h₀, has norm 10\^/);
  });

  it("is the sum whose terms make the number", () => {
    const { rows } = written(sumTable(run, 1, FOCUS));
    const sum = sumOf(run, 1, "a", 1);
    assert.deepEqual(
      rows.map((row) => row[2]),
      [...sum.terms.map(({ product }) => short(product)), short(sum.total), short(sum.squash.y)],
    );
    assert.equal(rows[0][0], "h₀[0]");
  });

  it("is in the order of the sentence where a direction reads from the right", () => {
    const back = backward();
    assert.equal(written(ledgerTable(back, null)).rows[0][0], "t = 3, boy");
    assert.equal(written(neuronsTable(back, [0], null)).rows[0][0], "t = 0, i");
  });

  it("names the curves of each layer", () => {
    const [dial, seeds, cells, whatif] = layersOf(run).map((layer) => written(layerTable(layer, 0)).columns);
    assert.deepEqual(dial.slice(-2), ["before the last turn", "gradient"]);
    assert.ok(seeds.includes("half of the seeds, lowest"));
    assert.ok(cells.includes("LSTM") && cells.includes("GRU"));
    assert.ok(whatif.includes("change of the state"));
  });

  it("orders eigenvalues by size and counts those outside the circle", () => {
    const { rows } = written(spectrumTable(BLOCK));
    assert.deepEqual(rows[0], ["λ 1", "−1.20", "0.00", "1.20"]);
    assert.match(spectrumTable(BLOCK).sentence, /^1 of 3 eigenvalues lie outside/);
  });

  it("is each norm before clipping and after", () => {
    const norms = [
      { name: "W", level: -1 },
      { name: "b", level: null },
    ];
    const { rows } = written(clippingTable({ norms, total: -1, threshold: -2, factor: -1.5 }));
    assert.deepEqual(rows, [
      ["W", "10^−1.00", "10^−2.50"],
      ["b", "0", "0"],
      ["all together, ‖g‖", "10^−1.00", "10^−2.50"],
    ]);
  });

  it("is every outcome of the experiment", () => {
    const [grid] = usual().grids;
    assert.match(
      placesTable(grid).sentence,
      /^\d+ of 60 trainings learned; LSTM \+1 got furthest with every seed, to delay 20\.$/,
    );
    const { rows, columns } = written(placesTable(grid));
    assert.equal(rows.length, Object.keys(KINDS).length);
    assert.deepEqual(columns.slice(1), ["delay 2", "delay 5", "delay 10", "delay 20"]);
    assert.deepEqual(rows[0].slice(1), ["100%, 100%, 100%", "100%, 100%, 100%", "13%, 13%, 13%", "13%, 13%, 13%"]);
  });
});

/** The files of tables/ whose tables are tested. */
const LOOKED_AT = [
  "beside",
  "cells",
  "chain",
  "check",
  "clipping",
  "experiment",
  "forecast",
  "gradient",
  "lab",
  "likeliest",
  "neurons",
  "opened",
  "rows",
  "spectrum",
  "squash",
  "sum",
  "text",
  "training",
  "trajectory",
  "whatif",
];

it("every file of tables/ is looked at here", () => {
  const files = readdirSync(new URL("../../../static/js/tables/", import.meta.url));
  assert.deepEqual(files.map((name) => name.replace(".js", "")).sort(), [...LOOKED_AT].sort());
});
