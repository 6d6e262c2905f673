"""GET and POST /memory."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.engine import flow, params, reader, remembering
from app.exports.analyses import QUANTILES
from tests.asgi import Client, only


def jacobians(cell: str, seeds: list[int], words: tuple[str, ...]) -> list[list[float]]:
    """log10 ‖∂h_{T-1}/∂h_t‖₂ by distance, a row a seed."""
    vocabulary = tuple(dict.fromkeys(words))
    nets = [reader.seeded(cell=cell, hidden_size=5, seed=seed, vocabulary=vocabulary) for seed in seeds]
    return [flow.jacobian(reader.run(net, words)).h[::-1].tolist() for net in nets]


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_each_seed_is_the_jacobian_of_step(client: Client, cell: str) -> None:
    words = ("a", "rose", "is", "a", "rose", "is", "red")
    rows = jacobians(cell, [7, 8, 9, 10], words)
    fields = {"sentence": "a rose is a rose is red", "cell": cell, "hidden_size": 5, "seed": 7, "seeds": 4}
    answer = client.post("/memory", json=fields).json()
    assert answer["tokens"] == list(words)
    assert (answer["cell"], answer["seed"], answer["seeds"]) == (cell, 7, 4)
    assert [row["distance"] for row in answer["distances"]] == list(range(7))
    assert [row["t"] for row in answer["distances"]] == list(range(6, -1, -1))
    assert [row["log10_norm"] for row in answer["distances"]] == pytest.approx(rows[0], abs=1e-12)
    for distance, row in enumerate(answer["distances"]):
        ordered = sorted(own[distance] for own in rows)
        expected = [ordered[max(0, math.ceil(4 * share) - 1)] for share in QUANTILES.values()]
        assert [row[name] for name in QUANTILES] == pytest.approx(expected, abs=1e-12)
    lives = sorted(remembering.half_life(np.array(own)) for own in rows)
    assert answer["half_life"] == pytest.approx(remembering.half_life(np.array(rows[0])), rel=1e-9)
    assert answer["half_life_quantiles"]["min"] == pytest.approx(lives[0], rel=1e-9)
    assert answer["half_life_quantiles"]["p50"] == pytest.approx(lives[1], rel=1e-9)
    assert answer["half_life_quantiles"]["max"] == pytest.approx(lives[3], rel=1e-9)


def test_get_and_post_agree_and_digits_round(client: Client) -> None:
    got = client.get("/memory?sentence=i am a boy&seeds=3&digits=4")
    assert got.content == client.post("/memory", json={"sentence": "i am a boy", "seeds": 3, "digits": 4}).content
    exact = client.get("/memory?sentence=i am a boy&seeds=3").json()["half_life"]
    assert got.json()["half_life"] == float(f"{exact:.4g}")


def test_after_the_last_seed_comes_the_first(client: Client) -> None:
    wrapped = client.get(f"/memory?sentence=i am a boy&seed={2**32 - 1}&seeds=2").json()["distances"][3]
    first = client.get("/memory?sentence=i am a boy&seed=0&seeds=1").json()["distances"][3]["log10_norm"]
    last = client.get(f"/memory?sentence=i am a boy&seed={2**32 - 1}&seeds=1").json()["distances"][3]["log10_norm"]
    assert {wrapped["min"], wrapped["max"]} == {first, last}


def test_nothing_left_and_nothing_lost_are_null(client: Client) -> None:
    forgotten = client.get("/memory?sentence=i am a boy&spectral_radius=0&seeds=2").json()
    assert forgotten["distances"][1]["log10_norm"] is None
    assert forgotten["half_life"] is None
    kept = client.get("/memory?sentence=to be or not to be that&nonlinearity=relu&spectral_radius=4&seeds=1").json()
    assert kept["half_life"] is None
    assert kept["half_life_quantiles"]["p50"] is None


def test_a_vanished_norm_keeps_its_logarithm(client: Client) -> None:
    answer = client.get(f"/memory?sentence=never{' so' * 900}&spectral_radius=0.3&seeds=1").json()
    assert answer["distances"][-1]["log10_norm"] < -400
    assert 0 < answer["half_life"] < 2


def test_the_state_is_where_all_seeds_start(client: Client) -> None:
    fields = {"sentence": "i am a boy", "seeds": 2}
    plain = client.post("/memory", json=fields).json()
    moved = client.post("/memory", json={**fields, "state": {"h": [0.9] * 8}}).json()
    assert moved["distances"][3]["min"] != plain["distances"][3]["min"]


def test_too_much_work_says_its_formula() -> None:
    detail = only(Client(max_work=1000).get("/memory?sentence=i am a boy&seeds=7"))
    assert detail["type"] == "too_much_work"
    assert "seeds 7 × tokens 4 × hidden_size 8 × (10 + hidden_size 8 / 4) + drawn 280 = 2,968;" in detail["msg"]


def test_seeds_has_its_limits(client: Client) -> None:
    assert "from 1 to 100; got 101" in only(client.get("/memory?sentence=i&seeds=101"))["msg"]
    assert only(client.get("/step?sentence=i&seeds=3"))["type"] == "extra_forbidden"


def test_what_every_seed_draws_is_work(client: Client) -> None:
    fields = {"sentence": " ".join(f"w{k}" for k in range(20_000)), "hidden_size": 1, "input_size": 256, "seeds": 18}
    detail = only(client.post("/memory", json=fields))
    assert detail["type"] == "too_much_work"
    assert "drawn 23,761,165 =" in detail["msg"]


def test_no_head_is_drawn(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(params, "seeded_head")
    assert client.get("/memory?sentence=nobody drew these five words&seed=991&seeds=3").status_code == 200


def test_a_seed_that_leaves_the_range_is_named(client: Client) -> None:
    """`/step` answers for the seed itself: another one is at fault."""
    fields = {"sentence": "a b " * 400, "nonlinearity": "relu", "spectral_radius": 3, "hidden_size": 2, "seed": 1}
    for seed, status in ((1, 200), (4, 422)):
        assert client.post("/step", json={**fields, "seed": seed}).status_code == status
    detail = only(client.post("/memory", json={**fields, "seeds": 12}))
    assert detail["loc"] == ["body", "seeds"]
    assert "With seed 4," in detail["msg"]
    assert "Send seeds=3 or fewer" in detail["msg"]
    assert only(client.get("/memory", params={**fields, "seeds": 12}))["msg"] == detail["msg"]
    assert client.post("/memory", json={**fields, "seeds": 3}).status_code == 200
    assert "seed" not in only(client.post("/memory", json={**fields, "seed": 4}))["msg"]
