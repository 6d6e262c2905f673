"""The gradient that goes back a limited number of steps; tests/golden/run_script.py has it held against PyTorch."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from app.engine import check, flow, reader
from app.engine.errors import CannotTruncate, Truncated, WrongValue
from app.engine.network import Network
from app.engine.run import Run

CELLS = ("rnn", "gru", "lstm")
WORDS = tuple("abcdef")


def network(cell: str, **fields: object) -> Network:
    return reader.seeded(cell=cell, hidden_size=5, seed=2, vocabulary=WORDS, **fields)  # type: ignore[arg-type]


def run(net: Network, steps: int, **asked: object) -> Run:
    return reader.run(net, [WORDS[t * t % 7 % 6] for t in range(steps)], **asked)  # type: ignore[arg-type]


def same(one: Run, other: Run, steps: slice) -> bool:
    grads = zip((one.grad, one.cell_grad), (other.grad, other.cell_grad), strict=True)
    return all(own is None or np.array_equal(own[steps], others[steps]) for own, others in grads)  # type: ignore[index]


@pytest.mark.parametrize(("cell", "steps", "layers"), list(product(CELLS, (4, 40, 600), (1, 2))))
@pytest.mark.parametrize("truncate", [1, 3, 256, 300])
def test_of_one_loss_the_last_steps_have_their_gradient_and_the_others_none(
    cell: str, steps: int, layers: int, truncate: int
) -> None:
    net = network(cell, num_layers=layers, spectral_radius=0.95)
    for loss_at in (None, steps // 2):
        whole, cut = (run(net, steps, loss_at=loss_at, truncate=k) for k in (None, truncate))
        end = steps if loss_at is None else loss_at + 1
        first = max(0, end - truncate)
        assert cut.grad[first].any()
        assert not cut.grad[:first].any()
        assert np.isneginf(cut.grad_norms.log10[:first]).all()
        assert cut.loss == whole.loss
        if layers == 1:
            near = np.allclose(cut.grad[first:], whole.grad[first:], rtol=1e-12, atol=0)
            assert near
        assert cut.initial_grad["h"].values().any() == (first == 0 and truncate >= end)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("truncate", [1, 4, 7, 256])
def test_many_losses_are_those_of_the_pieces_one_by_one(cell: str, truncate: int) -> None:
    """A text cut at the same steps, each piece read on from the state of the one before, gives the same gradients."""
    net, steps = network(cell, spectral_radius=1.2), 530
    cut = run(net, steps, objective="next-token", truncate=truncate)
    cuts = [0, *cut.question.cuts, steps]
    lengths = [end - start for start, end in pairwise(cuts)]
    # the last step is not scored, and is read with the last piece
    assert lengths[1:] == [truncate] * (len(lengths) - 2) + [truncate + 1]
    assert lengths[0] <= truncate
    ids, state = cut.token_ids, None
    for start, end in pairwise(cuts):
        # the piece's own losses are means over its scored steps; the next word of its last step is read too
        words = [WORDS[k] for k in ids[start : min(end + 1, steps)]]
        piece = reader.run(net, words, objective="next-token", state=state)
        share = len(piece.question.scored) / (steps - 1)
        own = end - start
        assert np.allclose(cut.grad[start:end], piece.grad[:own] * share, rtol=1e-9, atol=1e-300)
        state = reader.run(net, words[:own], objective="sum", state=state).final_state


@pytest.mark.parametrize("cell", CELLS)
def test_as_many_steps_as_there_are_is_no_limit(cell: str) -> None:
    net = network(cell)
    for steps, truncate in product((4, 60), (0, 1, 5)):
        whole, cut = (run(net, steps, truncate=k) for k in (None, steps + truncate))
        assert same(cut, whole, slice(None))
        assert not cut.question.cuts


def test_what_the_parameters_get_is_what_the_steps_give_that_are_reached() -> None:
    net = network("rnn")
    cut = run(net, 30, truncate=2)
    found = flow.parameter_gradients(cut)["rnn.weight_hh_l0"]
    d_a = cut.grad * (1 - cut.h**2)
    assert np.allclose(found, d_a[-2:].T @ cut.h[-3:-1], rtol=1e-12)


def test_it_needs_one_direction_and_a_step() -> None:
    with pytest.raises(CannotTruncate):
        run(network("rnn", bidirectional=True), 4, truncate=2)
    with pytest.raises(WrongValue, match="at least 1"):
        run(network("rnn"), 4, truncate=0)


def test_differences_of_the_loss_cannot_check_it() -> None:
    with pytest.raises(Truncated):
        check.check(run(network("gru"), 4, truncate=2))
    check.check(run(network("gru"), 4, truncate=4))
