"""The card of a network in the box in a reader's language; the sentences are in static/locales/networks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..networks import BoxCard
from .problems import Speak

SHOWN = 3
"""Significant digits of what to look for."""
OPENS = ("sentence", "longer", "tokenizer", "inputs", "labels", "scale", "objective", "target")
"""The fields of a card to open its network with; null where it has none."""


def said(card: BoxCard, speak: Speak) -> dict[str, Any]:
    """What model_answers.BoxSaid describes."""
    texts = {name: speak(f"network-{card.name}-{name}") for name in ("title", "task", "data")}
    return {
        "name": card.name,
        **texts,
        "licence": speak(f"network-licence-{card.licence}"),
        "size": _size(card, speak),
        "score": _score(card, speak),
        "look_for": speak(f"network-{card.name}-look-for", **_told(card.facts, SHOWN)),
        "held_out": card.held_out,
        "facts": card.facts,
        **{name: card.opens.get(name) for name in OPENS},
        "recipe": card.recipe,
    }


def _size(card: BoxCard, speak: Speak) -> str:
    found = card.found
    return speak("network-size", cell=found["cell"].upper(), units=found["hidden_size"], numbers=found["parameters"])


def _score(card: BoxCard, speak: Speak) -> str:
    """The score beside what simpler ways reach, shares in percent."""
    held_out = card.held_out
    told = {"value": held_out["value"], **held_out["baselines"]}
    if held_out["measure"] == "accuracy":
        told = {name: round(100 * value, 1) for name, value in told.items()}
    return speak(f"network-{card.name}-score", **_told({"examples": held_out["examples"], **told}))


def _told(values: Mapping[str, float], digits: int | None = None) -> dict[str, object]:
    """Numbers for a sentence: whole ones as they are, others as texts, since Fluent would cut off their last digits."""
    return {name: value if isinstance(value, int) else _text(value, digits) for name, value in values.items()}


def _text(value: float, digits: int | None) -> str:
    """A number to so many significant digits, or to all; what is nearly 1 or 100 is not rounded up to it."""
    if digits is not None:
        shown = float(f"{value:.{digits}g}")
        nearly = abs(shown) in {1.0, 100.0} and abs(value) < abs(shown)
        value = shown * (1 - 10.0**-digits) if nearly else shown
    return repr(value).removesuffix(".0").replace("-", "−")
