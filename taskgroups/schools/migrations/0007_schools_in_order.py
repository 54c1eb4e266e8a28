from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("schools", "0006_grades_found_by_their_constraint"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="school",
            index=models.Index(fields=["name", "urn"], name="schools_in_order"),
        ),
    ]
