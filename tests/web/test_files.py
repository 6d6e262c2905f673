"""Static files: types, caching, compression, and no way out of the folder."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import brotli
import pytest

from app.web.files import StaticFiles
from tests.asgi import Client
from tests.web.static_files import CODE, fetch


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("js/main.js", "text/javascript; charset=utf-8"),
        ("vendor/b.mjs", "text/javascript; charset=utf-8"),
        ("locales/en.ftl", "text/plain; charset=utf-8"),
        ("css/page.css", "text/css; charset=utf-8"),
        ("fonts/f.woff2", "font/woff2"),
    ],
)
def test_types(root: Path, name: str, media_type: str) -> None:
    assert fetch(StaticFiles(root), f"/static/{name}").headers["content-type"] == media_type


def test_a_versioned_file_is_kept_for_ever(root: Path) -> None:
    files = StaticFiles(root)
    versioned = fetch(files, f"{files.prefix}/js/a.js")
    assert versioned.content == CODE
    assert "immutable" in versioned.headers["cache-control"]
    plain = fetch(files, "/static/js/a.js")
    assert plain.headers["cache-control"] == "no-cache"
    assert fetch(files, "/static/0000000000/js/a.js").status_code == 404


def test_the_version_changes_with_any_file(root: Path) -> None:
    before = StaticFiles(root).version
    assert StaticFiles(root).version == before
    (root / "css/page.css").write_text("p { margin: 0 }")
    assert StaticFiles(root).version != before


def test_an_etag_saves_the_body(root: Path) -> None:
    files = StaticFiles(root)
    etag = fetch(files, "/static/js/a.js").headers["etag"]
    again = fetch(files, "/static/js/a.js", **{"if-none-match": f'W/"x", {etag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert fetch(files, "/static/js/a.js", **{"if-none-match": '"x"'}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("*", 304),
        (" * ", 304),
        ("{weak}", 304),
        ("{strong}", 304),
        ('"a", {strong}', 304),
        ('W/"x",{weak} , "y"', 304),
        ('"a*b"', 200),
        ('"*"', 200),
        ('*, "a"', 200),
        ("{bare}", 200),
        ('"x{bare}"', 200),
        ('"{bare}x"', 200),
        ('""', 200),
        ("", 200),
    ],
)
def test_tags_are_compared_weakly_one_by_one(root: Path, asked: str, status: int) -> None:
    weak = fetch(StaticFiles(root), "/static/js/a.js").headers["etag"]
    strong = weak.removeprefix("W/")
    headers = {"if-none-match": asked.format(weak=weak, strong=strong, bare=strong.strip('"'))}
    assert fetch(StaticFiles(root), "/static/js/a.js", **headers).status_code == status


def test_compression(root: Path) -> None:
    files = StaticFiles(root)
    with_brotli = fetch(files, "/static/js/a.js", **{"accept-encoding": "gzip, deflate, br"})
    assert with_brotli.headers["content-encoding"] == "br"
    assert with_brotli.content == CODE
    assert int(with_brotli.headers["content-length"]) == len(brotli.compress(CODE, quality=11))
    with_gzip = fetch(files, "/static/js/a.js", **{"accept-encoding": "br;q=0, gzip"})
    assert with_gzip.headers["content-encoding"] == "gzip"
    assert int(with_gzip.headers["content-length"]) == len(gzip.compress(CODE, 9, mtime=0))
    assert "content-encoding" not in fetch(files, "/static/js/a.js").headers
    assert "content-encoding" not in fetch(files, "/static/fonts/f.woff2", **{"accept-encoding": "br"}).headers


def test_warming_compresses_everything_once(root: Path) -> None:
    files = StaticFiles(root)
    asyncio.run(files.warm())
    file = files.find("js/a.js")
    assert file is not None
    assert set(file.encoded) == {"br", "gzip"}
    assert file.encode("br") is file.encode("br")


def test_warming_leaves_what_travels_in_another_file(root: Path) -> None:
    files = StaticFiles(root)
    files.joined.add("js/a.js")
    asyncio.run(files.warm())
    assert {name for name, file in files.files.items() if file.encoded}.isdisjoint({"js/a.js"})
    assert fetch(files, "/static/js/a.js", **{"accept-encoding": "br"}).headers["content-encoding"] == "br"


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize(
    "name", ["../outside.txt", "..%2Foutside.txt", "%2e%2e/outside.txt", "js", "", "none.js", "%00"]
)
def test_nothing_else_is_served(root: Path, name: str, live: bool) -> None:
    response = fetch(StaticFiles(root, live=live), f"/static/{name}")
    assert response.status_code in {307, 404}
    assert "secret" not in response.text


def test_hidden_files_are_not_served(root: Path) -> None:
    assert fetch(StaticFiles(root), "/static/.hidden").status_code == 404


def test_live_files_are_read_again(root: Path) -> None:
    files = StaticFiles(root, live=True)
    assert files.prefix == "/static"
    (root / "js/a.js").write_text("export {};")
    assert fetch(files, "/static/js/a.js").text == "export {};"


def test_the_page_s_own_files_are_there(client: Client) -> None:
    for name in ("js/views/docs.js", "vendor/swagger-ui/swagger-ui-bundle.js", "vendor/swagger-ui/swagger-ui.css"):
        assert client.get(f"/static/{name}").status_code == 200
