"""A network from a file: chosen or dropped, described, read with, forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.seeing import address, ready

H, I, V = 5, 3, 4
WORDS = ["i", "am", "a", "boy"]


def gru(prefix: str = "") -> dict[str, np.ndarray]:
    """A small network under PyTorch's names, with a spectral radius far above 1."""
    random = np.random.default_rng(0)
    shapes = {"rnn.weight_ih_l0": (3 * H, I), "rnn.weight_hh_l0": (3 * H, H)}
    return {prefix + name: random.normal(size=shape, scale=2) for name, shape in shapes.items()}


def save(arrays: dict[str, np.ndarray], path: Path) -> None:
    """Write a safetensors file of float32, as most are."""
    header, body = {}, b""
    for name, array in arrays.items():
        start, body = len(body), body + array.astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": array.shape, "data_offsets": [start, len(body)]}
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + body)


@pytest.fixture
def worded(tmp_path: Path) -> Path:
    """A network with an embedding and a head, whose words the file does not say."""
    random = np.random.default_rng(1)
    around = {"embedding.weight": (V, I), "linear.weight": (V, H)}
    path = tmp_path / "worded.safetensors"
    save(gru() | {name: random.normal(size=shape) for name, shape in around.items()}, path)
    return path


def opened(page: Page, path: Path) -> Locator:
    """The panel, with a file chosen in it."""
    page.locator("#models-open").click()
    panel = page.locator("#models")
    expect(panel).to_be_visible()
    page.locator("#model-file").set_input_files(path)
    return panel


def test_a_file_is_described_and_read_with(open_page: Callable[..., Page], worded: Path) -> None:
    page = ready(open_page(address(2)))
    panel = opened(page, worded)
    card = panel.locator(".card")
    expect(card).to_contain_text(f"GRU, one layer, forward. H = {H}, I = {I}")
    expect(card).to_contain_text("float32 · widened to float64")
    expect(card.locator(".radii tr")).to_have_count(4)
    panel.locator("#model-vocabulary").fill("\n".join(WORDS))
    panel.locator(".asks button").click()
    expect(card).to_contain_text("4 words")
    panel.locator(".use").click()
    expect(panel).to_be_hidden()
    expect(page).to_have_url(re.compile("model="))
    expect(page.locator(".scene .chip text").first).to_have_text("i")
    page.reload()
    expect(page.locator("input[name=cell][value=gru]")).to_be_checked()


def test_a_file_of_several_networks_asks_which(open_page: Callable[..., Page], tmp_path: Path, watch: Watch) -> None:
    watch.expect("status of 422")
    path = tmp_path / "two.safetensors"
    save(gru("encoder.") | gru("decoder."), path)
    page = ready(open_page(address(2)))
    panel = opened(page, path)
    refusal = panel.locator("#refusal-model-prefix")
    expect(refusal).to_contain_text("several recurrent networks")
    expect(refusal.get_by_role("button", name=re.compile("^Use .*coder"))).to_be_visible()
    panel.locator("#model-prefix").select_option(index=1)
    panel.locator(".asks [type=submit]").click()
    expect(panel.locator(".card")).to_contain_text("encoder.rnn.")
    expect(panel.locator(".reads label")).to_have_count(1)


def test_a_file_dropped_on_the_page_opens_and_a_refusal_is_the_server_s(
    open_page: Callable[..., Page], watch: Watch
) -> None:
    watch.expect("status of 415")
    page = ready(open_page(address(2)))
    page.evaluate("""() => {
      const data = new DataTransfer();
      data.items.add(new File(["nothing that is known"], "notes.txt"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }""")
    refusal = page.locator("#models > .refusal")
    expect(refusal).to_contain_text("not a network file")
    with page.expect_file_chooser():
        refusal.get_by_role("button", name="Choose another file").click()
    expect(page.locator("#models .card")).to_be_hidden()


def test_what_is_stored_is_listed_and_forgotten(open_page: Callable[..., Page], worded: Path) -> None:
    page = ready(open_page(address(2)))
    panel = opened(page, worded)
    entry = panel.locator(".stored li").filter(has_text="worded.safetensors").first
    expect(entry).to_be_visible()
    count = panel.locator(".stored li").count()
    entry.locator(".forget").click()
    expect(panel.locator(".stored li")).to_have_count(count - 1)


def test_the_ids_that_are_read_are_in_the_box_and_can_be_typed(open_page: Callable[..., Page], worded: Path) -> None:
    page = ready(open_page(address(2)))
    panel = opened(page, worded)
    panel.locator(".reads label").first.click()
    expect(panel.locator(".reads label").first).to_have_text("Ids, 0 to 3")
    panel.locator(".use").click()
    box = page.locator("#sentence")
    expect(box).to_have_value("1 0 3 2 1 0 3 2")
    expect(page.locator("#count")).to_have_text("8 ids")
    expect(page.locator("#seed")).to_be_hidden()
    box.fill("3, 1 2")
    expect(page.locator("#count")).to_have_text("3 ids")
    expect(page).to_have_url(re.compile("token_ids=3,1,2&"))
    expect(page.locator(".underlines span")).to_have_text(["3", "1", "2"])
    assert box.input_value() == "3, 1 2"
    box.fill("3, x")
    expect(page.locator("#count")).to_have_text("3 ids")
