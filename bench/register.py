"""The national register, 52,000 schools by 135 columns: loading it, and loading it again, against reading it.

Everything is measured inside one process, on tables that another one made: a plain pass of `csv.reader`, then the first
load, then the same file again. Then both as they are done for a page, while somebody else saves one row after the
other: the longest of these saves is how long the load keeps others waiting.
"""

import csv
import random
import resource
from pathlib import Path

from bench.loading import asked, main, on_both, plain_pass, saving_beside, seconds

ROWS = 52_000
HEADER = Path(__file__).with_name("register_header.csv")
NAME = "edubasealldata20260901.csv"


def run() -> dict[str, float]:
    """Return seconds, ratios and megabytes, on SQLite and, where DATABASE_URL names one, on PostgreSQL."""
    return on_both("bench.register", NAME, write)


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
    return ALIKE | {
        "URN": str(100_000 + number), "LA (code)": str(la), "LA (name)": f"Authority {la}",
        "EstablishmentNumber": str(chance.randrange(1000, 9999)),
        "EstablishmentName": f"St Anne{'’' if number % 20 == 0 else ''}s, {place} {phase} School",
        "TypeOfEstablishment (name)": chance.choice(KINDS),
        "EstablishmentStatus (name)": chance.choice(("Open", "Open", "Closed")), "OpenDate": day,
        "PhaseOfEducation (code)": "2" if primary else "4",
        "PhaseOfEducation (name)": "Primary" if primary else "Secondary",
        "StatutoryLowAge": "3" if primary else "11", "StatutoryHighAge": "11" if primary else "18",
        "ReligiousCharacter (name)": chance.choice(("Does not apply", "Church of England", "Roman Catholic")),
        "SchoolCapacity": str(chance.randrange(2000)), "NumberOfPupils": str(chance.randrange(2000)),
        "PercentageFSM": f"{chance.random() * 60:.1f}",
        "TrustSchoolFlag (name)": "Supported by a multi-academy trust" if academy else NONE,
        "Trusts (code)": str(2000 + trust) if academy else "", "Trusts (name)": f"TRUST {trust}" if academy else "",
        "UKPRN": str(10_000_000 + number), "LastChangedDate": day,
        "Street": f"{chance.randrange(200)} {chance.choice(PLACES)} Road", "Locality": place, "Town": town,
        "County (name)": f"{town}shire", "Postcode": f"ZZ{chance.randrange(1, 99)} {chance.randrange(1, 9)}QX",
        "SchoolWebsite": f"https://www.school{number}.example/", "HeadLastName": f"Person{number}",
        "DistrictAdministrative (code)": f"E0{la}", "DistrictAdministrative (name)": chance.choice(PLACES),
        "AdministrativeWard (name)": place, "ParliamentaryConstituency (name)": f"{town} and {place}",
        "Easting": str(chance.randrange(200_000, 650_000)), "Northing": str(chance.randrange(20_000, 600_000)),
        "MSOA (name)": f"{town} 001", "LSOA (name)": f"{town} 001F", "UPRN": str(2_000_000_000 + number),
        "FSM": str(chance.randrange(300)),
    }  # fmt: skip


NONE = "Not applicable"
ALIKE = {  # what every school here has in common
    **{f"SEN{n} (name)": "" for n in range(1, 14)},
    "TypeOfEstablishment (code)": "01", "EstablishmentTypeGroup (code)": "4",
    "EstablishmentTypeGroup (name)": "Local authority maintained schools", "EstablishmentStatus (code)": "1",
    "ReasonEstablishmentOpened (code)": "00", "ReasonEstablishmentOpened (name)": NONE,
    "ReasonEstablishmentClosed (code)": "00", "ReasonEstablishmentClosed (name)": NONE, "Boarders (code)": "1",
    "Boarders (name)": "No boarders", "NurseryProvision (name)": "Has Nursery Classes",
    "OfficialSixthForm (code)": "2", "OfficialSixthForm (name)": "Does not have a sixth form", "Gender (code)": "3",
    "Gender (name)": "Mixed", "ReligiousCharacter (code)": "00", "ReligiousEthos (name)": "Does not apply",
    "Diocese (code)": "0000", "Diocese (name)": NONE, "AdmissionsPolicy (code)": "0",
    "AdmissionsPolicy (name)": NONE, "SpecialClasses (code)": "2", "SpecialClasses (name)": "No Special Classes",
    "CensusDate": "15-01-2026", "NumberOfBoys": "101", "NumberOfGirls": "99", "TrustSchoolFlag (code)": "0",
    "SchoolSponsorFlag (name)": NONE, "FederationFlag (name)": "Not under a federation",
    "FurtherEducationType (name)": NONE, "TelephoneNum": "02079460000", "HeadTitle (name)": "Ms",
    "HeadFirstName": "Invented", "BSOInspectorateName (name)": NONE, "TeenMoth (name)": NONE, "CCF (name)": NONE,
    "SENPRU (name)": NONE, "EBD (name)": NONE, "FTProv (name)": NONE, "EdByOther (name)": NONE,
    "Section41Approved (name)": NONE, "TypeOfResourcedProvision (name)": NONE, "GOR (code)": "E",
    "GOR (name)": "East Midlands", "AdministrativeWard (code)": "E05009305",
    "ParliamentaryConstituency (code)": "E14000639", "UrbanRural (code)": "A1",
    "UrbanRural (name)": "(England/Wales) Urban major conurbation", "GSSLACode (name)": "E09000001",
    "PreviousLA (code)": "999", "QABName (name)": NONE, "EstablishmentAccredited (name)": NONE,
    "MSOA (code)": "E02000001", "LSOA (code)": "E01032739",
}  # fmt: skip
PLACES = (
    "Marlow", "Tarn", "Brackley", "Cray", "Dunmere", "Elmsworth", "Fenholt", "Garth", "Holme", "Ivelby", "Kelder",
)  # fmt: skip
KINDS = ("Community school", "Academy converter", "Voluntary aided school", "Other independent school")


def measure(file: Path) -> dict[str, float]:
    """Time one plain pass, the first load and the same again, in this process and its database."""
    from taskgroups.schools.domain.load_register import load_register

    plain = plain_pass(file)
    first = seconds(lambda: load_register(file))
    again = min(seconds(lambda: load_register(file)) for _ in range(3))
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
    from taskgroups.imports.domain.work import load_kept
    from taskgroups.schools.models import School

    School.objects.all().delete()
    found: dict[str, float] = {}
    for label in ("kept_load", "kept_reload"):
        made = asked("register", file)
        with saving_beside() as waited:
            took = seconds(lambda made=made: load_kept(made, file, lambda at: None))
        made.journal.delete(save=False)
        found[f"{label}_ratio"] = round(took / plain, 2)
        found[f"{label}_longest_save_beside_s"] = round(max(waited), 3)
        found[f"{label}_longest_save_beside_ratio"] = round(max(waited) / took, 2)
    return found


if __name__ == "__main__":
    main(run, measure)
