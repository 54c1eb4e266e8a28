"""Runs parts of `make test` one after the other, stops at the first that fails, and says how long each took."""

import resource
import subprocess
import sys
import time


def main() -> int:
    """Run `make PART` for each part named; give back the code of the one that failed, or 0."""
    took: list[tuple[str, float, float]] = []
    code = 0
    for part in sys.argv[1:]:
        print(f"\n{part}", flush=True)
        began, spent = time.monotonic(), _processor()
        code = subprocess.run(["make", "--no-print-directory", part], check=False).returncode
        took.append((part, time.monotonic() - began, _processor() - spent))
        if code:
            break
    print(f"\n{'part':<12}{'seconds':>10}{'processor':>12}")
    for part, wall, spent in [*took, ("together", sum(one[1] for one in took), sum(one[2] for one in took))]:
        print(f"{part:<12}{wall:>10.1f}{spent:>12.1f}")
    print(f"{took[-1][0]} failed." if code else "Everything passed.")
    return code


def _processor() -> float:
    """Processor seconds, own and the system's, of every child that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
