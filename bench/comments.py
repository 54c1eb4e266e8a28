"""A thousand comments in a minute, with honest ones among them: how long one takes, and what is held where.

Sent through the whole application by Django's test client, from forms like those of programs. Measured on SQLite and,
where DATABASE_URL names one, on PostgreSQL.
"""

from bench.coverage import on_each

VISIT = "import django; django.setup(); from bench.base import visit_comments; visit_comments.main()"


def run() -> dict[str, float]:
    """Return the figures on each database, as 'sqlite, seconds for a thousand'."""
    return on_each(VISIT)
