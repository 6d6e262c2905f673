"""Settings that name addresses: what is taken, and the sentence about what is not."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from app import addresses
from app.settings import Settings
from tests.asgi import Client


def test_the_app_s_own_beginnings_are_those_of_its_routes() -> None:
    paths = {getattr(route, "path", "") for route in Client().app.router.routes}
    assert {path.split("/")[1] for path in paths} - {""} == addresses.OWN


@pytest.mark.parametrize(("text", "taken"), [("/rnnflow", "/rnnflow"), ("/rnnflow/", "/rnnflow"), ("", ""), ("/", "")])
def test_a_prefix_ends_without_a_slash(text: str, taken: str) -> None:
    assert Settings(root_path=text).root_path == taken


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        *(
            ("root_path", text, "this is a path such as /rnnflow")
            for text in (
                "rnnflow",
                "//a",
                "/a//b",
                "/a b",
                "/..",
                "/a/./b",
                "/step",
                "/docs/x",
                "https://a",
                "/a" * 101,
            )
        ),
        *(
            ("trusted_proxies", text, "this is none, or addresses and networks")
            for text in ("", "*", "proxy.example", "10.0.0.1/8", "127.0.0.1,", "1.2.3", "10.0.0.0/40")
        ),
        *(
            ("frame_ancestors", text, "this is none, or origins such as https://lms.example")
            for text in (
                *("", "*", "'self'", "lms.example", "https://lms.example/", "https://lms.example/a", "ftp://a.example"),
                *(
                    "https://a.example;script-src *",
                    "https://a b",
                    "https://*",
                    "https://a.*.example",
                    "https://a:999999",
                ),
                *("https://a.example,", "none, https://a.example", "https://a..example", "https://a\r\nx: y"),
            )
        ),
    ],
)
def test_nonsense_is_refused_at_start_with_what_is_expected(name: str, text: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(**{name: text})  # type: ignore[arg-type]
    (error,) = refused.value.errors()
    assert error["loc"] == (name,)
    assert error["msg"].startswith(sentence)


def test_networks_are_single_addresses_too() -> None:
    first, second, third = addresses.networks("127.0.0.1, 10.0.0.0/8,::1")
    assert (first.num_addresses, second.num_addresses, third.version) == (1, 1 << 24, 6)
    assert addresses.networks("none") == ()
