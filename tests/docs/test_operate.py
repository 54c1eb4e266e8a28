"""The operator's guide names every setting and no other, and its example files are whole."""

import configparser
import re
from pathlib import Path

import pytest
from django.conf import settings

from taskgroups.config.environment import DEFAULT_SECRET, read
from taskgroups.kit.access.uploads import SEVERAL

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/operate.md").read_text(encoding="utf-8")
READ_IN = (
    "taskgroups/config/environment.py",
    "taskgroups/config/serve.py",
    "taskgroups/config/management/commands/serve.py",
)
HOSTS = (ROOT / "docs/several-hosts.md").read_text(encoding="utf-8")
SERVICES = sorted(p for p in (ROOT / "deploy").glob("*.service") if p.stem != "task-groups-redis")
VARIABLE = r"\b(?:TASKGROUPS_[A-Z_]+|DATABASE_URL|PORT|HOST|WORKERS)\b"


def settings_read() -> set[str]:
    """The variables that code looks up: `.get("NAME"…)`."""
    code = "".join((ROOT / path).read_text(encoding="utf-8") for path in READ_IN)
    return set(re.findall(r'\.get\("([A-Z_]+)"', code))


def example() -> dict[str, str]:
    lines = (ROOT / "deploy/task-groups.env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def unit(path: Path) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(strict=False, interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read_string(path.read_text(encoding="utf-8"))
    return parsed


def directives(text: str) -> list[str]:
    """nginx's directives, each with the blocks it stands in: 'server / location /live/ / proxy_buffering off'."""
    found, inside = [], []
    words = re.sub(r"(?m)^\s*#.*$", "", text)
    for part in re.findall(r"[^;{}]+[;{]|}", words):
        if part == "}":
            inside.pop()
        elif part.endswith("{"):
            inside.append(" ".join(part[:-1].split()))
        else:
            found.append(" / ".join([*inside, " ".join(part[:-1].split())]))
    assert inside == [], "a brace is missing"
    return found


@pytest.mark.parametrize("name", ["nginx.conf", "nginx-two-hosts.conf"])
def test_nginx_lets_through_as_much_as_a_form_for_several_files_takes(name: str) -> None:
    [size] = re.findall(r"client_max_body_size (\d+)m;", (ROOT / "deploy" / name).read_text(encoding="utf-8"))
    assert int(size) * 1024**2 > SEVERAL * settings.FILE_UPLOAD_MAX_BYTES


def test_every_setting_is_in_the_guide_and_no_other() -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", GUIDE, re.MULTILINE))
    assert documented == settings_read()


def test_the_guide_speaks_of_no_setting_that_nothing_reads() -> None:
    assert set(re.findall(VARIABLE, GUIDE)) - settings_read() == set()


def test_the_example_settings_start_production_once_the_secret_is_set() -> None:
    assert set(example()) <= settings_read()
    assert read(example() | {"TASKGROUPS_SECRET": "x" * 50}).production
    assert example()["TASKGROUPS_SECRET"] != DEFAULT_SECRET


def test_the_example_secret_itself_is_refused() -> None:
    assert len(example()["TASKGROUPS_SECRET"]) < 50


@pytest.mark.parametrize("path", SERVICES, ids=lambda p: p.name)
def test_a_service_runs_a_command_that_there_is(path: Path) -> None:
    command = re.search(r"/taskgroups (\w+)", unit(path)["Service"]["ExecStart"])
    assert command
    assert list((ROOT / "taskgroups").rglob(f"management/commands/{command[1]}.py")) != []


@pytest.mark.parametrize("path", SERVICES, ids=lambda p: p.name)
def test_a_service_is_not_root_and_reads_the_settings_of_the_guide(path: Path) -> None:
    service = unit(path)["Service"]
    assert (service["User"], service["EnvironmentFile"]) == ("task-groups", "/etc/task-groups.env")


def test_the_timer_has_a_service_of_its_name() -> None:
    timer = ROOT / "deploy/task-groups-backup.timer"
    assert "OnCalendar" in unit(timer)["Timer"]
    assert timer.with_suffix(".service") in SERVICES


def test_streams_are_not_buffered_and_headers_are_said_for_every_place() -> None:
    said = directives((ROOT / "deploy/nginx.conf").read_text(encoding="utf-8"))
    assert "server / location /live/ / proxy_buffering off" in said
    assert "server / proxy_set_header X-Forwarded-Proto $scheme" in said
    assert [one for one in said if "location" in one and "proxy_set_header" in one] == []


def test_nginx_passes_on_to_the_port_the_service_listens_on() -> None:
    said = directives((ROOT / "deploy/nginx.conf").read_text(encoding="utf-8"))
    passed = {one.rpartition(" ")[2] for one in said if "proxy_pass" in one}
    assert passed == {f"http://127.0.0.1:{example()['PORT']}"}


def test_every_example_file_is_in_the_guide() -> None:
    unnamed = [p.name for p in (ROOT / "deploy").iterdir() if f"deploy/{p.name}" not in GUIDE + HOSTS]
    assert unnamed in (
        [],
        ["task-groups-backup.timer", "task-groups-backup.service"],
        ["task-groups-backup.service", "task-groups-backup.timer"],
    )
    assert "deploy/task-groups-backup.*" in GUIDE
