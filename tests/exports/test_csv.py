from __future__ import annotations

import csv as standard
import io
import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports import csv
from app.exports.columns import AnswerColumns
from tests.exports.conftest import as_json

FORMULA = "=+-@\t\r"


def table(columns: AnswerColumns) -> list[dict[str, str]]:
    text = b"".join(csv.pieces(columns)).decode()
    assert text.endswith("\r\n")
    return list(standard.DictReader(io.StringIO(text, newline="")))


def plain(text: str) -> str:
    """A text as it was before it was made safe."""
    return text.removeprefix("'")


def number(text: str) -> Any:
    return float(text) if text else None


def fields_of(step: dict[str, Any], unit: int, gates: list[str]) -> dict[str, Any]:
    """What the row of a step and unit has to say, from the step of the JSON, whose null vectors are lists of nulls."""
    row: dict[str, Any] = {}
    for name, value in step.items():
        if name == "gates":
            row |= {f"gates.{gate}": own[unit] for gate, own in value.items()}
        elif name in ("h", "c", "grad", "cell_grad"):
            row[name] = value[unit]
        elif name in ("ih", "hh"):
            row |= {f"{name}.{gate}": value[3 * k + unit] for k, gate in enumerate(gates)}
        elif name == "predictions":
            row |= {f"predictions.{own}": found for own, found in fields_of(value, unit, gates).items()}
        elif isinstance(value, list):
            row |= {f"{name}.{k}": own for k, own in enumerate(value)}
        else:
            row[name] = value
    return row


def filled(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Steps whose null vectors are lists of nulls."""
    lengths = {name: len(value) for step in steps for name, value in step.items() if isinstance(value, list)}
    inner = iter(filled([step["predictions"] for step in steps]) if "predictions" in steps[0] else ())
    return [
        {
            name: next(inner)
            if name == "predictions"
            else [None] * lengths.get(name, 0) or None
            if value is None
            else value
            for name, value in step.items()
        }
        for step in steps
    ]


def test_it_has_the_numbers_of_the_json(columns: AnswerColumns) -> None:
    steps = filled(as_json(columns)["steps"])
    gates = {"rnn": ["a"], "gru": ["r", "z", "n"], "lstm": ["i", "f", "g", "o"]}[columns.head["cell"]]
    rows = table(columns)
    assert len(rows) == 3 * len(steps)
    for row, (step, unit) in zip(rows, itertools.product(steps, range(3)), strict=True):
        said = fields_of(step, unit, gates) | {"unit": unit}
        assert row.keys() == said.keys()
        for name, value in said.items():
            written: Any = plain(row[name]) if isinstance(value, str) else number(row[name])
            assert written == (value if value is None or isinstance(value, str) else float(value)), name


def test_the_first_fields_are_step_token_and_unit(columns: AnswerColumns) -> None:
    header = next(csv.pieces(columns)).decode()
    assert header.startswith("t,token,unit,h,")
    assert header.endswith("\r\n")


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=5))
def test_any_text_comes_back_and_none_is_a_formula(texts: list[str]) -> None:
    line = ",".join(map(csv.cell, texts)) + "\r\n"
    (row,) = standard.reader(io.StringIO(f"x,{line}", newline=""), strict=True)
    assert [plain(cell) for cell in row[1:]] == texts
    assert not any(cell.startswith(tuple(FORMULA)) for cell in row)


@pytest.mark.parametrize("first", [*FORMULA, "＝", "＠", "'"])
def test_what_could_be_a_formula_gets_an_apostrophe(first: str) -> None:
    (row,) = standard.reader(io.StringIO(csv.cell(f"{first}1+1"), newline=""))
    assert row == [f"'{first}1+1"]


def test_texts_are_quoted_as_in_rfc_4180() -> None:
    assert csv.cell("a,b") == '"a,b"'
    assert csv.cell('say "hi"') == '"say ""hi"""'
    assert csv.cell("나는") == "나는"


@given(st.floats())
def test_numbers_have_all_their_digits(value: float) -> None:
    assert csv.cell(value) == (repr(value) if np.isfinite(value) else "")


def test_a_negative_number_is_a_number() -> None:
    assert csv.cell(-0.5) == "-0.5"
    assert csv.cell(None) == ""
    assert csv.cell(3) == "3"


def test_no_piece_has_many_rows() -> None:
    steps: dict[str, Any] = {"t": range(500), "token": ["a"] * 500, "h": np.ones((500, 64)), "grad_norm": np.ones(500)}
    made = list(csv.pieces(AnswerColumns({"cell": "rnn"}, steps, {})))
    assert max(piece.count(b"\n") for piece in made) <= csv.ROWS_A_PIECE
    assert sum(piece.count(b"\n") for piece in made) == 1 + 500 * 64
