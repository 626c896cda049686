"""What an agency's admin does to several dossiers at once: each is looked at first and done by its own act."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.bulk_kinds import BulkKind
from accounts.models import Role
from proposals import rules
from proposals.domain import reminding, submission
from proposals.models import Proposal
from proposals.reading import gate


def dossiers(ids, inputs):
    """Those of the agency, each edition's in the order in which the agency wants them in."""
    rows = Proposal.objects.filter(pk__in=ids, agency=inputs["agency"], deleted_at=None).with_places()
    found = list(rows.order_by("edition", "number"))
    places = gate.places_of(found)
    # What is no candidate any more comes last, and is refused.
    return sorted(
        found,
        key=lambda one: (one.edition_id, places[one.pk].number if one.pk in places else len(found), one.number),
    )


def called(proposal):
    """A dossier in a list of those that were chosen."""
    return f"{proposal.title} ({proposal.code})"


def one(pk, inputs):
    """The dossier with this key; Proposal.DoesNotExist where it is another's or gone."""
    return Proposal.objects.filter(agency=inputs["agency"], deleted_at=None).with_places().get(pk=pk)


def submit(pk, inputs, *, key, by, at):
    """Send one to the ministry; returns the Revision that freezes it."""
    return submission.submit(one(pk, inputs), declared=inputs["declared"], by=by, at=at)


def reminding_refusals(things, inputs, *, office, at):
    """Why some units are not reminded; one query."""
    told = reminding.reminded([thing.pk for thing in things], at=at)
    return {
        thing.pk: rules.unit_reminding_refusal(thing, is_reminded=thing.pk in told, office=office, at=at)
        for thing in things
    }


def remind(pk, inputs, *, key, by, at):
    """Remind the unit of one draft."""
    reminding.remind_unit(one(pk, inputs), by=by, at=at)


SUBMIT = BulkKind(
    name="submit",
    title=_("Pengajuan usulan"),
    button=_("Ajukan ke kementerian"),
    things=dossiers,
    refusals=lambda things, inputs, *, office, at: gate.submission_refusals(things, office=office, at=at),
    act=submit,
    called=called,
    said=lambda inputs: [_("Setiap usulan diajukan sendiri-sendiri dan mendapat bukti pengajuannya.")],
    roles=(Role.AGENCY_ADMIN,),
)
REMIND = BulkKind(
    name="remind-units",
    title=_("Pengingat kepada unit"),
    button=_("Ingatkan unit"),
    things=dossiers,
    refusals=reminding_refusals,
    act=remind,
    called=called,
    said=lambda inputs: [_("Setiap penulis di unit mendapat surel tentang drafnya dan sisa waktunya.")],
    roles=(Role.AGENCY_ADMIN,),
)
KINDS = (SUBMIT, REMIND)
