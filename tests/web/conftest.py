from __future__ import annotations

from pathlib import Path

import pytest

from tests.asgi import Client
from tests.web.static_files import CODE


@pytest.fixture(scope="session")
def client() -> Client:
    return Client()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of static files, with a secret in it and one beside it."""
    files = {
        "js/main.js": b"import './a.js';\nimport { b } from \"../vendor/b.mjs\";\nexport * from './c.js';\n",
        "js/a.js": CODE,
        "js/c.js": b"import './main.js';\nconst later = () => import('./lazy.js');\n",
        "js/lazy.js": b"export {};",
        "vendor/b.mjs": b"export const b = 1;",
        "locales/en.ftl": b"a = b\n",
        "css/fonts.css": b'/* letters,\n * for all */\n@font-face { src: url("../fonts/f.woff2") }\n',
        "css/page.css": b"p {}",
        "fonts/f.woff2": b"wOF2" * 500,
        ".hidden": b"secret",
    }
    for name, body in files.items():
        (tmp_path / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / name).write_bytes(body)
    (tmp_path / "outside.txt").write_text("secret")
    return tmp_path / "static"
