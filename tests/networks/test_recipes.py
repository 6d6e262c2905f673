"""The recipes: what a card says of its network is measured again from the file that ships, and holds."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from app.engine.network import Network
from app.networks import BOX
from app.networks.make import described, made_with
from app.networks.recipes import RECIPES
from app.networks.recipes.base import NEVER, with_unknown
from app.settings import ROOT
from tests.asgi import Client
from tests.quick import share

SECONDS = 300
CHEAPEST = "parity"
NEAR, NEARLY_ZERO = 2e-3, 1e-4
"""How near a number measured on another machine has to be: in parts of it, or in all."""


def turns_over(score: dict[str, Any], facts: dict[str, Any]) -> bool:
    """*Not* makes the good bad, one unit has the verdict, and counting words would not do."""
    better = score["value"] > max(0.98, score["baselines"]["counting"] + 0.2)
    return bool(better and facts["plain"] > 95 and facts["negated"] < 5 and abs(facts["r"]) > 0.9)


CLAIMS: dict[str, Any] = {
    "recall-lstm": lambda score, facts: (
        score["value"] > 0.98 and facts["units"] > 1 and facts["forget"] > 0.9 and facts["lost"] < 3
    ),
    "recall-rnn": lambda score, facts: score["value"] < 0.25 and facts["lost"] > 6,
    "parity": lambda score, facts: score["value"] == 1 and abs(facts["r"]) > 0.99,
    "brackets": lambda score, facts: (
        score["value"] > 0.999 and abs(facts["of_cell"]) > 0.95 and abs(facts["r"]) > 0.85 and abs(facts["step"]) > 0.5
    ),
    "grammar": lambda score, facts: (
        score["value"] < 1.02 * score["baselines"]["best"]
        and facts["same"] > 0.7 * facts["words"]
        and facts["agreement"] > 99
        and abs(facts["r"]) > 0.95
    ),
    "novel-en": lambda score, facts: (
        score["value"] < 0.7 * score["baselines"]["bigram"] and facts["u"] > 90 and abs(facts["r"]) > 0.5
    ),
    "statute-ko": lambda score, facts: (
        score["value"] < 0.7 * score["baselines"]["bigram"] and facts["vowel"] > 95 and abs(facts["r"]) > 0.6
    ),
    "sentiment-en": turns_over,
    "sentiment-ko": turns_over,
    "sunspots": lambda score, facts: (
        score["value"] < score["baselines"]["linear"] < score["baselines"]["persistence"]
        and facts["way"] > 85
        and abs(facts["r"]) > 0.7
    ),
}
"""What the sentences of each card claim."""


def shipped(name: str) -> Network:
    model = BOX.get(name)
    assert model is not None
    return model.network


def near(found: Any, said: Any) -> bool:
    """Whether two nested answers have the same texts, and numbers that are near."""
    if isinstance(said, dict):
        return found.keys() == said.keys() and all(near(found[key], said[key]) for key in said)
    return (
        bool(found == pytest.approx(said, rel=NEAR, abs=NEARLY_ZERO))
        if isinstance(said, float)
        else bool(found == said)
    )


def test_every_recipe_ships_a_network_and_makes_a_claim() -> None:
    assert sorted(RECIPES) == sorted(BOX.cards) == sorted(CLAIMS)


@pytest.mark.parametrize("name", share(sorted(RECIPES)))
class TestEach:
    def test_the_score_of_its_card_is_the_score_of_its_file(self, name: str) -> None:
        said, found = BOX.cards[name].held_out, RECIPES[name].held_out(shipped(name))
        assert near(found, said), (found, said)

    def test_its_facts_are_facts_and_its_claims_hold(self, name: str) -> None:
        card = BOX.cards[name]
        found = RECIPES[name].facts(shipped(name))
        assert near(found, card.facts), (found, card.facts)
        assert CLAIMS[name](card.held_out, card.facts), (card.held_out, card.facts)

    def test_its_card_says_how_it_was_trained(self, name: str) -> None:
        said = dict(BOX.cards[name].recipe)
        own = json.loads(json.dumps(described(RECIPES[name])))
        assert {**said, "made_with": None} == {**own, "made_with": None}

    def test_it_is_small_enough_for_the_stage(self, name: str) -> None:
        assert shipped(name).hidden_size <= 64

    def test_its_example_is_of_its_vocabulary(self, name: str) -> None:
        network, opens = shipped(name), BOX.cards[name].opens
        if "inputs" in opens:
            assert len(opens["inputs"]) == len(opens["labels"])
            assert network.input_size == len(opens["inputs"][0])
        else:
            assert opens["sentence"]


LONG = [name for name in sorted(RECIPES) if "longer" in BOX.cards[name].opens]


@pytest.mark.parametrize("name", share(LONG))
def test_over_its_longer_text_a_unit_can_be_told_from_chance(name: str) -> None:
    """It knows all of that text, and what is asked of its example is right at the end of it too."""
    opens = BOX.cards[name].opens
    asked = {"model": name, **opens, "sentence": opens["longer"]}
    del asked["longer"]
    run = Client().post("/step", json={**asked, "include": ["predictions"]}).json()
    assert run["tokens"] == [run["vocabulary"][i] for i in run["token_ids"]]
    if opens["objective"] == "label":
        assert run["steps"][-1]["predictions"]["target_probability"] > 0.9
    units = Client().post("/neurons", json=asked).json()["units"]
    assert any(found["beyond_chance"] for unit in units for found in unit["correlations"])


def test_the_cheapest_is_made_again_to_the_byte() -> None:
    """Where the arithmetic is that of the machine that made it; elsewhere what is made does as well."""
    if made_with() == BOX.cards[CHEAPEST].recipe["made_with"]:
        command = [sys.executable, "-m", "app.networks.make", CHEAPEST, "--check"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.count("the same") == 2
    else:
        network = RECIPES[CHEAPEST].train()
        assert RECIPES[CHEAPEST].held_out(network)["value"] > 0.99


def test_a_name_that_is_none_of_theirs_is_refused() -> None:
    command = [sys.executable, "-m", "app.networks.make", "nothing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
    assert done.returncode == 2
    assert "unknown network: nothing; have " in done.stderr


def test_what_ships_is_in_single_precision() -> None:
    for name in RECIPES:
        for array in shipped(name).state_dict().values():
            assert np.array_equal(array, array.astype(np.float32).astype(np.float64)), name


def test_the_unknown_letter_is_read_and_never_said() -> None:
    network = shipped("novel-en")
    assert network.vocabulary[-1] == "<unk>"
    assert network.ids(["é"]).tolist() == [len(network.vocabulary) - 1]
    assert network.head.bias[-1] == NEVER
    rows = {"embedding.weight": np.array([[1.0], [3.0]]), "linear.weight": np.ones((2, 1)), "linear.bias": np.ones(2)}
    made = with_unknown(rows)
    assert made["embedding.weight"][-1] == 2.0
    assert made["linear.weight"][-1] == 0.0
    assert math.exp(made["linear.bias"][-1]) < 1e-12
