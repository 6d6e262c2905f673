"""A small proxy in front of a server: it takes a prefix out of the path, as nginx does, and knows no other path."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

SECONDS = 60
OWN_OF_A_HOP = frozenset({"connection", "keep-alive", "transfer-encoding"})


@contextmanager
def behind_proxy(server: str, prefix: str, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of `server` under `prefix`, without a closing slash; `headers` go with what is asked."""
    upstream = urlsplit(server)
    assert upstream.hostname

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if not self.path.startswith(f"{prefix}/"):
                self.send_error(404)
                return
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            connection = http.client.HTTPConnection(str(upstream.hostname), upstream.port, timeout=SECONDS)
            sent = {name: value for name, value in self.headers.items() if name.lower() not in OWN_OF_A_HOP}
            connection.request(self.command, self.path.removeprefix(prefix), body or None, sent | dict(headers or {}))
            answer = connection.getresponse()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in OWN_OF_A_HOP:
                    self.send_header(name, value)
            self.send_header("connection", "close")
            self.end_headers()
            with closing(connection), suppress(BrokenPipeError, ConnectionResetError):  # who asked may leave
                while piece := answer.read1():
                    self.wfile.write(piece)

        do_POST = do_HEAD = do_DELETE = do_GET  # noqa: N815 (the library's names)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as proxy:
        thread = threading.Thread(target=proxy.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{proxy.server_port}{prefix}"
        finally:
            proxy.shutdown()
            thread.join()
