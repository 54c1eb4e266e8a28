"""Finds the server programs that some tests need beside PostgreSQL, or installs them where that is allowed."""

import os
import shutil
import subprocess
import sys

# What does the work, and the system's package that brings it.
PROGRAMS = {("redis-server", "valkey-server"): "redis-server", ("nginx",): "nginx"}


def absent() -> list[str]:
    """The packages of which no program is on this machine."""
    folders = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    return [
        package for programs, package in PROGRAMS.items() if not any(shutil.which(p, path=folders) for p in programs)
    ]


def main() -> None:
    """End in words, and in red, where one is absent and cannot be installed."""
    wanted = absent()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' and '.join(wanted)} for the tests", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *wanted], check=False, **quiet)
    if absent():
        names = " and ".join(absent())
        sys.exit(f"{names} could not be found or installed: the tests of many hosts DID NOT RUN. Install '{names}'.")


if __name__ == "__main__":
    main()
