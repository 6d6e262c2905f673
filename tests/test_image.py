"""The container image, as far as it can be looked at without Docker; `make image-test` is the rest."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.command import health
from app.settings import ROOT, variables
from tests import image, image_base
from tests.serving import started

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LINES = re.sub(r"\\\n\s*", "", DOCKERFILE).splitlines()
"""The Dockerfile's instructions, each in one line."""
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
needs_ipv6 = pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
FAKE = """#!/bin/sh
echo "$@" >>"$CALLS"
case "$1" in
{cases}
esac
"""


def words(instruction: str) -> list[str]:
    """The arguments of the only CMD, HEALTHCHECK or the like that is written as a list."""
    (line,) = [line for line in LINES if line.startswith(instruction)]
    found: list[str] = json.loads(line[line.index("[") :])
    return found


def check_health(process: int, **environment: str) -> int:
    """The exit status of the image's HEALTHCHECK, of a server that is not process 1."""
    python, *options, script = words("HEALTHCHECK")
    assert (python, Path(script).relative_to("/app")) == ("python", Path("app/command/health.py"))
    command = [sys.executable, *options, str(ROOT / Path(script).relative_to("/app")), str(process)]
    return subprocess.run(command, env={**os.environ, **environment}, check=False, timeout=60).returncode


@LINUX
@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        ((), {}),
        (("--workers", "2"), {}),
        ((), {"RNNFLOW_ALLOWED_HOSTS": "*.school.example, 127.0.0.1"}),
    ],
    ids=["one process", "workers", "under a name"],
)
def test_the_health_check_finds_the_port(arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    with started("app", *arguments, RNNFLOW_DEVELOPMENT="true", **environment) as (process, _):
        assert check_health(process.pid, **environment) == 0
        if environment:
            assert check_health(process.pid, RNNFLOW_ALLOWED_HOSTS="stranger.example") == 1
    assert check_health(process.pid) == 1


@LINUX
def test_the_health_check_finds_the_server_below_an_init_process() -> None:
    with started("app", RNNFLOW_WARM_UP="false") as (process, _):
        assert process.pid in health.descendants(os.getpid())
        assert check_health(os.getpid()) == 0


@LINUX
def test_a_process_that_does_not_listen_is_not_healthy() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert check_health(process.pid) == 1
        process.communicate(b"\n")


@LINUX
@pytest.mark.parametrize("host", ["127.0.0.1", pytest.param("::1", marks=needs_ipv6)])
def test_sockets_that_listen_are_found_by_address_and_port(host: str) -> None:
    with socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        place = (host, listener.getsockname()[1])
        assert place in set(health.listening(health.sockets([os.getpid()])))
    assert place not in set(health.listening(health.sockets([os.getpid()])))


@pytest.mark.skipif(sys.byteorder == "big", reason="written for the other order of bytes")
@pytest.mark.parametrize(
    ("digits", "host"),
    [
        ("00000000", "127.0.0.1"),
        ("0100007F", "127.0.0.1"),
        ("1401A8C0", "192.168.1.20"),
        ("0" * 32, "::1"),
        ("B80D0120000000000000000001000000", "2001:db8::1"),
    ],
)
def test_addresses_are_read_as_linux_writes_them(digits: str, host: str) -> None:
    assert health.host_of(digits) == host


def test_the_health_check_needs_no_package() -> None:
    source = (ROOT / "app/command/health.py").read_text(encoding="utf-8")
    imported = re.findall(r"^(?:from|import) ([\w.]+)", source, re.MULTILINE)
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_both_stages_have_one_base() -> None:
    assert image_base.BASE.findall(DOCKERFILE) == ["python:3.13-slim"]
    assert re.search(r"^ARG BASE=\S+@sha256:[0-9a-f]{64}$", DOCKERFILE, re.MULTILINE)
    assert [line for line in LINES if line.startswith("FROM ")] == ["FROM ${BASE} AS build", "FROM ${BASE}"]


def test_the_base_can_be_pinned_and_pinned_again() -> None:
    one, other = f"sha256:{'1a' * 32}", f"sha256:{'2b' * 32}"
    once = image_base.pinned(DOCKERFILE, one)
    assert f"ARG BASE=python:3.13-slim@{one}\n" in once
    assert image_base.pinned(once, other) == once.replace(one, other)


def test_what_the_image_copies_is_in_the_build() -> None:
    sources = [name for line in LINES if line.startswith("COPY ") for name in line.split()[1:-1]]
    local = [name for name in sources if not name.startswith(("/", "--"))]
    allowed = re.findall(r"^!([\w.-]+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"app", "static", "templates", "requirements.txt"} <= {name.partition("/")[0] for name in local}
    assert {name.partition("/")[0] for name in local} <= set(allowed)
    assert [name for name in local if not (ROOT / name).exists()] == []


def test_it_runs_as_an_ordinary_user_for_other_machines() -> None:
    assert "USER 10001" in LINES
    assert LINES.index("USER 10001") < next(i for i, line in enumerate(LINES) if line.startswith("CMD "))
    assert words("CMD ") == ["python", "-m", "app", "--host", "0.0.0.0"]


def test_every_setting_that_is_named_exists() -> None:
    runs = " ".join(option for _, options, _ in image.RUNS.values() for option in options)
    named = set(re.findall(r"RNNFLOW_[A-Z_]+", DOCKERFILE + runs))
    assert named
    assert named <= variables()


def test_the_number_is_the_one_that_readme_shows() -> None:
    (block,) = [block for block in README.split("```") if f'"localhost:8000{image.REQUEST}"' in block]
    assert f'"loss": {image.LOSS}, "state": {{"h": {image.LAST_H}}}' in block


def test_make_calls_the_scripts() -> None:
    recipes = dict(re.findall(r"^([a-z-]+):[^\n]*##[^\n]*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE))
    assert recipes["image-test"] == "\t@$(PYTHON) -m tests.image\n"
    assert recipes["image-base"] == "\t@$(PYTHON) -m tests.image_base\n"
    assert recipes["docker"].startswith("\tdocker build --tag rnnflow .\n")
    phony = next(line for line in MAKEFILE.splitlines() if line.startswith(".PHONY:")).split()
    assert {"image-test", "image-base", "docker"} <= set(phony)


def run(module: str, folder: Path, cases: str = "*) exit 1;;") -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a script with a Docker that the test made up; also each call that Docker got."""
    program, calls = folder / "docker", folder / "calls"
    program.write_text(FAKE.format(cases=cases), encoding="utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "DOCKER": str(program), "CALLS": str(calls)}
    command = [sys.executable, "-m", module]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    return done, calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []


@pytest.mark.parametrize("module", ["tests.image", "tests.image_base"])
def test_without_docker_it_says_so_in_one_line(module: str) -> None:
    environment = {**os.environ, "DOCKER": "no-such-docker"}
    command = [sys.executable, "-m", module]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "there is no no-such-docker on this machine; install Docker" in line


@pytest.mark.skipif(sys.platform == "win32", reason="the Docker of the test is a script of the shell")
def test_where_the_service_is_down_it_says_so(tmp_path: Path) -> None:
    done, calls = run("tests.image", tmp_path, "*) echo 'no daemon' >&2; exit 1;;")
    assert done.returncode == 1
    assert re.search(r"its service does not answer: start it\. .*no daemon", done.stderr)
    assert calls == ["info"]


HEALTHY = """info) ;;
build) echo sha256:abc >"$3";;
run) echo c0ffee;;
inspect) echo "running healthy";;
port) echo "${ADDRESS#http://}";;
logs) echo "what the server said";;
rm) ;;"""


@pytest.mark.skipif(sys.platform == "win32", reason="the Docker of the test is a script of the shell")
def test_it_asks_every_run_and_removes_each_by_its_id(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDRESS", server)
    done, calls = run("tests.image", tmp_path, HEALTHY)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(": healthy on port") == len(image.RUNS) >= 4
    started_ = [call for call in calls if call.startswith("run ")]
    assert all("--read-only --cap-drop all" in call and " sha256:abc" in call for call in started_)
    assert any("RNNFLOW_PORT=9123" in call and "127.0.0.1::9123" in call for call in started_)
    assert any(call.endswith("--port 9124") and "127.0.0.1::9124" in call for call in started_)
    assert calls.count("rm --force c0ffee") == len(started_) == len(image.RUNS)


@pytest.mark.skipif(sys.platform == "win32", reason="the Docker of the test is a script of the shell")
@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('echo "running healthy"', 'echo "exited unhealthy"', "not healthy: exited unhealthy"),
        ("port) echo", "port) exit 1; echo", "docker port c0ffee 8000/tcp"),
    ],
    ids=["it ended", "no port"],
)
def test_a_container_that_fails_is_shown_and_removed(
    was: str, becomes: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDRESS", "http://127.0.0.1:1")
    done, calls = run("tests.image", tmp_path, HEALTHY.replace(was, becomes))
    assert done.returncode == 1
    assert said in done.stderr
    assert "what the server said" in done.stderr
    assert calls[-1] == "rm --force c0ffee"


@pytest.mark.skipif(sys.platform == "win32", reason="the Docker of the test is a script of the shell")
def test_another_number_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    monkeypatch.setattr(image, "LOSS", 1.5)
    monkeypatch.setattr(image, "docker", lambda *_: server.removeprefix("http://"))
    with pytest.raises(image.Failed, match=r"the loss should be 1\.5 .* it answers 1\.221"):
        image.ask("c0ffee", 8000)
