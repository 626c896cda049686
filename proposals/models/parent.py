"""Which innovations of the catalogue a proposal comes from, continues or replicates; and which of them it is."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints


class ParentQuerySet(models.QuerySet):
    def standing(self):
        """Those named in the group that the proposal is in now; those of another group wait for it."""
        return self.filter(group=models.F("proposal__group"))


class Parent(models.Model):
    """One innovation of an earlier edition that a proposal names in a group."""

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="parents", verbose_name=_("usulan"))
    # Which innovations may be named is the group's to say: another group hides them, and loses none.
    group = models.ForeignKey("competitions.Group", models.CASCADE, related_name="+", verbose_name=_("dalam kelompok"))
    entry = models.ForeignKey(
        "proposals.CatalogueEntry", models.PROTECT, related_name="named_by", verbose_name=_("inovasi asal")
    )
    named_at = models.DateTimeField(_("dipilih"))
    named_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")

    objects = ParentQuerySet.as_manager()

    class Meta:
        verbose_name = _("inovasi asal")
        verbose_name_plural = _("inovasi asal")
        constraints = [models.UniqueConstraint(fields=["proposal", "group", "entry"], name="parent_named_once_a_group")]
        triggers = [
            # The rule says so with a sentence; here nothing else gets in.
            pgtrigger.Trigger(
                name="parent_was_awarded_earlier",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1
                        FROM proposals_catalogueentry AS entry
                        JOIN proposals_catalogueaward AS award ON award.entry_id = entry.id
                        JOIN proposals_proposal AS proposal ON proposal.id = NEW.proposal_id
                        JOIN competitions_edition AS edition ON edition.id = proposal.edition_id
                        WHERE entry.id = NEW.entry_id AND entry.year < edition.year
                    ) THEN
                        RAISE EXCEPTION 'parent_was_awarded_earlier' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return str(self.entry)


class EarlierAward(models.Model):
    """What people answered: whether an awarded innovation of a like title is the one that the proposal speaks of."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="earlier_awards", verbose_name=_("usulan")
    )
    entry = models.ForeignKey(
        "proposals.CatalogueEntry", models.PROTECT, related_name="+", verbose_name=_("inovasi di katalog")
    )
    is_own = models.BooleanField(_("inovasi yang sama"))
    # As they were when it was answered: either may change later.
    title_then = models.CharField(_("judul saat dijawab"), max_length=200)
    likeness = models.PositiveSmallIntegerField(_("kemiripan judul (%)"))
    answered_at = models.DateTimeField(_("dijawab"))
    answered_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("penghargaan terdahulu")
        verbose_name_plural = _("penghargaan terdahulu")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "entry"], name="earlier_award_answered_once_a_proposal"),
            models.CheckConstraint(
                condition=models.Q(likeness__range=(0, 100)), name="earlier_award_likeness_is_a_percentage"
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.entry_id}"


class CatalogueParent(models.Model):
    """One innovation of the catalogue comes from another: it continues it, or replicates it."""

    child = models.ForeignKey(
        "proposals.CatalogueEntry", models.CASCADE, related_name="parents", verbose_name=_("inovasi")
    )
    parent = models.ForeignKey(
        "proposals.CatalogueEntry", models.CASCADE, related_name="children", verbose_name=_("inovasi asal")
    )
    continues = models.BooleanField(_("melanjutkan"), default=False)

    class Meta:
        verbose_name = _("inovasi asal dalam katalog")
        verbose_name_plural = _("inovasi asal dalam katalog")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="catalogue_parent_once_an_entry"),
            models.CheckConstraint(condition=~models.Q(child=models.F("parent")), name="catalogue_parent_is_another"),
        ]

    def __str__(self):
        return str(self.parent)
