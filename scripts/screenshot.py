"""Take the README's picture: open the sample corpus in a headless Chromium and photograph it.

`make docs` runs it; CHROMIUM names the browser. Written to docs/dashboard.png, at most 500 kB.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "dashboard.png"
SIZE = {"width": 1440, "height": 900}
SHOWN = "Talbiseh"  # an event that the reports disagree on
MOST_BYTES = 500_000
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def dashboard(reports: Path) -> Iterator[str]:
    """Run `dateline open` on the reports; gives its address."""
    dateline = Path(sysconfig.get_path("scripts"), "dateline")
    command = [str(dateline), "open", "--headless", str(reports)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield address_in(process)
        finally:
            process.terminate()


def address_in(process: subprocess.Popen[str]) -> str:
    """The address that the command prints. Raises SystemExit when it ends without one."""
    said = []
    for line in process.stdout or ():
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+\S*", line):
            return found.group()
    raise SystemExit(f"`dateline open` printed no address:\n{''.join(said)}")


def photograph(page: Page, address: str) -> None:
    """Wait until the map and the timeline are drawn, then take the picture."""
    page.goto(address)
    page.get_by_role("region", name="Map", exact=True).wait_for(timeout=60_000)
    page.get_by_role("slider", name="Time window", exact=True).wait_for(timeout=60_000)
    row = page.get_by_role("table", name="Events").get_by_role("row").filter(has_text=SHOWN)
    row.first.click()
    page.get_by_role("region", name="Claims").get_by_text("reported by").first.wait_for()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    page.wait_for_timeout(3_000)  # the map moves to the event, the labels settle
    page.screenshot(path=PICTURE)


def shrink() -> None:
    """Keep the picture small: a palette does, the colours are few."""
    with Image.open(PICTURE) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    if PICTURE.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{PICTURE} has {PICTURE.stat().st_size} bytes, more than {MOST_BYTES}")


def main() -> int:
    """Open, photograph, shrink."""
    PICTURE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(shutil.copytree(ROOT / "seeds", Path(folder, "seeds")))
        with dashboard(reports) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=QUIET)
            photograph(browser.new_page(viewport=SIZE, device_scale_factor=1), address)
            browser.close()
    shrink()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
