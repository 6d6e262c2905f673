"""Writing on: tokens drawn from what the network says."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import flow, hangul, reader, tokens
from app.engine.errors import NoHead, OutOfRange, ReadsBackward, WrongHead
from app.engine.network import Network
from app.engine.sampling import Sampled, sample
from tests.engine.counting import reciting
from tests.quick import examples

WORDS = ("a", "b", "c", "d")


def drawn(cell: str, layers: int = 1, **more: object) -> Network:
    return reader.seeded(cell=cell, num_layers=layers, hidden_size=6, seed=5, vocabulary=WORDS, **more)  # type: ignore[arg-type]


def ids(*rows: int) -> np.ndarray:
    return np.array(rows, dtype=np.int64)


def same(a: Sampled, b: Sampled) -> bool:
    return all(np.array_equal(one, other) for one, other in zip(a, b, strict=True))


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("temperature", [0.0, 0.7, 1.0, 3.0])
def test_the_numbers_are_those_of_the_longer_text(cell: str, layers: int, temperature: float) -> None:
    net = drawn(cell, layers)
    found = sample(net, ids(0, 1, 2), 40, temperature=temperature, seed=3)
    words = [WORDS[row] for row in (0, 1, 2, *found.ids.tolist())]
    said = flow.predictions(reader.run(net, words, objective="next-token"))
    np.testing.assert_array_equal(found.probability, said.target_probability[2:-1])
    np.testing.assert_array_equal(found.likeliest, said.likeliest_ids[2:-1])
    np.testing.assert_array_equal(found.likeliest_probability, said.likeliest_probability[2:-1])


def test_at_temperature_0_the_likeliest_comes() -> None:
    found = sample(reciting(WORDS), ids(2), 6, temperature=0)
    assert found.ids.tolist() == [3, 0, 1, 2, 3, 0]
    assert (found.ids == found.likeliest[:, 0]).all()
    assert (found.drawn == 1).all()
    # of alike ones the first
    assert sample(reciting(WORDS, sure=0.0), ids(2), 3, temperature=0).ids.tolist() == [0, 0, 0]


def test_the_same_seed_gives_the_same_tokens_and_another_others() -> None:
    net = drawn("lstm")
    one, again, other = (sample(net, ids(0), 60, seed=seed) for seed in (1, 1, 2))
    assert same(one, again)
    assert one.ids.tolist() != other.ids.tolist()


def test_a_longer_sample_begins_like_a_shorter_one() -> None:
    net = drawn("gru")
    short, long = (sample(net, ids(0), count, seed=9) for count in (5, 30))
    assert long.ids[:5].tolist() == short.ids.tolist()


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_tokens_come_as_often_as_the_temperature_makes_them(temperature: float) -> None:
    net = reciting(WORDS, sure=1.0)
    found = sample(net, ids(0), 4_000, temperature=temperature, seed=1)
    after = Counter((found.ids[1:] - found.ids[:-1]) % len(WORDS))
    weights = np.exp(np.array([0.0, np.tanh(20.0), 0.0, 0.0]) / temperature)
    expected = weights / weights.sum()
    assert [after[k] / 3_999 for k in range(4)] == pytest.approx(expected.tolist(), abs=0.03)
    right = found.ids[1:] == (found.ids[:-1] + 1) % len(WORDS)
    assert found.drawn[1:][right] == pytest.approx(np.full(right.sum(), expected[1]), abs=1e-12)


def test_at_temperature_1_a_token_is_drawn_with_its_probability() -> None:
    found = sample(drawn("rnn"), ids(0), 50)
    np.testing.assert_allclose(found.drawn, found.probability, rtol=1e-12)


def test_a_tiny_temperature_is_zero_and_no_nan() -> None:
    net = drawn("rnn")
    cold, zero = (sample(net, ids(0), 30, temperature=temperature) for temperature in (1e-300, 0.0))
    assert cold.ids.tolist() == zero.ids.tolist()
    assert (cold.drawn == 1).all()


def test_what_is_not_known_is_never_written() -> None:
    words = ("a", "<unk>", "b")
    assert set(sample(reciting(words, sure=0.0), ids(0), 200, temperature=2).ids.tolist()) == {0, 2}
    found = sample(reciting(words), ids(0), 3, temperature=0)
    assert 1 not in found.ids
    # what the network says of it is said
    assert found.likeliest[0, 0] == 1
    # with nothing else in the vocabulary there is no choice
    assert sample(reciting(("<unk>",)), ids(0), 2).ids.tolist() == [0, 0]


def test_fewer_than_five_words_are_all_told() -> None:
    assert sample(drawn("rnn"), ids(0), 3).likeliest.shape == (3, 4)


def test_the_state_is_where_it_starts() -> None:
    net = drawn("gru")
    moved = sample(net, ids(0), 8, state={"h": np.full(6, 0.9)})
    assert not same(moved, sample(net, ids(0), 8))
    run = reader.run(
        net, ["a", *(WORDS[row] for row in moved.ids)], objective="next-token", state={"h": np.full(6, 0.9)}
    )
    np.testing.assert_array_equal(moved.probability, flow.predictions(run).target_probability[:-1])


def test_what_says_no_next_token_is_refused() -> None:
    with pytest.raises(NoHead):
        sample(reader.seeded(vocabulary=WORDS, headless=True), ids(0), 1)
    with pytest.raises(WrongHead, match="4 tokens; it has 2"):
        sample(reciting(WORDS, rows=2), ids(0), 1)
    with pytest.raises(ReadsBackward):
        sample(drawn("rnn", bidirectional=True), ids(0), 1)


def test_the_step_that_leaves_the_range_is_one_of_the_longer_text() -> None:
    arrays = {
        "embedding.weight": [[1.0]],
        "rnn.weight_ih_l0": [[1.0]],
        "rnn.weight_hh_l0": [[1e100]],
        "linear.weight": [[1e-300]],
    }
    net = Network.from_state_dict(arrays, vocabulary=("a",), nonlinearity="relu")
    assert sample(net, ids(0, 0), 2).ids.tolist() == [0, 0]
    with pytest.raises(OutOfRange) as caught:
        sample(net, ids(0, 0), 20)
    with pytest.raises(OutOfRange) as expected:
        reader.run(net, ["a"] * 10, objective="sum")
    assert (caught.value.what, caught.value.t) == (expected.value.what, expected.value.t)


LETTERS = "ㄱㄴㄷㅏㅗㅣㅋㅃㄳabz.,!0"


@settings(max_examples=examples(200), deadline=None)
@given(st.text(LETTERS + "가각 ", max_size=8), st.lists(st.sampled_from([*LETTERS]), min_size=1, max_size=12))
def test_what_is_written_on_in_jamo_reads_back(text: str, letters: list[str]) -> None:
    before = tokens.tokenize(text, "jamo") if text.split() else ()
    written = tokens.written_on(text, letters, "jamo")
    assert tokens.tokenize(written, "jamo") == (*before, *letters)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.sampled_from([*LETTERS, " ", "ㄸ", "ㅘ"]), max_size=20))
def test_letter_by_letter_is_the_same_as_all_at_once(letters: list[str]) -> None:
    expected = "".join(joined for joined, _ in hangul.syllables(letters))
    assert tokens.written_on("", letters, "jamo") == expected


def test_strokes_say_what_goes_and_what_comes() -> None:
    assert tokens.strokes("하 ", "ㄴㅏ!", "jamo") == [(2, "한"), (1, "하나"), (0, "!")]
    assert tokens.strokes("ab ", " c", "char") == [(1, " "), (0, "c")]


@pytest.mark.parametrize(
    ("text", "new", "tokenizer", "expected"),
    [
        ("the ", (" ", "c"), "char", "the c"),
        ("하", ("ㄴ", "ㄱ", "ㅡ", "ㄹ"), "jamo", "한글"),
        ("한", ("ㅏ",), "jamo", "하나"),
        ("그 ㅋ", ("ㅏ", " ", "a"), "jamo", "그 카 a"),
        ("i am", (",", "a", "(", "good", ")", "boy", "!"), "word", "i am, a (good) boy!"),
        ("", ("나는", "소년", "."), "word", "나는 소년."),
    ],
)
def test_texts_are_joined_as_they_are_written(text: str, new: tuple[str, ...], tokenizer: str, expected: str) -> None:
    written = tokens.written_on(text, new, tokenizer)
    assert written == expected
    before = tokens.tokenize(text, tokenizer) if text else ()
    assert tokens.tokenize(written, tokenizer) == (*before, *new)


@pytest.mark.parametrize("tokenizer", tokens.TOKENIZERS)
def test_how_a_token_is_written_is_seen_in_the_last_characters(tokenizer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that writing a thousand after a text of any length is work by their number alone."""
    seen: list[int] = []
    stroke = tokens._stroke

    def note(text: str, token: str, kind: str) -> tokens.Stroke:
        seen.append(len(text))
        return stroke(text, token, kind)

    monkeypatch.setattr(tokens, "_stroke", note)
    new = ("ㄴ", "", "ㅏ", "ㄴ", "ㅏ", "b" * 100)
    after_long, after_short = (tokens.written_on(text, new, tokenizer) for text in ("x " * 500 + "하", "하"))
    one_by_one = "하"
    for each in tokens.strokes("하", new, tokenizer):
        one_by_one = each.on(one_by_one)
    assert after_short == one_by_one
    assert after_long == "x " * 500 + after_short
    assert max(seen) <= tokens.TAIL
