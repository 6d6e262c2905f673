"""The question a loss asks: which step, which target; what it sends back against finite differences."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from app.engine import flow, losses, reader
from app.engine.cells import CELLS
from app.engine.errors import (
    NoEmbedding,
    NoHead,
    NoNextNumbers,
    NoNextToken,
    NoNumbers,
    NoSuchClass,
    NoSuchStep,
    NoTarget,
    NoTokens,
    OutOfRange,
    UnknownName,
    WrongHead,
    WrongShape,
)
from app.engine.run import Run

IDS = np.array([0, 1, 0, 2])
WORDS = ("a", "b", "a", "c")


def log_softmax(logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    shifted: npt.NDArray[np.float64] = logits - logits.max()
    return shifted - math.log(np.exp(shifted).sum())


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("loss_at", [None, 0, 2, 3])
@pytest.mark.parametrize("target", [None, 0, 3])
def test_recall_asks_for_one_token_at_one_step(cell: str, loss_at: int | None, target: int | None) -> None:
    net = reader.seeded(cell=cell, vocabulary=("a", "b", "c"))
    run = reader.run(net, WORDS, loss_at=loss_at, target=target)
    at = 3 if loss_at is None else loss_at
    said = log_softmax(net.head.weight @ run.h[at] + net.head.bias)
    assert run.loss == pytest.approx(-said[IDS[target or 0]], rel=1e-14)
    assert run.question.targets.tolist() == [IDS[target or 0]] * 4
    norms = run.grad_norms
    assert (norms.value[: at + 1] > 0).all()
    assert norms.value[at + 1 :].tolist() == [0.0] * (3 - at)
    assert (norms.log10[at + 1 :] == -math.inf).all()


def test_next_token_at_one_step_is_that_term_of_the_mean() -> None:
    net = reader.seeded(vocabulary=("a", "b", "c"))
    terms = [reader.run(net, WORDS, objective="next-token", loss_at=t).loss for t in range(3)]
    assert reader.run(net, WORDS, objective="next-token").loss == pytest.approx(sum(terms) / 3, rel=1e-14)


def test_sum_at_a_step_is_that_step_s_sum() -> None:
    run = reader.run(reader.seeded(vocabulary=("a", "b", "c")), WORDS, objective="sum", loss_at=1)
    assert run.loss == run.h[1].sum()
    assert run.grad[1].tolist() == [1.0] * 8
    assert not run.grad[2:].any()


def test_another_objective_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the head is asked follows from its targets."""
    monkeypatch.setitem(
        losses.OBJECTIVES, "last", losses.Objective(lambda ids, _: ids[-1:].repeat(len(ids)), lambda T: range(T - 1, T))
    )
    net = reader.seeded(vocabulary=("a", "b", "c"))
    run = reader.run(net, WORDS, objective="last")
    assert run.loss == reader.run(net, WORDS, target=3).loss
    assert run.question.of_head


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("objective", ["recall", "sum"])
def test_a_loss_on_the_way_is_the_loss_of_the_sentence_up_to_there(cell: str, objective: str) -> None:
    net = reader.seeded(cell=cell, vocabulary=("a", "b", "c"))
    whole = reader.run(net, WORDS, objective=objective, loss_at=2)
    part = reader.run(net, WORDS[:3], objective=objective)
    assert whole.loss == pytest.approx(part.loss, rel=1e-14)
    np.testing.assert_allclose(whole.grad[:3], part.grad, atol=1e-15)


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UnknownName, match="unknown objective: mse; have recall, next-token, sum"):
        losses.ask("mse", IDS)
    with pytest.raises(NoSuchStep, match="loss_at must be a step from 0 to 3; got 4"):
        losses.ask("recall", IDS, loss_at=4)
    with pytest.raises(NoSuchStep, match="target must be a step from 0 to 3; got -1"):
        losses.ask("recall", IDS, target=-1)
    with pytest.raises(NoNextToken, match="after the last step, 3, there is no next token"):
        losses.ask("next-token", IDS, loss_at=3)
    for objective in ("sum", "next-token"):
        with pytest.raises(NoTarget, match=f"only the objectives recall and label take a target; got {objective}"):
            losses.ask(objective, IDS, target=0)


NUMBERS = np.sin(np.arange(12.0)).reshape(6, 2)
NUMBERS.setflags(write=False)
NO_IDS = np.full(6, -1)


def of_numbers(objective: str, outputs: int = 2, bidirectional: bool = False, **asked: Any) -> Run:
    net = reader.seeded(cell="gru", input_size=2, vocabulary=(), outputs=outputs, bidirectional=bidirectional)
    return reader.answer(net, (), NO_IDS, losses.ask(objective, NO_IDS, x=NUMBERS, **asked), x=NUMBERS)


@pytest.mark.parametrize("bidirectional", [False, True])
def test_a_forecast_is_half_the_squared_distance_from_the_next_numbers(bidirectional: bool) -> None:
    run = of_numbers("forecast", bidirectional=bidirectional)
    head = run.network.head
    errors = run.output[:-1] @ head.weight.T + head.bias - NUMBERS[1:]
    assert run.loss == pytest.approx((errors**2).sum() / 2 / 5, rel=1e-14)
    injected = errors @ head.weight / 5
    entering = [run.looking_at(0, way).adjoint.entering.vectors.values() for way in range(1 + bidirectional)]
    halves = [rows[::-1] if way else rows for way, rows in enumerate(entering)]
    np.testing.assert_allclose(np.hstack(halves), injected, atol=1e-15)
    np.testing.assert_allclose(flow.forecasts(run)[:-1] - NUMBERS[1:], errors, atol=1e-15)
    gradients = flow.parameter_gradients(run)
    np.testing.assert_allclose(gradients["linear.weight"], errors.T @ run.output[:-1] / 5, atol=1e-15)
    np.testing.assert_allclose(gradients["linear.bias"], errors.sum(axis=0) / 5, atol=1e-15)


def test_a_forecast_at_one_step_is_that_term_of_the_mean() -> None:
    terms = [of_numbers("forecast", loss_at=t).loss for t in range(5)]
    assert of_numbers("forecast").loss == pytest.approx(sum(terms) / 5, rel=1e-14)
    assert not of_numbers("forecast", loss_at=2).grad[3:].any()


@pytest.mark.parametrize("loss_at", [None, 1])
@pytest.mark.parametrize("target", [None, 3])
def test_a_label_is_a_class_of_the_head_at_one_step(loss_at: int | None, target: int | None) -> None:
    run = of_numbers("label", outputs=4, loss_at=loss_at, target=target)
    at = 5 if loss_at is None else loss_at
    said = log_softmax(run.network.head.weight @ run.h[at] + run.network.head.bias)
    assert run.loss == pytest.approx(-said[target or 0], rel=1e-14)
    assert flow.predictions(run).target_ids.tolist() == [target or 0] * 6
    assert len(flow.predictions(run).likeliest_ids[0]) == 4


def test_what_was_read_decides_what_can_be_asked() -> None:
    for objective in ("recall", "next-token"):
        with pytest.raises(NoTokens, match=f"the objective {objective} asks for a token, but numbers were read"):
            of_numbers(objective)
        with pytest.raises(NoTokens):
            reader.answer(reader.seeded(vocabulary="ab"), (), IDS, losses.ask(objective, IDS), x=NUMBERS)
    with pytest.raises(NoNumbers, match="the objective forecast asks for numbers, but tokens were read"):
        losses.ask("forecast", IDS)
    with pytest.raises(NoNextNumbers, match="after the last step, 0, there are no next numbers"):
        losses.ask("forecast", NO_IDS[:1], x=NUMBERS[:1])
    with pytest.raises(NoNextNumbers, match="after the last step, 5, there are no next numbers"):
        of_numbers("forecast", loss_at=5)


def test_the_head_has_to_fit_the_question() -> None:
    with pytest.raises(WrongHead, match="needs a head with a row for each of the 2 numbers of a step; it has 3"):
        of_numbers("forecast", outputs=3)
    with pytest.raises(NoSuchClass, match="target must be a class from 0 to 2; got 3"):
        of_numbers("label", outputs=3, target=3)
    with pytest.raises(NoSuchClass, match="target must be a class from 0; got -1"):
        of_numbers("label", target=-1)
    for objective in ("forecast", "label"):
        with pytest.raises(NoHead):
            of_numbers(objective, outputs=0)
    assert of_numbers("sum", outputs=0).loss == of_numbers("sum").loss
    with pytest.raises(NoHead):
        flow.forecasts(of_numbers("sum", outputs=0))


def test_a_forecast_that_leaves_the_range_is_refused() -> None:
    x = NUMBERS * 1e200
    x.setflags(write=False)
    net = reader.seeded(input_size=2, vocabulary=(), outputs=2)
    with pytest.raises(OutOfRange, match="loss leaves the range"):
        reader.answer(net, (), NO_IDS, losses.ask("forecast", NO_IDS, x=x), x=x)


def test_numbers_have_to_be_as_wide_as_the_network_reads() -> None:
    net = reader.seeded(input_size=3, vocabulary=())
    with pytest.raises(WrongShape, match=r"inputs must have shape \(6, 3\); got \(6, 2\)"):
        reader.answer(net, (), NO_IDS, losses.ask("sum", NO_IDS, x=NUMBERS), x=NUMBERS)
    with pytest.raises(NoEmbedding, match="the network has no embedding"):
        reader.answer(net, ("a",), np.zeros(1, dtype=np.int64), losses.ask("sum", IDS[:1]))
