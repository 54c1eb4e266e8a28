"""Runs every benchmark, prints a table, and writes `bench/latest.json`: `{benchmark: {figure: number}}`.

Every module of this folder with a `run() -> dict[str, float]` is a benchmark. Figures are ratios within one run
wherever the issue asks for speed. `python -m bench NAME…` runs only those.
"""

import importlib
import json
import os
import sys
from pathlib import Path
from types import ModuleType

os.environ.setdefault("TASKGROUPS_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")


def main() -> None:
    """Run and print; keep the figures."""
    import django

    django.setup()
    here = Path(__file__).parent
    names = sys.argv[1:] or sorted(p.stem for p in here.glob("*.py") if not p.stem.startswith("_"))
    figures: dict[str, dict[str, float]] = {}
    for name in names:
        module = importlib.import_module(f"bench.{name}")
        if not hasattr(module, "run"):
            continue
        figures[name] = module.run()
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}\n{_shown(module, figures[name])}", flush=True)
    (here / "latest.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _shown(module: ModuleType, figures: dict[str, float]) -> str:
    """A benchmark's own table where it has one, else a line a figure."""
    if hasattr(module, "table"):
        return str(module.table(figures))
    return "\n".join(f"{figure:<54} {number:>14,.3f}" for figure, number in figures.items())


if __name__ == "__main__":
    main()
