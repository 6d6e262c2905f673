"""Write the table of the networks in the box into docs/models.md again: `python -m docs.networks`."""

from __future__ import annotations

import re
from pathlib import Path

from app.networks import BOX, BoxCard

PAGE = Path(__file__).resolve().parent / "models.md"
HEAD = "| name | network | what it says | held-out score | beside it |\n|---|---|---|---|---|\n"
SAYS = {
    "recall-lstm": "the first of 31 random letters",
    "recall-rnn": "the same, by the same recipe with a plain cell: it fails",
    "parity": "whether the ones so far are odd, on 200 bits; trained on 12",
    "brackets": "how many brackets are open, of two kinds, up to 7 deep",
    "grammar": "the next word of a grammar of 37 words; no reader can go below `best`",
    "novel-en": "the next letter of *Pride and Prejudice*, chapters 1 to 12",
    "statute-ko": "the next jamo of Korea's constitution, articles 1 to 39",
    "sentiment-en": "good or bad: synthetic opinions with *not*, *but* and *although*",
    "sentiment-ko": "the same in Korean, with *-지 않았다* and *-지만*",
    "sunspots": "next year's number of sunspots, 1948 to 2008; trained on 1700 to 1947",
}
"""By name, in the order of the table."""
UNITS = {"perplexity": " (perplexity)", "bits": " bits", "error": " sunspots off"}


def row(card: BoxCard) -> str:
    """One network."""
    held_out = card.held_out
    share = held_out["measure"] == "accuracy"

    def shown(value: float) -> str:
        return f"{100 * value:.4g} %" if share else f"{value:.4g}"

    score = shown(held_out["value"]) + ("" if share else UNITS[held_out["measure"]])
    beside = ", ".join(f"{name} {shown(value)}" for name, value in held_out["baselines"].items())
    network = f"{card.found['cell'].upper()}, H = {card.found['hidden_size']}"
    return f"| `{card.name}` | {network} | {SAYS[card.name]} | {score} | {beside} |\n"


def table() -> str:
    """All of them."""
    return HEAD + "".join(row(BOX.cards[name]) for name in SAYS)


def main() -> None:
    """Replace the table that is there."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(re.sub(re.escape(HEAD) + r"(\|.*\n)+", lambda _: table(), text), encoding="utf-8")


if __name__ == "__main__":
    main()
