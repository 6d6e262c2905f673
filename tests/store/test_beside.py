"""Networks of trainings beside those that were sent."""

from __future__ import annotations

from app.engine import reader
from app.store import Beside, Bounds, Latest, StoredModel, learned
from app.store.in_process import InProcessStore

BOUNDS = Bounds(3, 10_000, 60)


def model(seed: int) -> StoredModel:
    """Some network."""
    return learned(reader.seeded(seed=seed, hidden_size=2, input_size=2, vocabulary=("a", "b")), f"recall {seed}")


def ids(store: InProcessStore, *models: StoredModel) -> list[bool]:
    """Which of them are there."""
    return [store.get(each.id) is not None for each in models]


def test_a_learned_network_has_a_card() -> None:
    card = model(1).card
    assert (card.name, card.format, card.vocabulary) == ("recall 1", "trained", ("a", "b"))
    assert (card.found["cell"], card.found["hidden_size"], card.found["dtype"]) == ("rnn", 2, "float64")
    assert card.found["names"][0] == {
        "name": "embedding.weight", "file": "embedding.weight", "shape": [2, 2], "dtype": "float64",
    }  # fmt: skip


def test_one_that_reads_numbers_has_no_vocabulary() -> None:
    network = reader.seeded(hidden_size=2, input_size=1, vocabulary=(), outputs=1)
    assert learned(network, "x").card.vocabulary is None


def test_both_are_found_and_one_is_listed() -> None:
    sent, of_trainings = InProcessStore(BOUNDS), InProcessStore(BOUNDS)
    both = Beside(sent, of_trainings)
    both.put(model(1))
    of_trainings.put(model(2))
    for seed in (1, 2):
        found, card = both.get(model(seed).id), both.card(model(seed).id)
        assert found is not None
        assert card is not None
        assert found.id == card.id == model(seed).id
    assert [card.id for card in both.list()] == [model(1).id]
    assert both.get(model(3).id) is None
    assert both.card(model(3).id) is None


def test_both_are_forgotten() -> None:
    sent, of_trainings = InProcessStore(BOUNDS), InProcessStore(BOUNDS)
    both = Beside(sent, of_trainings)
    both.put(model(1))
    of_trainings.put(model(1))
    assert both.delete(model(1).id)
    assert not both.delete(model(1).id)
    assert both.get(model(1).id) is None


def test_of_a_training_the_latest_stay() -> None:
    store = InProcessStore(BOUNDS)
    latest = Latest(store, 2)
    for seed in (1, 2, 3):
        latest.put("a", model(seed))
    assert ids(store, model(1), model(2), model(3)) == [False, True, True]
    latest.end("a")
    assert ids(store, model(2), model(3)) == [True, True]


def test_what_another_training_has_stays() -> None:
    store = InProcessStore(BOUNDS)
    latest = Latest(store, 1)
    latest.put("a", model(1))
    latest.put("b", model(1))
    latest.put("a", model(2))
    assert ids(store, model(1), model(2)) == [True, True]
    latest.put("b", model(2))
    assert ids(store, model(1), model(2)) == [False, True]


def test_the_same_network_twice_in_a_training_is_kept_once_and_forgotten_once() -> None:
    store = InProcessStore(BOUNDS)
    latest = Latest(store, 2)
    latest.put("a", model(1))
    latest.put("a", model(1))
    latest.put("a", model(2))
    assert ids(store, model(1), model(2)) == [True, True]
    latest.put("a", model(3))
    assert ids(store, model(1), model(2), model(3)) == [False, True, True]


def test_one_that_has_ended_takes_nothing_from_the_others() -> None:
    store = InProcessStore(BOUNDS)
    latest = Latest(store, 1)
    for each in ("a", "b", "c"):
        latest.put(each, model(1))
    latest.end("a")
    latest.put("b", model(2))
    assert ids(store, model(1)) == [True]
    latest.put("c", model(2))
    assert ids(store, model(1)) == [False]
