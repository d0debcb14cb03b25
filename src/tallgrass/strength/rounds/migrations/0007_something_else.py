"""What else to work on first, in people's own words, is a sort of remark of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """No column changes."""

    dependencies = [("strength_rounds", "0006_kit_text")]

    operations = [
        migrations.AlterField(
            model_name="remark",
            name="sort",
            field=models.CharField(
                choices=[
                    ("did_not_fit", "Did Not Fit"),
                    ("missed", "Missed"),
                    ("something_else", "Something Else"),
                ],
                max_length=20,
                verbose_name="what it is",
            ),
        ),
    ]
