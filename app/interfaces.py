"""The addresses by which other machines reach this one, and the interfaces that have them; the standard library alone.

Linux and macOS tell each interface's IPv4 address by ioctl, Linux its IPv6 addresses in /proc. Elsewhere the machine's
name has its addresses, and nothing says whose they are.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

UNREACHED = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses reserved for documentation. Connecting a datagram socket to one sends nothing, but chooses an interface."""
IOCTL = {"linux": (0x8915, 0x8913), "darwin": (0xC0206921, 0xC0206911)}
"""The requests for an interface's address and for its flags (SIOCGIFADDR, SIOCGIFFLAGS), by system."""
REQUEST = 40
"""Bytes of a request, its answer at the same place: the name, then an address of IPv4 from ADDRESS on, or the flags."""
NAME, ADDRESS = 16, 20
UP, RUNNING = 0x1, 0x40
IF_INET6 = Path("/proc/net/if_inet6")
"""A line an address: its digits, the interface's number, the prefix's length, scope, flags, the interface's name."""
GLOBAL, UNUSABLE = 0x00, 0x08 | 0x20 | 0x40
"""The scope of an address for everyone; the flags of one that failed, is deprecated or is not yet known to be free."""
WITHIN = re.compile(r"docker|br-|veth|virbr|vmnet|vboxnet|podman|cni|lxc|lxd|tun|tap|utun|wg|zt|tailscale")
"""How interfaces are called that lead to machines within this one, or into another network."""
CONTAINERS = (Path("/.dockerenv"), Path("/run/.containerenv"))


class Interface(NamedTuple):
    """An address of this machine; `name` is None where nothing says whose it is."""

    name: str | None
    address: str


def reached() -> list[Interface]:
    """Where other machines on the network find this one: IPv4 first, and of each kind the way out first."""
    ways_out = [address for family in UNREACHED if (address := _way_out(family))]
    found = {each.address: each for each in _all()}
    for address in ways_out:
        found.setdefault(address, Interface(None, address))
    usable = [each for each in found.values() if _usable(ipaddress.ip_address(each.address))]
    return sorted(usable, key=lambda each: _rank(each, ways_out))


def _rank(each: Interface, ways_out: list[str]) -> tuple[bool, bool, bool, bool]:
    """What sorts before has a smaller rank."""
    address = ipaddress.ip_address(each.address)
    within = each.name is not None and WITHIN.match(each.name) is not None
    return address.version == 6, address.is_link_local, each.address not in ways_out, within


def _usable(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether another machine may find this one by it: a link-local one of IPv6 needs the other's own zone."""
    unreachable = address.is_loopback or address.is_unspecified or address.is_multicast
    return not unreachable and not (address.version == 6 and address.is_link_local)


def in_container() -> bool:
    """Whether this process runs in a container, whose addresses are not those of the host."""
    return any(path.exists() for path in CONTAINERS)


def _way_out(family: socket.AddressFamily) -> str | None:
    """The address from which this machine would speak to others; None where it is on no network."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((UNREACHED[family], 9))
            address: str = probe.getsockname()[0]
    except OSError:
        return None
    return address


def _all() -> Iterator[Interface]:
    """Every address that the system tells of."""
    named = [*_by_ioctl(), *_by_proc()]
    yield from named or _by_name()


def _by_ioctl() -> Iterator[Interface]:
    """The IPv4 address of each interface that is up and has a line."""
    if sys.platform not in IOCTL:
        return
    import fcntl  # noqa: PLC0415 (Windows has none)

    of_address, of_flags = IOCTL[sys.platform]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _, name in socket.if_nameindex():
            request = name.encode()[: NAME - 1].ljust(REQUEST, b"\0")
            with suppress(OSError):  # it has no address of IPv4, or is gone
                (flags,) = struct.unpack_from("H", fcntl.ioctl(asked, of_flags, request), NAME)
                if flags & UP and flags & RUNNING:
                    answer = fcntl.ioctl(asked, of_address, request)
                    yield Interface(name, socket.inet_ntoa(answer[ADDRESS : ADDRESS + 4]))


def _by_proc() -> Iterator[Interface]:
    """The IPv6 addresses for everyone that Linux lists."""
    with suppress(OSError):
        for line in IF_INET6.read_text(encoding="ascii").splitlines():
            digits, _, _, scope, flags, name = line.split()
            if int(scope, 16) == GLOBAL and not int(flags, 16) & UNUSABLE:
                yield Interface(name, str(ipaddress.IPv6Address(bytes.fromhex(digits))))


def _by_name() -> Iterator[Interface]:
    """The addresses of this machine's own name."""
    with suppress(OSError, UnicodeError):
        for _, _, _, _, address in socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_DGRAM):
            yield Interface(None, str(address[0]).partition("%")[0])


def bracketed(address: str) -> str:
    """An address as a URL has it."""
    return f"[{address.replace('%', '%25')}]" if ":" in address else address
