"""What the plans of editions do when an agency is called otherwise: rules that name it go on naming it."""

from accounts.domain.register.following import Follower
from accounts.models import Agency
from competitions.models import CompositionRule

AGENCY = CompositionRule.Dimension.AGENCY


def renamed(entry, old, *, at):
    """The rules of editions that still take proposals name the agency as their proposals will."""
    if isinstance(entry, Agency):
        rules_of_open_editions(at).filter(value__iexact=old).update(value=entry.name)


def merged(source, target, *, at):
    """A rule about an agency that became part of another is about the other, unless that one has a rule already."""
    if not isinstance(source, Agency):
        return
    taken = CompositionRule.objects.filter(dimension=AGENCY, value__iexact=target.name).values("stage")
    rules_of_open_editions(at).filter(value__iexact=source.name).exclude(stage__in=taken).update(value=target.name)


def rules_of_open_editions(at):
    """The rules about single agencies in editions whose registration is not over at the moment `at`."""
    return CompositionRule.objects.filter(dimension=AGENCY, stage__edition__closes_at__gt=at)


PLANS = Follower(columns=(), renamed=renamed, merged=merged)
