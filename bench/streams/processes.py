"""What a process costs, from /proc: time, memory, threads, connections to a port."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")


def start(*command: str, **surroundings: str) -> subprocess.Popen[str]:
    """Start a Python process in the repository's root, its input and output piped."""
    return subprocess.Popen(
        [sys.executable, *command],
        env=os.environ | surroundings, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def line_of(process: subprocess.Popen[str], within: float) -> str:
    """The next line a process says; '' where it ended, or said nothing for so many seconds and was killed for it."""
    killing = Timer(within, process.kill)
    killing.start()
    try:
        return process.stdout.readline() if process.stdout else ""
    finally:
        killing.cancel()


def children(process: int) -> list[int]:
    """The children of a process, or itself where it has none: the workers of a server."""
    said = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    return list(map(int, said.split())) or [process]


def seconds_of(processes: list[int]) -> float:
    """The processor time these have used so far, in seconds."""
    used = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / TICK


def kilobytes_of(processes: list[int]) -> int:
    """The memory these hold that no other process holds too, in kB."""
    held = 0
    for process in processes:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        held += sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
    return held


def most_threads(processes: list[int]) -> int:
    """The threads of the process that has most."""
    return max(len(list(Path(f"/proc/{process}/task").iterdir())) for process in processes)


def most_connections(processes: list[int], port: int) -> int:
    """The connections to this port of the process that has most; 0 where there is no port."""
    if not port:
        return 0
    towards = f":{port:04X}"
    table = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="utf-8").splitlines()[1:]]
    inodes = {f"socket:[{row[9]}]" for row in table if row[2].endswith(towards)}
    return max(sum(1 for name in sockets(process) if name in inodes) for process in processes)


def sockets(process: int) -> list[str]:
    """The sockets a process holds."""
    found = []
    for one in Path(f"/proc/{process}/fd").iterdir():
        try:
            found.append(os.readlink(one))
        except FileNotFoundError:
            continue
    return found
