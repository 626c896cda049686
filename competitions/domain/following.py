"""What the plans of editions do when an agency is called otherwise: rules that name it go on naming it."""

from accounts.domain.register.following import Follower
from accounts.models import Agency
from competitions.models import Admission, CompositionRule, Group

AGENCY = CompositionRule.Dimension.AGENCY


def renamed(entry, old, *, at):
    """The rules of editions that still take proposals name the agency as their proposals will."""
    if isinstance(entry, Agency):
        for rows in (rules_of_open_editions(at), admissions_of_open_editions(at)):
            rows.filter(value__iexact=old).update(value=entry.name)
        invite_instead(old, entry.name, at=at)


def merged(source, target, *, at):
    """A rule about an agency that became part of another is about the other, unless that one has a rule already."""
    if not isinstance(source, Agency):
        return
    taken = CompositionRule.objects.filter(dimension=AGENCY, value__iexact=target.name).values("stage")
    rules_of_open_editions(at).filter(value__iexact=source.name).exclude(stage__in=taken).update(value=target.name)
    named = Admission.objects.filter(dimension=Admission.Dimension.AGENCY, value__iexact=target.name).values("edition")
    own = admissions_of_open_editions(at).filter(value__iexact=source.name)
    own.exclude(edition__in=named).update(value=target.name)
    invite_instead(source.name, target.name, at=at)


def invite_instead(old, new, *, at):
    """Groups by invitation that invite an agency by its old name invite it by its new one, once."""
    for group in Group.objects.filter(by_invitation=True, edition__closes_at__gt=at):
        invited = [new if name.casefold() == old.casefold() else name for name in group.invited]
        if invited != group.invited:
            group.invited = list(dict.fromkeys(invited))
            group.save(update_fields=["invited"])


def recoded(old, new, *, at):
    """Rules and admissions that name a province name it by the code it has now."""
    for rows in (
        rules_of_open_editions(at, dimension=CompositionRule.Dimension.PROVINCE),
        admissions_of_open_editions(at, dimension=Admission.Dimension.PROVINCE),
    ):
        rows.filter(value=old.code).update(value=new.code)


def rules_of_open_editions(at, *, dimension=AGENCY):
    """The rules about single agencies, or by another dimension, of editions whose registration is not over at `at`."""
    return CompositionRule.objects.filter(dimension=dimension, stage__edition__closes_at__gt=at)


def admissions_of_open_editions(at, *, dimension=Admission.Dimension.AGENCY):
    """The same of who may enter."""
    return Admission.objects.filter(dimension=dimension, edition__closes_at__gt=at)


PLANS = Follower(columns=(), renamed=renamed, merged=merged, recoded=recoded)
