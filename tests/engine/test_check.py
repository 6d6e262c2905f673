from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import check, flow, losses, nudged, nudged_both_ways, params, reader
from app.engine.cells import CELLS
from app.engine.run import Run
from tests.engine.objectives import OF_TOKENS

WORDS = ("a", "b", "c")
KINDS = [(name, nonlinearity) for name, kind in CELLS.items() for nonlinearity in kind.nonlinearities]
GOOD = 2 * check.REACH


def read(cell: str, nonlinearity: str = "tanh", steps: int = 6, **fields: Any) -> Run:
    asked = {name: fields.pop(name) for name in ("objective", "loss_at", "target", "state") if name in fields}
    net = reader.seeded(cell=cell, nonlinearity=nonlinearity, vocabulary=WORDS, **{"hidden_size": 4, **fields})
    return reader.run(net, [WORDS[t * t % 3] for t in range(steps)], **asked)


def broken(run: Run, *, t: int, by: float, unit: int | None = None) -> Run:
    """The same run with ∂L/∂h_t made wrong: all of it, or one unit, by a factor."""
    d_h = run.adjoint.d_states[0].copy()
    d_h[t + 1, slice(None) if unit is None else unit] *= by
    adjoint = run.adjoint._replace(d_states=(d_h, *run.adjoint.d_states[1:]))
    return replace(run, adjoints=(adjoint,))


@pytest.mark.parametrize(("cell", "nonlinearity"), KINDS)
@pytest.mark.parametrize("objective", OF_TOKENS)
@pytest.mark.parametrize("loss_at", [None, 3])
def test_right_gradients_pass_everywhere(cell: str, nonlinearity: str, objective: str, loss_at: int | None) -> None:
    found = check.check(read(cell, nonlinearity, objective=objective, loss_at=loss_at))
    for findings in (found.steps, found.parameters):
        assert (findings.relative_error < 1e-7).all()
        assert (findings.probes > 0).all()
    assert found.names == tuple(reader.seeded(cell=cell, vocabulary=WORDS).state_dict())


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("many", [True, False])
def test_a_wrong_gradient_is_found_where_it_is(cell: str, many: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not many:
        monkeypatch.setattr(check, "PLENTY", 1)
    run = read(cell)
    steps = range(6) if many else (0,)
    for t in steps:
        for by in (1.001, -1.0, 1e-6, 1e6):
            errors = check.check(broken(run, t=t, by=by)).steps.relative_error
            assert errors[t] > 5e-4
            assert all(not error > GOOD for other, error in enumerate(errors) if other != t)


@pytest.mark.parametrize(("cell", "nonlinearity"), KINDS)
@pytest.mark.parametrize("objective", OF_TOKENS)
@pytest.mark.parametrize("num_layers", [2, 3])
def test_every_layer_is_checked(cell: str, nonlinearity: str, objective: str, num_layers: int) -> None:
    run = read(cell, nonlinearity, objective=objective, num_layers=num_layers, input_size=3)
    found = check.check(run)
    assert len(found.layers) == num_layers
    assert found.names == tuple(run.network.state_dict())
    for findings in (*found.layers, found.parameters):
        assert (findings.relative_error < 1e-7).all()
        assert (findings.probes > 0).all()
    assert found.worst == max(findings.relative_error.max() for findings in (*found.layers, found.parameters))
    assert found.steps is found.layers[-1]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("layer", range(3))
@pytest.mark.parametrize("many", [True, False])
def test_a_wrong_gradient_is_found_in_its_layer(
    cell: str, layer: int, many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not many:
        monkeypatch.setattr(check, "PLENTY", 1)
    run = read(cell, num_layers=3)
    d_h = run.adjoints[layer].d_states[0].copy()
    d_h[1] *= 1.001
    wrong = run.adjoints[layer]._replace(d_states=(d_h, *run.adjoints[layer].d_states[1:]))
    adjoints = [wrong if place == layer else adjoint for place, adjoint in enumerate(run.adjoints)]
    found = check.check(replace(run, adjoints=tuple(adjoints)))
    for place, findings in enumerate(found.layers):
        for t, error in enumerate(findings.relative_error):
            assert (error > 5e-4) == ((place, t) == (layer, 0))


@pytest.mark.parametrize("name", [*(f"rnn.{name}_l1" for name in params.NAMES), "embedding.weight"])
def test_wrong_parameter_gradients_of_any_layer_are_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run, true = read("gru", num_layers=2), flow.parameter_gradients
    monkeypatch.setattr(flow, "parameter_gradients", lambda run: true(run) | {name: true(run)[name] * 1.01})
    found = check.check(run)
    for own, error in zip(found.names, found.parameters.relative_error, strict=True):
        assert (error > 1e-3) == (own == name)


def test_a_kink_of_relu_below_the_last_layer_is_no_alarm() -> None:
    """The first layer's units are close enough to 0 that every nudge switches them on or off."""
    net = reader.seeded(nonlinearity="relu", num_layers=2, hidden_size=3, vocabulary=("a",))
    first = net.layers[0]
    bias = 1e-12 - first.weight_ih @ net.embedding[0] - first.bias_hh
    run = reader.run(replace(net, layers=(replace(first, bias_ih=bias), net.layers[1])), ("a",), objective="sum")
    found = check.check(run)
    assert np.isnan(found.parameters.relative_error[found.names.index("rnn.bias_ih_l0")])
    assert found.worst < 1e-7


@pytest.mark.parametrize("unit", range(4))
def test_one_wrong_unit_is_found(unit: int) -> None:
    assert check.check(broken(read("gru"), t=2, by=1.01, unit=unit)).steps.relative_error[2] > 1e-6


@pytest.mark.parametrize("name", ["embedding.weight", "rnn.weight_hh_l0", "rnn.bias_ih_l0", "linear.weight"])
def test_wrong_parameter_gradients_are_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run, true = read("lstm"), flow.parameter_gradients
    monkeypatch.setattr(flow, "parameter_gradients", lambda run: true(run) | {name: true(run)[name] * 1.01})
    found = check.check(run).parameters
    for own, error in zip(check.check(run).names, found.relative_error, strict=True):
        assert (error > 1e-3) == (own == name)


@pytest.mark.parametrize("cell", CELLS)
def test_a_vanished_gradient_is_beyond_reach_and_no_alarm(cell: str) -> None:
    run = read(cell, steps=60, spectral_radius=0.2)
    found = check.check(run)
    assert np.isnan(found.steps.relative_error[0])
    assert (found.steps.probes[0], np.isnan(found.steps.nudge[0])) == (0, True)
    assert found.steps.relative_error[-1] < 1e-7
    assert not (found.steps.relative_error > GOOD).any()
    assert (found.parameters.relative_error < 1e-7).all()


def test_a_gradient_said_to_be_tiny_that_is_not_is_an_alarm() -> None:
    run = read("rnn", steps=12)
    assert check.check(broken(run, t=11, by=1e-300)).steps.relative_error[11] == pytest.approx(1)
    assert check.check(broken(run, t=11, by=0.0)).steps.relative_error[11] == pytest.approx(1)


@pytest.mark.parametrize("seed", range(6))
def test_an_exploding_gradient_of_a_chaotic_network_is_no_alarm(seed: int) -> None:
    net = reader.seeded(hidden_size=32, seed=seed, spectral_radius=4, vocabulary=("never", "so"))
    found = check.check(reader.run(net, ("never", *("so",) * 99)))
    assert np.isnan(found.steps.relative_error).sum() > 50
    for errors in (found.steps.relative_error, found.parameters.relative_error):
        assert not (errors > check.REACH).any()


def test_a_large_gradient_that_the_differences_know_is_still_held_against_them() -> None:
    net = reader.seeded(hidden_size=8, seed=1, spectral_radius=1.5, vocabulary=("never", "so"))
    run = reader.run(net, ("never", *("so",) * 19), state={"h": np.full(8, 0.01)})
    assert (check.check(run).steps.relative_error < 1e-7).all()
    for t in (0, 19):
        assert check.check(broken(run, t=t, by=1.001)).steps.relative_error[t] == pytest.approx(1e-3, rel=0.01)


def test_after_the_loss_nothing_flows_and_nothing_moves() -> None:
    found = check.check(read("gru", loss_at=2)).steps
    assert found.relative_error[3:].tolist() == [0.0] * 3
    assert (found.probes[3:] == 4).all()


def test_one_token_and_one_word() -> None:
    net = reader.seeded(vocabulary=("a",))
    for objective in OF_TOKENS:
        found = check.check(reader.run(net, ("a",), objective=objective))
        assert (found.steps.relative_error < 1e-7).all()


@settings(deadline=None, max_examples=60)
@given(
    kind=st.sampled_from(KINDS),
    steps=st.integers(1, 40),
    size=st.integers(1, 6),
    seed=st.integers(0, 2**32 - 1),
    radius=st.none() | st.floats(0, 4),
    objective=st.sampled_from(OF_TOKENS),
)
def test_there_is_never_a_false_alarm(
    kind: tuple[str, str], steps: int, size: int, seed: int, radius: float | None, objective: str
) -> None:
    run = read(*kind, steps, hidden_size=size, seed=seed, spectral_radius=radius, objective=objective)
    found = check.check(run)
    for errors in (found.steps.relative_error, found.parameters.relative_error):
        assert not (errors > 1e-4).any()


def test_the_same_run_gives_the_same_answer() -> None:
    first, second = check.check(read("lstm", hidden_size=9)), check.check(read("lstm", hidden_size=9))
    np.testing.assert_array_equal(first.steps.relative_error, second.steps.relative_error)
    np.testing.assert_array_equal(first.parameters.relative_error, second.parameters.relative_error)


@pytest.mark.parametrize("cell", CELLS)
def test_a_plan_stays_within_plenty_and_takes_what_it_can(cell: str) -> None:
    for size, steps, logits in ((1, 1, 0), (8, 4, 0), (8, 4, 4), (32, 50, 0), (64, 200, 100), (8, 3_000, 0)):
        planned = check.plan(CELLS[cell](size), steps, logits)
        assert planned.nudged_steps * planned.numbers < 2 * check.PLENTY
        assert (planned.steps[0], planned.steps[-1]) == (0, steps - 1)
        assert 1 <= planned.probes <= size
        deep = check.plan(CELLS[cell](size), steps, logits, 4)
        for_parameters = nudged.RUNS * deep.vectors * (3 + 4 * 4) * steps
        for_states = nudged.RUNS * deep.probes * 4 * (steps - deep.steps).sum()
        assert deep.nudged_steps == for_states + for_parameters
        assert (deep.nudged_steps - for_parameters) * deep.numbers < 2 * check.PLENTY
    assert check.plan(CELLS[cell](8), 4, 0).probes == 8
    assert len(check.plan(CELLS[cell](8), 4, 0).steps) == 4
    assert len(check.plan(CELLS[cell](8), 3_000, 0).steps) < 3_000


@pytest.mark.parametrize("cell", CELLS)
def test_a_long_sentence_is_checked_at_some_steps(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "PLENTY", 60_000)
    found = check.check(read(cell, steps=90, objective="next-token")).steps
    probed = found.probes > 0
    assert 2 <= probed.sum() < 90
    assert (found.relative_error[probed] < GOOD).all()
    assert np.isnan(found.relative_error[~probed]).all()


def test_a_state_near_the_end_of_the_range_is_beyond_reach() -> None:
    run = read("rnn", "relu", objective="sum", state={"h": np.full(4, 1e300)})
    assert not (check.check(run).steps.relative_error > 1e-4).any()


@pytest.mark.parametrize(("cell", "nonlinearity"), KINDS)
@pytest.mark.parametrize("objective", ["label", "next-token"])
@pytest.mark.parametrize("bias", [True, False])
def test_two_directions_are_checked(cell: str, nonlinearity: str, objective: str, bias: bool) -> None:
    fields: dict[str, Any] = {"num_layers": 2, "bidirectional": True, "bias": bias}
    run = read(cell, nonlinearity, objective=objective, **fields).looking_at(0, 1)
    found = check.check(run)
    assert len(found.layers) == 4
    assert found.steps is found.layers[1]
    assert found.worst < GOOD
    assert found.names == tuple(run.network.state_dict())
    if nonlinearity != "relu":
        assert all((findings.probes > 0).all() for findings in (*found.layers, found.parameters))


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("at_once", [1, 1 << 21])
def test_a_wrong_gradient_is_found_in_its_direction(place: int, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nudged_both_ways, "AT_ONCE", at_once)
    run = read("lstm", num_layers=2, bidirectional=True, objective="next-token")
    d_h = run.adjoints[place].d_states[0].copy()
    d_h[2] *= 1.001
    wrong = run.adjoints[place]._replace(d_states=(d_h, *run.adjoints[place].d_states[1:]))
    adjoints = [wrong if k == place else adjoint for k, adjoint in enumerate(run.adjoints)]
    found = check.check(replace(run, adjoints=tuple(adjoints)))
    step = run.steps - 2 if place % 2 else 1
    for k, findings in enumerate(found.layers):
        for t, error in enumerate(findings.relative_error):
            assert (error > 5e-4) == ((k, t) == (place, step))


@pytest.mark.parametrize("name", ["rnn.weight_hh_l0_reverse", "rnn.bias_ih_l1_reverse", "embedding.weight"])
def test_wrong_parameter_gradients_of_a_direction_are_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run, true = read("gru", num_layers=2, bidirectional=True), flow.parameter_gradients
    monkeypatch.setattr(flow, "parameter_gradients", lambda run: true(run) | {name: true(run)[name] * 1.01})
    found = check.check(run)
    for own, error in zip(found.names, found.parameters.relative_error, strict=True):
        assert (error > 1e-3) == (own == name)


@pytest.mark.parametrize("objective", ["forecast", "label", "sum"])
@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("cell", CELLS)
def test_numbers_and_their_objectives_are_checked(cell: str, objective: str, bidirectional: bool) -> None:
    x, ids = np.sin(np.arange(18.0)).reshape(6, 3), np.full(6, -1)
    x.setflags(write=False)
    net = reader.seeded(cell=cell, input_size=3, vocabulary=(), outputs=3, bidirectional=bidirectional, hidden_size=4)
    found = check.check(reader.answer(net, (), ids, losses.ask(objective, ids, x=x), x=x))
    assert found.worst < GOOD
    assert all((findings.probes > 0).all() for findings in (*found.layers, found.parameters))


def test_a_plan_for_two_directions_reads_every_nudged_run_to_its_end() -> None:
    cell = CELLS["gru"](4)
    one, both = (check.plan(cell, 10, 0, 2, directions) for directions in (1, 2))
    assert both.numbers == 2 * one.numbers
    assert (len(both.steps), both.probes, both.vectors) == (10, 4, 2)
    assert both.nudged_steps == nudged.RUNS * (4 * 4 * 10 * 10 + 2 * 19 * 10)
    assert check.plan(cell, 2_000, 0, 4, 2).nudged_steps * both.numbers < 4 * check.PLENTY
