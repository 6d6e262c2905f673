"""`python -m app`: serve RNN Flow."""

from __future__ import annotations

import argparse
import socket
import sys

import uvicorn
from uvicorn.supervisors import Multiprocess

from app.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; 1 where the address cannot be had."""
    options = _parse(arguments)
    listener = _listen(options.host, options.port)
    if listener is None:
        return 1
    config = _config(options.workers, Settings())
    print(f"RNN Flow: http://{options.host}:{listener.getsockname()[1]}", flush=True)
    if options.workers == 1:
        uvicorn.Server(config).run(sockets=[listener])
    else:
        Multiprocess(config, sockets=[listener]).run()
    return 0


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
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"a port is 0…65535, not {port}")
    return port


def _workers(text: str) -> int:
    workers = int(text)
    if workers < 1:
        raise argparse.ArgumentTypeError(f"at least 1 worker, not {workers}")
    return workers


def _listen(host: str, port: int) -> socket.socket | None:
    """A bound socket, or None after one line on standard error that says why not."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
        return listener
    except OSError as error:
        print(f"cannot listen on {host}:{port}: {error.strerror}; try another, e.g. --port {port + 1}", file=sys.stderr)
        return None


def _config(workers: int, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        "app.main:create_app",
        factory=True,
        workers=workers,
        log_level=settings.log_level,
        access_log=settings.access_log,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=settings.stop_seconds,
    )


if __name__ == "__main__":
    sys.exit(main())
