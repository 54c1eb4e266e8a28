"""The page of the three outcomes with five vintages of England loaded: 153 authorities, 21,990 schools, five years.

An authority whose own figures were published, one whose figures are added up from its schools, and a consortium of
thirty schools, as somebody with an account opens them, warm, by Django's test client; and 'first', as the first one
opens them after a file was loaded. Measured on SQLite and, where
DATABASE_URL names one, on PostgreSQL.
"""

from bench.coverage import on_each

VISIT = "import django; django.setup(); from bench.base import visit_outcomes; visit_outcomes.main()"


def run() -> dict[str, float]:
    """Return the figures on each database, as 'sqlite, authority: 95th ms'."""
    return on_each(VISIT)
