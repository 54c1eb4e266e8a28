"""Finds Chromium for the browser tests, or installs it from the system's packages where that is allowed.

The shell without a window comes first: the same Chromium, without what only a window needs, it takes a quarter less.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The path of Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install(name: str) -> None:
    """Try to install a package of the system."""
    print(f"Installing {name} for the browser tests", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-q", name], check=False, **quiet)


def main() -> None:
    """End in words, and in red, where there is no browser and none can be installed."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for name in NAMES[:2]:
            if not chromium():
                install(name)
    if not chromium():
        sys.exit("Chromium is absent and could not be installed: the browser tests DID NOT RUN. Install 'chromium'.")


if __name__ == "__main__":
    main()
