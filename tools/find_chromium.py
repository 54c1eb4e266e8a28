"""Finds Chromium for the browser tests, or installs it from the system's packages where that is allowed."""

import os
import shutil
import subprocess
import sys


def chromium() -> str | None:
    """The path of Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def main() -> None:
    """End in words, and in red, where there is no browser and none can be installed."""
    if chromium():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-q", "chromium"], check=False, **quiet)
    if not chromium():
        sys.exit("Chromium is absent and could not be installed: the browser tests DID NOT RUN. Install 'chromium'.")


if __name__ == "__main__":
    main()
