"""What each kind of stage may be told besides, and what follows from it for a window. No query, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext_lazy

from competitions.kinds import timetable, values
from competitions.kinds.every_kind import DrawnSettings, MarkedSettings, Settings
from competitions.kinds.values import component, days, hour, name, names, one_of, pauses, some_of, whole, yes_or_no


@dataclass(frozen=True)
class AdministrativeSettings(Settings):
    """How long who failed for what can be mended has to mend it; no day, no mending."""

    mending_days: int = whole(0, gettext_lazy("masa perbaikan (hari kalender, 0 bila tidak ada)"), least=0, most=60)

    @property
    def days_to_mend(self) -> int:
        return self.mending_days


@dataclass(frozen=True)
class DeskSettings(DrawnSettings):
    """How dossiers are given to their readers."""

    experts: bool = yes_or_no(False, gettext_lazy("utamakan penilai yang bidangnya kategori usulan"))
    tie_criterion: str = values.criterion(gettext_lazy("kriteria penentu bila nilai sama"))

    @property
    def prefers_experts(self) -> bool:
        return self.experts

    @property
    def decisive_criterion(self) -> str:
        return self.tie_criterion


# What an entrant hands in before its session: files, and the link of a video.
SLIDES, SUMMARY, VIDEO = "slides", "summary", "video"
MATERIALS = (
    (SLIDES, gettext_lazy("salindia")),
    (SUMMARY, gettext_lazy("ringkasan usulan")),
    (VIDEO, gettext_lazy("tautan video")),
)


@dataclass(frozen=True)
class InterviewSettings(MarkedSettings):
    """How sessions are laid out, and which component of the rubric decides between equal scores.

    The defaults follow the ministry's own schedules: twenty minutes a finalist, from 09.00, twelve a day.
    """

    session_minutes: int = whole(20, gettext_lazy("lama sesi (menit)"), least=5, most=240)
    first_at: time = hour(time(9), gettext_lazy("sesi pertama"))  # noqa: RUF009 - it makes a field, like the others
    sessions_a_day: int = whole(12, gettext_lazy("sesi sehari di satu ruang"), least=1, most=100)
    pauses: tuple[tuple[time, time], ...] = pauses(gettext_lazy("jeda"))
    rooms: tuple[str, ...] = names(("Ruang 1",), gettext_lazy("ruang"), longest=60)
    days_off: tuple[date, ...] = days(gettext_lazy("hari libur"))
    on_weekends: bool = yes_or_no(False, gettext_lazy("juga pada hari Sabtu dan Minggu"))
    tie_component: str = component("substance", gettext_lazy("komponen penentu bila nilai sama"))
    materials: tuple[str, ...] = some_of((), gettext_lazy("bahan yang diserahkan peserta"), MATERIALS)
    materials_days: int = whole(
        3, gettext_lazy("bahan diserahkan paling lambat sekian hari sebelum sesi"), least=0, most=60
    )
    material_mebibytes: int = whole(10, gettext_lazy("ukuran berkas bahan paling besar (MB)"), least=1, most=20)

    @property
    def decisive(self) -> str:
        return self.tie_component

    @property
    def asked_materials(self) -> tuple[str, ...]:
        return self.materials

    @property
    def days_for_materials(self) -> int:
        return self.materials_days

    @property
    def hearing_rooms(self) -> tuple[str, ...]:
        return self.rooms

    def materials_due(self, starts_at: datetime) -> datetime:
        """The moment, exclusive, until which the materials of a session are due: a midnight some days before it."""
        day = timezone.localdate(starts_at, timezone.get_default_timezone()) - timedelta(days=self.materials_days)
        if not self.materials_days:
            return starts_at
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min), timezone.get_default_timezone())

    def heard_from(self, at: datetime) -> datetime:
        """Where materials are asked for, a day whose due day is still ahead, so that an entrant has a day or more."""
        if not self.materials:
            return at
        zone = timezone.get_default_timezone()
        day = timezone.localdate(at, zone) + timedelta(days=self.materials_days + 1)
        return timezone.make_aware(datetime.combine(day, time.min), zone)

    def capacity(self, opens_at: datetime, closes_at: datetime, *, at_most: int) -> int:
        return sum(1 for _slot in islice(self.slots(opens_at, closes_at), at_most))

    def slots(self, opens_at: datetime, closes_at: datetime) -> Iterator[timetable.Slot]:
        """Every session that fits between the two moments, earliest first, the rooms side by side in their order."""
        length = timedelta(minutes=self.session_minutes)
        for day in timetable.working_days(opens_at, closes_at, self.days_off, on_weekends=self.on_weekends):
            for start in self.starts():
                begins = timezone.make_aware(datetime.combine(day, start))
                if opens_at <= begins and begins + length <= closes_at:
                    yield from (timetable.Slot(room, begins, begins + length) for room in self.rooms)

    def starts(self) -> list[time]:
        """When the sessions of one day begin in each room: in a row, never into a pause nor past midnight."""
        found: list[time] = []
        length, at = self.session_minutes, timetable.minutes(self.first_at)
        while len(found) < self.sessions_a_day and at + length <= 24 * 60:
            if pause := next(
                (
                    end
                    for start, end in self.pauses
                    if at < timetable.minutes(end) and timetable.minutes(start) < at + length
                ),
                None,
            ):
                at = timetable.minutes(pause)
            else:
                found.append(time(at // 60, at % 60))
                at += length
        return found


@dataclass(frozen=True)
class FieldSettings(Settings):
    """How visits are laid into the working days of the window, and whether the visited know of them beforehand."""

    visits_a_day: int = whole(25, gettext_lazy("kunjungan sehari oleh semua verifikator"), least=1, most=500)
    visits_each: int = whole(2, gettext_lazy("kunjungan sehari oleh satu verifikator"), least=1, most=20)
    announced: bool = yes_or_no(True, gettext_lazy("instansi diberi tahu hari kunjungannya"))
    # Two go on every visit.
    signatures: int = whole(2, gettext_lazy("verifikator yang menandatangani setiap laporan"), least=1, most=2)
    days_off: tuple[date, ...] = days(gettext_lazy("hari libur"))
    photograph_mebibytes: int = whole(5, gettext_lazy("ukuran foto paling besar (MB)"), least=1, most=20)
    file_mebibytes: int = whole(10, gettext_lazy("ukuran berkas bukti paling besar (MB)"), least=1, most=20)

    @property
    def is_on_the_spot(self) -> bool:
        return True

    @property
    def signatures_wanted(self) -> int:
        return self.signatures

    def capacity(self, opens_at: datetime, closes_at: datetime, *, at_most: int) -> int:
        return len(self.visit_days(opens_at, closes_at)) * self.visits_a_day

    def visit_days(self, opens_at: datetime, closes_at: datetime) -> list[date]:
        """The days of a window on which visits are made."""
        return timetable.working_days(opens_at, closes_at, self.days_off)


@dataclass(frozen=True)
class PlenarySettings(Settings):
    """When the meeting that decides may decide."""

    quorum: int = whole(51, gettext_lazy("kuorum rapat pleno (persen anggota)"), least=1, most=100)


@dataclass(frozen=True)
class FinalistsSettings(PlenarySettings):
    """Besides, how long those who go on are coached, and whether the public may read what came of it."""

    coaching_days: int = whole(
        0, gettext_lazy("masa pembinaan finalis (hari kalender, 0 bila tidak ada)"), least=0, most=60
    )
    coached_is_public: bool = yes_or_no(
        False, gettext_lazy("naskah hasil pembinaan tampil di halaman publik bila pemiliknya setuju")
    )

    @property
    def days_to_coach(self) -> int:
        return self.coaching_days

    @property
    def shows_coached(self) -> bool:
        return self.coached_is_public


# What the readers of a feasibility stage give: marks on a rubric, or one graded opinion with its reason.
MARKS, OPINION = "marks", "opinion"


@dataclass(frozen=True)
class FeasibilitySettings(DrawnSettings):
    """What professionals and representatives of ministries give, and who reads what."""

    gives: str = one_of(
        MARKS,
        gettext_lazy("yang diberikan penilai"),
        ((MARKS, gettext_lazy("nilai menurut kriteria")), (OPINION, gettext_lazy("pendapat bertingkat dengan alasan"))),
    )
    by_category: bool = yes_or_no(False, gettext_lazy("penilai membaca kategori kementeriannya"))

    @property
    def asks_reasons(self) -> bool:
        return self.gives == OPINION

    @property
    def is_calibrated(self) -> bool:
        """Nobody is told to be stricter than others by one graded opinion."""
        return self.calibration and self.gives == MARKS

    @property
    def is_discussed(self) -> bool:
        """Opinions are counted one by one: there is no joint one."""
        return self.discussion and self.gives == MARKS

    @property
    def is_by_category(self) -> bool:
        return self.by_category


@dataclass(frozen=True)
class BenefitSettings(Settings):
    """From which number on ratings that come together are held, and how far few ratings are pulled to the mean.

    A network is a /24 or /48, a domain what follows the @ of the visitor's address; the large mail providers have a
    limit of their own, since most citizens have their address there.
    """

    span_minutes: int = whole(60, gettext_lazy("rentang waktu satu kiriman (menit)"), least=5, most=1440)
    network_at_most: int = whole(
        100, gettext_lazy("penilaian dari satu jaringan dalam rentang itu"), least=1, most=100_000
    )
    domain_at_most: int = whole(
        200, gettext_lazy("penilaian dari satu domain surel dalam rentang itu"), least=1, most=100_000
    )
    provider_at_most: int = whole(
        2000, gettext_lazy("penilaian dari satu penyedia surel umum dalam rentang itu"), least=1, most=100_000
    )
    providers: tuple[str, ...] = names(
        ("gmail.com", "hotmail.com", "icloud.com", "outlook.com", "proton.me", "yahoo.co.id", "yahoo.com", "ymail.com"),
        gettext_lazy("penyedia surel umum"),
        longest=60,
    )
    pull: int = whole(10, gettext_lazy("penilaian rata-rata yang ditambahkan pada setiap inovasi"), least=0, most=1000)
    photo: str = name("foto-inovasi", gettext_lazy("kunci dokumen yang menjadi foto"), longest=40)
