"""Who observed before such roles had an end does so to the end of a school year, as `lasting.py` has it since.

No form leaves an observer's role without one; the lead may change the day, on the page People of the consortium.
"""

from datetime import date
from typing import Any

from django.db import migrations
from django.utils import timezone


def give_a_last_day(apps: Any, editor: Any) -> None:
    role, today = apps.get_model("schools", "Role"), timezone.localdate()
    for one in role.objects.filter(kind="observer", ends=None):
        on = max(one.starts, today)
        one.ends = date(on.year + (on.month >= 6), 8, 31)
        one.save(update_fields=["ends"])


class Migration(migrations.Migration):
    dependencies = [("schools", "0007_schools_in_order")]

    operations = [migrations.RunPython(give_a_last_day, migrations.RunPython.noop)]
