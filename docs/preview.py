"""Draw the picture that link previews show, and the page where there is no JavaScript; `make preview`.

The page itself draws it: the chain of the first sentence at the end of the way back. One a complete language, with as
many colours as a palette holds, so that it stays small.
"""

from __future__ import annotations

import base64
import struct
import zlib
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import numpy.typing as npt
from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser import chromium
from tests.serving import serving

FOLDER = Path(__file__).parents[1] / "static/preview"
LANGUAGES = ("en", "ko")
MOMENT = {"sentence": "i am a boy", "seed": 1390, "u": 8}
SIZE: ViewportSize = {"width": 1200, "height": 630}
"""What every service that shows previews takes."""
WHOLE: ViewportSize = {"width": 1440, "height": 800}
"""A window in which the whole chain fits."""
LARGEST = 100_000
"""Bytes of a picture."""
COLOURS = 256
SHEET = """
() => {
  const sheet = document.createElement('div');
  const scene = document.querySelector('#stage .scene').cloneNode(true);
  const {clientWidth, clientHeight} = document.querySelector('#stage .scene');
  scene.setAttribute('viewBox', `0 0 ${clientWidth} ${clientHeight}`);
  const heading = document.createElement('h1');
  heading.textContent = document.title.split(': ')[0];
  const line = document.createElement('p');
  line.textContent = document.title.split(': ')[1];
  sheet.append(heading, line, scene);
  Object.assign(sheet.style, {position: 'fixed', inset: 0, zIndex: 1000, padding: '56px 16px 0'});
  sheet.style.background = 'var(--paper)';
  Object.assign(heading.style, {fontSize: '60px', lineHeight: 1.2, padding: '0 32px'});
  Object.assign(line.style, {fontSize: '34px', padding: '0 32px 48px', color: 'var(--soft)'});
  Object.assign(scene.style, {width: '1168px', height: 'auto'});
  document.body.append(sheet);
}
"""

READ = """
async png => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return Array.from(context.getImageData(0, 0, image.width, image.height).data);
}
"""

Pixels = npt.NDArray[np.uint8]


def main() -> None:
    """Write static/preview/LANGUAGE.png, 1200×630."""
    FOLDER.mkdir(exist_ok=True)
    with serving() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        for lang in LANGUAGES:
            page = browser.new_context(viewport=WHOLE, locale=lang).new_page()
            page.goto(f"{url}/?{urlencode({**MOMENT, 'lang': lang})}", wait_until="networkidle")
            picture = small(pixels(page))
            if len(picture) > LARGEST:
                raise SystemExit(f"{lang}.png has {len(picture)} bytes, more than {LARGEST}")
            (FOLDER / f"{lang}.png").write_bytes(picture)
            print(f"wrote static/preview/{lang}.png, {len(picture)} bytes")
        browser.close()


def pixels(page: Page) -> Pixels:
    """The sheet as the page draws it, (height, width, 3)."""
    page.evaluate("() => document.fonts.ready.then(() => undefined)")
    page.evaluate(SHEET)
    page.set_viewport_size(SIZE)
    png = base64.b64encode(page.screenshot()).decode()
    # a page of its own: this one's policy lets nothing be read from an address of data
    reader = page.context.new_page()
    numbers = reader.evaluate(READ, png)
    reader.close()
    return np.array(numbers, dtype=np.uint8).reshape(SIZE["height"], SIZE["width"], 4)[:, :, :3]


def small(image: Pixels) -> bytes:
    """A PNG with a palette of the colours that are used most; every other one becomes the nearest of them."""
    height, width, _ = image.shape
    colours, inverse, counts = np.unique(image.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts)[:COLOURS]].astype(np.int64)
    distance = ((colours[:, None, :].astype(np.int64) - palette[None]) ** 2).sum(axis=2)
    indices = distance.argmin(axis=1).astype(np.uint8)[inverse.reshape(-1)].reshape(height, width)
    rows = b"".join(b"\0" + row.tobytes() for row in indices)
    out = BytesIO()
    out.write(b"\x89PNG\r\n\x1a\n")
    for name, body in (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ):
        out.write(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)))
    return out.getvalue()


if __name__ == "__main__":
    main()
