"""`rnnflow experiment`: what is a command and what a sentence, what is refused, how it stops and goes on."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import __main__ as command
from app.command import experiment, serving
from app.command.choice import experiment_wanted
from app.command.progress import CLEAR, Progress
from app.settings import ROOT, Settings
from app.training.experiment.grid import COMPARED, Recipe
from tests.quick import share
from tests.training.cluster import Cluster, cluster

SECONDS = 120
TINY = ["--hidden-size", "4", "--input-size", "4", "--batch-size", "4", "--steps", "20"]
GRID = ["--delays", "1,3", "--seeds", "2", "--cells", "rnn,gru", "--workers", "1"]


@pytest.fixture
def dask_cluster(tmp_path: Path) -> Iterator[Cluster]:
    with cluster(tmp_path, workers=1) as started:
        yield started


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["experiment", "recall"], True),
        (["experiment", "recal", "--seeds", "3"], True),
        (["experiment", "--help"], True),
        (["experiment", "-h"], True),
        (["experiment"], False),
        (["experiment", "--cell", "lstm"], False),
        (["experiment", ""], False),
        (["experiment recall"], False),
        (["--port", "0", "experiment"], False),
        (["--", "experiment"], False),
        (["the", "experiment"], False),
        ([], False),
    ],
)
def test_experiment_alone_is_a_sentence(arguments: list[str], *, answer: bool) -> None:
    assert experiment_wanted(arguments) is answer


@pytest.mark.parametrize("arguments", [["experiment"], ["experiment", "--cell", "lstm"]])
def test_the_sentence_experiment_is_served(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[str] = []
    monkeypatch.setattr(serving, "_start", lambda options, _: served.append(options.query))
    command.main(arguments)
    assert served[0].startswith("sentence=experiment")


def test_what_is_not_given_is_the_recipe_of_the_ready_one() -> None:
    asked = experiment.parse(["recall"])
    assert asked.recipe == Recipe()
    assert asked.delays == [2, 5, 10, 20, 50, 100]
    assert asked.cells == list(COMPARED)
    assert (asked.seeds, asked.out) == (3, Path("recall-experiment.jsonl"))


def test_what_is_given_is_taken() -> None:
    line = (
        "recall --delays 3:12 --seeds 10 --cells gru,lstm,gru --steps 7 --learning-rate 1e-4 --clip none --truncate 5"
    )
    line += " --optimizer sgd --batch-size 3 --hidden-size 2 --input-size 6 --workers 5 --out x.jsonl"
    asked = experiment.parse(line.split())
    assert asked.recipe == Recipe("recall", 2, 6, 3, "sgd", 1e-4, None, 5, 7)
    assert (asked.delays, asked.cells, asked.seeds) == ([3, 5, 10, 12], ["gru", "lstm"], 10)
    assert (asked.workers, asked.out) == (5, Path("x.jsonl"))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("recal", "invalid choice: 'recal' (choose from"),
        ("recall --delay 3", "unrecognized arguments: --delay 3; did you mean --delays?"),
        ("recall --delays 100:2", "'100:2' goes from the shortest to the longest, such as 2:100"),
        ("recall --delays 0:5", "not a whole number from 1 to 999: '0'"),
        ("recall --delays 2:1000", "not a whole number from 1 to 999: '1000'"),
        ("recall --delays 2,,5", "not a whole number from 1 to 999: ''"),
        ("recall --delays 2:5:9", "not a whole number from 1 to 999: '5:9'"),
        ("recall --seeds 0", "not a whole number from 1 to 10000: '0'"),
        ("recall --seeds -1", "not a whole number from 1 to 10000: '-1'"),
        ("recall --cells rnn,mgu", "not one of rnn, relu-rnn, gru, lstm, lstm-forget, lstm-forget-5: 'mgu'"),
        ("recall --learning-rate 0", "not a number above 0: '0'"),
        ("recall --learning-rate nan", "not a number above 0: 'nan'"),
        ("recall --learning-rate 1e999", "not a number above 0: '1e999'"),
        ("recall --clip 0", "not a number above 0: '0'"),
        ("recall --optimizer rmsprop", "not one of adam, sgd: 'rmsprop'"),
        ("recall --hidden-size 257", "not a whole number from 1 to 256: '257'"),
        ("recall --steps 1e3", "not a whole number from 1 to 1000000: '1e3'"),
        ("recall --workers ٣", "not a whole number from 1 to 9999: '٣'"),
        ("recall --dask here", "not the address of a scheduler, such as tcp://10.0.0.5:8786: 'here'"),
        ("recall --dask tcp://a:1 --workers 2", "--dask and --workers exclude each other"),
    ],
)
def test_what_is_no_good_gives_one_line(line: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(["experiment", *line.split()])
    assert stopped.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert sentence in captured.err


def test_help_says_the_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(["experiment", "--help"])
    assert stopped.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "(default: 3000)" in said
    assert "RNNFLOW_DASK" in said


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "app", "experiment", "recall", *TINY, *arguments, "--out", str(folder / "out.jsonl")]
    return subprocess.run(
        line, check=False, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS
    )


def test_it_prints_a_table_and_writes_every_training_once(tmp_path: Path) -> None:
    first = run(tmp_path, *GRID)
    assert (first.returncode, first.stderr) == (0, "")
    title, delays, *rows = first.stdout.splitlines()
    assert title == "recall: held-out accuracy, mean of 2 seeds (how many learned); chance is 0.125"
    assert delays.split() == ["delay", "1", "delay", "3"]
    assert [row.split()[0] for row in rows] == ["rnn", "gru"]
    assert all(re.fullmatch(r"\w+( +[01]\.\d{3} \([0-2]\)){2}", row) for row in rows)
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 8
    for row, cell in zip(rows, ["rnn", "gru"], strict=True):
        found = [entry for entry in map(json.loads, lines[1:]) if entry["cell"] == cell and entry["delay"] == 3]
        assert f"{sum(entry['accuracy'] for entry in found) / 2:.3f}" in row


def test_the_same_command_goes_on_where_it_stopped_to_the_same_table(tmp_path: Path) -> None:
    whole = run(tmp_path, *GRID)
    file = tmp_path / "out.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:4]) + lines[4][:30])
    again = run(tmp_path, *GRID)
    assert again.stdout == whole.stdout
    after = file.read_bytes().splitlines(keepends=True)
    assert after[:4] == lines[:4]
    numbers = [{name: value for name, value in json.loads(line).items() if name != "seconds"} for line in after[1:]]
    before = [{name: value for name, value in json.loads(line).items() if name != "seconds"} for line in lines[1:]]
    assert sorted(numbers, key=str) == sorted(before, key=str)


def test_a_grid_may_grow(tmp_path: Path) -> None:
    run(tmp_path, *GRID)
    before = (tmp_path / "out.jsonl").read_bytes()
    more = run(tmp_path, *GRID, "--seeds", "3")
    assert (tmp_path / "out.jsonl").read_bytes().startswith(before)
    assert "mean of 3 seeds" in more.stdout


def test_another_recipe_does_not_mix(tmp_path: Path) -> None:
    run(tmp_path, *GRID)
    refused = run(tmp_path, *GRID, "--clip", "none")
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr.count("\n") == 1
    assert "was made with clip 1.0, not null: --out names another file" in refused.stderr


@pytest.mark.parametrize("sent", share([signal.SIGINT, signal.SIGTERM]))
@pytest.mark.skipif(sys.platform == "win32", reason="signals of Windows are others")
def test_it_stops_at_once_and_keeps_what_is_written(tmp_path: Path, sent: signal.Signals) -> None:
    """Of two processes one has minutes of work, the other a second."""
    file = tmp_path / "out.jsonl"
    options = "--delays 1,2,3,999 --seeds 1 --cells lstm --hidden-size 24 --steps 2000 --workers 2"
    line = [sys.executable, "-m", "app", "experiment", "recall", *options.split(), "--out", str(file)]
    pipe = subprocess.PIPE
    # a shell lets what runs in its background ignore SIGINT, and its children inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(line, cwd=ROOT, start_new_session=True, stdout=pipe, stderr=pipe, text=True) as process:
        deadline = time.monotonic() + SECONDS
        while not file.exists() or file.read_bytes().count(b"\n") < 4:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        if sent == signal.SIGINT:  # a terminal sends Ctrl-C to the workers too
            os.killpg(process.pid, sent)
        else:
            process.send_signal(sent)
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (130, "")
    assert err.endswith(f"stopped; 3 of 4 trainings are in {file}, and the same command goes on\n")
    assert err.count("\n") == 1
    assert len(file.read_bytes().splitlines()) == 4


def test_a_cluster_gives_the_same_table(tmp_path: Path, dask_cluster: Cluster) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    here = run(tmp_path / "here", *GRID)
    there = run(tmp_path / "there", *GRID[:-2], "--dask", dask_cluster.address)
    assert there.stdout == here.stdout


def test_the_environment_may_name_the_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(experiment, "dask", lambda address, _: asked.append(address))
    monkeypatch.setattr(experiment, "local", asked.append)
    settings = Settings(dask="tcp://a:1")
    experiment._place(experiment.parse(["recall"]), settings)
    experiment._place(experiment.parse(["recall", "--dask", "tcp://b:2"]), settings)
    experiment._place(experiment.parse(["recall", "--workers", "3"]), settings)
    assert asked == ["tcp://a:1", "tcp://b:2", 3]


def test_a_scheduler_that_is_not_there_gives_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.training.experiment.executors.CONNECT_SECONDS", 0.2)
    monkeypatch.setenv("RNNFLOW_DASK", "tcp://127.0.0.1:1")
    assert command.main(["experiment", "recall", *GRID[:-2], "--out", str(tmp_path / "out.jsonl")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "no Dask scheduler answers at tcp://127.0.0.1:1; 0 of 8 trainings are in " in said


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_that_is_written_over_and_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_, **__: os.terminal_size((60, 24)))
    stream = Terminal()
    progress = Progress(stream, 2, 10.0)
    progress.show()
    progress.advance(4.0, "first " * 20)
    progress.advance(6.0, "second")
    progress.clear()
    start, first, second, end = stream.getvalue().split(CLEAR)[1:]
    assert start.startswith("·" * 24 + "  0/2")
    assert first.startswith("█" * 10 + "·" * 14 + "  1/2  ")
    assert "left" in first
    assert len(first) < 60
    assert second == "█" * 24 + "  2/2  second"
    assert end == ""


def test_progress_is_quiet_where_nobody_looks() -> None:
    stream = io.StringIO()
    progress = Progress(stream, 1, 1.0)
    progress.show()
    progress.advance(1.0, "done")
    progress.clear()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("seconds", "left"), [(5, "0:05 left"), (65, "1:05 left"), (3700, "1:01:40 left")])
def test_progress_says_how_long_it_takes(monkeypatch: pytest.MonkeyPatch, seconds: float, left: str) -> None:
    clock = iter([0.0, seconds])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    stream = Terminal()
    Progress(stream, 2, 2.0).advance(1.0, "")
    assert stream.getvalue().endswith(left)


def test_a_grid_that_has_nothing_missing_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = ["experiment", "recall", *TINY, *GRID, "--out", str(tmp_path / "out.jsonl")]
    assert command.main(line) == 0
    monkeypatch.setattr("app.training.experiment.executors.ProcessPoolExecutor", None)
    assert command.main(line) == 0


def test_a_process_of_an_experiment_loads_nothing_of_the_server() -> None:
    """Each one runs the program's first file again; an experiment by itself needs NumPy and the settings."""
    code = "import sys; from app.command import experiment; print({'fastapi', 'starlette', 'uvicorn'} & {*sys.modules})"
    light = "import sys; import app.__main__; print({'numpy', 'pydantic'} & {*sys.modules})"
    for line in (code, light):
        done = subprocess.run([sys.executable, "-c", line], check=True, cwd=ROOT, capture_output=True, text=True)
        assert done.stdout.strip() == "set()"
