"""Sentences that are made: the grammar's probabilities add up, opinions mean what they say, parts are apart."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from app.training.sentences import grammar, opinions
from app.training.sentences.drawing import chosen, uniforms
from app.training.tasks.grammar import Grammar
from app.training.tasks.sentiment import Sentiment

PLURALS = {"nouns", "walk", "see", "eat"}
CLASS_OF = {word: kind for kind, words in grammar.CLASSES.items() for word in words}


def draws(seed: int = 0):  # type: ignore[no-untyped-def]
    return uniforms(np.random.default_rng(seed))


def test_uniforms_are_those_of_the_generator() -> None:
    rng = np.random.default_rng(3)
    found = uniforms(np.random.default_rng(3))
    assert [next(found) for _ in range(5)] == rng.random(1024)[:5].tolist()
    stream = iter([0.0, 0.49, 0.5, 0.999])
    assert [chosen(stream, "ab") for _ in range(4)] == ["a", "a", "b", "b"]


class TestGrammar:
    def test_every_word_has_one_class(self) -> None:
        words = [word for words in grammar.CLASSES.values() for word in words]
        assert len(words) == len(set(words)) == 37

    def test_the_verb_agrees_with_its_noun(self) -> None:
        stream = draws()
        for _ in range(500):
            sentence = grammar.sentence(stream)
            (at,) = [t for t, number in enumerate(sentence.plural) if number is not None]
            subject = next(CLASS_OF[word] for word in sentence.words if CLASS_OF[word] in {"noun", "nouns"})
            assert (subject == "nouns") == sentence.plural[at] == (CLASS_OF[sentence.words[at]] in PLURALS)
            assert sentence.between == ("that" in sentence.words)

    def test_the_probabilities_are_those_of_the_sentences(self) -> None:
        """How often a sentence comes is what its words' probabilities multiply to; the same words, the same numbers."""
        stream, count = draws(1), 40_000
        seen: Counter[str] = Counter()
        said: dict[str, float] = {}
        for _ in range(count):
            sentence = grammar.sentence(stream)
            text = " ".join(sentence.words)
            total = math.fsum(sentence.log_probabilities)
            assert said.setdefault(text, total) == pytest.approx(total)
            seen[text] += 1
        for text, often in seen.most_common(20):
            expected = count * math.exp(said[text])
            assert abs(often - expected) < 5 * math.sqrt(expected), text

    def test_batches_ask_for_the_next_word(self) -> None:
        task = Grammar(window=30)
        batch = task.batch(np.random.default_rng(5), 40)
        ids, targets = np.asarray(batch.ids), batch.targets
        unknown = len(task.vocabulary) - 1
        known = ids[1:] != unknown
        assert np.array_equal(ids[1:][known], targets[:-1][known])
        assert 0 < np.mean(ids == unknown) < 0.03
        assert unknown not in targets
        assert {CLASS_OF[task.vocabulary[row]] for row in ids[0] if row != unknown} == {"determiner"}


@pytest.mark.parametrize("language", opinions.LANGUAGES)
class TestOpinions:
    def test_no_opinion_is_good_and_bad(self, language: str) -> None:
        stream = draws(2)
        said: dict[tuple[str, ...], bool] = {}
        for _ in range(5_000):
            found = opinions.opinion(language, stream)
            assert said.setdefault(found.words, found.good) == found.good
        assert 0.45 < np.mean(list(said.values())) < 0.55

    def test_every_word_is_of_the_vocabulary(self, language: str) -> None:
        stream, words = draws(3), opinions.words_of(language)
        assert len(words) == len(set(words))
        assert {word for _ in range(5_000) for word in opinions.opinion(language, stream).words} == set(words)

    def test_the_parts_are_apart(self, language: str) -> None:
        first, last = Sentiment(language), Sentiment(language, "last")
        assert first.held_out == last
        stream = draws(4)
        learned = {first.opinion(stream).words for _ in range(3_000)}
        assert learned.isdisjoint(last.opinion(stream).words for _ in range(1_000))

    def test_the_question_is_at_the_last_word(self, language: str) -> None:
        task = Sentiment(language)
        batch = task.batch(np.random.default_rng(6), 50)
        ids = np.asarray(batch.ids)
        unknown = len(task.vocabulary) - 1
        for n in range(50):
            (at,) = np.flatnonzero(batch.weights[:, n])
            assert set(ids[at + 1 :, n]) <= {unknown}


def last_clause(words: tuple[str, ...]) -> list[str]:
    """The words of the clause that counts."""
    starts = [t for t, word in enumerate(words) if word in {"but", "and", ","} or word.endswith(("지만", "고"))]
    return [word for word in words[starts[-1] + 1 if starts else 0 :] if word != "."]


@pytest.mark.parametrize("language", opinions.LANGUAGES)
def test_the_last_clause_decides_and_a_negation_turns_it_over(language: str) -> None:
    stream, speech = draws(7), opinions.LANGUAGES[language]
    for _ in range(2_000):
        found = opinions.opinion(language, stream)
        clause = last_clause(found.words)
        negated = any(word in {"not", "never", "hardly"} or word.startswith("않았") for word in clause)
        praised = any(word in speech.GOOD for word in clause)
        assert praised != any(word in speech.BAD for word in clause), found
        assert found.good == (praised != negated), found


def test_korean_is_inflected() -> None:
    from app.training.sentences import opinions_ko as ko

    assert set(ko.PRAISE) >= {"좋았", "훌륭했", "재미있었", "멋졌", "아름다웠", "만족스러웠"}
    assert set(ko.BLAME) >= {"나빴", "형편없었", "시끄러웠", "실망스러웠"}
    assert {"음식이", "음식은", "영화가", "영화는"} <= set(ko.WORDS)
