/** Each table's cells beside the numbers that they are of. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { seedsLayer } from "../../../static/js/charts/gradient-seeds.js";
import { plain } from "../../../static/js/pen/dom.js";
import { change, percent, scientific, short } from "../../../static/js/pen/numbers.js";
import { squashColumns } from "../../../static/js/run/activations.js";
import { before as stateBefore } from "../../../static/js/run/algebra.js";
import { sorted } from "../../../static/js/run/order.js";
import { besideTable } from "../../../static/js/tables/beside.js";
import { highwayTable } from "../../../static/js/tables/cells.js";
import { chainTable } from "../../../static/js/tables/chain.js";
import { checkTable } from "../../../static/js/tables/check.js";
import { changeTable, pairTable, reachTable } from "../../../static/js/tables/experiment.js";
import { forecastTable } from "../../../static/js/tables/forecast.js";
import { layerTable, ledgerTable } from "../../../static/js/tables/gradient.js";
import { grainsTable } from "../../../static/js/tables/lab.js";
import { likeliestTable } from "../../../static/js/tables/likeliest.js";
import { neuronsTable } from "../../../static/js/tables/neurons.js";
import { openedTable } from "../../../static/js/tables/opened.js";
import { written } from "../../../static/js/tables/rows.js";
import { squashTable } from "../../../static/js/tables/squash.js";
import { textTable } from "../../../static/js/tables/text.js";
import { distancesTable, reportsTable } from "../../../static/js/tables/training.js";
import { directionsTable, pathTable } from "../../../static/js/tables/trajectory.js";
import { effectTable, unitsTable } from "../../../static/js/tables/whatif.js";
import { power } from "../../../static/js/words/narration.js";
import { usual } from "../support/experiments.js";
import { recurrentOf } from "../support/memory.js";
import { answer } from "../support/runs.js";
import { trainingOf } from "../support/training.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

const rnn = answer("rnn");
const rows = (table) => written(table).rows;
const norm = (log10) => (log10 === null ? "0" : plain(power(log10)));

it("a text in one line has every power in it", () => {
  assert.equal(plain("10^{−1.5} of 10^{2}"), "10^−1.5 of 10^2");
});

describe("the cells of a run's tables", () => {
  it("chain: the gradient of the step that it is back at", () => {
    const [, , third] = rnn.steps;
    assert.ok(chainTable(rnn, 5.9, { unit: 0 }).sentence.includes(norm(third.log10_grad_norm)));
  });

  it("opened A: the state before, each gate, the new state, and on the way back the gradient", () => {
    const lstm = answer("lstm");
    const told = rows(openedTable(lstm, { t: 2, backward: true, made: true }, { unit: 0 }));
    const { gates, h, c, grad } = lstm.steps[2];
    const [oldH, oldC] = [stateBefore(lstm, 2), stateBefore(lstm, 2, "c")];
    const state = (j) => [oldH[j], oldC[j], ...Object.values(gates).map((all) => all[j]), h[j], c[j], grad[j]];
    assert.deepEqual(told[3].slice(1), state(3).map(short));
    assert.equal(
      rows(openedTable(lstm, { t: 2, backward: false, made: true }, { unit: 0 }))[0].length,
      told[0].length - 1,
    );
  });

  it("ledger: the norm and the two gains", () => {
    const { log10_grad_norm: level, pointwise_gain: slope, weight_gain: weight } = rnn.steps[2];
    assert.deepEqual(rows(ledgerTable(rnn, null))[2].slice(1), [
      norm(level),
      `× ${short(slope)}`,
      `× ${short(weight)}`,
    ]);
    assert.deepEqual(rows(ledgerTable(rnn, null))[0].slice(2), ["none", "none"]);
  });

  it("ledger of a gated cell: the norm, through the matrix and past it", () => {
    const gru = answer("gru");
    const { log10_grad_norm: level, log10_recurrent_norm: through, log10_direct_norm: past } = gru.steps[2];
    assert.deepEqual(rows(ledgerTable(gru, null))[2].slice(1), [level, through, past].map(norm));
  });

  it("seeds: the lowest before the highest, and places from the right where the reading is", () => {
    const memory = recurrentOf([0, -1, -2]);
    for (const each of memory.distances) Object.assign(each, { min: -5, max: 1 });
    const names = { own: "", median: "", half: "" };
    const layer = (back) => seedsLayer(memory, { tokens: ["a", "b", "c"], back, names, say: () => "" });
    const { columns, rows: told } = written(layerTable(layer(false), null));
    assert.equal(told[0][columns.indexOf("all seeds, lowest")], "10^−5.00");
    assert.equal(told[0][columns.indexOf("all seeds, highest")], "10^1.00");
    assert.equal(rows(layerTable(layer(true), null))[0][0], "t = 2, a");
  });

  it("path: both coordinates and the whole distance moved", () => {
    const told = rows(pathTable(rnn, null));
    rnn.projection.points.forEach(([x, y], k) => {
      const from = stateBefore(rnn, k);
      const moved = Math.hypot(...rnn.steps[k].h.map((value, j) => value - from[j]));
      assert.deepEqual(told[k].slice(1), [x, y, moved].map(short));
    });
    const [first] = rnn.projection.components;
    const most = Math.max(...first.map(Math.abs));
    const j = first.findIndex((value) => Math.abs(value) === most);
    assert.ok(directionsTable(rnn, 0).sentence.includes(`Unit ${j}: its share there is ${short(first[j])}`));
  });

  it("squash: each sum and the slope there", () => {
    const [{ squash, gates }] = squashColumns(rnn);
    const a = gates[0].a[1][2];
    assert.deepEqual(rows(squashTable(rnn, 1, 0))[2].slice(1), [a, squash.slope(a)].map(short));
  });

  it("neurons: the network's own unit, however the page sorts them", () => {
    const other = sorted(rnn, "size");
    assert.deepEqual(rows(neuronsTable(other, [5], null)), rows(neuronsTable(rnn, [5], null)));
    assert.equal(rows(neuronsTable(rnn, [5], null))[1][1], short(rnn.steps[1].h[5]));
  });

  it("text: what each word wears now", () => {
    const at = (u) => rows(textTable(rnn, u, { shade: "unit", unit: 2 })).map((row) => row[1]);
    assert.deepEqual(at(2).slice(2), ["not yet", "not yet"]);
    assert.deepEqual(at(2).slice(0, 2), [rnn.steps[0].h[2], rnn.steps[1].h[2]].map(short));
    const back = (u) => rows(textTable(rnn, u, { shade: "unit", unit: 2 })).map((row) => row[2]);
    assert.deepEqual(back(4), ["not yet", "not yet", "not yet", "not yet"]);
    assert.deepEqual(back(5), ["not yet", "not yet", "not yet", norm(rnn.steps[3].log10_grad_norm)]);
  });

  it("forecast: what was said, what came, and the error, at their place", () => {
    const run = answer("forecast");
    const { forecast, target } = run.steps[1].predictions;
    const told = rows(forecastTable(run, { column: 0, place: null }));
    const error = forecast.reduce((sum, value, i) => sum + (value - target[i]) ** 2, 0) / 2;
    assert.deepEqual(told[1].slice(1), [short(forecast[0]), short(target[0]), scientific(error)]);
    const turned = { ...run, direction: "backward" };
    const last = run.steps.at(-1).predictions.forecast[0];
    const [first] = rows(forecastTable(turned, { column: 0, place: null }));
    assert.match(first[0], /^t = 0, /);
    assert.equal(first[1], short(last));
  });

  it("check: the error of each step, and exactly zero", () => {
    const probes = rnn.tokens.map((_, t) => ({ t, relative_error: t ? t * 1e-10 : 0 }));
    assert.deepEqual(
      rows(checkTable(rnn, probes)).map((row) => row[1]),
      ["0", scientific(1e-10), scientific(2e-10), scientific(3e-10)],
    );
  });

  it("what if: the original before the edited, and the straight line of the prediction", () => {
    assert.deepEqual(rows(unitsTable(rnn, { h: [0.1, 0.2], now: [0.1, -1] }, 0))[1].slice(1), ["0.20", "−1.00"]);
    const samples = [
      { value: 0.5, change: 0 },
      { value: 1, change: -0.4 },
    ];
    const told = effectTable({ from: 0.5, slope: -1, domain: 1, now: null, samples }, "L");
    assert.deepEqual(rows(told)[1], ["1.00", change(-0.4), change(-0.5)]);
    assert.match(told.sentence, /^L: from 0\.50 to 1\.00, the loss changes from 0 to −0\.400\.$/);
  });

  it("beside: the words of both, and nothing where one has none", () => {
    const first = { tokens: ["i", "am"] };
    const second = { tokens: ["you", "are"] };
    const pairs = [
      { a: 0, b: 0 },
      { a: 1, b: null },
    ];
    assert.deepEqual(rows(besideTable({ first, second, pairs, apart: [-0.3] }, 0)), [
      ["1", "i", "you", "10^−0.30"],
      ["2", "am", "none", "none"],
    ]);
  });

  it("highway: the gates alone before all ways", () => {
    const told = rows(highwayTable([{ name: "lstm", highway: [-3, 0], full: [-1, 0] }], ["a", "b"], null));
    assert.deepEqual(told[0].slice(1), ["10^−3.00", "10^−1.00"]);
  });
});

describe("the cells of the other tables", () => {
  it("lab: the token of each cut in the middle of the finest", () => {
    const cut = (grain, tokens, spans) => ({
      grain,
      run: { tokens, steps: tokens.map((_, k) => ({ log10_grad_norm: -k })) },
      spans,
    });
    const coarse = cut(
      "word",
      ["ab", "c"],
      [
        { from: 0, to: 0.6 },
        { from: 0.6, to: 1 },
      ],
    );
    const fine = cut(
      "char",
      ["a", "bc"],
      [
        { from: 0, to: 0.5 },
        { from: 0.5, to: 1 },
      ],
    );
    assert.deepEqual(rows(grainsTable([coarse, fine], null))[1].slice(1), ["c 10^−1.00", "bc 10^−1.00"]);
  });

  it("experiment: the furthest cell, the seeds that learned, the steps of the checks", () => {
    const [grid] = usual().grids;
    assert.match(reachTable(grid, 20).sentence, /furthest in LSTM \+1: 20 steps back/);
    assert.equal(rows(changeTable(grid, grid))[0][3], "0 of 3 → 0 of 3");
    assert.equal(rows(changeTable(null, grid))[0][1], "3 of 3");
    const trial = { curve: [0.1, 0.9, 1], recipe: { check_every: 15, steps: 20 } };
    assert.deepEqual(
      rows(pairTable([trial], ["as it is"])).map((row) => row[0]),
      ["0", "15", "20"],
    );
  });

  it("training: the report of the shown step, and its gradient", () => {
    const training = trainingOf();
    const { columns, rows: told, current } = written(reportsTable(training, 60, "score"));
    assert.deepEqual(columns.slice(1), ["loss", "right"]);
    const { loss, accuracy } = training.reports[59];
    assert.deepEqual(told[current], ["60", short(loss), percent(accuracy)]);
    assert.equal(rows(distancesTable(training, 60))[3][1], norm(training.reports[59].log10_grad_norms[3]));
  });

  it("written on: each of the likeliest with its own share", () => {
    const token = { t: 4, token: "the", probability: 0.4, likeliest: ["the", "a"], likeliest_probability: [0.4, 0.2] };
    assert.deepEqual(rows(likeliestTable([token], null))[0], ["t = 4, the", "40%", "the 40%", "a 20%"]);
  });
});
