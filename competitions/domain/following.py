"""What the plans of editions do when an agency is called otherwise: rules that name it go on naming it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from accounts.domain.register.following import Follower
from accounts.models import Agency, FormerName
from competitions.domain.blueprint import Blueprint
from competitions.domain.composition import EACH
from competitions.kinds.values import is_writable
from competitions.models import Admission, CompositionRule, Group

AGENCY = CompositionRule.Dimension.AGENCY


def named_today(plan: Blueprint) -> Blueprint:
    """The plan with every agency that it names under its name of today, or of what it became, each once.

    A name that nobody bears or bore stays. One query where a plan names agencies, two more for each former name.
    """
    return renamed_by(names_today(agencies_in(plan)), plan)


def named_as_it_stands(wanted: Blueprint, stands: Blueprint, *, closes_at: datetime) -> Blueprint:
    """A plan that was thought of earlier, with agencies called as in the plan that stands since.

    The plan that stands follows the register until registration closes; a name that it says itself is never touched.
    """
    strangers = agencies_in(wanted) - agencies_in(stands)
    today = names_today(strangers)
    if today:
        later = FormerName.objects.filter(name__in=today, changed_at__gte=closes_at).exclude(agency=None)
        for name in later.values_list("name", flat=True):
            del today[name]
    return renamed_by(today, wanted)


def agencies_in(plan: Blueprint) -> set[str]:
    """The agencies that a plan names."""
    return {
        *(name for group in plan.groups for name in group.invited),
        *(one.value for one in plan.admissions if one.dimension == Admission.Dimension.AGENCY),
        *(rule.value for stage in plan.stages for rule in stage.composition if rule.dimension == AGENCY),
    }


def renamed_by(today: Mapping[str, str], plan: Blueprint) -> Blueprint:
    """The plan with these names of agencies in place of others, each once."""
    if not today:
        return plan
    return replace(
        plan,
        groups=tuple(invited_today(group, today) for group in plan.groups),
        admissions=tuple(valued_today(plan.admissions, Admission.Dimension.AGENCY, today)),
        stages=tuple(
            replace(stage, composition=tuple(valued_today(stage.composition, AGENCY, today))) for stage in plan.stages
        ),
    )


def names_today(names) -> dict[str, str]:
    """Of these names of agencies those that are borne no longer, each with the one that is borne now."""
    names = {name for name in names if is_writable(name) and name != EACH}
    if not names:
        return {}
    borne = Agency.objects.filter(name__in=names, merged_into=None).values_list("name", flat=True)
    found = {name: Agency.objects.called(name) for name in sorted(names.difference(borne))}
    return {name: agency.name for name, agency in found.items() if agency and agency.name != name}


def invited_today(group, today):
    """A group with whom it invites under the names of today, each once."""
    names = [today.get(name, name) for name in group.invited]
    return replace(group, invited=type(group.invited)(dict.fromkeys(names))) if names != list(group.invited) else group


def valued_today(things, dimension, today):
    """Rules or admissions, those about single agencies under the names of today: the first where two are one now."""
    taken = {one.value for one in things if one.dimension == dimension and one.value not in today}
    for one in things:
        if one.dimension != dimension or one.value not in today:
            yield one
        elif (name := today[one.value]) not in taken:
            taken.add(name)
            yield replace(one, value=name)


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
