"""Question or advice: how well it is told on our held-out lines and on AMI's, how fast, how soon and in what memory.

Scores are percentages, from the shared scorer where `../shared` is there. `held-out` are our own lines that nothing was
learned from or chosen by; `second` are another author's. A question's kind counts open and probing as one.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))
SCORER = SHARED.parent / "tools" / "score_talk.py"
SETS = {"held-out": "held_out", "second": "held_out_second"}
CLASSIFY = [sys.executable, "-m", "taskgroups", "classify"]
START = """
import re, time
from pathlib import Path
began = time.perf_counter()
from taskgroups.kit.talk import label
label("What changed?")
took = time.perf_counter() - began
print(took, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def run() -> dict[str, float]:
    """Return the scores, clauses a second on one core, seconds to the first answer, and megabytes."""
    found = _speed() | _start()
    for name, gold in _gold():
        for form in ((), ("--strip",)):
            found |= _scores(f"{name}{' bare' if form else ''}", gold, form)
    return found


def _speed() -> dict[str, float]:
    from taskgroups.kit.talk import clauses

    texts = [line["text"] for line in _held_out()]
    clauses(texts[0])
    began, told = time.process_time(), 0
    for text in texts * 5:
        told += len(clauses(text))
    return {"clauses per second": told / (time.process_time() - began)}


def _start() -> dict[str, float]:
    said = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, said.stdout.split())
    began = time.perf_counter()
    subprocess.run(CLASSIFY, cwd=ROOT, input='{"text": "Why?"}\n', capture_output=True, text=True, check=True)
    return {"seconds to load": seconds, "seconds for the command": time.perf_counter() - began, "megabytes": megabytes}


def _gold() -> list[tuple[str, Path]]:
    """The files to score by name; ours are written where the bench keeps its things."""
    folder = ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for called, kept in SETS.items():
        for name in ("lines", "meetings"):
            path = folder / f"{called}-{name}.gold.jsonl"
            lines = [json.dumps(line) for line in _held_out(kept) if line["file"] == name]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            found.append((f"{called} {name}", path))
    ami = SHARED / "talk" / "ami_dev_chair.gold.jsonl"
    return [*found, ("AMI", ami)] if ami.exists() else found


def _held_out(folder: str = "held_out") -> list[dict[str, str]]:
    sys.path.insert(0, str(ROOT / "training" / "talk"))
    from corpora import HERE, own  # type: ignore[import-not-found]

    from taskgroups.kit.talk import ACT_OF

    meetings = {line[2:] for line in (HERE / folder / "meetings.txt").read_text().splitlines() if line[:2] == "# "}
    return [
        {
            "text": line.text, "kind": kind, "act": ACT_OF[kind], "group": line.group,
            "file": "meetings" if line.group in meetings else "lines",
        }
        for line in own(folder)
        for kind in line.kinds
    ]  # fmt: skip


def _scores(name: str, gold: Path, form: tuple[str, ...]) -> dict[str, float]:
    if not SCORER.exists():
        return {}
    command = [sys.executable, str(SCORER), str(gold), *form, "--", *CLASSIFY]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures = json.loads(said.stdout)
    found = {f"{name} {act} F1": figures[act]["F1"] for act in ("question", "advice", "other") if act in figures}
    found[f"{name} macro F1"] = figures["macro_F1"]
    if "disguised_vs_question" in figures:
        found[f"{name} disguised F1"] = figures["disguised_vs_question"]["F1"]
    if "share_error_points" in figures:
        found[f"{name} share error points"] = figures["share_error_points"]
    return found | (_kinds(name, gold, bool(form)) if name.split()[0] in SETS else {})


def _kinds(name: str, gold: Path, is_bare: bool) -> dict[str, float]:
    """Of the questions found, how many are of the kind they were written as, open and probing being one."""
    from corpora import bare

    from taskgroups.kit.talk import label

    lines = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    asked = [line for line in lines if line["act"] == "question"]
    said = [(line["kind"], label(bare(line["text"]) if is_bare else line["text"])) for line in asked]
    same = {"probing": "open"}
    right = [same.get(kind, kind) == same.get(one.kind, one.kind) for kind, one in said if one.act == "question"]
    return {f"{name} kind right": 100 * sum(right) / max(1, len(right))}
