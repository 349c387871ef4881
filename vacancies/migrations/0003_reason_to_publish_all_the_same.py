from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vacancies", "0002_publishing_in_full")]

    operations = [
        migrations.AddField(
            model_name="vacancy",
            name="overruled_because",
            field=models.CharField(
                blank=True, default="", max_length=500, verbose_name="why it is published all the same"
            ),
            preserve_default=False,
        )
    ]
