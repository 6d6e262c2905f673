"""`rnnflow` by itself: serve the page, on the run that is asked for."""

from __future__ import annotations

import argparse
import asyncio
import errno
from urllib.parse import urlencode

from ..main import create_app
from ..settings import Settings
from ..web.pages import FIRST
from . import board, browser
from .listener import is_alone, listen, page, pages_for_others
from .options import SENTENCE, parse
from .parser import FAILED, MISUSED, fail, say
from .request_check import refusals
from .server import configure, serve
from .shared_store import shared_store

__all__ = ["main", "parse"]


def main(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the page until stopped, unless it could not show the run that is asked for; the exit status."""
    refused = _refused(options, settings)
    return fail(MISUSED, *refused) if refused else _start(options, settings)


def _refused(options: argparse.Namespace, settings: Settings) -> list[str]:
    """Why the page could not show the run that is asked for, in the words of the API."""
    if not options.query:
        return []
    first = "" if options.sentence is not None else f"&{urlencode({SENTENCE: FIRST})}"
    return asyncio.run(refusals(create_app(settings), options.query + first))


def _start(options: argparse.Namespace, settings: Settings) -> int:
    """Listen, say where, open the page where that is wanted, and serve."""
    port = settings.port if options.port is None else options.port
    try:
        listener = listen(options.host, port)
    except OSError as error:
        return fail(FAILED, _cannot_listen(options.host, port, error))
    path = _path(options.query, settings)
    url = page(options.host, listener, path)
    print(f"RNN Flow: {url}", flush=True)
    alone = is_alone(listener)
    if options.board or not alone:
        board.show(pages_for_others(listener, path), path, settings, wanted=options.board, say=say)
    implied = options.sentence is not None and browser.has_display()
    if implied if options.open is None else options.open:
        browser.show(url, lambda: say("found no browser to open"))
    with shared_store(options.workers, settings, say):
        serve(configure(options.workers, settings, alone=alone), listener)
    return 0


def _path(query: str, settings: Settings) -> str:
    """What follows the host in the page's address."""
    if query:
        return f"{settings.root_path}/?{query}"
    return f"{settings.root_path}/" if settings.root_path else ""


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken; --port 0 takes any free one"
    return f"cannot listen on {host}, port {port}: {error.strerror or error}; try --host or --port"
