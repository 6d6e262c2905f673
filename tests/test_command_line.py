"""The command line: where it listens and what it says, one clear line an error, and how it stops."""

from __future__ import annotations

import http.client
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import segno

from app import __main__ as command
from app import __version__, interfaces, qr
from app.api.schemas import POST_ONLY, StepRequest
from app.command import board, browser, environment, listener, logs, options, server
from app.interfaces import Interface
from app.settings import ROOT, Settings
from tests.asgi import Client
from tests.quick import share

SECONDS = 60
needs_hangup = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGHUP")
needs_ipv6 = pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
WORKERS = pytest.mark.parametrize("workers", share(["2", "1"]))


@contextmanager
def serving(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The command on a free port, without the work of compressing the page; ended by SIGTERM where it still runs."""
    with subprocess.Popen(
        [sys.executable, "-m", "app", "--port", "0", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1", "RNNFLOW_DEVELOPMENT": "true", **environment},
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=SECONDS)


def lines(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def address(process: subprocess.Popen[str]) -> str:
    """What the first line says."""
    said, url = lines(process.stdout).readline().split(": ", 1)
    assert said == "RNN Flow"
    return url.strip()


def answer(url: str, path: str = "/healthz") -> str:
    """What the server answers to a GET of `path`, on a connection of its own."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    assert host
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection.request("GET", path, headers={"connection": "close"})
    body = connection.getresponse().read().decode()
    connection.close()
    return body


@pytest.fixture(autouse=True)
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test serves in this process: it would never end."""
    monkeypatch.setattr("app.command.serving.serve", lambda _, listener: listener.close())


@pytest.fixture
def refusal(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run `main`, which must end with a status and one line on standard error; give the line."""

    def main(status: int, *arguments: str) -> str:
        assert command.main(list(arguments)) == status
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.count("\n") == 1, captured.err
        return captured.err

    return main


def test_a_taken_port_gives_one_line(refusal: Callable[..., str]) -> None:
    with listener.listen("127.0.0.1", 0) as other:
        port = str(other.getsockname()[1])
        assert f"port {port} of 127.0.0.1 is taken" in refusal(1, "--host", "127.0.0.1", "--port", port)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a..b", "x" * 70, "300.1.1.1"])
def test_a_host_that_is_not_there_gives_one_line(host: str, refusal: Callable[..., str]) -> None:
    assert f"cannot listen on {host}" in refusal(1, "--host", host, "--port", "0")


@pytest.mark.parametrize("name", ["RNNFLOW_MAX_WORK", "RNNFLOW_ANSWER_CACHE"])
def test_a_wrong_setting_gives_one_line(
    refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "many")
    assert f"{name}: " in refusal(1, "--port", "0")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "abc"], "a port is a whole number from 0 to 65535, not 'abc'"),
        (["--port", "70000"], "a port is a whole number from 0 to 65535, not '70000'"),
        (["--port", "-1"], "a port is a whole number from 0 to 65535, not '-1'"),
        (["--port", "1_0"], "a port is a whole number from 0 to 65535, not '1_0'"),
        (["--workers", "0"], "workers are a whole number from 1 to 9999, not '0'"),
        (["--workers", "x"], "workers are a whole number from 1 to 9999, not 'x'"),
        (["--host", ""], "a host is a name or an address"),
        (["--cel", "gru"], "did you mean --cell?"),
        (["i am", "a boy"], "unrecognized arguments: a boy"),
    ],
)
def test_wrong_arguments_give_one_line(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(arguments)
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert sentence in said


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--version"]) == 0
    with pytest.raises(SystemExit) as stopped:
        command.main(["--port", "0", "--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"rnnflow {__version__}\n" * 2


def test_help_names_every_field_of_the_run_with_its_choices(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    for name in StepRequest.model_fields.keys() - options.OF_THE_ANSWER - POST_ONLY - {"sentence"}:
        assert f"--{name.replace('_', '-')} VALUE" in said
    assert "One of gru, lstm, rnn. (default: rnn)" in said


def test_a_checkout_listens_on_localhost_and_a_package_on_its_address() -> None:
    assert options.parse([]).host == "localhost"
    assert options.parse(["--host", "[::1]"]).host == "::1"


def test_the_fields_of_a_run_stand_in_the_address() -> None:
    chosen = options.parse(["나는 소년이다", "--cell", "gru", "--hidden-size", "5", "--forget-bias", "-1"])
    assert parse_qs(chosen.query) == {
        "sentence": ["나는 소년이다"],
        "cell": ["gru"],
        "hidden_size": ["5"],
        "forget_bias": ["-1"],
    }
    assert options.parse([]).query == ""


@pytest.fixture(scope="module")
def api() -> Client:
    return Client()


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        (["a", "--cell", "foo"], {"sentence": "a", "cell": "foo"}),
        (["a", "--seed", "x", "--hidden-size", "999"], {"sentence": "a", "seed": "x", "hidden_size": "999"}),
        (["a", "--cell", "gru", "--nonlinearity", "relu"], {"sentence": "a", "cell": "gru", "nonlinearity": "relu"}),
        (["a b", "--loss-at", "2"], {"sentence": "a b", "loss_at": "2"}),
        ([""], {"sentence": ""}),
        (["--cell", "foo"], {"sentence": "i am a boy", "cell": "foo"}),
        (["a " * 30_100], {"sentence": "a " * 30_100}),
    ],
)
def test_a_run_is_refused_in_the_words_of_the_api(
    arguments: list[str], fields: dict[str, str], api: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    response = api.get(f"/step?{urlencode(fields)}")
    assert response.status_code in {414, 422}
    expected = [detail["msg"] for detail in response.json()["detail"]]
    assert command.main(arguments) == 2
    said = capsys.readouterr().err.splitlines()
    assert sorted(said) == sorted(f"python -m app: {sentence}" for sentence in expected)


def test_bytes_that_are_no_text_are_refused_as_an_address_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["\udcff"]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_the_limits_are_those_of_the_settings(refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RNNFLOW_MAX_HIDDEN_SIZE", "4")
    assert "from 1 to 4" in refusal(2, "a", "--hidden-size", "5")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `main` opens; there is a display."""
    opened: list[str] = []
    monkeypatch.setattr(browser, "show", lambda url, _: opened.append(url))
    monkeypatch.setenv("DISPLAY", ":0")
    return opened


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], False),
        (["--cell", "gru"], False),
        (["--open"], True),
        (["i am"], True),
        (["i am", "--no-open"], False),
        (["i am", "--cell", "gru", "--open"], True),
    ],
)
def test_a_sentence_opens_the_page(
    arguments: list[str], opens: bool, started: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--port", "0", *arguments]) == 0
    url = capsys.readouterr().out.removeprefix("RNN Flow: ").strip()
    assert urlsplit(url).query == options.parse(arguments).query
    assert started == [url] * opens


def test_without_a_display_only_a_wish_opens_the_page(started: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "has_display", lambda: False)
    command.main(["--port", "0", "i am"])
    assert started == []
    command.main(["--port", "0", "i am", "--open"])
    assert len(started) == 1


@pytest.mark.parametrize("found", [True, False])
def test_the_browser_is_opened_aside(found: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, bool]] = []
    told, done = threading.Event(), threading.Event()

    def opened(url: str) -> bool:
        asked.append((url, threading.current_thread() is threading.main_thread()))
        done.set()
        return found

    monkeypatch.setattr(webbrowser, "open", opened)
    browser.show("http://localhost:1", told.set)
    assert done.wait(SECONDS)
    assert asked == [("http://localhost:1", False)]
    assert found or told.wait(SECONDS)


@pytest.mark.parametrize("name", browser.DISPLAYS)
def test_a_display_is_known_by_its_variable(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for other in browser.DISPLAYS:
        monkeypatch.delenv(other, raising=False)
    assert not browser.has_display()
    monkeypatch.setenv(name, "x")
    assert browser.has_display()


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:"),
        ("localhost", "http://localhost:"),
        ("0.0.0.0", "http://127.0.0.1:"),
        pytest.param("::1", "http://[::1]:", marks=needs_ipv6),
        pytest.param("::", "http://[::1]:", marks=needs_ipv6),
    ],
)
def test_the_address_shown_is_one_that_is_listened_on(host: str, shown: str) -> None:
    with listener.listen(host, 0) as listening:
        url = listener.page(host, listening, "")
        assert url.startswith(shown)
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname, parts.port), timeout=SECONDS):
            listening.accept()[0].close()


WLAN, WIRED = Interface("wlan0", "10.0.0.7"), Interface(None, "fd00::7")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[Interface]:
    """The addresses that this machine has on the network; no container."""
    found = [WLAN, WIRED]
    monkeypatch.setattr(interfaces, "reached", lambda: found)
    monkeypatch.setattr(interfaces, "in_container", lambda: False)
    return found


def test_other_machines_get_an_address_of_each_interface_that_is_listened_on(machine: list[Interface]) -> None:
    with listener.listen("0.0.0.0", 0) as everywhere:
        port = everywhere.getsockname()[1]
        assert listener.pages_for_others(everywhere, "/?cell=gru") == {f"http://10.0.0.7:{port}/?cell=gru": "wlan0"}
        assert not listener.is_alone(everywhere)
    with listener.listen("127.0.0.1", 0) as alone:
        assert listener.pages_for_others(alone, "") == {}
        assert listener.is_alone(alone)


@needs_ipv6
@pytest.mark.parametrize("only", [0, 1])
def test_on_ipv6_it_also_listens_on_ipv4_where_the_system_does(machine: list[Interface], only: int) -> None:
    with socket.socket(socket.AF_INET6) as listening:
        listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, only)
        listening.bind(("::", 0))
        port = listening.getsockname()[1]
        four, six = {f"http://10.0.0.7:{port}": "wlan0"}, {f"http://[fd00::7]:{port}": None}
        assert listener.pages_for_others(listening, "") == (six if only else four | six)


def test_where_it_listens_on_one_address_that_is_the_one() -> None:
    found = next((each.address for each in interfaces.reached() if ":" not in each.address), None)
    if found is None:
        pytest.skip("this machine is on no network")
    with listener.listen(found, 0) as listening:
        assert listener.pages_for_others(listening, "") == {f"http://{found}:{listening.getsockname()[1]}": None}


def scanned(said: str) -> str:
    """The address in the QR code that a command drew in plain blocks."""
    drawn = [line for line in said.splitlines() if set(line) & set("▀▄█")]
    light = [[sign in halves for sign in line] for line in drawn for halves in ("▀█", "▄█")]
    (address,) = [
        line.split(": ", 1)[1].split("  ")[0]
        for line in said.splitlines()
        if line.startswith("For other machines: ")
        and [[not dark for dark in row] for row in modules(line.split(": ", 1)[1].split("  ")[0])] == light[:-1]
    ]
    return address


def modules(address: str) -> list[list[bool]]:
    """The dark modules of an address's code, with its border."""
    code = segno.make_qr(address, error="l", mode="byte", mask=qr.MASK)
    return [[bool(dark) for dark in row] for row in code.matrix_iter(border=4)]


@pytest.mark.parametrize("arguments", [["class"], ["--host", "0.0.0.0"], ["class", "i am", "--no-open"]])
def test_a_class_gets_the_addresses_for_the_board_and_a_code(
    arguments: list[str], machine: list[Interface], capsys: pytest.CaptureFixture[str]
) -> None:
    machine.insert(1, Interface("eth0", "10.0.0.8"))
    assert command.main([*arguments, "--port", "0"]) == 0
    captured = capsys.readouterr()
    first, *others = [line for line in captured.out.splitlines() if "http" in line]
    assert first.startswith("RNN Flow: http://127.0.0.1:")
    rest = first.removeprefix("RNN Flow: http://127.0.0.1")
    assert rest.endswith("/?sentence=i+am") == ("i am" in arguments)
    assert others == [
        f"For other machines: http://10.0.0.7{rest}  (wlan0)",
        f"For other machines: http://10.0.0.8{rest}  (eth0)",
    ]
    assert scanned(captured.out) == f"http://10.0.0.7{rest}"
    assert captured.err == ""


def test_a_machine_alone_draws_nothing(machine: list[Interface], capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["--host", "127.0.0.1", "--port", "0"])
    assert capsys.readouterr().out.count("\n") == 1
    command.main(["class", "--host", "127.0.0.1", "--port", "0"])
    captured = capsys.readouterr()
    assert captured.out.count("\n") == 1
    assert "no other machine reaches this one" in captured.err


def test_the_address_of_the_settings_goes_before_those_of_the_interfaces(
    machine: list[Interface], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a container needs it, and behind a proxy."""
    monkeypatch.setenv("RNNFLOW_PUBLIC_URL", "http://192.168.1.20:8000")
    monkeypatch.setenv("RNNFLOW_ROOT_PATH", "/rnnflow")
    command.main(["class", "i am", "--no-open", "--port", "0"])
    said = capsys.readouterr().out
    page = "http://192.168.1.20:8000/rnnflow/?sentence=i+am"
    assert [line for line in said.splitlines() if "other" in line] == [f"For other machines: {page}"]
    assert scanned(said) == page


def test_a_container_asks_for_the_host_s_address(
    machine: list[Interface], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(interfaces, "in_container", lambda: True)
    command.main(["--host", "0.0.0.0", "--port", "0"])
    captured = capsys.readouterr()
    assert captured.out.count("\n") == 1
    assert "RNNFLOW_PUBLIC_URL=http://ADDRESS:PORT" in captured.err


def test_behind_a_prefix_the_addresses_have_it(
    machine: list[Interface], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RNNFLOW_ROOT_PATH", "/rnnflow")
    command.main(["--host", "0.0.0.0", "--port", "0"])
    first, second = [line for line in capsys.readouterr().out.splitlines() if "http" in line]
    assert re.fullmatch(r"RNN Flow: http://127\.0\.0\.1:\d+/rnnflow/", first)
    assert re.fullmatch(r"For other machines: http://10\.0\.0\.7:\d+/rnnflow/  \(wlan0\)", second)


def test_an_address_that_no_code_holds_is_printed_all_the_same(
    machine: list[Interface], capsys: pytest.CaptureFixture[str]
) -> None:
    command.main(["class", "a" * 3_000, "--no-open", "--port", "0"])
    captured = capsys.readouterr()
    assert "For other machines: http://10.0.0.7" in captured.out
    assert "too long for a QR code" in captured.err


class Terminal(io.StringIO):
    """A terminal of 80 columns, for letters of an `encoding`."""

    def __init__(self, encoding: str, *, tty: bool = True) -> None:
        super().__init__()
        self._encoding, self._tty = encoding, tty

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self._tty


@pytest.mark.parametrize(
    ("out", "environment", "system", "ink"),
    [
        (Terminal("utf-8"), {"TERM": "xterm"}, "linux", "ansi"),
        (Terminal("utf-8"), {"TERM": "dumb"}, "linux", "blocks"),
        (Terminal("utf-8", tty=False), {"TERM": "xterm"}, "linux", "blocks"),
        (Terminal("cp437"), {}, "win32", "blocks"),
        (Terminal("utf-8"), {"WT_SESSION": "x"}, "win32", "ansi"),
        (Terminal("cp1252"), {"WT_SESSION": "x"}, "win32", "ascii"),
        (Terminal("ascii", tty=False), {}, "linux", "ascii"),
    ],
)
def test_a_code_is_drawn_with_what_the_terminal_has(
    out: Terminal, environment: dict[str, str], system: str, ink: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert board.ink(out, environment) == ink


def test_a_narrow_terminal_gets_no_torn_code(
    machine: list[Interface], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "20")
    command.main(["class", "--port", "0"])
    captured = capsys.readouterr()
    assert "too narrow" in captured.err
    assert "█" not in captured.out


def test_class_is_a_command_and_behind_two_dashes_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["class", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("usage: python -m app class ")
    assert "(default: 0.0.0.0;" in said
    assert options.parse(["--", "class"]).sentence == "class"
    assert options.parse(["class", "--host", "10.0.0.7"], for_class=True).host == "10.0.0.7"


def test_the_server_knows_whether_it_listens_for_its_own_machine_alone() -> None:
    """/qr of a server that nobody else reaches says so."""
    for host, alone in (("127.0.0.1", True), ("0.0.0.0", False)):
        with serving("--host", host) as process:
            code = json.loads(answer(address(process), "/qr?path=/"))
        assert code["reachable"] == (not alone and bool(interfaces.reached()))
        if alone:
            assert code["address"].startswith("http://127.0.0.1:")


def test_windows_takes_a_port_for_one_server_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """SO_KEEPALIVE stands in for the option that only Windows has."""
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_KEEPALIVE, raising=False)
    with listener.listen("127.0.0.1", 0) as found:
        assert found.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert not found.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)


def test_the_port_comes_from_the_environment_where_no_option_names_one(
    refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with listener.listen("127.0.0.1", 0) as other:
        port = str(other.getsockname()[1])
        monkeypatch.setenv("RNNFLOW_PORT", port)
        assert f"port {port} " in refusal(1, "--host", "127.0.0.1")


def test_port_0_goes_before_that_of_the_environment(
    started: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("RNNFLOW_PORT", str(other.getsockname()[1]))
        assert command.main(["--port", "0"]) == 0
    assert "RNN Flow: " in capsys.readouterr().out


def test_a_mistyped_setting_is_told_with_the_nearest_one() -> None:
    found = environment.mistyped(["RNNFLOW_MAX_TOKEN", "RNN_FLOW_LOG_LEVEL", "rnnflow_qqqq", "RNNFLOW_PORT", "PATH"])
    assert list(found) == [
        "RNNFLOW_MAX_TOKEN is not a setting; did you mean RNNFLOW_MAX_TOKENS?",
        "RNN_FLOW_LOG_LEVEL is not a setting; did you mean RNNFLOW_LOG_LEVEL?",
        "rnnflow_qqqq is not a setting",
    ]


@WORKERS
def test_the_access_log_needs_no_other_setting_and_a_warning_comes_once(workers: str) -> None:
    chosen = {"RNNFLOW_ACCESS_LOG": "true", "RNNFLOW_MAX_TOKEN": "7"}
    with serving("--host", "127.0.0.1", "--workers", workers, **chosen) as process:
        answer(address(process))
        process.terminate()
        logged = lines(process.stdout).read().splitlines()
        told = lines(process.stderr).read()
    assert len(logged) == 1
    assert '"GET /healthz HTTP/1.1" 200' in logged[0]
    assert told == "python -m app: RNNFLOW_MAX_TOKEN is not a setting; did you mean RNNFLOW_MAX_TOKENS?\n"


def test_a_bad_request_writes_nothing() -> None:
    with serving("--host", "127.0.0.1") as process:
        url = urlsplit(address(process))
        with socket.create_connection((url.hostname, url.port), timeout=SECONDS) as connection:
            connection.sendall(b"this is not HTTP\r\n\r\n")
            assert b" 400 " in connection.makefile("rb").read()
        process.terminate()
        assert lines(process.stderr).read() == ""


def test_a_line_of_the_log_reaches_one_handler() -> None:
    """Each logger writes by its own handler or hands on to the one above it, never both."""
    loggers = logs.config(Settings(log_level="error"))["loggers"]
    assert {logger["level"] for name, logger in loggers.items() if name != "uvicorn.access"} == {"ERROR"}
    for name, logger in loggers.items():
        hands_on = logger.get("propagate", True) and name.rpartition(".")[0] in loggers
        assert len(logger.get("handlers", [])) + hands_on == 1, name


STOPPING = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if sys.platform != "win32" else [])]


@WORKERS
@pytest.mark.parametrize("number", share(STOPPING), ids=lambda number: number.name)
def test_every_stopping_signal_stops_it_cleanly(number: signal.Signals, workers: str) -> None:
    with serving("--host", "127.0.0.1", "--workers", workers) as process:
        assert answer(address(process)) == '{"status":"ok"}'
        process.send_signal(number)
        assert process.wait(timeout=SECONDS) == 0
        assert lines(process.stderr).read() == ""


@needs_hangup
def test_under_nohup_a_closing_terminal_stops_nothing() -> None:
    code = (
        "import signal; from app.command import server; from app.settings import Settings;"
        "ignored = lambda: signal.getsignal(signal.SIGHUP) is signal.SIG_IGN;"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN); server._stop_cleanly(); print(ignored());"
        "server.Workers(server.configure(2, Settings()), []); print(ignored())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


@needs_hangup
def test_a_worker_leaves_hangups_to_its_parent() -> None:
    """A terminal that closes tells both; the worker finishes its requests first."""
    code = (
        "import signal; from app.command import server, worker; from app.settings import Settings;"
        "config = server.configure(2, Settings()); app = config.load_app()();"
        "print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN, type(app).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "True FastAPI\n"


def test_one_process_builds_the_app_itself() -> None:
    assert server.configure(1, Settings()).app == "app.main:create_app"
