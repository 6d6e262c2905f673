"""/qr: the address of a page for other machines, and its code."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
import segno

from app import interfaces, qr
from app.api import qr as endpoint
from app.interfaces import Interface
from tests.asgi import Client, only
from tests.qr_codes import dark, modules

PAGE = "/?sentence=i+am&u=2"


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> list[Interface]:
    """The addresses of this machine."""
    found = [Interface("wlan0", "10.0.0.7"), Interface("eth0", "fd00::7")]
    monkeypatch.setattr(interfaces, "reached", lambda: found)
    return found


def asked(client: Client, path: str = PAGE, host: str = "localhost:8000", **headers: str) -> dict[str, Any]:
    answer = client.get("/qr", params={"path": path}, headers={"host": host, **headers})
    assert answer.status_code == 200, answer.text
    assert list(answer.json()) == ["address", "svg", "reachable"]
    found: dict[str, Any] = answer.json()
    return found


def test_the_picture_is_the_code_of_the_address(client: Client) -> None:
    code = asked(client)
    assert code["address"] == f"http://10.0.0.7:8000{PAGE}"
    assert dark(code["svg"]) == modules(code["address"])
    root = ET.fromstring(code["svg"])
    assert root.attrib["viewBox"] == "0 0 37 37", "29 modules of version 3, and the border"
    assert {"width", "height", "style", "class"} & root.attrib.keys() == set()
    assert {"style", "class"} & {name for each in root.iter() for name in each.attrib} == set()


@pytest.mark.parametrize(
    ("host", "address", "reachable"),
    [
        ("localhost:8000", "http://10.0.0.7:8000", True),
        ("localhost", "http://10.0.0.7", True),
        ("LOCALHOST:81", "http://10.0.0.7:81", True),
        ("rnn.localhost:81", "http://10.0.0.7:81", True),
        ("127.0.0.1:8000", "http://10.0.0.7:8000", True),
        ("127.9.9.9:8000", "http://10.0.0.7:8000", True),
        ("[::1]:8000", "http://10.0.0.7:8000", True),
        ("192.168.1.20:8000", "http://192.168.1.20:8000", True),
        ("[fd00::9]:8000", "http://[fd00::9]:8000", True),
        ("teacher.local:8000", "http://teacher.local:8000", True),
        ("evil.example/@x", "http://10.0.0.7", True),
        ('a"><script>', "http://10.0.0.7", True),
        ("a b", "http://10.0.0.7", True),
    ],
)
def test_the_host_is_the_request_s_own_unless_it_is_the_machine_s_name_for_itself(
    client: Client, host: str, address: str, reachable: bool
) -> None:
    code = asked(client, host=host)
    assert (code["address"], code["reachable"]) == (address + PAGE, reachable)


def test_an_address_of_ipv6_stands_in_brackets(client: Client, machine: list[Interface]) -> None:
    del machine[0]
    assert asked(client)["address"] == f"http://[fd00::7]:8000{PAGE}"


def test_on_no_network_the_machine_is_alone_and_says_so(client: Client, machine: list[Interface]) -> None:
    machine.clear()
    code = asked(client)
    assert (code["address"], code["reachable"]) == (f"http://localhost:8000{PAGE}", False)
    assert asked(client, host="10.0.0.9")["reachable"]


def test_a_server_for_this_machine_alone_names_no_other_address() -> None:
    client = Client()
    app = client.app

    async def alone(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "state": {"alone": True}}, receive, send)

    client.app = alone  # type: ignore[assignment]
    code = asked(client)
    assert (code["address"], code["reachable"]) == (f"http://localhost:8000{PAGE}", False)


def test_the_address_of_the_settings_goes_before_every_other() -> None:
    client = Client(public_url="https://rnn.example", root_path="/rnnflow")
    assert asked(client)["address"] == f"https://rnn.example/rnnflow{PAGE}"
    assert asked(client, host="10.0.0.9")["address"] == f"https://rnn.example/rnnflow{PAGE}"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/", "/"),
        ("/?sentence=나는", "/?sentence=%EB%82%98%EB%8A%94"),
        ("/?sentence=%EB%82%98", "/?sentence=%EB%82%98"),
        ("/?rnn.weight_hh_l0=0.1,0.2;0.3,-4e-5", "/?rnn.weight_hh_l0=0.1,0.2;0.3,-4e-5"),
        ('/?a=b c"<>\\^`{|}\n', "/?a=b%20c%22%3C%3E%5C%5E%60%7B%7C%7D%0A"),
        ("/?u=2#h=0.5", "/?u=2#h=0.5"),
    ],
)
def test_what_no_address_holds_is_percent_encoded(client: Client, path: str, written: str) -> None:
    assert asked(client, path)["address"] == f"http://10.0.0.7:8000{written}"


@pytest.mark.parametrize("path", ["", "?u=2", "step", "//evil.example", "//", "https://evil.example/", " /"])
def test_a_path_begins_with_one_slash(client: Client, path: str) -> None:
    detail = only(client.get("/qr", params={"path": path}))
    assert (detail["type"], detail["loc"], detail["input"]) == ("bad_path", ["query", "path"], path or '""')
    assert "one / at its beginning" in detail["msg"]


@pytest.mark.parametrize(
    ("query", "kind", "loc"),
    [
        ("", "missing", ["query", "path"]),
        ("lang=en", "missing", ["query", "path"]),
        ("path=/&path=/", "repeated", ["query", "path"]),
        ("path=/&size=3", "extra_forbidden", ["query", "size"]),
        (f"path=/{'a' * 2_000}", "string_too_long", ["query", "path"]),
        (f"path=/{'%EB%82%98' * 400}", "qr_too_long", ["query", "path"]),
        ("path=/%ff", "not_utf8", ["query"]),
    ],
)
def test_what_is_wrong_is_said(client: Client, query: str, kind: str, loc: list[str]) -> None:
    for lang in ("en", "ko"):
        detail = only(client.get(f"/qr?{query}", headers={"accept-language": lang}))
        assert (detail["type"], detail["loc"]) == (kind, loc)
        assert "error-" not in detail["msg"]


def test_a_query_over_the_limit_is_refused_unread() -> None:
    assert only(Client(max_query=50).get(f"/qr?path=/{'a' * 50}"), 414)["type"] == "query_too_long"


def test_the_longest_address_has_a_code(client: Client) -> None:
    path = "/" + "a" * 1_999
    code = asked(client, path)
    assert dark(code["svg"]) == modules(code["address"])
    room = qr.LONGEST - len("http://10.0.0.7:8000/")
    assert qr.svg(f"http://10.0.0.7:8000/{'a' * room}")
    with pytest.raises(qr.TooLong):
        qr.svg(f"http://10.0.0.7:8000/{'a' * (room + 1)}")


def test_a_code_is_drawn_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    make = segno.make_qr

    def counted(*sent: Any, **said: Any) -> segno.QRCode:
        drawn.append(sent)
        return make(*sent, **said)

    monkeypatch.setattr(segno, "make_qr", counted)
    qr.svg.cache_clear()
    for _ in range(3):
        asked(client, "/?seed=77")
    assert len(drawn) == 1
    assert qr.svg.cache_info().maxsize == qr.KEPT


def test_long_addresses_wait_for_their_turn_and_one_too_many_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(large_in_house=1, large_each=1)
    long = f"/?sentence={'a' * endpoint.LARGE}"

    def within(*_: object) -> str:
        refused = client.get("/qr", params={"path": long})
        assert only(refused, 503)["type"] == "overloaded"
        assert refused.headers["retry-after"] == "2"
        assert client.get("/qr", params={"path": "/"}).status_code == 200
        return "<svg/>"

    real = endpoint._drawn
    monkeypatch.setattr(
        endpoint, "_drawn", lambda address: within() if len(address) > endpoint.LARGE else real(address)
    )
    assert client.get("/qr", params={"path": long}).json()["svg"] == "<svg/>"
    monkeypatch.undo()
    assert client.get("/qr", params={"path": long}).status_code == 200


def test_a_page_elsewhere_gets_no_code(client: Client) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
    assert only(client.get("/qr?path=/", headers=headers), 403)["type"] == "cross_site"


def test_only_get_is_answered(client: Client) -> None:
    assert client.post("/qr?path=/").headers["allow"] == "GET, HEAD"


def test_it_is_described(client: Client) -> None:
    described = client.get("/openapi.json").json()["paths"]["/qr"]["get"]
    path, lang = described["parameters"]
    assert (path["name"], path["required"], lang["name"]) == ("path", True, "lang")
    assert path["schema"]["maxLength"] == endpoint.LONGEST_PATH
    assert set(described["responses"]) == {"200", "400", "403", "408", "414", "422", "431", "503"}


@pytest.mark.parametrize("ink", ["ansi", "blocks", "ascii"])
def test_a_terminal_gets_the_same_modules(ink: qr.Ink) -> None:
    address = "http://10.0.0.7:8000/"
    lines = qr.lines(address, ink)
    assert len({qr.width(line) for line in lines}) == 1
    plain = [line.removeprefix(qr.BLACK_ON_WHITE).removesuffix(qr.PLAIN) for line in lines]
    assert all((line != bare) == (ink == "ansi") for line, bare in zip(lines, plain, strict=True))
    if ink == "ascii":
        found = {(i, j // 2) for i, line in enumerate(plain) for j in range(0, len(line), 2) if line[j : j + 2] == "  "}
    else:
        inked = {(2 * i + k, j) for i, line in enumerate(plain) for j, sign in enumerate(line)
                 for k, halves in enumerate(("▀█", "▄█")) if sign in halves}  # fmt: skip
        every = {(i, j) for i in range(2 * len(plain)) for j in range(len(plain[0]))}
        found = inked if ink == "ansi" else every - inked
    assert found == modules(address)
