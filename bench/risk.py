"""The risk of a school with 2,000 items of evidence and 200 descriptors: time and queries.

'Risk and gaps' is read from the database, stated with its reasons and the gaps ranked; 'story' tells six months of
changes. The pages are what its head opens, warm, by Django's test client. Measured on SQLite and,
where DATABASE_URL names one, on PostgreSQL.
"""

from bench.coverage import on_each

VISIT = "import django; django.setup(); from bench.base import visit_risk; visit_risk.main()"


def run() -> dict[str, float]:
    """Return the figures on each database, as 'sqlite, risk and gaps: median ms'."""
    return on_each(VISIT)
