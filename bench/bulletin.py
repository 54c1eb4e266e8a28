"""Heads Up with ten years kept: 400 issues of three sections with four articles each; time and queries.

Articles are of 850 invented words, few frequent and most rare, with two published comments under each.

As a reader who is not signed in opens them, warm, by Django's test client. Measured on SQLite and, where DATABASE_URL
names one, on PostgreSQL.
"""

from bench.coverage import on_each

VISIT = "import django; django.setup(); from bench.base import visit_bulletin; visit_bulletin.main()"


def run() -> dict[str, float]:
    """Return the figures on each database, as 'sqlite, article: 95th ms'."""
    return on_each(VISIT)
