"""The addresses by which other machines reach this one."""

from __future__ import annotations

import ipaddress
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app import interfaces
from app.interfaces import Interface
from app.settings import ROOT

IF_INET6 = """\
00000000000000000000000000000001 01 80 10 80       lo
20010db8000000000000000000000007 02 40 00 80     eth0
fd000000000000000000000000000008 02 40 00 a0     eth0
fd000000000000000000000000000009 02 40 00 c0     eth0
fe80000000000000000000000000000a 02 40 20 80     eth0
"""


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing tells of any address."""
    for name in ("_by_ioctl", "_by_proc", "_by_name"):
        monkeypatch.setattr(interfaces, name, lambda: iter(()))
    monkeypatch.setattr(interfaces, "_way_out", lambda _: None)
    return monkeypatch


def test_ipv4_comes_first_and_of_it_the_way_out_and_machines_within_this_one_last(alone: pytest.MonkeyPatch) -> None:
    four = [
        Interface("docker0", "172.17.0.1"),
        Interface("lo", "127.0.0.1"),
        Interface("eth0", "10.0.0.8"),
        Interface("eth1", "169.254.3.4"),
        Interface("wlan0", "10.0.0.7"),
    ]
    alone.setattr(interfaces, "_by_ioctl", lambda: iter(four))
    alone.setattr(interfaces, "_by_proc", lambda: iter([Interface("eth0", "fd00::8"), Interface("wlan0", "fd00::7")]))
    alone.setattr(interfaces, "_way_out", {socket.AF_INET: "10.0.0.7", socket.AF_INET6: "fd00::7"}.get)
    assert [str(each.name) for each in interfaces.reached()] == ["wlan0", "eth0", "docker0", "eth1", "wlan0", "eth0"]


def test_a_way_out_that_no_interface_tells_of_has_no_name(alone: pytest.MonkeyPatch) -> None:
    alone.setattr(interfaces, "_way_out", lambda family: "10.0.0.7" if family == socket.AF_INET else None)
    assert interfaces.reached() == [Interface(None, "10.0.0.7")]


def test_where_nothing_else_tells_the_machine_s_name_does(alone: pytest.MonkeyPatch) -> None:
    alone.setattr(interfaces, "_by_name", lambda: iter([Interface(None, "127.0.1.1"), Interface(None, "10.0.0.7")]))
    assert interfaces.reached() == [Interface(None, "10.0.0.7")]
    alone.setattr(interfaces, "_by_ioctl", lambda: iter([Interface("eth0", "10.0.0.8")]))
    assert interfaces.reached() == [Interface("eth0", "10.0.0.8")]


def test_a_machine_on_no_network_has_none(alone: pytest.MonkeyPatch) -> None:
    assert interfaces.reached() == []


def test_of_ipv6_the_addresses_for_everyone_count_that_are_free(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    listed = tmp_path / "if_inet6"
    listed.write_text(IF_INET6, encoding="ascii")
    monkeypatch.setattr(interfaces, "IF_INET6", listed)
    assert list(interfaces._by_proc()) == [Interface("eth0", "2001:db8::7")]
    monkeypatch.setattr(interfaces, "IF_INET6", tmp_path / "none")
    assert list(interfaces._by_proc()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="/sys is Linux's")
def test_the_system_tells_of_the_loopback_under_its_name() -> None:
    assert Interface("lo", "127.0.0.1") in list(interfaces._by_ioctl())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ioctl")
def test_an_interface_counts_that_is_up_and_has_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    flags = {"eth0": 0x41, "eth1": 0x1, "eth2": 0x40, "eth3": 0x41}
    addresses = {"eth0": "10.0.0.7", "eth1": "10.0.0.8", "eth2": "10.0.0.9"}

    def ioctl(_: socket.socket, asked: int, request: bytes) -> bytes:
        name = request[: interfaces.NAME].rstrip(b"\0").decode()
        if asked == 0x8913:
            return request[: interfaces.NAME] + flags[name].to_bytes(2, sys.byteorder)
        if name not in addresses:
            raise OSError
        return request[: interfaces.ADDRESS] + socket.inet_aton(addresses[name])

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(socket, "if_nameindex", lambda: list(enumerate(flags)))
    monkeypatch.setattr("fcntl.ioctl", ioctl)
    assert list(interfaces._by_ioctl()) == [Interface("eth0", "10.0.0.7")]


def test_an_unknown_system_tells_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert list(interfaces._by_ioctl()) == []


def test_the_machine_s_own_name_is_asked_last_and_may_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "localhost")
    assert "127.0.0.1" in {each.address for each in interfaces._by_name()}
    monkeypatch.setattr(socket, "gethostname", lambda: "no.such.host.invalid")
    assert list(interfaces._by_name()) == []


def test_what_is_found_here_can_be_listened_on() -> None:
    for each in interfaces.reached():
        address = ipaddress.ip_address(each.address)
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        with socket.create_server((each.address, 0), family=family):
            pass


def test_a_container_is_known_by_its_mark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mark = tmp_path / ".dockerenv"
    monkeypatch.setattr(interfaces, "CONTAINERS", (mark,))
    assert not interfaces.in_container()
    mark.touch()
    assert interfaces.in_container()


def test_they_are_asked_for_without_a_package() -> None:
    code = "import sys; import app.interfaces; print(*{name.partition('.')[0] for name in sys.modules})"
    command = [sys.executable, "-S", "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) - sys.stdlib_module_names - {"app", "__main__"} == set()
