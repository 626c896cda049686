import django.db.models.deletion
from django.db import migrations, models

# Until now another group threw away what was named before: what is there was named in the group of today.
NAMED_IN_THE_GROUP_OF_TODAY = """
    UPDATE proposals_parent SET group_id = proposal.group_id
    FROM proposals_proposal AS proposal WHERE proposal.id = proposals_parent.proposal_id;
    SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("competitions", "0001_first"),
        ("proposals", "0002_a_decision_without_quorum_says_why"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="parent", name="parent_named_once_a_proposal"),
        migrations.AddField(
            model_name="parent",
            name="group",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="competitions.group",
                verbose_name="dalam kelompok",
            ),
        ),
        migrations.RunSQL(NAMED_IN_THE_GROUP_OF_TODAY, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="parent",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="competitions.group",
                verbose_name="dalam kelompok",
            ),
        ),
        migrations.AddConstraint(
            model_name="parent",
            constraint=models.UniqueConstraint(fields=("proposal", "group", "entry"), name="parent_named_once_a_group"),
        ),
    ]
