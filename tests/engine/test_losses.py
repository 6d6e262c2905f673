"""The question a loss asks: which step, which target; what it sends back against finite differences."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from app.engine import losses, reader
from app.engine.cells import CELLS
from app.engine.errors import NoNextToken, NoSuchStep, NoTarget, UnknownName

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
