"""Checks every template: it compiles, extends a layout or is a part, and holds no inline script or style."""

import os
import re
import sys
from pathlib import Path

FORBIDDEN = {
    r"<script(?![^>]*\bsrc=)": "an inline script, which the content security policy refuses",
    r"<style\b": "an inline style sheet, which the content security policy refuses",
    r"\sstyle=": "an inline style, which the content security policy refuses",
    r"\son[a-z]+=\"": "an inline event handler, which the content security policy refuses",
    r"(?:src|href|action)=\"(?:https?:)?//": "an address off our own host",
    r"<form[^>]*\saction=\"\"": "an empty address of a form, which HTML has not: without one, the page itself is asked",
    r"\|\s*safe\b": "text marked safe: make Markup from escaped parts in code",
}


def problems(path: Path, text: str) -> list[str]:
    """What is wrong with one template, in words with its line. A letter (.txt) is no page: nothing in it can run."""
    found: list[str] = []
    if path.suffix == ".txt":
        return found
    for pattern, complaint in FORBIDDEN.items():
        for match in re.finditer(pattern, text):
            line = text[: match.start()].count("\n") + 1
            found.append(f"{path}:{line}: {complaint}.")
    return found


def main() -> int:
    """Print every problem; give back 1 where there is one."""
    os.environ.setdefault("TASKGROUPS_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")
    import django
    from django.template import engines

    django.setup()
    environment = engines["jinja2"].env  # type: ignore[attr-defined]
    root = Path(__file__).resolve().parents[1]
    paths = sorted(p for p in (root / "taskgroups").rglob("jinja2/**/*") if p.is_file())
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        found += problems(path.relative_to(root), text)
        try:
            environment.parse(text, filename=str(path))
        except Exception as problem:  # any syntax error is one
            found.append(f"{path.relative_to(root)}: {problem}")
    print("\n".join(found) or f"{len(paths)} templates are in order.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
