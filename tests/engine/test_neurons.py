"""What units follow, where it is known by construction."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.engine import flow, losses, reader, tokens
from app.engine.network import Network
from app.engine.neurons import Neurons, neurons
from tests.engine.counting import CAP, DEPTH, NOTHING, VOWEL, counting, reciting

TEXT = "(a(bc)d)e(i(o)u)b(ae(c(d)e)i)c dab(b)ea ((ic)d(o))u ab(ce(d)i)o(b)ad"


def found(network: Network, text: str, objective: str = "sum", tokenizer: str = "char", **more: Any) -> Neurons:
    read = tokens.tokenize(text, tokenizer)
    ids = network.ids(read)
    return neurons(network, read, ids, losses.ask(objective, ids), tokenizer=tokenizer, **more)


def r(answer: Neurons, unit: int, name: str) -> float:
    place = [feature.name for feature in answer.features].index(name)
    return float(answer.found.r[unit, place])


def test_the_unit_that_counts_brackets_follows_their_depth() -> None:
    answer = found(counting(), TEXT)
    assert r(answer, DEPTH, "depth") == pytest.approx(1, abs=1e-12)
    assert r(answer, VOWEL, "vowel") == pytest.approx(1, abs=1e-12)
    names = [feature.name for feature in answer.features]
    best = np.nanargmax(np.abs(answer.found.r[:2]), axis=1)
    assert [names[place] for place in best] == ["depth", "vowel"]
    assert answer.found.beyond_chance[DEPTH, names.index("depth")]
    assert answer.found.beyond_chance[VOWEL, names.index("vowel")]


def test_a_unit_that_never_changes_follows_nothing() -> None:
    answer = found(counting(), TEXT)
    assert np.isnan(answer.found.r[[NOTHING, CAP]]).all()
    assert not answer.found.beyond_chance[[NOTHING, CAP]].any()


def test_h_is_that_of_a_run_in_every_layer_and_direction() -> None:
    read = tokens.text(TEXT, "char")
    net = reader.seeded(num_layers=2, bidirectional=True, hidden_size=3, vocabulary=read.vocabulary)
    run = reader.run(net, read.tokens)
    for layer in range(2):
        for direction in range(2):
            answer = found(net, TEXT, layer=layer, direction=direction)
            h, depth = run.looking_at(layer, direction).h, answer.features[1]
            assert (answer.layer, answer.direction, depth.name) == (layer, direction, "depth")
            expected = [np.corrcoef(h[:, unit], depth.values)[0, 1] for unit in range(3)]
            np.testing.assert_allclose(answer.found.r[:, 1], expected, atol=1e-12)
    assert found(net, TEXT).layer == 1


@pytest.mark.parametrize("objective", ["recall", "next-token"])
def test_the_probability_of_the_target_is_that_of_the_predictions(objective: str) -> None:
    read = tokens.text(TEXT, "char")
    net = reader.seeded(hidden_size=5, vocabulary=read.vocabulary)
    (feature,) = (own for own in found(net, TEXT, objective).features if own.name == "target_probability")
    said = flow.predictions(reader.run(net, read.tokens, objective=objective)).target_probability
    np.testing.assert_array_equal(feature.values, said)


def test_without_a_target_there_is_no_such_probability() -> None:
    assert "target_probability" not in [feature.name for feature in found(counting(), TEXT).features]


def test_sentiment_is_asked_of_a_classifier_alone() -> None:
    words = ("a", "good", "bad", "film")
    text = "a good film a bad film"
    model, classifier = (reciting(words, rows=rows) for rows in (None, 2))
    assert "sentiment" not in [own.name for own in found(model, text, tokenizer="word").features]
    assert "sentiment" in [own.name for own in found(classifier, text, tokenizer="word").features]
    assert "target_probability" in [own.name for own in found(classifier, text, "label", "word").features]


def test_numbers_are_followed() -> None:
    x = np.random.default_rng(0).normal(size=(40, 2))
    x.setflags(write=False)
    net = counting()
    ids = np.full(40, -1)
    answer = neurons(net, (), ids, losses.ask("sum", ids, x=x), x=x)
    assert r(answer, VOWEL, "position") == pytest.approx(np.corrcoef(x[:, 1], np.arange(40))[0, 1], abs=1e-12)
    places = [(feature.name, feature.column) for feature in answer.features]
    assert answer.found.r[VOWEL, places.index(("input", 1))] == pytest.approx(1, abs=1e-12)
    # unit 0 adds column 0 up
    assert abs(answer.found.r[DEPTH, places.index(("input", 0))]) < 0.9
