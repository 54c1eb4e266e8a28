"""Moments reckoned from days, so that a test holds at any hour and on any day of the year.

`timezone.now() - timedelta(days=40)` need not fall on the day `today() - timedelta(days=40)`: in the last hour of the
day in winter, forty days before may have been summer time, and past midnight. Noon is the same day either way, so a test
that speaks of days takes its moments from here.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def noon(on: date) -> datetime:
    """Noon of a day, in the time zone of the installation."""
    return timezone.make_aware(datetime.combine(on, time(12)))


def noon_ago(days: int) -> datetime:
    """Noon of the day that was so many days (one at least, to be past) before today."""
    return noon(timezone.localdate() - timedelta(days=days))


def noon_in(days: int) -> datetime:
    """Noon of the day that is so many days (one at least, to be yet to come) after today."""
    return noon(timezone.localdate() + timedelta(days=days))
