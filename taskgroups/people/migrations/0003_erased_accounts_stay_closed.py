"""An account whose details were taken out stays closed; one that was opened again is closed first."""

from typing import Any

from django.db import migrations, models


def close_again(apps: Any, editor: Any) -> None:
    apps.get_model("people", "Person").objects.filter(email__endswith="@erased.invalid").update(is_active=False)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_count_ended_sessions")]

    operations = [
        migrations.RunPython(close_again, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("email__endswith", "@erased.invalid"), _negated=True),
                    ("is_active", False),
                    _connector="OR",
                ),
                name="an_erased_account_stays_closed",
            ),
        ),
    ]
