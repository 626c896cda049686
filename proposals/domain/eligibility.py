"""The machine's tests of the administrative selection: each rule a pure function, one loader for all."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models.counting import number_by
from accounts.rules import Refusal
from competitions import rules as contest
from competitions.models import EntryCheck, Parents
from proposals import rules
from proposals.domain import completeness, contents, questionnaire
from proposals.domain.catalogue import parents
from proposals.domain.contents import Content
from proposals.domain.questionnaire import Questionnaire
from proposals.models import Proposal
from proposals.models.proposal import UNSENT, in_contest

Method = EntryCheck.Method


@dataclass(frozen=True)
class CheckResult:
    """Whether a rule is met, and a sentence on why not (or the fact it rests on)."""

    is_met: bool
    detail: str


@dataclass(frozen=True)
class Case:
    """One proposal with all that the rules look at."""

    proposal: Proposal
    content: Content
    asked: Questionnaire
    closes_on: date
    same_title: tuple[str, ...]
    has_won: bool
    place_in_agency: int
    agency_cap: int | None
    place_in_group: int = 1
    # The innovations it comes from: title, and why it cannot come from this one, or None.
    parents: tuple[tuple[str, Refusal | None], ...] = ()


def examine(edition):
    """Try every submitted proposal of the edition against its automatic entry checks.

    Returns {proposal id: {entry check id: Result}}; checks for a person are left out. The number of
    queries does not depend on the number of proposals.
    """
    checks = [check for check in edition.entry_checks.order_by("position") if check.is_automatic]
    return {case.proposal.pk: {check.pk: RULES[check.method](case) for check in checks} for case in cases(edition)}


def examine_again(proposal):
    """Try one submitted proposal, loaded with its places, as `examine` tries all; {entry check id: Result}."""
    asked, content = questionnaire.of(proposal.edition_id), contents.content_of(proposal)
    case = draft_case(proposal, asked, content, is_sent=True)
    checks = proposal.edition.entry_checks.order_by("position")
    return {check.pk: RULES[check.method](case) for check in checks if check.is_automatic}


@dataclass(frozen=True)
class EntryOutlook:
    """One rule of entry held against a draft: what the machine finds now; None where only a person can tell."""

    check: EntryCheck
    result: CheckResult | None

    @property
    def is_broken(self):
        """Whether the draft does not meet the rule as it stands."""
        return self.result is not None and not self.result.is_met


def outlook(proposal, asked, content):
    """Every rule of entry held against a draft as if it were sent now, by the functions of stage I; two queries.

    With those of what it is asked and what is in it, five, whatever innovations it names.

    `proposal` is loaded with its places; `asked` and `content` are those its completeness was judged by. What a draft
    still lacks its parts say; so does a rule that cannot be told before a group is chosen.
    """
    checks = list(proposal.edition.entry_checks.order_by("position"))
    if proposal.group is None:
        return [EntryOutlook(check, None) for check in checks]
    case = draft_case(proposal, asked, content)
    return [EntryOutlook(check, RULES[check.method](case) if check.is_automatic else None) for check in checks]


def draft_case(proposal, asked, content, *, is_sent=False):
    """The Case of one draft: among what was sent, and what its own agency still writes; one query.

    One that `is_sent` stands among what was sent, and only what was sent before it counts under the caps.
    """
    others = Proposal.objects.filter(edition=proposal.edition_id, deleted_at=None).exclude(pk=proposal.pk)
    sent, own = in_contest(), Q(agency=proposal.agency_id)
    alike = Q(title_key=proposal.title_key) & (sent if is_sent else sent | (own & Q(status__in=UNSENT)))
    earlier = sent & own
    if is_sent:
        at = proposal.submitted_at
        earlier &= Q(submitted_at__lt=at) | Q(submitted_at=at, pk__lt=proposal.pk)
    facts = Proposal.objects.filter(pk=proposal.pk).values(
        alike=ArraySubquery(others.filter(alike).order_by("code").values("code")),
        of_agency=number_by(others.filter(earlier), "edition"),
        of_group=number_by(others.filter(earlier, group=proposal.group_id), "edition"),
        named=ArraySubquery(parents.with_awards(proposal=OuterRef("pk"))),
    )
    found = facts.get()
    group = proposal.group
    named = [] if group.parents == Parents.NONE else [parents.from_values(one) for one in found["named"]]
    return Case(
        proposal=proposal,
        content=content,
        asked=asked,
        closes_on=proposal.edition.last_day,
        same_title=tuple(found["alike"]),
        has_won=group.parents == Parents.NONE and any(one.holds for one in content.earlier),
        place_in_agency=found["of_agency"] + 1,
        agency_cap=proposal.edition.agency_cap,
        place_in_group=found["of_group"] + 1,
        parents=tuple(
            (entry.title, rules.parent_refusal(proposal, group, entry, awards=awards)) for entry, awards in named
        ),
    )


def age(case):
    """Old enough at the close of registration, in whole calendar months."""
    started, least = case.proposal.started_on, case.proposal.group.min_age_months
    if started is None:
        return CheckResult(False, _("Tanggal mulai diterapkan tidak diisi."))
    months = months_between(started, case.closes_on)
    said = {"started": date_format(started, "j F Y"), "months": months, "least": least}
    if least:
        sentence = _("Mulai %(started)s: %(months)s bulan sampai penutupan, paling sedikit %(least)s bulan.") % said
    else:
        sentence = _("Mulai %(started)s: %(months)s bulan sampai penutupan.") % said
    return CheckResult(months >= least, sentence)


def complete(case):
    """Nothing asked for is missing; lengths have rules of their own."""
    lacking = [
        problem.sentence
        for part in completeness.judge(case.proposal, case.asked, case.content).parts
        for problem in part.problems
        if part.kind not in ("section", "masking") or problem.field == "files"
    ]
    empty = [completeness.empty(question, chapter) for question, chapter, words in lengths(case) if not words]
    return verdict([*lacking, *empty])


def word_minimum(case):
    """Every answer reaches its minimum."""
    return verdict(
        _("“%(name)s”: %(number)s kata, paling sedikit %(limit)s")
        % {"name": completeness.name_of(question, chapter), "number": words, "limit": question.min_words}
        for question, chapter, words in lengths(case)
        if words < question.min_words
    )


def word_limit(case):
    """No answer exceeds its limit."""
    return verdict(
        _("“%(name)s”: %(number)s kata, paling banyak %(limit)s")
        % {"name": completeness.name_of(question, chapter), "number": words, "limit": question.max_words}
        for question, chapter, words in lengths(case)
        if words > question.max_words
    )


def same_title(case):
    """No other submitted proposal of the edition wears the same title."""
    if not case.same_title:
        return CheckResult(True, "")
    return CheckResult(False, _("Judul sama dengan %(codes)s.") % {"codes": ", ".join(case.same_title)})


def group_rules(case):
    """What the group asks of the innovation's past (see Group)."""
    group = case.proposal.group
    if refusal := contest.invitation_refusal(group, agency=case.proposal.agency):
        return verdict([str(refusal).rstrip(".")])
    if group.parents != Parents.NONE:
        if not case.parents:
            return verdict([rules.missing_parent(group)])
        failings = [f"{title}: {str(refusal).rstrip('.')}" for title, refusal in case.parents if refusal]
        return verdict(failings)
    if case.has_won:
        return CheckResult(False, _("Inovasi instansi ini sudah memperoleh penghargaan utama pada edisi sebelumnya."))
    return CheckResult(True, " ".join(filter(None, (one.remark for one in case.content.earlier))))


def agency_cap(case):
    """Among the first its agency submitted, up to the cap of the edition and up to that of the group."""
    group = case.proposal.group
    said = []
    if case.agency_cap is not None:
        fact = _("Usulan ke-%(place)s dari instansi ini, batas %(cap)s.")
        fact %= {"place": case.place_in_agency, "cap": case.agency_cap}
        said.append(CheckResult(case.place_in_agency <= case.agency_cap, fact))
    if group.agency_cap is not None:
        fact = _("Usulan ke-%(place)s dari instansi ini dalam kelompok %(group)s, batas %(cap)s.")
        fact %= {"place": case.place_in_group, "group": group.name, "cap": group.agency_cap}
        said.append(CheckResult(case.place_in_group <= group.agency_cap, fact))
    failed = [result for result in said if not result.is_met]
    return CheckResult(not failed, " ".join(result.detail for result in failed or said))


RULES = {
    Method.AGE: age,
    Method.COMPLETENESS: complete,
    Method.WORD_MINIMUM: word_minimum,
    Method.WORD_LIMIT: word_limit,
    Method.SAME_TITLE: same_title,
    Method.GROUP: group_rules,
    Method.AGENCY_CAP: agency_cap,
}


def verdict(failings):
    """Met without failings; otherwise not, with all of them as the detail."""
    failings = list(failings)
    return CheckResult(not failings, "; ".join(failings) + "." if failings else "")


def lengths(case):
    """(question, chapter, number of words) of everything the proposal is asked."""
    for chapter in case.asked.chapters_for(case.proposal):
        for question in chapter.questions:
            yield question, chapter, case.content.words_of(question)


def months_between(start, end):
    """Whole calendar months from `start` to `end`: the largest n with start + n months not after end.

    A month from the 31st ends on the last day of a shorter month.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    day = min(start.day, calendar.monthrange(end.year, end.month)[1])
    return months if end.day >= day else months - 1


def cases(edition):
    """A Case for each submitted proposal of the edition, earliest first."""
    proposals = list(
        Proposal.objects.filter(edition=edition)
        .in_contest()
        .select_related("edition", "group", "agency")
        .order_by("submitted_at", "pk")
    )
    submitted = Proposal.objects.filter(edition=edition).in_contest().values("pk")
    found = contents.contents(submitted)
    asked = questionnaire.of(edition.pk)
    named = parents.of_all(submitted)
    awards = parents.awards_of({entry.pk for entries in named.values() for entry in entries})
    codes = defaultdict(list)
    for proposal in proposals:
        codes[proposal.title_key].append(proposal.code)
    places = defaultdict(int)
    for proposal in proposals:
        places[proposal.agency_id] += 1
        places[proposal.agency_id, proposal.group_id] += 1
        yield Case(
            proposal=proposal,
            content=found[proposal.pk],
            asked=asked,
            closes_on=edition.last_day,
            same_title=tuple(code for code in codes[proposal.title_key] if code != proposal.code),
            has_won=any(one.holds for one in found[proposal.pk].earlier),
            place_in_agency=places[proposal.agency_id],
            agency_cap=edition.agency_cap,
            parents=tuple(
                (entry.title, rules.parent_refusal(proposal, proposal.group, entry, awards=awards[entry.pk]))
                for entry in named[proposal.pk]
            ),
            place_in_group=places[proposal.agency_id, proposal.group_id],
        )
