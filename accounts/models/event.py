"""What was done: one row an act, append-only, each carrying the hash of the one before."""

import json

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.membership import Role

# Held until commit, so that numbers have no gaps and no two events follow the same one.
CHAIN_LOCK = 5_146_071_998

LINK = f"""
    PERFORM pg_advisory_xact_lock({CHAIN_LOCK});
    SELECT coalesce(max(number), 0) + 1 INTO NEW.number FROM accounts_event;
    SELECT hash INTO NEW.previous FROM accounts_event WHERE number = NEW.number - 1;
    NEW.previous := coalesce(NEW.previous, decode(repeat('00', 32), 'hex'));
    NEW.hash := sha256(NEW.previous || int8send(NEW.number) || sha256(convert_to(NEW.body, 'UTF8')));
    RETURN NEW;
"""


def key_of(subject):
    """The number by which events know a thing; its own, where its key in the tables is no number."""
    return getattr(subject, "event_key", subject.pk)


class EventQuerySet(models.QuerySet):
    def about(self, subject):
        """The history of one object, oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=key_of(subject)).order_by("number")


class Event(models.Model):
    """One act. No foreign keys: history never stands in the way of anything, and nothing removes it."""

    number = models.BigIntegerField(_("nomor"), unique=True)
    name = models.CharField(_("peristiwa"), max_length=60)
    at = models.DateTimeField(_("saat"))
    actor_id = models.BigIntegerField(_("pelaku"), null=True)
    actor_name = models.CharField(_("nama pelaku"), max_length=150, blank=True)
    office = models.CharField(_("peran"), max_length=15, blank=True)
    subject_type = models.CharField(_("jenis subjek"), max_length=60)
    subject_id = models.BigIntegerField(_("subjek"))
    # Canonical JSON of everything above and the particulars: what the hash covers.
    body = models.TextField(_("isi"))
    previous = models.BinaryField(_("sidik digital sebelumnya"))
    hash = models.BinaryField(_("sidik digital"))

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("peristiwa")
        verbose_name_plural = _("peristiwa")
        indexes = [models.Index(fields=["subject_type", "subject_id", "number"], name="event_of_subject")]
        triggers = [
            pgtrigger.Trigger(name="link", when=pgtrigger.Before, operation=pgtrigger.Insert, func=LINK),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'events are append-only';",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.name}"

    @property
    def particulars(self):
        """What else the act recorded, as a dict of plain values."""
        return json.loads(self.body)["particulars"]

    @property
    def by_whom(self):
        """The person and the office, if there was one; the system where nobody acted."""
        if not self.actor_name:
            return _("Sistem")
        if not self.office:
            return self.actor_name
        office = Role(self.office).label if self.office in Role.values else self.office
        return f"{self.actor_name}, {office}"
