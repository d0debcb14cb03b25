import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0003_access_tokens"),
        ("strength_scorecard", "0002_publication"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TableOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=40, verbose_name="table")),
                ("columns", models.JSONField(default=list, verbose_name="titles of its columns, in order")),
            ],
        ),
        migrations.RenameField(
            model_name="snapshot",
            old_name="published_by",
            new_name="made_by",
        ),
        migrations.AddField(
            model_name="snapshot",
            name="asked_as_of",
            field=models.DateField(
                blank=True, null=True, verbose_name="the day of the round it was made from"
            ),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="languages",
            field=models.JSONField(
                default=list, verbose_name="languages of the document, the place's own first"
            ),
        ),
        migrations.AlterField(
            model_name="snapshot",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="made by (nobody: the operator's own command)",
            ),
        ),
        migrations.AlterField(
            model_name="snapshot",
            name="created_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="made"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["place", "snapshot", "-id"], name="strength_scorecard_last_word"),
        ),
        migrations.AddField(
            model_name="tableorder",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.place"
            ),
        ),
        migrations.AddConstraint(
            model_name="tableorder",
            constraint=models.UniqueConstraint(
                fields=("place", "table"), name="strength_scorecard_table_once"
            ),
        ),
    ]
