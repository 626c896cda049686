from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Some lines of the earlier years are known from data without an address: a note may name the source."""

    dependencies = [("proposals", "0001_first")]

    operations = [
        migrations.RemoveConstraint(model_name="catalogueentry", name="catalogue_entry_has_a_source"),
        migrations.AddConstraint(
            model_name="catalogueentry",
            constraint=models.CheckConstraint(
                condition=Q(proposal__isnull=False) | ~Q(source_url="") | ~Q(source_note=""),
                name="catalogue_entry_has_a_source",
            ),
        ),
    ]
