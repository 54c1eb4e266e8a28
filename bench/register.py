"""The national register, 52,000 schools by 135 columns: loading it, and loading it again, against reading it.

Everything is measured inside one process, on tables that another one made: a plain pass of `csv.reader`, then the first
load, then the same file again. Then both as they are done for a page, while somebody else saves one row after the
other: the longest of these saves is how long the load keeps others waiting.
"""

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROWS = 52_000
HEADER = Path(__file__).with_name("register_header.csv")
MAKE = "import django; django.setup(); from taskgroups.kit.access.command import bring_up_to_date; bring_up_to_date()"


def run() -> dict[str, float]:
    """Return seconds, ratios and megabytes, on SQLite and, where DATABASE_URL names one, on PostgreSQL."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "edubasealldata20260901.csv"
        write(file)
        found |= measured_on(file, f"sqlite:///{folder}/bench.sqlite3", "sqlite", "bench.register")
        url = os.environ.get("DATABASE_URL", "")
        if url.startswith("postgres"):
            found |= measured_on(file, url, "postgresql", "bench.register")
    return found


def write(file: Path, rows: int = ROWS) -> None:
    """Write a register of invented schools in the layout of 2026, cp1252, as wide and as varied as the real one."""
    header = next(csv.reader([HEADER.read_text()]))
    chance = random.Random(2026)
    with file.open("w", encoding="cp1252", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(header)
        for number in range(rows):
            known = _school(chance, number)
            writer.writerow([known.get(name, "") for name in header])


def _school(chance: random.Random, number: int) -> dict[str, str]:
    place = f"{chance.choice(('Upper', 'Lower', 'Great', 'Little'))} {chance.choice(PLACES)}"
    town, la = chance.choice(PLACES), chance.randrange(201, 354)
    primary = chance.random() < 0.7
    phase = "Primary" if primary else "High"
    academy = chance.random() < 0.25
    day = f"{chance.randrange(1, 29):02}-{chance.randrange(1, 13):02}-{chance.randrange(2010, 2027)}"
    trust = chance.randrange(2700)
    none = "Not applicable"
    sen = {f"SEN{n} (name)": "" for n in range(1, 14)}
    return sen | {
        "URN": str(100_000 + number), "LA (code)": str(la), "LA (name)": f"Authority {la}",
        "EstablishmentNumber": str(chance.randrange(1000, 9999)),
        "EstablishmentName": f"St Anne{'’' if number % 20 == 0 else ''}s, {place} {phase} School",
        "TypeOfEstablishment (code)": "01", "TypeOfEstablishment (name)": chance.choice(KINDS),
        "EstablishmentTypeGroup (code)": "4", "EstablishmentTypeGroup (name)": "Local authority maintained schools",
        "EstablishmentStatus (code)": "1", "EstablishmentStatus (name)": chance.choice(("Open", "Open", "Closed")),
        "ReasonEstablishmentOpened (code)": "00", "ReasonEstablishmentOpened (name)": none, "OpenDate": day,
        "ReasonEstablishmentClosed (code)": "00", "ReasonEstablishmentClosed (name)": none,
        "PhaseOfEducation (code)": "2" if primary else "4",
        "PhaseOfEducation (name)": "Primary" if primary else "Secondary",
        "StatutoryLowAge": "3" if primary else "11", "StatutoryHighAge": "11" if primary else "18",
        "Boarders (code)": "1", "Boarders (name)": "No boarders", "NurseryProvision (name)": "Has Nursery Classes",
        "OfficialSixthForm (code)": "2", "OfficialSixthForm (name)": "Does not have a sixth form",
        "Gender (code)": "3", "Gender (name)": "Mixed", "ReligiousCharacter (code)": "00",
        "ReligiousCharacter (name)": chance.choice(("Does not apply", "Church of England", "Roman Catholic")),
        "ReligiousEthos (name)": "Does not apply", "Diocese (code)": "0000", "Diocese (name)": none,
        "AdmissionsPolicy (code)": "0", "AdmissionsPolicy (name)": none, "SchoolCapacity": str(chance.randrange(2000)),
        "SpecialClasses (code)": "2", "SpecialClasses (name)": "No Special Classes", "CensusDate": "15-01-2026",
        "NumberOfPupils": str(chance.randrange(2000)), "NumberOfBoys": "101", "NumberOfGirls": "99",
        "PercentageFSM": f"{chance.random() * 60:.1f}", "TrustSchoolFlag (code)": "0",
        "TrustSchoolFlag (name)": "Supported by a multi-academy trust" if academy else none,
        "Trusts (code)": str(2000 + trust) if academy else "", "Trusts (name)": f"TRUST {trust}" if academy else "",
        "SchoolSponsorFlag (name)": none, "FederationFlag (name)": "Not under a federation",
        "UKPRN": str(10_000_000 + number), "FurtherEducationType (name)": none, "LastChangedDate": day,
        "Street": f"{chance.randrange(200)} {chance.choice(PLACES)} Road", "Locality": place, "Town": town,
        "County (name)": f"{town}shire", "Postcode": f"ZZ{chance.randrange(1, 99)} {chance.randrange(1, 9)}QX",
        "SchoolWebsite": f"https://www.school{number}.example/", "TelephoneNum": "02079460000",
        "HeadTitle (name)": "Ms", "HeadFirstName": "Invented", "HeadLastName": f"Person{number}",
        "BSOInspectorateName (name)": none, "TeenMoth (name)": none, "CCF (name)": none, "SENPRU (name)": none,
        "EBD (name)": none, "FTProv (name)": none, "EdByOther (name)": none, "Section41Approved (name)": none,
        "TypeOfResourcedProvision (name)": none, "GOR (code)": "E", "GOR (name)": "East Midlands",
        "DistrictAdministrative (code)": f"E0{la}", "DistrictAdministrative (name)": chance.choice(PLACES),
        "AdministrativeWard (code)": "E05009305", "AdministrativeWard (name)": place,
        "ParliamentaryConstituency (code)": "E14000639", "ParliamentaryConstituency (name)": f"{town} and {place}",
        "UrbanRural (code)": "A1", "UrbanRural (name)": "(England/Wales) Urban major conurbation",
        "GSSLACode (name)": "E09000001", "Easting": str(chance.randrange(200_000, 650_000)),
        "Northing": str(chance.randrange(20_000, 600_000)), "MSOA (name)": f"{town} 001",
        "LSOA (name)": f"{town} 001F", "PreviousLA (code)": "999", "UPRN": str(2_000_000_000 + number),
        "QABName (name)": none, "EstablishmentAccredited (name)": none, "MSOA (code)": "E02000001",
        "LSOA (code)": "E01032739", "FSM": str(chance.randrange(300)),
    }  # fmt: skip


PLACES = (
    "Marlow", "Tarn", "Brackley", "Cray", "Dunmere", "Elmsworth", "Fenholt", "Garth", "Holme", "Ivelby", "Kelder",
)  # fmt: skip
KINDS = ("Community school", "Academy converter", "Voluntary aided school", "Other independent school")


def measured_on(file: Path, url: str, label: str, module: str) -> dict[str, float]:
    """Measure in a process of its own on the database that `url` names; on PostgreSQL on a new one beside it."""
    if not url.startswith("postgres"):
        return _measured(file, url, label, module)
    import psycopg

    name = f"{module.replace('.', '_')}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            return _measured(file, urlsplit(url)._replace(path=f"/{name}").geturl(), label, module)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _measured(file: Path, url: str, label: str, module: str) -> dict[str, float]:
    surroundings = os.environ | {
        "DATABASE_URL": url, "TASKGROUPS_MODE": "test", "TASKGROUPS_VAR": str(file.parent)
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", MAKE], env=surroundings, check=True, cwd=HEADER.parents[1])
    command = [sys.executable, "-m", module, str(file)]
    found = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True, cwd=HEADER.parents[1])
    return {f"{label}_{key}": value for key, value in json.loads(found.stdout).items()}


def measure(file: Path) -> dict[str, float]:
    """Time one plain pass, the first load and the same again, in this process and its database."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")
    django.setup()
    from taskgroups.schools.domain.load_register import load_register

    plain = min(_seconds(lambda: _read(file)) for _ in range(3))
    first = _seconds(lambda: load_register(file))
    again = min(_seconds(lambda: load_register(file)) for _ in range(3))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "plain_pass_s": round(plain, 3),
        "first_load_s": round(first, 3),
        "reload_s": round(again, 3),
        "first_load_ratio": round(first / plain, 2),
        "reload_ratio": round(again / plain, 2),
        "peak_mb": round(peak, 1),
    } | _beside(file, plain)


def _beside(file: Path, plain: float) -> dict[str, float]:
    """The first load and the same again as a page has them done, on the emptied table, and how long others wait."""
    from django.utils import timezone

    from taskgroups.imports.domain.work import load_kept
    from taskgroups.imports.models import Import
    from taskgroups.schools.models import School

    School.objects.all().delete()
    found: dict[str, float] = {}
    for label in ("kept_load", "kept_reload"):
        now = timezone.now()
        made = Import.objects.create(kind="register", name=file.name, asked_at=now, heard_at=now)
        with saving_beside() as waited:
            seconds = _seconds(lambda made=made: load_kept(made, file, lambda at: None))
        made.journal.delete(save=False)
        found[f"{label}_ratio"] = round(seconds / plain, 2)
        found[f"{label}_longest_save_beside_s"] = round(max(waited), 3)
        found[f"{label}_longest_save_beside_ratio"] = round(max(waited) / seconds, 2)
    return found


def _read(file: Path) -> None:
    with file.open(encoding="cp1252", newline="") as source:
        for _ in csv.reader(source):
            pass


def _seconds(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


@contextmanager
def saving_beside() -> Iterator[list[float]]:
    """Save a row every twentieth of a second in a thread of its own; give how long each save took."""
    from django.contrib.sessions.models import Session
    from django.db import connection
    from django.utils import timezone

    waited: list[float] = []
    over = threading.Event()

    def save() -> None:
        row = Session(session_key="beside", session_data="", expire_date=timezone.now())
        while not over.is_set() or not waited:
            waited.append(_seconds(row.save))
            over.wait(0.05)
        connection.close()

    beside = threading.Thread(target=save)
    beside.start()
    try:
        yield waited
    finally:
        over.set()
        beside.join()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(Path(sys.argv[1]))))
    else:
        print(json.dumps(run(), indent=1))
