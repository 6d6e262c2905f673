"""What a panel's field cannot take is refused below it, in its label's words, with a button that mends it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.seeing import address, come_to, query, until, visit


def label(page: Page, field: str) -> str:
    """What the label of a field says."""
    return page.locator(f"label[for={field}]").inner_text()


def refused(page: Page, field: str) -> Locator:
    """The message below a field: it names the field, and the field says that it is wrong."""
    place = page.locator(f"#refusal-{field}")
    expect(place).to_contain_text(f"“{label(page, field)}”")
    expect(page.locator(f"#{field}")).to_have_attribute("aria-invalid", "true")
    box, below = page.locator(f"#{field}").bounding_box(), place.bounding_box()
    assert box
    assert below
    assert below["y"] >= box["y"] + box["height"]
    assert below["y"] < box["y"] + box["height"] + 120
    return place


def mended(page: Page, field: str, value: str) -> None:
    """The button sets the value, the message is gone, and the field has the focus."""
    page.locator(f"#refusal-{field} .again").click()
    expect(page.locator(f"#refusal-{field}")).to_be_hidden()
    expect(page.locator(f"#{field}")).to_have_value(value)
    expect(page.locator(f"#{field}")).to_be_focused()
    expect(page.locator(f"#{field}")).to_have_attribute("aria-invalid", "false")


def setting(page: Page, name: str) -> str | None:
    """What the address says of a field."""
    return query(page).get(name)


def test_a_training_is_refused_at_its_fields_and_nothing_begins(page: Page, watch: Watch) -> None:
    visit(page, address(8, seed=1390, teach="steps:900"))
    rate, steps = page.locator("#teach-rate"), page.locator("#teach-steps")
    rate.fill("12")
    refused(page, "teach-rate")
    assert setting(page, "teach") == "steps:900"
    # nothing begins with what cannot be: the field is shown instead
    page.locator("#teach-go").click()
    expect(rate).to_be_focused()
    expect(page.locator("#teach-state")).to_have_text("")
    mended(page, "teach-rate", "10")
    rate.fill("-1")
    expect(refused(page, "teach-rate").locator(".again")).to_have_text("Put it back")
    mended(page, "teach-rate", "10")
    rate.fill("0.01")
    steps.fill("1000000")
    refused(page, "teach-steps")
    steps.press("ControlOrMeta+a")
    steps.press("Backspace")
    expect(steps).to_have_value("")  # it is not filled again under the hand
    expect(page.locator("#refusal-teach-steps")).to_be_hidden()
    # too much work: as many steps as the server grants, to the step
    page.locator("#teach-delay").fill("900")
    steps.fill("99999")
    place = page.locator("#refusal-teach-steps")
    expect(place).to_contain_text("more than the server computes")
    found = re.search(r"Use (\d+)", place.inner_text())
    assert found
    body = {"task": "recall", "delay": 900, "symbols": ["i", "am", "a", "boy"], "seed": 1390}
    watch.expect("status of 422")
    more = page.request.post("/train", data={**body, "steps": int(found[1]) + 1})
    assert more.status == 422
    mended(page, "teach-steps", found[1])
    until(page, lambda: setting(page, "teach") == f"delay:900,steps:{found[1]}")


def test_a_training_that_the_server_refuses_leaves_no_trace(page: Page, watch: Watch) -> None:
    watch.expect("status of 422")
    detail = {"detail": [{"type": "x", "loc": ["body", "truncate"], "msg": "truncate must be less.", "input": 4}]}
    page.route("**/train", lambda route: route.fulfill(status=422, json=detail))
    visit(page, address(8, seed=1390, teach="truncate:4"))
    page.locator("#teach-go").click()
    expect(page.locator("#refusal-teach-truncate")).to_contain_text("“Gradient goes back” must be less.")
    expect(page.locator("#teach-state")).to_have_text("")
    expect(page.locator("#teach-go")).to_have_text("Start")
    expect(page.locator("#teach > .refusal")).to_be_hidden()
    page.locator("#refusal-teach-truncate .again").click()
    expect(page.locator("#refusal-teach-truncate")).to_be_hidden()
    until(page, lambda: setting(page, "teach") == "on")


def too_much(route: Route) -> None:
    """Refuse what is asked as more work than is granted."""
    detail = [{"type": "too_much_work", "loc": ["body", "hidden_size"], "msg": "Too much work: …", "input": 8}]
    route.fulfill(status=422, json={"detail": detail})


def test_a_panel_that_costs_too_much_names_the_field_that_helps_and_mends_it(page: Page, watch: Watch) -> None:
    watch.expect("status of 422")
    for path in ("memory", "neurons", "check"):
        page.route(f"**/{path}", too_much)
    visit(page, address(4))
    for selector, value in ((".memory", "7"), (".neurons", "6"), (".trust", "3")):
        come_to(page, selector)
        if selector == ".trust":
            page.locator("#check").click()
        refusal = page.locator(f"{selector} .refusal")
        expect(refusal).to_contain_text("smaller “hidden”")
        with page.expect_response("**/step?*"):
            refusal.get_by_role("button", name=f"“hidden”: use {value}").click()
        expect(page.locator("#hidden_size")).to_have_value(value)
    until(page, lambda: setting(page, "hidden_size") == "3")
    # an answer that came clears it, and one that may come is asked for again
    page.unroute("**/memory")
    page.route("**/memory", lambda route: route.abort())
    watch.expect("ERR_FAILED")
    page.locator("#hidden_size").fill("8")
    come_to(page, ".memory")
    refusal = page.locator(".memory .refusal")
    expect(refusal).to_contain_text("did not answer")
    page.unroute("**/memory")
    refusal.get_by_role("button").click()
    expect(refusal).to_be_hidden()
    expect(page.locator("#memory-verdict")).not_to_be_empty()


def test_what_is_written_by_hand_is_refused_at_its_field(page: Page, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    visit(page, address(4))
    come_to(page, ".exercise")
    page.locator("#exercise-own").click()
    size = page.locator("#exercise-H")
    size.fill("99")
    expect(page.locator("#refusal-exercise-H")).to_contain_text("from 1 to 16")
    # the network is the one before: what was refused is nowhere
    expect(page.locator("#hidden_size")).to_have_value("8")
    page.locator("#refusal-exercise-H .again").click()
    expect(size).to_have_value("16")
    expect(page.locator("#hidden_size")).to_have_value("16")
    cell = page.locator(".grid.Wh [data-cell='0 1']")
    before = cell.get_attribute("title")
    cell.fill("one")
    refusal = page.locator(".grid.Wh .refusal")
    expect(refusal).to_contain_text("must be a number")
    refusal.get_by_role("button", name="Put it back").click()
    expect(refusal).to_be_hidden()
    expect(cell).to_have_value(before or "")
    page.locator("#exercise-drawn").click()
    come_to(page, ".clipping")
    threshold = page.locator("#clipping-threshold")
    threshold.fill("-1")
    expect(refused(page, "clipping-threshold").locator(".again")).to_have_text("Put it back")
    assert setting(page, "clip_at") is None
    mended(page, "clipping-threshold", "1")
    # a server that is away: each panel that asked has a button of its own
    page.route("**/step*", lambda route: route.abort())
    come_to(page, ".lab")
    page.locator("#lab-text").fill("눈이 온다")
    refusal = page.locator("#refusal-lab-text")
    expect(refusal).to_contain_text("did not answer")
    page.unroute("**/step*")
    refusal.get_by_role("button").click()
    expect(refusal).to_be_hidden()
    # numbers: their length, and a text that cannot be read
    page.locator("[data-reads=numbers]").click()
    page.locator(".sentence .series").click()
    length = page.locator("#numbers-length")
    until(page, lambda: length.input_value() not in ("", "0"))
    length.fill("9999")
    refused(page, "numbers-length")
    page.locator("#refusal-numbers-length .again").click()
    expect(length).to_have_value("2000")
    text = page.locator("#numbers-text")
    until(page, lambda: text.input_value().count("\n") == 1999)
    text.fill("1\n2\nthree 3")
    expect(page.locator("#numbers-fault")).to_contain_text("three")
    page.locator("#numbers-fault .again").click()
    expect(page.locator("#numbers-fault")).to_be_hidden()
    assert text.input_value().count("\n") == 1999
