"""The socket that the server listens on, and the addresses by which it is reached."""

from __future__ import annotations

import ipaddress
import socket

BACKLOG = 2048
SEND_BUFFER = 1 << 20
"""Bytes the system takes at once: an answer of ordinary length leaves in one call, without waiting for the reader."""
UNREACHED = ("192.0.2.1", 9)
"""An address reserved for documentation. Connecting a datagram socket to it sends nothing, but chooses an interface."""


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


def page(host: str, listener: socket.socket, query: str = "") -> str:
    """The page's address on this machine; where the server listens on every interface, by the loopback's."""
    if _everywhere(listener):
        host = "::1" if listener.family == socket.AF_INET6 else "127.0.0.1"
    return _url(host, listener, query)


def page_for_others(listener: socket.socket, query: str = "") -> str | None:
    """The page's address for other machines; None where the server listens for this one alone, or is on no network."""
    host = _on_the_network() if _everywhere(listener) else None
    return _url(host, listener, query) if host else None


def _on_the_network() -> str | None:
    """The address of this machine for the others on its network; None where it has none."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(UNREACHED)
            host: str = probe.getsockname()[0]
    except OSError:
        return None
    return None if ipaddress.ip_address(host).is_loopback else host


def _everywhere(listener: socket.socket) -> bool:
    return ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_unspecified


def _url(host: str, listener: socket.socket, query: str) -> str:
    name = f"[{host.replace('%', '%25')}]" if ":" in host else host
    return f"http://{name}:{listener.getsockname()[1]}" + (f"/?{query}" if query else "")
