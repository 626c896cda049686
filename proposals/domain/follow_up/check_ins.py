"""Once a year the agencies of earlier winners are asked how the innovation fares; a link answers as well."""

from collections import defaultdict
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.domain import events
from accounts.domain.correspondence import letters
from accounts.domain.queue import enqueue
from accounts.domain.stamps import NOTHING, fingerprint, unchanged
from accounts.files import keeping
from accounts.models import Membership, Role, User
from accounts.moments import day
from accounts.rules import LINK_TOO_OLD, Refused, refuse
from competitions.models.award_name import PRIZES
from proposals import rules
from proposals.domain.catalogue import partner_news
from proposals.models import CatalogueEntry, CheckIn, CheckInEvidence, Survey

FOLDER = "pemutakhiran"
SALT = "proposals.check_in"
# A link outlives its survey's last day by so long: a late answer is better than none.
LINK_LIVES = timedelta(days=400)


def winners_before(year):
    """The innovations that a survey of `year` asks about: winners of the years before, without examples."""
    return CatalogueEntry.objects.standing().holding(*PRIZES).filter(year__lt=year, is_example=False).order_by("pk")


def left_out(year):
    """Those of them whom no survey of the year, nor of a later one, has asked about: nobody answers an older one."""
    return winners_before(year).exclude(check_ins__survey__year__gte=year)


@transaction.atomic
def ask(year, *, due_on, by, at):
    """Begin the survey of a year: every winner of the years before is asked about; returns the survey.

    Begun already, by the clock or by hand, it asks about whoever was left out, as winners taken over since.
    """
    today = timezone.localdate(at)
    survey, _is_new = Survey.objects.get_or_create(year=year, defaults={"due_on": due_on, "asked_at": at})
    # Read under the lock: the clock or another office may have asked meanwhile.
    survey = Survey.objects.locked(survey.pk)
    # What was asked stands.
    entries = list(left_out(year))
    is_asked = survey.check_ins.exists()
    refuse(rules.asking_refusal(office=by, due_on=due_on, today=today, is_asked=is_asked, number=len(entries)))
    survey.asked_by, survey.due_on = survey.asked_by or by, max(survey.due_on, due_on)
    survey.save(update_fields=["asked_by", "due_on"])
    written = ask_about(survey, entries, at=at)
    events.record("check_ins.asked", on=survey, by=by, at=at, innovations=len(entries), letters=written)
    return survey


@transaction.atomic
def remind(survey, *, by, at):
    """Write again to the admins whose agencies have not answered, once a day at most; returns how many."""
    survey = Survey.objects.locked(survey.pk)
    waiting = survey.check_ins.unanswered().count()
    is_reminded = bool(survey.reminded_at) and timezone.localdate(survey.reminded_at) == timezone.localdate(at)
    refuse(rules.check_in_reminding_refusal(survey, office=by, waiting=waiting, is_reminded_today=is_reminded))
    survey.reminded_at = at
    survey.save(update_fields=["reminded_at"])
    written = write_to_admins(survey, at=at)
    events.record("check_ins.reminded", on=survey, by=by, at=at, letters=written)
    return written


def ask_about(survey, entries, *, at):
    """Put the question about more innovations, and write to whoever can answer here; returns how many letters."""
    CheckIn.objects.bulk_create(CheckIn(survey=survey, entry=entry, asked_at=at) for entry in entries)
    return write_to_admins(survey, entries=entries, at=at)


def write_to_admins(survey, *, entries=None, at):
    """One letter to each admin of the agencies whose innovations wait; returns how many letters.

    `entries` are the only ones that are asked about (None: all that wait).
    """
    told = waiting_by_admin(survey, entries=entries, on=timezone.localdate(at))
    url = settings.BASE_URL + reverse("proposals:check_ins_own")
    letters.write_each(
        "check_in.asked",
        [(admin, partial(asked_words, survey, entries, url)) for admin, entries in told],
        about=survey,
        at=at,
    )
    enqueue("accounts.send_due_letters")
    return len(told)


def waiting_by_admin(survey, *, entries=None, on):
    """[(admin, [entry, ...])]: who can answer here for innovations that wait, or for these of them; two queries."""
    waiting = defaultdict(list)
    asked = survey.check_ins.unanswered().exclude(entry__agency=None)
    asked = asked if entries is None else asked.filter(entry__in=entries)
    for one in asked.select_related("entry").order_by("entry__title"):
        waiting[one.entry.agency_id].append(one.entry)
    offices = Membership.objects.current(on).filter(role=Role.AGENCY_ADMIN, agency__in=waiting.keys())
    people = User.objects.filter(is_active=True, memberships__in=offices).distinct().order_by("pk")
    of_person = defaultdict(set)
    for user, agency in offices.values_list("user", "agency"):
        of_person[user].add(agency)
    return [
        (person, [entry for agency in sorted(of_person[person.pk]) for entry in waiting[agency]]) for person in people
    ]


@transaction.atomic
def send_link(check_in, address, *, by, at):
    """Send the link that answers this one question to an address: for agencies that have nobody here."""
    check_in = CheckIn.objects.locked(check_in.pk)
    today = timezone.localdate(at)
    refuse(rules.sending_link_refusal(check_in, office=by, today=today, is_newest=is_newest(check_in)))
    write_link(check_in, address.strip(), at=at)
    events.record("check_in.link_sent", on=check_in, by=by, at=at)
    return check_in


def write_link(check_in, address, *, at):
    """Write the letter with the link of one question to an address; part of the act that asks."""
    check_in.address = address
    check_in.save(update_fields=["address"])
    words = partial(link_words, check_in, address_of(check_in))
    letters.write_to("check_in.link", address=check_in.address, words=words, about=check_in, at=at)
    enqueue("accounts.send_due_letters")


def asked_words(survey, entries, url):
    """What an admin is asked: about which innovations, where and until when."""
    return {
        "tahun": str(survey.year),
        "daftar_inovasi": "\n".join(f"- {entry.title} ({entry.year})" for entry in entries),
        "tautan": url,
        "tenggat": day(survey.due_on),
    }


def link_words(check_in, url):
    """What an agency without anybody here is asked about one innovation."""
    entry = check_in.entry
    return {
        "tahun": str(check_in.survey.year),
        "inovasi": entry.title,
        "instansi": entry.agency_name,
        "tahun_menang": str(entry.year),
        "tautan": url,
        "tenggat": day(check_in.survey.due_on),
    }


def address_of(check_in):
    """Where whoever holds the link answers; it opens for as long as it is the last one sent."""
    key = signing.dumps([check_in.pk, check_in.address], salt=SALT, compress=True)
    return settings.BASE_URL + reverse("proposals:check_in_by_link", args=[key])


def by_key(key):
    """The check-in that a link opens; refused when it is too old, another was sent since, or it is not ours."""
    try:
        pk, address = signing.loads(key, salt=SALT, max_age=LINK_LIVES)
    except signing.BadSignature as bad:
        raise Refused(LINK_TOO_OLD) from bad
    found = CheckIn.objects.filter(pk=pk, address=address).exclude(address="").select_related("survey", "entry").first()
    refuse(None if found else LINK_TOO_OLD)
    return found


@transaction.atomic
def answer(check_in, *, state, reach, replications, note, evidence_url, evidence, name, seen, by, at):
    """Keep how an innovation fares; `by` is None for whoever holds the link, `evidence` a file taken, or None.

    Until the last day of the survey an answer may be given anew; raises Stale if another was given meanwhile.
    """
    check_in = CheckIn.objects.locked(check_in.pk)
    today = timezone.localdate(at)
    refuse(rules.answer_refusal(check_in, office=by, today=today, is_newest=is_newest(check_in)))
    refuse(rules.told_refusal(state=state, reach=reach, replications=replications, note=note))
    unchanged(seen, stamp(check_in), check_in)
    check_in.state, check_in.reach, check_in.replications = state, reach, replications
    check_in.note, check_in.evidence_url = note, evidence_url
    check_in.answered_at, check_in.answered_name, check_in.answered_by = at, name, by
    check_in.save()
    if evidence:
        # The file before it stays in the store and in the trail.
        CheckInEvidence.objects.filter(check_in=check_in).delete()
        CheckInEvidence.objects.create(check_in=check_in, came_at=at, **keeping.both(evidence, folder=FOLDER))
    partner_news.of_entries([check_in.entry], at=at)
    events.record(
        "check_in.answered",
        on=check_in,
        by=by,
        at=at,
        state=state,
        reach=reach,
        replications=replications,
        said_by=name,
        **({"sha256": check_in.evidence.sha256} if evidence else {}),
    )
    return check_in


def stamp(check_in):
    """What an answer's form was drawn from."""
    return fingerprint(check_in.answered_at.isoformat()) if check_in.answered_at else NOTHING


def is_newest(check_in):
    """Whether no later survey asks about the same innovation."""
    later = CheckIn.objects.filter(entry=check_in.entry_id, survey__year__gt=check_in.survey.year)
    return not later.exists()


def expected():
    """What the store must hold of every answer."""
    for row in CheckInEvidence.objects.order_by("pk").iterator():
        yield from (row.on_record, row.clean)
