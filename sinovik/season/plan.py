"""How big a played season is: the published counts of 2019, and fractions of them."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from accounts.models import AgencyKind
from competitions.domain import blueprint
from competitions.domain.blueprint import RuleData
from competitions.domain.templates import TEMPLATES
from competitions.kinds import StageKind
from competitions.models import CompositionRule

KIND = CompositionRule.Dimension.AGENCY_KIND
COUNT = re.compile(r"\d+")

# Finalists and winners of 2019 by agency kind, as the ministry published them.
FINALISTS_2019 = {
    AgencyKind.MINISTRY: 19,
    AgencyKind.BODY: 5,
    AgencyKind.PROVINCE: 12,
    AgencyKind.REGENCY: 41,
    AgencyKind.CITY: 21,
    AgencyKind.STATE_FIRM: 1,
}
WINNERS_2019 = {
    AgencyKind.MINISTRY: 9,
    AgencyKind.BODY: 4,
    AgencyKind.PROVINCE: 5,
    AgencyKind.REGENCY: 17,
    AgencyKind.CITY: 9,
    AgencyKind.STATE_FIRM: 1,
}

# Who proposes: shares of proposals, in percent, and how many agencies of each kind take part. The shares follow
# the registrations of 2015 (a quarter national, the rest regional) and leave each kind enough nominations.
SHARES = {
    AgencyKind.MINISTRY: 17,
    AgencyKind.BODY: 7,
    AgencyKind.PROVINCE: 17,
    AgencyKind.REGENCY: 36,
    AgencyKind.CITY: 20,
    AgencyKind.STATE_FIRM: 3,
}
AGENCIES = {
    AgencyKind.MINISTRY: 34,
    AgencyKind.BODY: 16,
    AgencyKind.PROVINCE: 33,
    AgencyKind.REGENCY: 164,
    AgencyKind.CITY: 80,
    AgencyKind.STATE_FIRM: 4,
}


@dataclass(frozen=True)
class SeasonPlan:
    """One edition to play. Counts are proposals; `finalists` and `winners` count by agency kind."""

    template: str
    slug: str
    name: str
    year: int
    theme: str
    legal_basis: str
    opens_at: datetime
    closes_at: datetime
    seed: int
    drafts: int
    submitted: int
    passing: int
    agencies: dict[str, int]
    groups: tuple[str, ...] | None = None
    nominated: int | None = None
    # By agency kind, exactly; or only how many of each group, with at most three an agency.
    finalists: dict[str, int] = field(default_factory=dict)
    finalist_places: int | None = None
    winners: dict[str, int] = field(default_factory=dict)
    winner_places: int | None = None
    evaluators: int = 11
    panelists: int = 12
    # The stage that is left running with some of its work done; None plays to the end.
    until: StageKind | None = None

    def blueprint(self):
        """The template with this plan's groups, places, rules and, where only places are given, award names."""
        whole = TEMPLATES[self.template].blueprint
        if self.groups:
            whole = blueprint.for_groups(whole, self.groups)
        groups = [group.key for group in whole.groups]
        changes = {StageKind.DESK: {"places": dict.fromkeys(groups, self.nominated)} if self.nominated else {}}
        for kind, counts, number in (
            (StageKind.PANEL, self.finalists, self.finalist_places),
            (StageKind.FINAL, self.winners, self.winner_places),
        ):
            stage = next(one for one in whole.stages if one.kind == kind)
            if counts:
                rules = tuple(RuleData(KIND, one, minimum=count, maximum=count) for one, count in counts.items())
                places = sum(counts.values())
                changes[kind] = {
                    "places": {groups[0]: places},
                    "composition": rules,
                    "awards": tuple(within(award, places) for award in stage.awards),
                }
            elif number:
                changes[kind] = {
                    "places": dict.fromkeys(groups, number),
                    "composition": (RuleData(CompositionRule.Dimension.AGENCY, "*", maximum=3),),
                    "awards": tuple(renamed(award, number) for award in stage.awards),
                }
        return blueprint.with_stages(whole, changes)

    def random(self, *topic):
        """A generator of its own for each topic, so that no part of the play disturbs another."""
        return Random("|".join(str(part) for part in (self.seed, self.slug, *topic)))


def of_2019(*, seed, fraction=1, opens_at, closes_at):
    """The edition of 2019: 3,156 drafts, 1,872 submitted, 1,651 passing, 99 finalists, 45 winners.

    `fraction` 10 makes a tenth of it, with the same mix as far as whole numbers allow.
    """
    return SeasonPlan(
        template="classical",
        slug="kipp-2019",
        name="KIPP 2019",
        year=2019,
        theme="Inovasi untuk pelayanan publik yang lebih dekat",
        legal_basis="Peraturan Menteri PANRB Nomor 5 Tahun 2019",
        opens_at=opens_at,
        closes_at=closes_at,
        seed=seed,
        drafts=share(3156, fraction),
        submitted=share(1872, fraction),
        passing=share(1651, fraction),
        agencies={kind: max(1, count // fraction) for kind, count in AGENCIES.items()},
        groups=("umum",),
        nominated=share(198, fraction),
        finalists=apportion(FINALISTS_2019, share(99, fraction)),
        winners=apportion(WINNERS_2019, share(45, fraction)),
    )


def within(award, places):
    """An award for some of the winners, for no more of them than there are."""
    return replace(award, places=min(award.places, places)) if award.places else award


def renamed(award, places):
    """An award of a smaller edition: its name counts its places, and few are outstanding."""
    return within(award, places) if award.places else replace(award, name=COUNT.sub(str(places), award.name))


def share(count, fraction):
    """A fraction of a count, rounded up."""
    return -(-count // fraction)


def demonstrations(now, *, seed):
    """Editions in which every role finds work at the moment `now`: registration, and three running stages."""
    return (
        under_way(
            now,
            None,
            template="classical",
            slug="kipp-2026",
            name="KIPP 2026",
            year=2026,
            theme="Pelayanan publik yang menjangkau semua",
            drafts=30,
            submitted=10,
            seed=seed,
        ),
        under_way(
            now,
            StageKind.ADMINISTRATIVE,
            template="classical",
            slug="kipp-kesehatan-2026",
            name="KIPP Khusus Layanan Kesehatan 2026",
            year=2026,
            theme="Layanan kesehatan yang lebih dekat",
            drafts=24,
            submitted=20,
            seed=seed,
        ),
        under_way(
            now,
            StageKind.DESK,
            template="benefit_2025",
            slug="kipp-2025",
            name="KIPP 2025",
            year=2025,
            theme="Inovasi yang dirasakan warga",
            drafts=48,
            submitted=36,
            seed=seed,
        ),
        under_way(
            now,
            StageKind.INTERVIEW,
            template="classical",
            slug="kipp-digital-2025",
            name="KIPP Khusus Layanan Digital 2025",
            year=2025,
            theme="Layanan digital untuk semua",
            drafts=34,
            submitted=28,
            seed=seed,
        ),
    )


def under_way(now, stage, *, template, slug, name, year, theme, drafts, submitted, seed):
    """A small edition whose `stage` (None: its registration) runs at the moment `now`."""
    if stage is None:
        closes_at = (now + timedelta(days=21)).replace(hour=17, minute=0, second=0, microsecond=0)
    else:
        planned = next(one for one in TEMPLATES[template].blueprint.stages if one.kind == stage)
        closes_at = (now - planned.opens_after - planned.lasts / 2).replace(second=0, microsecond=0)
    return SeasonPlan(
        template=template,
        slug=slug,
        name=name,
        year=year,
        theme=theme,
        legal_basis="Pedoman Menteri PANRB (contoh)",
        opens_at=closes_at - timedelta(days=45),
        closes_at=closes_at,
        seed=seed,
        drafts=drafts,
        submitted=submitted,
        passing=submitted - submitted // 10,
        agencies={kind: max(1, count // 20) for kind, count in AGENCIES.items()},
        groups=("umum",) if template == "classical" else None,
        nominated=20 if template == "classical" else None,
        finalist_places=10,
        winner_places=5,
        until=stage,
    )


def apportion(counts, total):
    """`total` places shared in proportion to `counts` by largest remainders; ties go to the larger count."""
    whole = sum(counts.values())
    shares = {kind: count * total // whole for kind, count in counts.items()}
    left = total - sum(shares.values())
    by_remainder = sorted(counts, key=lambda kind: (-(counts[kind] * total % whole), -counts[kind], kind))
    for kind in by_remainder[:left]:
        shares[kind] += 1
    return shares
