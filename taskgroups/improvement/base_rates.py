"""What is known of schools at large: each figure with its date and source. It says nothing of any one school."""

from dataclasses import dataclass

STATISTICS = "Ofsted, State-funded schools inspections and outcomes, official statistics"


@dataclass(frozen=True)
class BaseRate:
    """A published figure: of when, what, and where it stands."""

    of: str
    says: str
    source: str


BASE_RATES = (
    BaseRate(
        "31 August 2024",
        "90% of state-funded schools were good or outstanding at their latest inspection.",
        f"{STATISTICS} as at 31 August 2024",
    ),
    BaseRate(
        "2021/22",
        "70% of schools that required improvement were good or outstanding at their next inspection. In 2015/16 it was "
        "71%, from September to December 2018 58%.",
        f"{STATISTICS} as at 31 August 2022, and of earlier years",
    ),
)
