"""What a page is made of: its modules and its style sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.web import assets
from app.web.files import StaticFiles
from tests.web.static_files import fetch


def test_modules_are_what_main_imports(root: Path) -> None:
    assert assets.modules(StaticFiles(root), "js/main.js") == ["js/main.js", "js/a.js", "vendor/b.mjs", "js/c.js"]


def test_the_sheets_of_a_page_become_one(root: Path) -> None:
    files = StaticFiles(root)
    assert assets.styles(files, "page", ["fonts", "page"]) == ["css/page.bundle.css"]
    sheet = fetch(files, f"{files.prefix}/css/page.bundle.css")
    assert "immutable" in sheet.headers["cache-control"]
    assert sheet.headers["content-type"] == "text/css; charset=utf-8"
    # in their order, without what is said to people, and where a relative address finds what it named before
    assert sheet.text == '@font-face { src: url("../fonts/f.woff2") }\np {}'
    with pytest.raises(KeyError):
        assets.styles(files, "page", ["none"])


def test_live_sheets_are_linked_one_by_one(root: Path) -> None:
    files = StaticFiles(root, live=True)
    assert assets.styles(files, "page", ["fonts", "page"]) == ["css/fonts.css", "css/page.css"]
    assert fetch(files, "/static/css/page.bundle.css").status_code == 404
