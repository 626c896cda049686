"""How big a played season is: the published counts of 2019, and fractions of them."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone
from django.utils.timezone import get_default_timezone

from accounts.models import AgencyKind
from competitions.domain.templates import TEMPLATES
from competitions.kinds import StageKind
from sinovik.season import shape

# The zone of the ministry's office, in which an edition is planned.
WIB = get_default_timezone()

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


# How many agencies of each kind the finalists of 2019 came from, as told at the award.
FINALIST_AGENCIES_2019 = {
    AgencyKind.MINISTRY: 12,
    AgencyKind.BODY: 4,
    AgencyKind.PROVINCE: 8,
    AgencyKind.REGENCY: 27,
    AgencyKind.CITY: 18,
    AgencyKind.STATE_FIRM: 1,
}

# Judges of a small edition: every panelist hears every finalist.
EVALUATORS, PANELISTS = 6, 4


@dataclass(frozen=True)
class SeasonPlan:
    """One edition to play. Counts are proposals; `finalists` and `winners` count by agency kind.

    `places` are those of each kind of stage by group; a stage that is not there keeps those of its template.
    """

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
    places: dict[StageKind, dict[str, int]] = field(default_factory=dict)
    # By agency kind, exactly; without them only a few simple rules hold.
    finalists: dict[str, int] = field(default_factory=dict)
    winners: dict[str, int] = field(default_factory=dict)
    # How many agencies of each kind the finalists come from, where that is played too.
    finalist_agencies: dict[str, int] = field(default_factory=dict)
    # How good the proposals are on average, 0 to 100.
    quality: int = 65
    evaluators: int = 11
    panelists: int = 12
    # What the stages of each kind are told besides what the template says.
    settings: dict[StageKind, dict] = field(default_factory=dict)
    # Whether applicants are told why, in bands and reasons, of what judges marked.
    explains: bool = False
    # What chance depends on beside the seed, when not on the slug.
    chance: str = ""
    # The stage that is left running with some of its work done; None plays to the end.
    until: StageKind | None = None

    def blueprint(self):
        """What it is played by: the template with its places, rules and award names."""
        return shape.of(self)

    def without_calibration(self):
        """The same where no earlier edition is there to calibrate on."""
        settings = {kind: {**told, "calibration": False} for kind, told in self.settings.items()}
        return replace(self, settings=settings)

    def random(self, *topic):
        """A generator of its own for each topic, so that no part of the play disturbs another."""
        return Random("|".join(str(part) for part in (self.seed, self.chance or self.slug, *topic)))


def of_2019(*, seed, fraction=1, opens_at, closes_at):
    """The edition of 2019: 3,156 drafts, 1,872 submitted, 1,651 passing, 99 finalists, 45 winners.

    `fraction` 10 makes a tenth of it, with the same mix as far as whole numbers allow.
    """
    finalists, winners = share(99, fraction), share(45, fraction)
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
        places=falling(umum=(share(198, fraction), finalists, winners)),
        finalists=apportion(FINALISTS_2019, finalists),
        winners=apportion(WINNERS_2019, winners),
    )


def finalists_of_2019(*, seed, opens_at, closes_at):
    """The edition of 2019 with all its finalists and winners in their real mix, but few who did not get far."""
    return replace(
        of_2019(seed=seed, opens_at=opens_at, closes_at=closes_at),
        drafts=190,
        submitted=165,
        passing=150,
        agencies=FINALIST_AGENCIES_2019,
        finalist_agencies=FINALIST_AGENCIES_2019,
        places=falling(umum=(130, 99, 45)),
        evaluators=EVALUATORS,
        panelists=PANELISTS,
    )


def falling(**groups):
    """Places of the desk, the panel and the final by group: `falling(umum=(150, 99, 45))`."""
    kinds = (StageKind.DESK, StageKind.PANEL, StageKind.FINAL)
    return {kind: {group: numbers[index] for group, numbers in groups.items()} for index, kind in enumerate(kinds)}


def share(count, fraction):
    """A fraction of a count, rounded up."""
    return -(-count // fraction)


def demonstrations(now, *, seed, size=24):
    """Editions in which every role finds work at the moment `now`: registration, and three running stages.

    `size` proposals are submitted in each of the running ones.
    """
    return (
        under_way(
            now,
            None,
            template="classical",
            slug="kipp",
            name="KIPP",
            theme="Pelayanan publik yang menjangkau semua",
            submitted=size // 2,
            seed=seed,
        ),
        under_way(
            now,
            StageKind.ADMINISTRATIVE,
            template="classical",
            slug="kipp-kesehatan",
            name="KIPP Khusus Layanan Kesehatan",
            theme="Layanan kesehatan yang lebih dekat",
            submitted=size,
            seed=seed,
        ),
        under_way(
            now,
            StageKind.DESK,
            template="benefit_2025",
            slug="kipp-manfaat",
            name="KIPP Manfaat",
            theme="Inovasi yang dirasakan warga",
            submitted=size * 3 // 2,
            seed=seed,
        ),
        under_way(
            now,
            StageKind.INTERVIEW,
            template="classical",
            slug="kipp-digital",
            name="KIPP Khusus Layanan Digital",
            theme="Layanan digital untuk semua",
            submitted=size + size // 6,
            seed=seed,
        ),
    )


def under_way(now, stage, *, template, slug, name, theme, submitted, seed):
    """A small edition whose `stage` (None: its registration) runs at the moment `now`.

    It bears the year in which its registration closes. Its places fall from stage to stage, far below what
    can enter; the score that passes the desk of the pattern of 2025 is high, so its proposals are good ones.
    """
    if stage is None:
        closes_at = (now + timedelta(days=21)).replace(hour=10, minute=0, second=0, microsecond=0)
    else:
        planned = next(one for one in TEMPLATES[template].blueprint.stages if one.kind == stage)
        closes_at = (now - planned.opens_after - planned.lasts / 2).replace(second=0, microsecond=0)
    year = timezone.localdate(closes_at).year
    passing = submitted - submitted // 10
    nominated, finalists, winners = passing * 3 // 4, passing // 2, max(2, passing // 4)
    if template == "classical":
        places = falling(umum=(nominated, finalists, winners))
    else:
        few = max(1, finalists // 5)
        places = falling(umum=(nominated, finalists - few, winners - 1), replikasi=(nominated, few, 1))
        # No places at the desk: all who reach the passing score go on.
        del places[StageKind.DESK]
    return SeasonPlan(
        template=template,
        slug=f"{slug}-{year}",
        chance=slug,
        name=f"{name} {year}",
        year=year,
        theme=theme,
        legal_basis="Pedoman Menteri PANRB (contoh)",
        opens_at=closes_at - timedelta(days=45),
        closes_at=closes_at,
        seed=seed,
        drafts=submitted + submitted // 3 + 2,
        submitted=submitted,
        passing=passing,
        agencies={kind: max(1, count // 20) for kind, count in AGENCIES.items()},
        groups=("umum",) if template == "classical" else None,
        places=places,
        evaluators=EVALUATORS,
        panelists=PANELISTS,
        quality=65 if template == "classical" else 92,
        settings={StageKind.DESK: {"discussion": True, "calibration": stage == StageKind.DESK}},
        explains=True,
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
