"""The networks in the box as they are served: listed with their cards, found by name and by id, never deleted."""

from __future__ import annotations

import re
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast

from app import networks, store
from app.api import box_words
from app.api.model_answers import Listed, Model
from app.networks import BOX, Box, BoxCard, ReadOnly, WithBox
from app.networks.box import FILES
from app.settings import ROOT
from docs import networks as docs
from tests.asgi import Client, only
from tests.quick import share

NAMES = sorted(path.stem for path in FILES.glob("*.json"))
WORDS = ROOT / "static/locales/networks"
MOST_BYTES = 2_000_000


@pytest.fixture(scope="module")
def client() -> Client:
    return Client()


def listed(client: Client, **fields: str) -> dict[str, dict[str, Any]]:
    """The cards of the box, by name."""
    answer = client.get("/models", params=fields).json()
    Listed.model_validate(answer)
    return {each["name"]: each["card"] for each in answer["models"] if each["card"]}


def opening(name: str) -> dict[str, Any]:
    """The request that a card opens with."""
    opens = BOX.cards[name].opens
    return {"model": name} | {field: value for field, value in opens.items() if field not in {"scale", "longer"}}


def test_there_is_one_of_each_kind() -> None:
    tasks = {(card.task, card.found["cell"]) for card in BOX.cards.values()}
    assert tasks >= {("recall", "rnn"), ("recall", "lstm")}
    assert {task for task, _ in tasks} == {
        *("recall", "parity", "brackets", "grammar", "text", "sentiment", "forecast"),
    }
    assert {"novel-en", "statute-ko", "sentiment-en", "sentiment-ko"} <= set(NAMES)


def test_together_they_are_small() -> None:
    assert sum(path.stat().st_size for path in FILES.iterdir()) < MOST_BYTES
    assert {path.suffix for path in FILES.iterdir()} == {".json", ".safetensors"}
    assert [path.stem for path in sorted(FILES.glob("*.safetensors"))] == NAMES


def test_the_list_has_them_behind_those_that_were_sent(client: Client) -> None:
    data = (Path(__file__).parents[1] / "imports/files/lstm.npz").read_bytes()
    sent = client.post("/models?name=mine.npz", content=data).json()
    try:
        assert sent["card"] is None
        names = [each["name"] for each in client.get("/models").json()["models"]]
        assert names == ["mine.npz", *NAMES]
    finally:
        client.request("DELETE", f"/models/{sent['id']}")


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_card_is_told_in_the_language_of_the_request(client: Client, lang: str) -> None:
    for name, card in listed(client, lang=lang).items():
        for field in ("title", "task", "data", "licence", "size", "score", "look_for"):
            text = card[field]
            assert text, (name, field)
            assert "network-" not in text, (name, field)
            assert not re.search(r"[{}]|\d\.\d{6}|e-\d", text), (name, field, text)
            korean = bool(re.search("[가-힣]", re.sub(r"“[^”]*”|\([^)]*\)", "", text)))
            assert korean == (lang == "ko") or field == "size", (name, field, text)


def test_a_card_tells_its_numbers(client: Client) -> None:
    """Shares in percent; a score with all its digits, of which Fluent would cut off the last."""
    cards, parity, grammar = listed(client), BOX.cards["parity"], BOX.cards["grammar"]
    share = f"{100 * parity.held_out['value']:.1f}".removesuffix(".0")
    assert cards["parity"]["score"].startswith(f"{share}% of {parity.held_out['examples']:,} answers right")
    assert "guessing gets 50%" in cards["parity"]["score"]
    assert cards["grammar"]["score"].startswith(f"Perplexity {grammar.held_out['value']}, on ")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(-0.9996, "−0.999"), (0.63664, "0.637"), (99.98, "99.9"), (100.0, "100"), (0.0269, "0.0269"), (1.0, "1")],
)
def test_nearly_one_is_not_rounded_up_to_it(value: float, shown: str) -> None:
    assert box_words._text(value, box_words.SHOWN) == shown


def test_a_card_is_told_by_the_header_too(client: Client) -> None:
    answer = client.get("/models/parity", headers={"accept-language": "ko"})
    assert "accept-language" in answer.headers["vary"]
    assert answer.json()["card"] == listed(client, lang="ko")["parity"]
    assert listed(client, lang="es")["parity"] == listed(client)["parity"]


@pytest.mark.parametrize("name", share(NAMES))
class TestEach:
    def test_it_is_found_by_name_and_by_id(self, client: Client, name: str) -> None:
        by_name = client.get(f"/models/{name}").json()
        Model.model_validate(by_name)
        assert client.get(f"/models/{by_name['id']}").json() == by_name
        assert by_name["name"] == by_name["card"]["name"] == name
        assert not store.ID.fullmatch(name)

    def test_its_id_is_the_hash_of_its_numbers(self, client: Client, name: str) -> None:
        """Its weights sent as a file are the same network, which is not stored twice."""
        weights = client.get(f"/models/{name}/weights")
        assert weights.status_code == 200
        again = client.post("/models?name=again.safetensors", content=weights.content)
        assert again.status_code == 201
        assert again.json()["id"] == BOX.cards[name].id
        assert list(client.app.state.models.list()) == []

    def test_its_facts_are_those_of_its_file(self, client: Client, name: str) -> None:
        weights = (FILES / f"{name}.safetensors").read_bytes()
        other = Client()
        found = other.post("/models?name=x.safetensors", content=weights).json()["found"]
        said = dict(BOX.cards[name].found)
        for mine, own in zip(found.pop("recurrent"), deepcopy(said.pop("recurrent")), strict=True):
            numbers = ("spectral_radius", "largest_singular_value")
            assert [mine.pop(n) for n in numbers] == pytest.approx([own.pop(n) for n in numbers], rel=1e-7)
            assert mine == own
        assert found == said

    def test_it_reads_its_example(self, client: Client, name: str) -> None:
        answer = client.step(**opening(name))
        assert answer["loss"] >= 0
        by_id = client.step(**opening(name) | {"model": BOX.cards[name].id})
        assert by_id == answer

    def test_it_works_wherever_a_network_is_asked_for(self, client: Client, name: str) -> None:
        opens = opening(name)
        for path in ("/check", "/script", "/weights"):
            assert client.post(path, json=opens).status_code == 200, path
        asked = {field: value for field, value in opens.items() if field not in {"objective", "target"}}
        assert client.post("/memory", json=asked).status_code == 200
        edit = {"kind": "state", "t": 1, "unit": 0, "value": 0.5}
        found = client.post("/what-if", json=opens | {"edits": [edit]})
        assert found.status_code in {200, 422}, found.text
        assert "unknown_model" not in found.text

    def test_it_cannot_be_deleted(self, client: Client, name: str) -> None:
        for key in (name, BOX.cards[name].id):
            problem = only(client.request("DELETE", f"/models/{key}"), 403)
            assert problem["type"] == "model_read_only"
            assert name in problem["msg"]
            assert client.get(f"/models/{key}").status_code == 200


def test_an_address_opens_one(client: Client) -> None:
    answer = client.get("/step?model=sentiment-en&sentence=the+zebra+was+not+good&objective=label&target=1").json()
    assert answer["tokens"] == ["the", "zebra", "was", "not", "good"]
    assert answer["loss"] > 1


@pytest.mark.parametrize("name", ["Parity", "parity.json", "../files/parity", "no-such", "parity "])
def test_another_name_is_unknown(client: Client, name: str) -> None:
    assert only(client.post("/step", json={"model": name, "sentence": "1"}), 404)["type"] == "unknown_model"


def test_a_store_that_is_full_or_off_has_them_still() -> None:
    for settings in ({"store_models": 0}, {"store_models": 1, "store_bytes": 1}):
        client = Client(**settings)
        assert list(listed(client)) == NAMES
        assert client.step(**opening("parity"))["cell"] == "gru"


def test_a_store_refuses_to_delete_them() -> None:
    kept = WithBox(store.opened("", store.Bounds(1, 10**6, 10.0)))
    with pytest.raises(ReadOnly, match="parity"):
        kept.delete("parity")
    assert kept.delete("0" * 32) is False


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    """A server that starts reads no card and imports no recipe; a card is read without its network."""
    code = (
        "import sys; from app.main import create_app; create_app(); from app.networks import BOX;"
        "print(sorted(vars(BOX)), [name for name in sys.modules if name.startswith('app.networks.recipes')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "['_folder', '_network'] []"
    (tmp_path / "parity.json").write_bytes((FILES / "parity.json").read_bytes())
    box = Box(tmp_path)
    card = box.card("parity")
    assert card == BOX.cards["parity"]
    with pytest.raises(FileNotFoundError):
        box.get("parity")


def test_a_card_is_written_as_it_is_read() -> None:
    for name, card in BOX.cards.items():
        path = FILES / f"{name}.json"
        assert networks.card.written(card) == path.read_text(encoding="utf-8")
        assert isinstance(card, BoxCard)


def keys(path: Path) -> dict[str, set[str]]:
    """The messages of a catalogue, each with its variables."""
    resource = FluentParser().parse(path.read_text(encoding="utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    found = {}
    for entry in resource.body:
        if isinstance(entry, ast.Message):
            found[entry.id.name] = set(re.findall(r"\{ \$(\w+) \}", "".join(_texts(entry))))
    return found


def _texts(message: ast.Message) -> list[str]:
    assert message.value is not None
    return [
        f"{{ ${element.expression.id.name} }}"
        for element in message.value.elements
        if isinstance(element, ast.Placeable) and isinstance(element.expression, ast.VariableReference)
    ]


def test_the_words_of_the_cards_are_all_there_and_all_used() -> None:
    english, korean = keys(WORDS / "en.ftl"), keys(WORDS / "ko.ftl")
    assert english == korean
    fields = ("title", "task", "data", "score", "look-for")
    of_cards = {f"network-{name}-{field}" for name in NAMES for field in fields}
    licences = {f"network-licence-{card.licence}" for card in BOX.cards.values()}
    assert set(english) == of_cards | licences | {"network-size"}
    for name, card in BOX.cards.items():
        assert english[f"network-{name}-look-for"] == set(card.facts), name
        known = {"value", "examples", *card.held_out["baselines"]}
        assert english[f"network-{name}-score"] == known, name


def test_no_page_fetches_the_words_of_the_cards() -> None:
    main = (ROOT / "static/locales/en.ftl").read_text(encoding="utf-8")
    assert "network-parity" not in main


def test_every_text_is_listed_with_its_licence() -> None:
    corpora = FILES.parent / "corpora"
    sources = (corpora / "SOURCES.md").read_text(encoding="utf-8")
    third = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    for path in corpora.glob("*.txt"):
        row = next(line for line in sources.splitlines() if f"`{path.name}`" in line)
        assert f"| {len(path.read_text(encoding='utf-8')):,} |" in row
        assert f"`app/networks/corpora/{path.name}`" in third


def test_the_docs_list_every_network() -> None:
    """`python -m docs.networks` writes the table."""
    assert set(docs.SAYS) == set(NAMES)
    assert docs.table() in docs.PAGE.read_text(encoding="utf-8")
