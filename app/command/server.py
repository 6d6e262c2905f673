"""uvicorn as it serves this app, in one process or several; every signal that stops it stops it cleanly."""

from __future__ import annotations

import signal
import socket
import sys

import uvicorn
from uvicorn.supervisors import Multiprocess

from ..settings import Settings
from ..web.protocol import limited
from . import logs

PACKAGE = __name__.partition(".")[0]


def configure(workers: int, settings: Settings, *, alone: bool = False) -> uvicorn.Config:
    """How uvicorn runs the app; `alone`: for this machine alone."""
    return uvicorn.Config(
        f"{PACKAGE}.main:create_app" if workers == 1 else f"{PACKAGE}.command.worker:create",
        factory=True,
        http=limited(settings, alone=alone),
        ws="none",
        workers=workers,
        log_config=logs.config(settings),
        log_level=None,
        access_log=settings.access_log,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=settings.stop_seconds,
    )


def serve(config: uvicorn.Config, listener: socket.socket) -> None:
    """Serve until SIGINT, SIGTERM or SIGHUP, then finish the requests under way. Under nohup SIGHUP does nothing."""
    try:
        if config.workers == 1:
            _stop_cleanly()
            uvicorn.Server(config).run(sockets=[listener])
        else:
            Workers(config, [listener]).run()
    except KeyboardInterrupt:
        pass


def _stop_cleanly() -> None:
    """uvicorn raises a signal again once it has stopped, which ends `serve` by KeyboardInterrupt, not the process."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


class Workers(Multiprocess):
    """Several processes, which end on the same signals as one does."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        held = sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        super().__init__(config, sockets)
        if sys.platform != "win32" and held:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def handle_hup(self) -> None:
        """Stop; uvicorn would replace the workers."""
        self.should_exit.set()
