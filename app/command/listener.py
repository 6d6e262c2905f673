"""The socket that the server listens on, and the addresses by which it is reached."""

from __future__ import annotations

import ipaddress
import socket

from .. import interfaces
from ..interfaces import Interface

BACKLOG = 2048
SEND_BUFFER = 1 << 20
"""Bytes the system takes at once: an answer of ordinary length leaves in one call, without waiting for the reader."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, on IPv4 where `host` has both. Raises OSError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except UnicodeError as error:  # a label that is empty or over 63 characters
        raise socket.gaierror(socket.EAI_NONAME, "no such name") from error
    family, kind, protocol, _, address = min(found, key=lambda info: info[0] != socket.AF_INET)
    listener = socket.socket(family, kind, protocol)
    try:
        # On Windows SO_REUSEADDR would let a second server take the port of the first.
        option: int = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        listener.setsockopt(socket.SOL_SOCKET, option, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def page(host: str, listener: socket.socket, path: str) -> str:
    """The page's address on this machine; where the server listens on every interface, by the loopback's."""
    if _everywhere(listener):
        host = "::1" if listener.family == socket.AF_INET6 else "127.0.0.1"
    return _url(host, listener, path)


def pages_for_others(listener: socket.socket, path: str) -> dict[str, str | None]:
    """The page's addresses for other machines, each with the name of its interface; none where nobody else comes in."""
    found = interfaces.reached() if _everywhere(listener) else [_bound(listener)]
    usable = [each for each in found if _hears(listener, each.address)]
    return {_url(each.address, listener, path): each.name for each in usable}


def is_alone(listener: socket.socket) -> bool:
    """Whether the server listens for its own machine alone."""
    return ipaddress.ip_address(_bound(listener).address).is_loopback


def _hears(listener: socket.socket, address: str) -> bool:
    """Whether what comes in by an address of this machine reaches a socket."""
    found = ipaddress.ip_address(address)
    if found.is_loopback:
        return False
    if listener.family == socket.AF_INET6 and _everywhere(listener):
        return found.version == 6 or not listener.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)
    return (found.version == 6) == (listener.family == socket.AF_INET6)


def _bound(listener: socket.socket) -> Interface:
    return Interface(None, listener.getsockname()[0].partition("%")[0])


def _everywhere(listener: socket.socket) -> bool:
    return ipaddress.ip_address(_bound(listener).address).is_unspecified


def _url(host: str, listener: socket.socket, path: str) -> str:
    return f"http://{interfaces.bracketed(host)}:{listener.getsockname()[1]}{path}"
