"""Letters about a stage that is left out: what becomes of its proposals, and what calendars lose with it."""

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.pages import above
from judging.letters import calendars
from judging.letters.people import by_person
from judging.models import PanelMember


def skipped(stage, *, proposals, at):
    """Writers and agency admins of what would have entered the stage, and the judges seated in it."""
    following = stage_after(stage)
    standing = [(proposal, proposal) for proposal in proposals.order_by("title", "pk")]
    applicants = by_person(standing, at=at)
    told = {person.pk for person, _own in applicants}
    seated = PanelMember.objects.filter(stage=stage, judge__is_active=True).exclude(judge__in=told)
    judges = [(member.judge, []) for member in seated.select_related("judge").order_by("judge")]
    for person, own in [*applicants, *judges]:
        yield (
            person,
            lambda own=own: skipped_words(stage, own, following),
            lambda own=own, person=person: called_off(stage, own, person, at=at),
        )


def called_off(stage, proposals, person, *, at):
    """The calendar that takes the sessions or visits of a stage that is left out back; "" where none was set."""
    method = calendars.CANCEL
    sessions = calendars.of_proposals(stage, proposals) if proposals else calendars.of_judge(stage, person)
    if sessions:
        return calendars.attached(stage, sessions, to=person, at=at, method=method, is_blind=stage.is_blind)
    visits = calendars.visits_of_proposals(stage, proposals) if proposals else calendars.visits_of_judge(stage, person)
    return calendars.attached_visits(stage, visits, to=person, at=at, method=method)


def skipped_words(stage, proposals, following):
    """What somebody is told whose proposals, if any, would have entered a stage that is left out."""
    if not proposals:
        said = _("Tidak ada tugas untuk Anda di tahap ini.")
    else:
        into = _("Usulan ini tetap ikut dan langsung masuk ke tahap “%(name)s”:")
        head = into % {"name": following.name} if following else _("Usulan ini tetap ikut:")
        said = "\n".join([head, "", *(f"- {proposal.title} ({proposal.code})" for proposal in proposals)])
    return {"tahap": str(stage), "alasan": stage.skip_reason, "usulan": said, "tautan": home()}


def home():
    """The address of the page where everybody's work begins."""
    return settings.BASE_URL + above.address("home")


def stage_after(stage):
    """The stage that follows in the edition, or None after the last."""
    later = stage.edition.stages.filter(position__gt=stage.position, skipped_at=None)
    return later.order_by("position").first()
