"""GET and POST /neurons."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.api.answers import Neurons
from tests.asgi import Client, only
from tests.engine.counting import DEPTH, LETTERS, NOTHING, VOWEL, counting

TEXT = "(a(bc)d)e(i(o)u)b(ae(c(d)e)i)c dab(b)ea ((ic)d(o))u ab(ce(d)i)o(b)ad"
COUNTING = {
    "parameters": {name: array.tolist() for name, array in counting().state_dict().items()},
    "vocabulary": list(LETTERS),
    "nonlinearity": "identity",
    "tokenizer": "char",
}


def asked(client: Client, **fields: Any) -> dict[str, Any]:
    response = client.post("/neurons", json=fields)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    Neurons.model_validate(answer)
    return answer


def test_the_neuron_that_counts_brackets(client: Client) -> None:
    answer = asked(client, sentence=TEXT, **COUNTING)
    best = {row["unit"]: row["correlations"][0] for row in answer["units"]}
    assert (best[DEPTH]["name"], best[VOWEL]["name"]) == ("depth", "vowel")
    assert best[DEPTH]["r"] == pytest.approx(1)
    assert best[DEPTH]["beyond_chance"] is True
    assert best[DEPTH]["steps"] == len(TEXT)
    assert best[VOWEL]["steps"] == sum(letter.isalpha() for letter in TEXT)
    assert [row["unit"] for row in answer["units"]][2:] == [NOTHING, NOTHING + 1]
    assert {row["r"] for row in answer["units"][2]["correlations"]} == {None}
    found = [own["r"] for row in answer["units"] for own in row["correlations"]]
    assert answer["pairs"] == sum(own is not None for own in found) < 3 * len(answer["features"])


@pytest.mark.parametrize(
    "fields",
    [
        {"sentence": TEXT, "tokenizer": "char", "cell": "gru"},
        {"sentence": "나는 소년이다 나는 소녀다", "tokenizer": "jamo", "cell": "lstm", "objective": "next-token"},
        {"sentence": "a rose is a rose is a rose", "num_layers": 2, "layer": 0},
        {"sentence": "a rose is a rose is a rose", "bidirectional": True, "direction": "backward"},
        {"inputs": [[1, 2], [3, 5], [2, 2], [0, 1]]},
    ],
)
def test_every_number_is_numpy_s_from_the_numbers_of_step(client: Client, fields: dict[str, Any]) -> None:
    answer = asked(client, **fields)
    h = np.array([step["h"] for step in client.step(**fields)["steps"]])
    assert sorted(row["unit"] for row in answer["units"]) == list(range(8))
    for row in answer["units"]:
        assert sorted(own["feature"] for own in row["correlations"]) == list(range(len(answer["features"])))
        for own in row["correlations"]:
            feature = answer["features"][own["feature"]]
            assert {name: own[name] for name in ("name", "token", "column", "steps")} == {
                name: feature[name] for name in ("name", "token", "column", "steps")
            }
            values = np.array(feature["values"], dtype=float)
            mask = ~np.isnan(values)
            assert own["steps"] == mask.sum()
            if own["r"] is None:
                assert mask.sum() < 2 or np.ptp(values[mask]) == 0 or np.ptp(h[mask, row["unit"]]) < 1e-11
            else:
                assert own["r"] == pytest.approx(np.corrcoef(h[mask, row["unit"]], values[mask])[0, 1], abs=1e-9)


def test_the_best_come_first(client: Client) -> None:
    answer = asked(client, sentence=TEXT, tokenizer="char", hidden_size=16)

    def rank(own: dict[str, Any]) -> tuple[bool, float]:
        return own["beyond_chance"], -1.0 if own["r"] is None else abs(own["r"])

    for row in answer["units"]:
        ranks = [rank(own) for own in row["correlations"]]
        assert ranks == sorted(ranks, reverse=True)
    firsts = [rank(row["correlations"][0]) for row in answer["units"]]
    assert firsts == sorted(firsts, reverse=True)
    assert len({own["beyond_chance"] for row in answer["units"] for own in row["correlations"]}) == 2


def test_four_words_are_too_few_to_tell(client: Client) -> None:
    answer = asked(client, sentence="i am a boy")
    found = [own for row in answer["units"] for own in row["correlations"]]
    assert max(abs(own["r"] or 0) for own in found) > 0.9
    assert {own["by_chance"] for own in found} == {None}
    assert {own["beyond_chance"] for own in found} == {False}


def test_beyond_chance_is_more_than_by_chance(client: Client) -> None:
    answer = asked(client, sentence=TEXT, tokenizer="char", hidden_size=16)
    for row in answer["units"]:
        for own in row["correlations"]:
            more = None not in (own["r"], own["by_chance"]) and abs(own["r"]) > own["by_chance"]
            assert own["beyond_chance"] is more


def test_one_token_follows_nothing(client: Client) -> None:
    answer = asked(client, sentence="a")
    assert {own["r"] for row in answer["units"] for own in row["correlations"]} == {None}


def test_ids_without_names_have_no_letters(client: Client) -> None:
    own = {name: value for name, value in COUNTING.items() if name not in {"vocabulary", "tokenizer"}}
    answer = asked(client, token_ids=[0, 1, 0, 5, 5], **own)
    assert [(feature["name"], feature["token"]) for feature in answer["features"]] == [
        ("position", None),
        ("seen", None),
        ("repeat", None),
        ("token", "0"),
        ("token", "5"),
    ]


def test_get_and_post_agree_and_digits_round(client: Client) -> None:
    got = client.get("/neurons?sentence=i am a boy&digits=4")
    assert got.content == client.post("/neurons", json={"sentence": "i am a boy", "digits": 4}).content
    exact = asked(client, sentence="i am a boy")["units"][0]["correlations"][0]["r"]
    assert got.json()["units"][0]["correlations"][0]["r"] == float(f"{exact:.4g}")


def test_a_large_one_is_the_same_in_a_thread() -> None:
    fields = {"sentence": TEXT * 3, "tokenizer": "char", "hidden_size": 20}
    small, large = Client(large_work=4_000_000), Client(large_work=1)
    assert small.post("/neurons", json=fields).content == large.post("/neurons", json=fields).content


def test_too_much_work_says_its_formula() -> None:
    detail = only(Client(max_work=500).post("/neurons", json={"sentence": "i am a boy"}))
    assert detail["type"] == "too_much_work"
    assert "tokens 4" in detail["msg"]


def test_a_question_that_the_head_cannot_answer_is_refused_as_at_step(client: Client) -> None:
    fields = {"sentence": TEXT, **COUNTING, "objective": "recall"}
    assert only(client.post("/neurons", json=fields)) == only(client.post("/step", json=fields))
