"""Everything can be linked: the panels, what they show, what is pinned; and Back undoes what a hand did."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import every_language
from tests.browser.seeing import address, come_to, moment, query, ready, settled, told, until, visit

LINK = {"en": "Copy a link to “The spectral dial” as it is now", "ko": "지금 이대로의 “스펙트럼 다이얼” 링크 복사"}
COPIED = {"en": "Link copied", "ko": "링크를 복사했습니다"}
UNREAD = {"en": "which cannot be read", "ko": "읽을 수 없어"}


def links(page: Page) -> Locator:
    """The link buttons, once they are there."""
    page.mouse.move(5, 5)
    expect(page.locator(".dial .panel-link")).to_have_attribute("aria-label", re.compile("."))
    return page.locator(".panel .panel-link")


def in_view(page: Page, panel: str) -> None:
    """Wait until the head of a panel is in the window's upper half, and stays there."""
    page.wait_for_function(
        """panel => {
            const head = document.querySelector(`${panel} .heading h2`).getBoundingClientRect();
            const over = document.elementFromPoint(head.left + 2, head.top + head.height / 2);
            return head.top < innerHeight * 0.6 && over?.closest(panel) !== null;
        }""",
        arg=panel,
    )


@every_language
def test_every_panel_has_a_link_with_a_name(open_page: Callable[..., Page], lang: str) -> None:
    page = ready(open_page(address(2), lang=lang))
    panels = page.locator(".panel").count()
    expect(links(page)).to_have_count(panels)
    names = [button.get_attribute("aria-label") or "" for button in links(page).all()]
    assert all(names)
    assert len(set(names)) == panels
    assert LINK[lang] in names


@every_language
def test_a_copied_link_opens_the_page_in_this_state_with_its_panel_in_view(
    open_page: Callable[..., Page], lang: str
) -> None:
    page = ready(
        open_page(address(2.5, cell="gru", unit=3), lang=lang, permissions=["clipboard-read", "clipboard-write"])
    )
    links(page)
    button = page.get_by_role("button", name=LINK[lang])
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-panel=dial] .panel-linked:not(:empty)")).to_have_text(COPIED[lang])
    link = page.evaluate("navigator.clipboard.readText()")
    visit(page, link)
    in_view(page, ".dial")
    fields = query(page)
    assert fields["panel"] == "dial"
    assert (fields["cell"], fields["unit"], fields["u"]) == ("gru", "3", "2.5")
    assert moment(page) == 2.5
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("() => !location.search.includes('panel=')")


def test_a_link_to_the_last_panel_stays_there_while_those_above_it_come(page: Page) -> None:
    visit(page, address(2, panel="lab"))
    in_view(page, ".lab")
    page.wait_for_timeout(1_500)
    in_view(page, ".lab")
    expect(page.locator(".lab")).to_be_focused()


def test_where_the_browser_does_not_copy_the_link_is_there_to_be_copied(page: Page) -> None:
    """As on plain http, where one laptop serves a class."""
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    visit(page, address(2))
    links(page)
    page.get_by_role("button", name=LINK["en"]).click()
    place = page.locator("[data-panel=dial] .link-text")
    expect(place).to_contain_text("panel=dial")
    assert page.evaluate("getSelection().toString()") == place.inner_text()
    expect(page.locator("[data-panel=dial] .panel-linked:not(:empty)")).to_contain_text("by hand")


@every_language
def test_what_nobody_can_read_is_named_and_the_rest_is_shown(open_page: Callable[..., Page], lang: str) -> None:
    wrong = {"view": "up", "unit": "99", "part": "zz", "edit": "h,1", "memory": "33", "shade": "red", "panel": "cellar"}
    page = ready(open_page(address(2.5, cell="lstm", seed=5, **wrong), lang=lang))
    problem = page.locator("#problem-sentence")
    expect(problem).to_contain_text(UNREAD[lang])
    for name, text in wrong.items():
        assert f"{name}={text}" in told(problem)
    assert moment(page) == 2.5
    expect(page.locator("#seed")).to_have_value("5")
    page.wait_for_function("() => !/view=|unit=|part=|edit=|memory=|shade=|panel=/.test(location.search)")
    problem.get_by_role("button").press("Enter")
    expect(problem).to_be_hidden()


def test_the_panels_choices_are_in_the_address_and_come_back(page: Page) -> None:
    visit(page, address(2))
    come_to(page, ".memory")
    page.locator("#memory-seeds").select_option("50")
    come_to(page, ".compare")
    page.locator(".compare .texts label").nth(1).click()
    page.locator(".compare .bias label").nth(2).click()
    settled(page)
    come_to(page, ".lab")
    page.locator("#lab-text").fill("나는 밥을, 먹었다; 100%")
    page.locator("button[data-view=sentence]").click()
    page.locator("#legend-shade").select_option("norm")
    page.wait_for_url(re.compile("shade=norm"))
    link = page.url
    fields = query(page)
    assert fields["memory"] == "50"
    assert fields["compare"] == "page"
    assert fields["lstm_bias"] == "3"
    assert fields["lab"] == "나는 밥을, 먹었다; 100%"
    assert page.request.get(link.replace("/?", "/step?")).ok
    page.goto("about:blank")
    visit(page, link)
    expect(page.locator("#legend-shade")).to_have_value("norm")
    come_to(page, ".memory")
    expect(page.locator("#memory-seeds")).to_have_value("50")
    come_to(page, ".compare")
    expect(page.locator(".compare .texts input").nth(1)).to_be_checked()
    expect(page.locator(".compare .bias input").nth(2)).to_be_checked()
    come_to(page, ".lab")
    expect(page.locator("#lab-text")).to_have_value("나는 밥을, 먹었다; 100%")
    page.locator(".tabs label", has_text="LSTM").click()
    page.wait_for_url(re.compile("forget_bias=3"))
    assert "lstm_bias" not in query(page)


@pytest.mark.parametrize(
    ("fields", "pinned"),
    [
        ({"cell": "rnn", "unit": 5, "term": 2}, "h₂[5]"),
        ({"cell": "rnn", "hidden_size": 12, "order": "size", "unit": 7, "term": 3}, "h₂[7]"),
        ({"cell": "rnn", "num_layers": 2, "layer": 1, "unit": 4, "term": 11}, "h₂[4]"),
        ({"cell": "rnn", "bidirectional": "true", "direction": "backward", "unit": 6, "term": 9}, "h₁[6]"),
        ({"cell": "gru", "part": "r", "unit": 1, "term": 0}, "r[1]"),
        ({"cell": "gru", "part": "n", "unit": 2, "term": 12}, "n[2]"),
        ({"cell": "gru", "part": "h", "unit": 3}, "h₂[3]"),
        ({"cell": "lstm", "part": "f", "unit": 7, "term": 5}, "f[7]"),
        ({"cell": "lstm", "part": "c", "unit": 2}, "c₂[2]"),
        ({"cell": "lstm", "num_layers": 2, "layer": 0, "part": "g", "unit": 1, "term": 8}, "g[1]"),
        ({"cell": "lstm", "bidirectional": "true", "direction": "backward", "part": "o", "unit": 3, "term": 2}, "o[3]"),
    ],
)
def test_whatever_is_pinned_is_a_link(page: Page, fields: dict[str, object], pinned: str) -> None:
    visit(page, address(2.7, view="cell", **fields))
    come_to(page, ".panel.pinned")
    expect(page.locator("#pinned-title")).to_contain_text(pinned)
    if "term" in fields:
        expect(page.locator(".panel.pinned .chart .written").first).to_be_visible()
    # what is in the address stays there: nothing of it was refused
    page.wait_for_timeout(300)
    expect(page.locator("#problem-sentence")).to_be_hidden()
    shown = query(page)
    for name, value in fields.items():
        if (name, value) != ("cell", "rnn"):
            assert shown[name] == str(value)


def test_back_undoes_drags_of_the_dial_one_by_one(page: Page) -> None:
    visit(page, address(2))
    come_to(page, ".panel.dial")
    expect(page.locator("#dial .reading")).to_have_count(2)
    entries = page.evaluate("history.length")
    box = page.locator("#dial").bounding_box()
    assert box
    radii: list[str] = []
    for place in (0.3, 0.6):
        page.mouse.move(box["x"] + box["width"] * 0.45, box["y"] + 56)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * place, box["y"] + 56, steps=6)
        page.mouse.up()
        # the last of the drag may come after its first entry, and takes that entry's place
        page.wait_for_function("""() => {
            const now = new URLSearchParams(location.search).get("spectral_radius");
            const { ariaValueNow } = document.querySelector("#dial");
            return now !== null && Math.abs(Number(now) - Number(ariaValueNow)) < 6e-4;
        }""")
        settled(page)
        radii.append(query(page)["spectral_radius"])
    assert radii[0] != radii[1]
    assert page.evaluate("history.length") == entries + 2
    page.go_back()
    page.wait_for_url(re.compile(f"spectral_radius={radii[0]}"))
    settled(page)
    page.go_back()
    page.wait_for_function("() => !location.search.includes('spectral_radius')")
    settled(page)
    assert page.evaluate("history.length") == entries + 2


def test_back_undoes_a_number_typed_in_the_open_a(page: Page) -> None:
    visit(page, address(2.7, hidden_size=2, input_size=2, view="cell", unit=1, term=0))
    entries = page.evaluate("history.length")
    page.locator("#stage .scene").focus()
    page.keyboard.press("Enter")
    field = page.locator("#stage .number-editor")
    if not field.is_visible():
        page.locator(".panel.pinned .chart").focus()
        page.keyboard.press("Enter")
        field = page.locator(".panel.pinned .number-editor")
    expect(field).to_be_visible()
    field.fill("1.25")
    settled(page)
    field.press("Enter")
    page.wait_for_url(re.compile("rnn.weight_hh_l0="))
    assert page.evaluate("history.length") == entries + 1
    assert "1.25" in query(page)["rnn.weight_hh_l0"]
    page.go_back()
    page.wait_for_function("() => !location.search.includes('rnn.weight_hh_l0')")
    settled(page)
    assert query(page)["hidden_size"] == "2"


def test_back_undoes_a_gate_a_place_and_the_experiment_s_forms(page: Page) -> None:
    visit(page, address(2, cell="lstm"))
    come_to(page, ".panel.dial")
    looks = ("block", "place", "trial")

    def stands(**wanted: str) -> None:
        until(page, lambda: {name: said for name, said in query(page).items() if name in looks} == wanted)

    page.locator(".dial .gates button", has_text="f").first.click()
    stands(block="f")
    come_to(page, "#experiment")
    page.locator("#experiment-places [data-cell=lstm][data-delay='20'] .ground").click()
    stands(block="f", place="lstm,20")
    page.locator("#experiment-second").select_option("relu-rnn")
    stands(block="f", place="lstm,20", trial="second:relu-rnn")
    # what is typed within a second is one entry
    page.locator("#experiment-seed").fill("4294967296")
    expect(page.locator("#refusal-experiment-seed")).to_contain_text("“seed”")
    page.locator("#refusal-experiment-seed .again").click()
    stands(block="f", place="lstm,20", trial="second:relu-rnn,seed:4294967295")
    page.locator("#experiment-change").select_option("clip-none")
    stands(block="f", place="lstm,20", trial="second:relu-rnn,seed:4294967295,change:clip-none")
    page.locator("#experiment .cells button").first.click()
    only = "second:relu-rnn,seed:4294967295,change:clip-none,only:rnn"
    stands(block="f", place="lstm,20", trial=only)
    page.reload()
    ready(page)
    come_to(page, "#experiment")
    expect(page.locator("#experiment .cells button").first).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#experiment-second")).to_have_value("relu-rnn")
    expect(page.locator("#experiment-seed")).to_have_value("4294967295")
    for trial in (
        "second:relu-rnn,seed:4294967295,change:clip-none",
        "second:relu-rnn,seed:4294967295",
        "second:relu-rnn",
    ):
        page.go_back()
        stands(block="f", place="lstm,20", trial=trial)
    expect(page.locator("#experiment-change")).to_have_value("truncate-5")
    expect(page.locator("#experiment-seed")).not_to_have_value("4294967295")
    page.go_back()
    stands(block="f", place="lstm,20")
    expect(page.locator("#experiment-second")).not_to_have_value("relu-rnn")
    page.go_back()
    stands(block="f")
    page.go_back()
    stands()
