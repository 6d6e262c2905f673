"""The results file: what it holds comes back to the bit, a broken end is dropped, and any other damage is refused."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import __version__
from app.training.experiment.grid import Recipe
from app.training.experiment.outcome import Outcome, train
from app.training.experiment.results import UnusableFile, opened
from tests.training.cluster import ROOT
from tests.training.trainings import RECIPE, SMALL


@pytest.fixture(scope="module")
def made() -> list[Outcome]:
    diverged = replace(
        train(SMALL[0]), cell="gru", accuracy=None, loss=None, diverged_at=3, reach_after=(-1e-300, None, 0.1)
    )
    return [*(train(training) for training in SMALL[:3]), diverged]


@pytest.fixture
def file(tmp_path: Path, made: list[Outcome]) -> Path:
    path = tmp_path / "results.jsonl"
    with opened(path, RECIPE) as results:
        for outcome in made:
            results.add(outcome)
    return path


def held(file: Path, recipe: Recipe = RECIPE) -> list[Outcome]:
    with opened(file, recipe) as results:
        return list(results.outcomes.values())


def test_what_is_written_comes_back_to_the_bit(file: Path, made: list[Outcome]) -> None:
    assert held(file) == made
    assert [outcome.seconds for outcome in held(file)] == [outcome.seconds for outcome in made]
    assert len(file.read_text(encoding="utf-8").splitlines()) == 1 + len(made)


def test_the_first_line_says_the_recipe(file: Path) -> None:
    header = json.loads(file.read_text(encoding="utf-8").splitlines()[0])
    assert header["rnnflow"] == __version__
    assert Recipe(**header["recipe"]) == RECIPE


def test_an_end_that_is_cut_anywhere_is_dropped_and_written_again(file: Path, made: list[Outcome]) -> None:
    whole = file.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    for cut in range(last + 1, len(whole), 7):
        file.write_bytes(whole[:cut])
        with opened(file, RECIPE) as results:
            assert list(results.outcomes.values()) == made[:-1]
            results.add(made[-1])
        assert file.read_bytes() == whole


@pytest.mark.parametrize("kept", [0, 1, 20])
def test_a_header_that_is_cut_is_written_again(file: Path, kept: int) -> None:
    header = file.read_bytes().splitlines(keepends=True)[0]
    file.write_bytes(header[:kept])
    assert held(file) == []
    assert file.read_bytes() == header


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"learning_rate": 0.5}, "was made with learning_rate 0.02, not 0.5: --out names another file"),
        ({"clip": None}, "was made with clip 1.0, not null"),
        ({"truncate": 5}, "was made with truncate null, not 5"),
        ({"steps": 41}, "was made with steps 40, not 41"),
    ],
)
def test_another_recipe_is_refused(file: Path, changes: dict[str, float], sentence: str) -> None:
    before = file.read_bytes()
    with pytest.raises(UnusableFile) as refused:
        held(file, replace(RECIPE, **changes))  # type: ignore[arg-type]
    assert sentence in str(refused.value)
    assert file.read_bytes() == before


def edited(file: Path, line: int, old: str, new: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    assert old in lines[line]
    lines[line] = lines[line].replace(old, new, 1)
    file.write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (f'"{__version__}"', '"0.0.0"', f"was made by version 0.0.0, not {__version__}"),
        ('"batch_size":8,', "", "with batch_size unsaid, not 8"),
        ('"batch_size"', '"lot":1,"batch_size"', "with lot 1, not unsaid"),
        ('{"rnnflow"', '{"other"', "holds no results"),
        ('{"rnnflow"', '["rnnflow"', "holds no results"),
    ],
)
def test_another_header_is_refused(file: Path, old: str, new: str, sentence: str) -> None:
    edited(file, 0, old, new)
    with pytest.raises(UnusableFile, match=sentence):
        held(file)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{", ""),
        ('"steps"', '"stops"'),
        ('"steps":40', '"steps":"40"'),
        ('"steps":40', '"steps":true'),
        ('"learned":false', '"learned":0'),
        ('"curve":[', '"curve":7,"more":['),
        ('"seed":', '"seed":0.5,"more":'),
        ('"accuracy":', '"accuracy":NaN,"more":'),
        ('"accuracy":', '"accuracy":NaN,"loss":1,"x":'),
        ('{"cell"', '[1]{"cell"'),
    ],
)
def test_a_damaged_line_is_refused_by_its_number(file: Path, old: str, new: str) -> None:
    edited(file, 2, old, new)
    before = file.read_bytes()
    with pytest.raises(UnusableFile, match="is damaged in line 3"):
        held(file)
    assert file.read_bytes() == before


def test_a_line_of_numbers_that_are_none_is_refused(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    found = json.loads(lines[1])
    for name, wrong in [
        ("accuracy", float("nan")),
        ("curve", [0.5, "x"]),
        ("loss", float("inf")),
        ("reach_after", [float("inf")]),
    ]:
        lines[1] = json.dumps(found | {name: wrong}).replace("Infinity", "1e999")
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        with pytest.raises(UnusableFile, match="is damaged in line 2"):
            held(file)


@pytest.mark.parametrize("content", [b"a letter\n", b"a letter", b"{}\n", b"\x00" * 40, b"\xff\xfe\n", b"\n"])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.txt"
    path.write_bytes(content)
    with pytest.raises(UnusableFile, match="holds no results; --out names another file"):
        held(path)
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_written_gives_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "no" / "folder.jsonl", tmp_path):
        with pytest.raises(UnusableFile, match="cannot write "):
            held(path)


def test_a_full_disk_gives_a_sentence(file: Path, made: list[Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with opened(file, RECIPE) as results:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(UnusableFile, match=r"cannot write .*: No space left on device"):
            results.add(made[0])


def test_a_disk_that_takes_half_a_line_gives_a_sentence(file: Path, made: list[Outcome]) -> None:
    """What it took is a last line that was never finished."""
    whole = file.read_bytes()
    with opened(file, RECIPE) as results:
        write = results._file.write
        results._file = SimpleNamespace(  # type: ignore[assignment]
            write=lambda line: write(line[: len(line) // 2]), fileno=results._file.fileno
        )
        with pytest.raises(UnusableFile, match=r"cannot write .*: No space left on device"):
            results.add(made[0])
    assert len(file.read_bytes()) > len(whole)
    assert held(file) == made
    assert file.read_bytes() == whole


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is locked on Windows")
def test_two_experiments_do_not_write_to_one_file(file: Path) -> None:
    code = f"""
from pathlib import Path
from types import SimpleNamespace
from app.training.experiment.results import UnusableFile, opened
from tests.training.trainings import RECIPE
try:
    with opened(Path({str(file)!r}), RECIPE):
        print("opened")
except UnusableFile as error:
    print(error)
"""
    with opened(file, RECIPE):
        found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.startswith(f"another experiment writes to {file}")
