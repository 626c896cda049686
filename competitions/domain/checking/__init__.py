"""Every reason why a plan cannot run, collected, one sentence each: nothing is found out when a stage opens.

What is checked is the plan as values, before a row is written. What only looks odd is a caution, not a reason.
"""

import re
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.domain.blueprint import Blueprint, StageData
from competitions.domain.checking.columns import Unfinished, misfits
from competitions.domain.checking.parts import Parts
from competitions.domain.checking.stages import Stages
from competitions.models import Edition
from competitions.rules import YEARS

NUMBER_IN_A_NAME = re.compile(r"(?<!\d)(\d{1,4})(?!\d)")


def reasons(plan: Blueprint, *, closes_at: datetime) -> list[str]:
    """Why the plan cannot run when registration closes at `closes_at`; empty when it can.

    Two queries at most, and only where a rule names provinces or agencies.
    """
    return [sentence for _part, sentence in told(plan, closes_at=closes_at)]


def told(plan: Blueprint, *, closes_at: datetime) -> list[tuple[str, str]]:
    """The reasons, each with the part of the plan in which it is mended; an `Unfinished` one may stand in a draft."""
    return [*Parts(plan), *Stages(plan, closes_at)]


def broken(plan: Blueprint, *, closes_at: datetime) -> list[str]:
    """Why the plan cannot even be kept as a draft: values that fit nowhere, keys twice, things that do not exist."""
    return [sentence for sentence in reasons(plan, closes_at=closes_at) if not isinstance(sentence, Unfinished)]


def cautions(plan: Blueprint) -> list[str]:
    """What looks like a mistake and is none: an award whose name counts otherwise than its places, a group by
    invitation to which nobody is invited yet.
    """
    nobody = _("Kelompok “%(name)s” hanya atas undangan. Tulis instansi yang diundang.")
    return [nobody % {"name": one.name} for one in plan.groups if one.by_invitation and not one.invited] + [
        _("Penghargaan “%(award)s” menyebut %(named)d, padahal kuotanya %(places)d.")
        % {"award": award.name, "named": number, "places": places}
        for stage in plan.stages
        for award in stage.awards
        if (places := places_under(award.name, stage)) is not None
        for number in map(int, NUMBER_IN_A_NAME.findall(award.name))
        if number != places and number not in YEARS
    ]


def places_under(name: str, stage: StageData) -> int | None:
    """How many can receive the awards of one name in a stage: groups may share it."""
    each = [places_of(award, stage) for award in stage.awards if award.name == name]
    known = [places for places in each if places is not None]
    return sum(known) if len(known) == len(each) else None


def places_of(award, stage: StageData) -> int | None:
    """How many can receive an award of a stage, or None where the plan does not say."""
    if award.places is not None:
        return award.places
    if award.group is not None:
        return stage.places.get(award.group)
    return sum(stage.places.values()) if stage.places else None


def edition_reasons(edition: Edition, *, is_slug_taken: bool) -> list[str]:
    """Why an edition cannot be of this name, year and registration."""
    said = list(misfits(Edition, vars(edition), _("Edisi"), EDITION_FIELDS))
    if isinstance(edition.slug, str) and edition.slug != edition.slug.lower():
        said.append(_("Alamat edisi ditulis dengan huruf kecil."))
    if is_slug_taken:
        said.append(_("Alamat “%(slug)s” sudah dipakai edisi lain.") % {"slug": edition.slug})
    if isinstance(edition.year, int) and edition.year not in YEARS:
        said.append(_("Tahun edisi harus antara %(first)d dan %(last)d.") % {"first": YEARS[0], "last": YEARS[-1]})
    moments = (edition.opens_at, edition.closes_at)
    if not all(isinstance(moment, datetime) and timezone.is_aware(moment) for moment in moments):
        said.append(_("Isi waktu pendaftaran dibuka dan ditutup."))
    elif any(moment.year not in YEARS for moment in moments):
        said.append(
            _("Pendaftaran harus antara tahun %(first)d dan %(last)d.") % {"first": YEARS[0], "last": YEARS[-1]}
        )
    elif edition.closes_at <= edition.opens_at:
        said.append(_("Pendaftaran harus ditutup setelah dibuka."))
    if edition.agency_cap == 0:
        said.append(_("Batas usulan per instansi paling sedikit 1; kosongkan bila tanpa batas."))
    if edition.check_in_months not in CHECK_IN_MONTHS:
        said.append(_("Jarak pemutakhiran pemenang harus 0, atau 12 sampai 120 bulan."))
    return said


# How many months may lie between two questions to a winner; 0: nobody is asked by the clock.
CHECK_IN_MONTHS = (0, *range(12, 121))
EDITION_FIELDS = (
    "slug",
    "name",
    "year",
    "theme",
    "legal_basis",
    "agency_cap",
    "award_place",
    "certificate_heading",
    "certificate_issuer",
    "certificate_words",
    "signatory_name",
    "signatory_office",
    "logo",
    "signature",
    "opens_results",
    "check_in_months",
    "pact",
)
