"""README's curl lines are replayed against a real server; the answers it shows are the answers that come.

Its other commands, and those of docs/install.md, are held against what they call.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.command import choice, experiment, options
from app.settings import ROOT, variables

README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTALL = (ROOT / "docs/install.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
FILES = [block for block in BLOCKS if block.count("$ curl") > 1]
"""Blocks of several requests, of which one writes a file and the next sends it."""
SHOWN = [tuple(block.removeprefix("$ ").split("\n", 1)) for block in BLOCKS if block not in FILES]


def replay(command: str, server: str, folder: Path = ROOT) -> httpx.Response:
    """Do what the curl line says: `curl -s URL [-H HEADER -d BODY | --data-binary @FILE | -o FILE]`."""
    words = shlex.split(command)
    assert words[:2] == ["curl", "-s"]
    url = words[2].replace("localhost:8000", server)
    if words[3:4] == ["-H"]:
        name, value = words[4].split(": ")
        assert words[5] == "-d"
        assert len(words) == 7
        return httpx.post(url, content=words[6], headers={name: value})
    if words[3:4] == ["--data-binary"]:
        return httpx.post(url, content=(folder / words[4].removeprefix("@")).read_bytes())
    response = httpx.get(url)
    if words[3:4] == ["-o"]:
        (folder / words[4]).write_bytes(response.content)
    else:
        assert len(words) == 3
    return response


def part(whole: Any, shown: Any) -> Any:
    """What `whole` has under the names of `shown`."""
    if isinstance(shown, dict):
        return {name: part(whole.get(name), value) for name, value in shown.items()}
    return whole


def test_readme_shows_four_requests() -> None:
    assert len(SHOWN) == 4


@pytest.mark.parametrize(("command", "answer"), SHOWN)
def test_the_answer_shown_is_the_answer_that_comes(command: str, answer: str, server: str) -> None:
    response = replay(command, server)
    assert response.status_code == 200
    assert response.json() == json.loads(answer)


def test_a_file_goes_in(server: str, tmp_path: Path) -> None:
    (block,) = FILES
    lines = re.findall(r"^\$ (curl [^\n]+)\n((?:[^$].*\n)*)", block, re.MULTILINE)
    assert len(lines) == block.count("$ curl") == 3
    for command, answer in lines:
        response = replay(command, server, tmp_path)
        assert response.is_success, response.text
        if answer:
            shown = json.loads(answer)
            assert part(response.json(), shown) == shown


def test_the_second_request_gives_the_second_h_of_the_first(server: str) -> None:
    whole = json.loads(SHOWN[0][1])["steps"]
    sent = json.loads(shlex.split(SHOWN[1][0])[-1])
    assert sent["state"]["h"] == whole[0]["h"]
    assert json.loads(SHOWN[1][1])["steps"][0]["h"] == whole[1]["h"]


def windows_words(command: str) -> list[str]:
    """The arguments of a command as Windows' own programs read them: \\" is a quote, and quotes hold words together.

    cmd itself looks for & | < > ^ outside its quotes, and it turns at every quote, after a backslash or not.
    """
    open_quote = False
    for character in command:
        open_quote ^= character == '"'
        assert open_quote or character not in "&|<>^"
    assert "%" not in command
    assert "'" not in command
    parts = re.findall(r'(?:[^\s"\\]|\\"|\\|"(?:[^"\\]|\\"|\\)*")+', command)
    return [re.sub(r'(\\?)"', lambda match: '"' if match[1] else "", part) for part in parts]


def curl_lines() -> list[str]:
    return [line for block in BLOCKS for line in re.findall(r"^\$ (curl .+)$", block, re.MULTILINE)]


def test_cmd_reads_every_curl_line_as_a_unix_shell_does() -> None:
    lines = curl_lines()
    assert len(lines) == 7
    assert {line: windows_words(line) for line in lines} == {line: shlex.split(line) for line in lines}
    assert "--json" not in README + INSTALL


def test_powershell_asks_for_the_same_numbers(server: str) -> None:
    """Its strings in double quotes have no $ or `, those in single quotes no other one, so they are what they show."""
    lines = re.findall(r"```powershell\n(Invoke-RestMethod .+)\n```", INSTALL)
    assert len(lines) == 2
    assert not set("$`") & set("".join(lines))
    get, post = (shlex.split(line.partition(" | ConvertTo-Json")[0]) for line in lines)
    assert httpx.get(get[1].replace("http://localhost:8000", server)).json() == json.loads(SHOWN[0][1])
    given = dict(zip(post[2::2], post[3::2], strict=True))
    assert given.keys() == {"-Method", "-ContentType", "-Body"}
    sent = given["-Body"].encode(given["-ContentType"].partition("charset=")[2])
    url = post[1].replace("http://localhost:8000", server)
    answer = httpx.request(given["-Method"].upper(), url, content=sent, headers={"content-type": given["-ContentType"]})
    assert answer.json()["tokens"] == ["나는", "소년"]


def shell_lines(text: str) -> Iterator[str]:
    """Every command of the blocks for shells, and every one in backquotes; comments are taken out."""
    for block in re.findall(r"```(?:sh|bat)\n(.*?)```", text, re.DOTALL):
        yield from (line.split(" #")[0].strip() for line in block.splitlines() if line.strip())
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    yield from re.findall(r"`((?:rnnflow|python -m app|make) ?[^`…]*)`", prose)


SERVES = re.compile(r"^(?:RNNFLOW_\w+=\S+ )*(?:rnnflow|\S*python3? -m (?:app|rnnflow))(?: (?P<rest>.*))?$")


@pytest.mark.parametrize("text", [README, INSTALL], ids=["README", "install"])
def test_every_command_that_serves_is_understood(text: str) -> None:
    rests = [match["rest"] or "" for line in shell_lines(text) if (match := SERVES.match(line))]
    assert len(rests) >= 3
    for rest in rests:
        arguments = shlex.split(rest)
        if arguments[:1] == ["experiment"]:
            experiment.parse(arguments[1:] or ["recall"])
        elif arguments[:1] != ["class"]:
            options.parse(arguments)


@pytest.mark.parametrize("text", [README, INSTALL], ids=["README", "install"])
def test_a_class_is_served_by_a_command_that_exists(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert any(re.match(r"(?:rnnflow|python -m app) class\b", line) for line in shell_lines(text))
    with pytest.raises(SystemExit) as left:
        choice.run(["class", "--help"])
    assert left.value.code == 0
    assert "board" in capsys.readouterr().out


@pytest.mark.parametrize("text", [README, INSTALL], ids=["README", "install"])
def test_installing_is_into_a_venv(text: str) -> None:
    """Outside one Debian, Ubuntu and Homebrew refuse. What is installed is there."""
    lines = [line for line in shell_lines(text) if " pip " in line or line.startswith("pip ")]
    assert len(lines) >= 2
    for line in lines:
        assert re.match(r"(?:\.venv(?:/bin/|\\Scripts\\)python|python3) -m pip (?:install|download) ", line), line
        assert line.startswith(".venv") or " download " in line
        assert (ROOT / re.search(r"-r (\S+)", line)[1]).is_file()  # type: ignore[index]
    made = [line for line in shell_lines(text) if re.match(r"(?:python3|py) -m venv ", line)]
    assert {line.split()[0] for line in made} == {"python3", "py"}
    assert {line.split()[-1] for line in made} == {".venv"}


@pytest.mark.parametrize("text", [README, INSTALL], ids=["README", "install"])
def test_every_setting_named_exists(text: str) -> None:
    named = set(re.findall(r"RNNFLOW_[A-Z_]*[A-Z]", text))
    assert named
    assert named <= variables()


def test_the_firewall_is_opened_for_the_port_that_is_served_and_closed_again() -> None:
    add, delete = (line for line in shell_lines(INSTALL) if line.startswith("netsh "))
    assert "localport=8000" in add
    assert re.search(r'name="[^"]+"', add)[0] == re.search(r'name="[^"]+"', delete)[0]  # type: ignore[index]
    for word in ("allow", "delete allow"):
        assert f"`sudo ufw {word} 8000/tcp`" in INSTALL


def test_every_path_named_exists() -> None:
    links = re.findall(r"\]\(([^):#]+)(?:#[\w-]+)?\)", README)
    table = re.findall(r"`((?:app|static|tests|templates|bench|docs)/[\w./]*)`", README)
    missing = [path for path in {*links, *table} if not (ROOT / path).exists()]
    assert missing == []


def test_every_make_target_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))
    assert named
    assert named <= targets
