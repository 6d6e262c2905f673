"""Whether the server of this container answers: exit status 0 or 1. The image's HEALTHCHECK runs this file by itself.

It asks wherever process 1, or a process started by it, listens. So it follows `--port`, RNNFLOW_PORT and whatever else
chose the port. It reads /proc, so it is for Linux, and it imports nothing but the standard library.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PROC = Path("/proc")
LISTENS = "0A"
"""The state of a listening socket in /proc/net/tcp."""
SECONDS = 2
"""How long one answer may take; Docker itself gives up after three."""


def main(root: int = 1) -> int:
    """0 where a server of process `root` or of its descendants answers, else 1."""
    owned = sockets(descendants(root))
    return 0 if any(answers(host, port) for host, port in listening(owned)) else 1


def descendants(root: int) -> set[int]:
    """`root` and every process that was started by it, directly or not."""
    parents = {}
    for folder in PROC.glob("[0-9]*"):
        try:
            after_the_name = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
        except OSError:  # it has just ended
            continue
        parents[int(folder.name)] = int(after_the_name.split()[1])
    found, before = {root}, 0
    while len(found) > before:
        before = len(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return found


def sockets(processes: Iterable[int]) -> set[str]:
    """The inodes of the sockets that these processes hold."""
    links = (link_of(entry) for process in processes for entry in (PROC / str(process) / "fd").glob("*"))
    return {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:[")}


def link_of(entry: Path) -> str:
    """What an open file is; nothing where it has just been closed, or is another user's."""
    try:
        return str(entry.readlink())
    except OSError:
        return ""


def listening(inodes: set[str]) -> Iterator[tuple[str, int]]:
    """The host and the port of each of these sockets that listens; where it does on every address, the loopback's."""
    for table in ("tcp", "tcp6"):
        path = PROC / "net" / table
        for line in path.read_text(encoding="ascii").splitlines()[1:] if path.exists() else ():
            fields = line.split()
            if fields[3] == LISTENS and fields[9] in inodes:
                address, _, port = fields[1].partition(":")
                yield host_of(address), int(port, 16)


def host_of(digits: str) -> str:
    """The address that /proc/net/tcp writes in hexadecimal digits, in words of 32 bits as the machine has them."""
    words = (bytes.fromhex(digits[start : start + 8]) for start in range(0, len(digits), 8))
    found = ipaddress.ip_address(b"".join(word[::-1] if sys.byteorder == "little" else word for word in words))
    if found.is_unspecified:
        return "127.0.0.1" if found.version == 4 else "::1"
    return str(found)


def answers(host: str, port: int) -> bool:
    """Whether /healthz answers 200 there, asked by a name that the server answers to."""
    connection = HTTPConnection(host, port, timeout=SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": name_of_the_server(), "Connection": "close"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def name_of_the_server() -> str:
    """The first of RNNFLOW_ALLOWED_HOSTS, or localhost."""
    first = os.environ.get("RNNFLOW_ALLOWED_HOSTS", "").partition(",")[0].strip()
    return first.replace("*", "localhost") or "localhost"


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
