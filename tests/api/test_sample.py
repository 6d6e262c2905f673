"""POST /sample."""

from __future__ import annotations

from typing import Any

import pytest

from app.api.answers import Sample
from tests.asgi import Client, only
from tests.engine.counting import LETTERS, counting, reciting


def written(words: tuple[str, ...], **more: Any) -> dict[str, Any]:
    """A network that says `words` by heart, written down."""
    network = reciting(words, **more)
    return {
        "parameters": {name: array.tolist() for name, array in network.state_dict().items()},
        "vocabulary": list(words),
    }


def sampled(client: Client, **fields: Any) -> dict[str, Any]:
    response = client.post("/sample", json=fields)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    Sample.model_validate(answer)
    return answer


def test_it_writes_on_what_it_knows_by_heart(client: Client) -> None:
    answer = sampled(client, sentence="b", temperature=0, length=4, **written(("a", "b", "c")))
    assert answer["text"] == "b c a b c"
    assert answer["reads_back"] is True
    assert answer["tokens"] == ["b"]
    assert [(step["t"], step["token"], step["token_id"]) for step in answer["steps"]] == [
        (1, "c", 2),
        (2, "a", 0),
        (3, "b", 1),
        (4, "c", 2),
    ]
    assert answer["steps"][0]["likeliest"][0] == "c"


@pytest.mark.parametrize(
    "fields",
    [
        {"sentence": "a rose is a rose"},
        {"sentence": "a rose is a rose", "cell": "lstm", "num_layers": 2, "temperature": 0.5},
        {"sentence": "나는 소년이다", "tokenizer": "jamo", "cell": "gru"},
        {"sentence": "hello hello", "tokenizer": "char", "temperature": 2, "length": 30, "digits": 5},
    ],
)
def test_the_numbers_are_those_of_step_on_the_longer_text(client: Client, fields: dict[str, Any]) -> None:
    answer = sampled(client, **fields)
    fields = {name: value for name, value in fields.items() if name not in {"sentence", "temperature", "length"}}
    read = [*answer["tokens"], *(step["token"] for step in answer["steps"])]
    words = list(dict.fromkeys(answer["tokens"]))
    network = client.step(sentence=answer["text"], **fields, include=["parameters"])["parameters"]
    run = client.step(
        token_ids=[words.index(token) for token in read],
        vocabulary=words,
        parameters=network if "digits" not in fields else exact(client, answer["text"], fields),
        objective="next-token",
        include=["predictions"],
        digits=fields.get("digits"),
    )
    for step in answer["steps"]:
        said = run["steps"][step["t"] - 1]["predictions"]
        assert said["target"] == step["token"]
        assert said["target_probability"] == step["probability"]
        assert said["likeliest"] == step["likeliest"]
        assert said["likeliest_probability"] == step["likeliest_probability"]


def exact(client: Client, text: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The parameters with all their digits."""
    found: dict[str, Any] = client.step(sentence=text, **(fields | {"digits": None}), include=["parameters"])[
        "parameters"
    ]
    return found


def test_where_the_text_reads_back_step_on_the_text_says_the_same(client: Client) -> None:
    words = tuple("abcdefg ")
    network = written(words, sure=2.0)
    answer = sampled(client, sentence="abc", tokenizer="char", length=30, seed=3, **network)
    reads = client.step(sentence=answer["text"], tokenizer="char", **network)["tokens"]
    assert answer["reads_back"] is (reads == [*answer["tokens"], *(step["token"] for step in answer["steps"])])


def test_jamo_are_syllables_again(client: Client) -> None:
    network = written(tuple("ㅎㅏㄴㄱㅡㄹ"))
    answer = sampled(client, sentence="하", tokenizer="jamo", temperature=0, length=7, **network)
    assert answer["text"] == "한글한"
    assert answer["reads_back"] is True
    assert [(step["takes_back"], step["adds"]) for step in answer["steps"][:3]] == [(1, "한"), (0, "ㄱ"), (1, "그")]


def test_a_blank_at_the_end_does_not_read_back(client: Client) -> None:
    network = written(("a", " "))
    answers = [
        sampled(client, sentence="a", tokenizer="char", temperature=0, length=length, **network) for length in (1, 2)
    ]
    assert [(answer["text"], answer["reads_back"]) for answer in answers] == [("a ", False), ("a a", True)]


def test_ids_are_written_on_too(client: Client) -> None:
    answer = sampled(client, token_ids=[0], temperature=0, length=2, **written(("a", "b", "c")))
    assert (answer["text"], answer["tokens"]) == ("a b c", ["a"])


def test_the_same_request_gives_the_same_answer_and_another_seed_another(client: Client) -> None:
    network = written(("a", "b", "c"), sure=1.0)
    texts = [sampled(client, sentence="a", seed=seed, **network)["text"] for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


def test_the_seed_draws_a_network_that_is_not_given(client: Client) -> None:
    texts = {sampled(client, sentence="i am a boy", seed=seed)["steps"][0]["probability"] for seed in (1, 2)}
    assert len(texts) == 2


@pytest.mark.parametrize(
    ("fields", "kind", "loc"),
    [
        ({"inputs": [1, 2]}, "sample_numbers", ["body", "inputs"]),
        ({"sentence": "a", "bidirectional": True}, "sample_bidirectional", ["body", "bidirectional"]),
        ({"sentence": "a", **written(("a", "b", "c"), rows=2)}, "sample_classes", ["body", "parameters"]),
        (
            {
                "sentence": "a",
                "parameters": {name: array.tolist() for name, array in counting().state_dict().items()},
                "vocabulary": list(LETTERS),
                "nonlinearity": "identity",
            },
            "sample_no_head",
            ["body", "parameters"],
        ),
        (
            {"token_ids": [0], "parameters": written(("a", "b"))["parameters"]},
            "sample_no_vocabulary",
            ["body", "token_ids"],
        ),
        ({"sentence": "a", "temperature": -0.1}, "greater_than_equal", ["body", "temperature"]),
        ({"sentence": "a", "temperature": 10.1}, "less_than_equal", ["body", "temperature"]),
        ({"sentence": "a", "length": 0}, "greater_than_equal", ["body", "length"]),
        ({"sentence": "a", "length": 1001}, "less_than_equal", ["body", "length"]),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_what_cannot_be_written_on_is_refused_with_a_sentence(
    client: Client, fields: dict[str, Any], kind: str, loc: list[str], lang: str
) -> None:
    detail = only(client.post("/sample", json=fields, headers={"accept-language": lang}))
    assert (detail["type"], detail["loc"]) == (kind, loc)
    assert len(detail["msg"]) > 20
    assert "error-" not in detail["msg"]


def test_it_is_bounded_by_its_work() -> None:
    client = Client(max_work=100_000)
    detail = only(client.post("/sample", json={"sentence": "i am a boy", "length": 100}))
    assert detail["type"] == "too_much_work"
    assert client.post("/sample", json={"sentence": "i am a boy", "length": 10}).status_code == 200


def test_a_large_one_is_the_same_in_a_thread() -> None:
    fields = {"sentence": "i am a boy", "length": 30}
    small, large = Client(large_work=4_000_000), Client(large_work=1)
    assert small.post("/sample", json=fields).content == large.post("/sample", json=fields).content


def test_it_comes_by_post_alone(client: Client) -> None:
    assert client.get("/sample?sentence=i").status_code == 405
