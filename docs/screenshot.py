"""Take README's picture: the page itself, served here, seen by Chromium; `make screenshot`.

The address fixes the moment (`u`), so the same code gives the same picture.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.serving import serving

TARGET = Path(__file__).with_name("page.png")
MOMENT = "/?sentence=i+am+a+boy&seed=1390&u=8&lang=en"


def main() -> None:
    """Write docs/page.png, 1440×928 at two pixels a point: the stage and the whole ledger."""
    with serving() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 928}, device_scale_factor=2, locale="en")
        page.goto(url + MOMENT, wait_until="networkidle")
        page.evaluate("() => document.fonts.ready.then(() => undefined)")
        page.mouse.move(0, 0)
        page.evaluate("() => document.activeElement.blur()")
        page.screenshot(path=TARGET, animations="disabled")
        browser.close()
    print(f"wrote {TARGET.relative_to(Path.cwd())}")


if __name__ == "__main__":
    main()
