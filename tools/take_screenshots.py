"""Takes the pictures of the README from a demonstration of its own: `take_screenshots.py [folder]`.

Serves the demonstration on a free port with a database that is thrown away, and looks at it with Chromium.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))
from find_chromium import chromium

ROOT = Path(__file__).resolve().parents[1]
DESK = {"width": 1280, "height": 860}
# A picture's name, whom of the cast one becomes, and what one presses from Home: links, or 'button: ' and its words.
PICTURES = (
    ("home", "Become Priya Raman", ()),
    ("self-evaluation", "Become Maya Okafor", ("Schools", "Larkmere Primary School", "Self-evaluation")),
    (
        "room",
        "Become Gareth Pryce",
        ("Chair the Task Group at Larkmere", "Room", "button: Open the room", *["button: Next:"] * 4),
    ),
    ("record", "Become Nadia Flint", ("Finish the record of",)),
)


@contextmanager
def demonstration() -> Iterator[str]:
    """A server with the demonstration freshly loaded; gives its address."""
    with tempfile.TemporaryDirectory() as folder:
        surroundings = os.environ | {
            "TASKGROUPS_MODE": "demonstration",
            "DATABASE_URL": f"sqlite:///{folder}/demonstration.sqlite3",
            "TASKGROUPS_VAR": folder,
            "PORT": "0",
        }
        command = [sys.executable, "-m", "taskgroups", "demonstration", "--serve"]
        server = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True)
        try:
            lines = iter(server.stdout or ())
            yield next(line for line in lines if "is ready on" in line).split()[-1]
        finally:
            server.terminate()
            server.wait(timeout=20)


def go(page: Page, steps: tuple[str, ...]) -> None:
    """Press what begins with each step, and give the room time to fetch what changed."""
    for step in steps:
        if step.startswith("button: "):
            page.locator("button:visible", has_text=step.removeprefix("button: ")).first.click()
        else:
            page.locator("nav a:visible, main a:visible", has_text=step).first.click()
        page.wait_for_load_state("load")
        page.wait_for_timeout(600)


def take(browser: Browser, address: str, folder: Path) -> None:
    """Take each picture with a browser of its own, as it looks on a desk."""
    for name, who, steps in PICTURES:
        page = browser.new_context(viewport=DESK, reduced_motion="reduce").new_page()  # type: ignore[arg-type]
        page.goto(address)
        page.get_by_role("button", name=who).click()
        go(page, steps)
        page.wait_for_timeout(800)
        page.screenshot(path=folder / f"{name}.png", animations="disabled")
        print(f"{name}.png of {page.url.removeprefix(address)}")
        page.context.close()


def main() -> None:
    """Write every picture into docs/images, or the folder named."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs/images"
    folder.mkdir(parents=True, exist_ok=True)
    path = chromium() or sys.exit("Chromium is absent. Install 'chromium'.")
    with demonstration() as address, sync_playwright() as tools:
        take(tools.chromium.launch(executable_path=path, args=["--no-sandbox"]), address, folder)


if __name__ == "__main__":
    main()
