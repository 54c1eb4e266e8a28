"""The service worker's script: the static files a kept page needs, and a version that changes when one of them does."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

_files: list[str] = []
SCRIPT = Path(__file__).parent / "worker.js"


def register_shell(*files: str) -> None:
    """Name static files without which a page that is kept on a device does not work."""
    _files.extend(name for name in files if name not in _files)


@cache
def worker() -> str:
    """Return the worker with its list of files; another text, and so another worker, when any of them changed."""
    text = SCRIPT.read_text(encoding="utf-8")
    known = hashlib.sha256(text.encode())
    for name in _files:
        found = finders.find(name)
        known.update(Path(found).read_bytes() if found else b"")
    addresses = [static(name) for name in _files]
    return f"const VERSION = {json.dumps(known.hexdigest()[:16])};\nconst SHELL = {json.dumps(addresses)};\n\n{text}"
