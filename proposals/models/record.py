"""What happened to a dossier: its transitions, and the text as it stood when it was submitted."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from proposals.models.proposal import Status


class TransitionQuerySet(models.QuerySet):
    def ending(self):
        """Those with which a dossier left the contest."""
        return self.filter(target__in=[Status.WITHDRAWN, Status.DISQUALIFIED])


class Transition(models.Model):
    """One change of status."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="transitions", verbose_name=_("usulan")
    )
    act = models.CharField(_("tindakan"), max_length=20)
    source = models.CharField(_("dari"), max_length=15)
    target = models.CharField(_("menjadi"), max_length=15)
    by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    at = models.DateTimeField(_("saat"))
    note = models.TextField(_("catatan"), blank=True)
    # What stood in the dossier beside its texts when it changed hands: files, innovations it comes from, public page.
    stood = models.JSONField(_("isi saat itu"), default=dict, blank=True)

    objects = TransitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("perpindahan")
        verbose_name_plural = _("perpindahan")
        indexes = [models.Index(fields=["proposal", "at"], name="transition_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(act__in=["return", "disqualify", "let_go"]) | ~Q(note=""),
                name="transition_return_has_a_note",
            ),
        ]

    def __str__(self):
        return f"{self.source} > {self.target}"


# What a note is about that has no section and is no document: by itself, or with the name of a field behind it;
# whatever else is asked there is a field of the identity.
PARENTS, EARLIER, PUBLIC = "parents", "earlier", "public_"
BESIDE = {
    PARENTS: _("Inovasi asal"),
    EARLIER: _("Penghargaan terdahulu"),
    PUBLIC: _("Halaman publik"),
}


class ReturnNote(models.Model):
    """A note on one answer, on the evidence of a section, on a document, on a field of the identity or on what stands
    beside it, given with one return; with the words that it is about, where some were copied.
    """

    transition = models.ForeignKey(
        "proposals.Transition", models.CASCADE, related_name="return_notes", verbose_name=_("pengembalian")
    )
    section = models.ForeignKey(
        "competitions.Section", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bagian")
    )
    requirement = models.ForeignKey(
        "competitions.Requirement", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dokumen")
    )
    # The key of the question, as texts have it, or of the field of the identity; empty for files. What was asked stays
    # readable when a plan asks otherwise.
    question = models.SlugField(_("kunci pertanyaan"), max_length=40, blank=True)
    prompt = models.CharField(_("pertanyaan"), max_length=200)
    passage = models.TextField(_("kutipan"), blank=True)
    text = models.TextField(_("catatan"))

    class Meta:
        verbose_name = _("catatan pengembalian")
        verbose_name_plural = _("catatan pengembalian")
        constraints = [
            models.UniqueConstraint(
                fields=["transition", "section", "requirement", "question"],
                name="return_note_one_a_place_and_return",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(prompt=""), name="return_note_says_something"),
            # A document is one file; whatever is of neither is a field of the identity, or stands beside it.
            models.CheckConstraint(
                condition=Q(requirement=None, section__isnull=False)
                | Q(requirement__isnull=False, section=None, question="")
                | (Q(requirement=None, section=None) & ~Q(question="")),
                name="return_note_has_one_place",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="return_note_comes_with_a_return",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM proposals_transition AS transition
                        WHERE transition.id = NEW.transition_id AND transition.act = 'return'
                    ) THEN
                        RAISE EXCEPTION 'return_note_comes_with_a_return' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.prompt}: {self.text}"

    @property
    def part(self):
        """What the part of the form is called in which it has its place."""
        if self.section:
            return self.section.title
        return _("Dokumen") if self.requirement else BESIDE.get(self.beside, _("Identitas inovasi"))

    @property
    def beside(self):
        """What it is about beside identity, answers and files: PARENTS, EARLIER or PUBLIC, "" for nothing of it."""
        if self.section_id or self.requirement_id:
            return ""
        return PUBLIC if self.question.startswith(PUBLIC) else self.question if self.question in BESIDE else ""


class Revision(models.Model):
    """The whole dossier as submitted: canonical JSON text and its hash, the receipt's substance."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="revisions", verbose_name=_("usulan")
    )
    number = models.PositiveSmallIntegerField(_("nomor"))
    # Bettered after the judges had read: beside the judged text, never in its place.
    is_coached = models.BooleanField(_("hasil pembinaan"), default=False)
    body = models.TextField(_("isi"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    at = models.DateTimeField(_("saat"))
    by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("naskah")
        verbose_name_plural = _("naskah")
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="revision_number_is_unique")]

    def __str__(self):
        return f"{self.proposal_id}/{self.number}"
