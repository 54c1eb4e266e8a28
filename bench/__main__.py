"""Runs every benchmark, prints a table, and writes `bench/latest.json`: `{benchmark: {figure: number}}`.

Every module of this folder with a `run() -> dict[str, float]` is a benchmark. Figures are ratios within one run
wherever speed is measured. `python -m bench NAME…` runs only those, and leaves the
kept figures of the others.
"""

import importlib
import json
import os
import re
import sys
import traceback
from pathlib import Path
from types import ModuleType

RATIO = re.compile(r"ratio|growth|_to_first| by ")

os.environ.setdefault("TASKGROUPS_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")


def main() -> None:
    """Run and print; keep the figures."""
    import django

    django.setup()
    here = Path(__file__).parent
    names = sys.argv[1:] or sorted(p.stem for p in here.glob("*.py") if not p.stem.startswith("_"))
    kept = here / "latest.json"
    before = json.loads(kept.read_text(encoding="utf-8")) if sys.argv[1:] and kept.exists() else {}
    figures: dict[str, dict[str, float]] = {}
    failed: list[str] = []
    wrong: list[str] = []
    for name in names:
        module = importlib.import_module(f"bench.{name}")
        if not hasattr(module, "run"):
            continue
        try:
            figures[name] = module.run()
        except Exception:  # the others are still of use
            failed.append(name)
            print(f"\n{name} FAILED\n{traceback.format_exc()}", flush=True)
            continue
        wrong += [f"{name}, {one}" for one in wrong_in(module, figures[name])]
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}\n{_shown(module, figures[name])}", flush=True)
        kept.write_text(json.dumps(before | figures, indent=1) + "\n", encoding="utf-8")
    print("\nRatios\n" + ratios(figures))
    if failed or wrong:
        sys.exit("\n".join([f"Not measured: {name}" for name in failed] + [f"Wrong: {one}" for one in wrong]))


def wrong_in(module: ModuleType, figures: dict[str, float]) -> list[str]:
    """The figures that must be 0 and are not: a part that failed, and what the benchmark calls its faults."""
    faults = {"failed", *getattr(module, "FAULTS", ())}
    return [f"{name}: {value:g}" for name, value in figures.items() if value and name.rpartition(": ")[2] in faults]


def ratios(figures: dict[str, dict[str, float]]) -> str:
    """Every figure that compares two things of one run, whatever the machine: one line each."""
    found = [(bench, name, one) for bench, of in figures.items() for name, one in of.items() if RATIO.search(name)]
    return "\n".join(f"{bench + ': ' + name:<66} {number:>9.2f}" for bench, name, number in found)


def _shown(module: ModuleType, figures: dict[str, float]) -> str:
    """A benchmark's own table where it has one, else a line a figure."""
    if hasattr(module, "table"):
        return str(module.table(figures))
    return "\n".join(f"{figure:<54} {number:>14,.3f}" for figure, number in figures.items())


if __name__ == "__main__":
    main()
