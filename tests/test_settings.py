from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from app.settings import ROOT, Settings


def test_every_setting_is_documented_with_its_default() -> None:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    documented = dict(re.findall(r"^\| `RNNFLOW_(\w+)` \| `(.*?)` \|", text, re.MULTILINE))
    assert documented == {name.upper(): str(field.default).lower() for name, field in Settings.model_fields.items()}


def test_the_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RNNFLOW_MAX_TOKENS", "7")
    assert Settings().max_tokens == 7


def test_nonsense_is_refused_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RNNFLOW_MAX_WORK", "-1")
    with pytest.raises(ValidationError, match="max_work"):
        Settings()


@pytest.mark.parametrize("name", ["RNNFLOW_ANSWER_CACHE", "RNNFLOW_MEMORY"])
def test_the_answer_cache_has_a_former_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "5")
    assert Settings().answer_cache == 5
    assert Settings(answer_cache=7).answer_cache == 7
