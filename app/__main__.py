"""`python -m app`: serve RNN Flow."""

from __future__ import annotations

import argparse
import socket
import sys

import uvicorn
from pydantic import ValidationError
from uvicorn.supervisors import Multiprocess

from .settings import Settings, variable
from .web.protocol import Protocol

BACKLOG = 2048
SEND_BUFFER = 1 << 20
"""Bytes the system takes at once: an answer of ordinary length leaves in one call, without waiting for the reader."""
LAST_PORT = 65_535


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; 1, after one line that says why, where the settings or the address are no good."""
    options = _parse(arguments)
    try:
        settings = Settings()
        listener = listen(options.host, options.port)
    except ValidationError as error:
        problems = (f"{variable(str(found['loc'][0]))}: {found['msg']}" for found in error.errors())
        return _fail("; ".join(problems))
    except OSError as error:
        return _fail(f"cannot listen on {options.host}:{options.port}: {error.strerror}; try --host or --port")
    print(f"RNN Flow: http://{options.host}:{listener.getsockname()[1]}", flush=True)
    _serve(configure(options.workers, settings), listener)
    return 0


def _serve(config: uvicorn.Config, listener: socket.socket) -> None:
    try:
        if config.workers == 1:
            uvicorn.Server(config).run(sockets=[listener])
        else:
            Multiprocess(config, sockets=[listener]).run()
    except KeyboardInterrupt:
        pass


def _fail(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m app", description="Serve RNN Flow.")
    parser.add_argument(
        "--host", default="localhost", help="address to listen on (default: localhost; 0.0.0.0 for everyone)"
    )
    parser.add_argument(
        "--port", default=8000, type=_port, help="port to listen on (default: 8000; 0 for any free one)"
    )
    parser.add_argument("--workers", default=1, type=_workers, help="processes that answer (default: 1)")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port is 0…{LAST_PORT}, not {port}")
    return port


def _workers(text: str) -> int:
    workers = int(text)
    if workers < 1:
        raise argparse.ArgumentTypeError(f"at least 1 worker, not {workers}")
    return workers


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, on IPv4 where `host` has both; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = min(found, key=lambda info: info[0] != socket.AF_INET)
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    listener.bind(address)
    listener.listen(BACKLOG)
    return listener


def configure(workers: int, settings: Settings) -> uvicorn.Config:
    """How uvicorn runs the app."""
    return uvicorn.Config(
        f"{__package__}.main:create_app",
        factory=True,
        http=Protocol,
        ws="none",
        workers=workers,
        log_level=settings.log_level,
        access_log=settings.access_log,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=settings.stop_seconds,
    )


if __name__ == "__main__":
    sys.exit(main())
