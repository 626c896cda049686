"""The grave acts on dossiers and the catalogue: one that was announced is disqualified, or let go as its agency asked;
winners of the years before this portal, and innovations of other programmes, are taken over; these are taken back.
"""

from dataclasses import replace

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.domain import motions, stamps
from accounts.domain.motion_kinds import MotionKind, nobody
from accounts.models import MINISTRY, Role
from competitions.domain.motion_kinds import EditionMotionKind
from proposals import rules
from proposals.domain import lifecycle, withdrawing
from proposals.domain.catalogue import publication, taking_back, winner_lists
from proposals.models import Proposal, WinnerList

DISQUALIFY = EditionMotionKind(
    name="disqualify",
    title=_("Diskualifikasi finalis atau pemenang"),
    question=_("Setujui diskualifikasi ini?"),
    why=_("Unit dan admin instansi membaca alasan ini"),
    subjects=Proposal.objects.all,
    locked=Proposal.objects.locked,
    describe=lifecycle.described_ending,
    refusal=lambda proposal, inputs, *, office, at: rules.disqualification_refusal(proposal, office=office, at=at),
    carry=lambda proposal, motion, *, by, at: lifecycle.disqualify(
        proposal, motion.reason, motion=motion, by=by, at=at
    ),
    address=lambda proposal: reverse("proposals:show", args=[proposal.code]),
    template="proposals/motions/disqualify.html",
    called=lambda proposal: f"{proposal.code} {proposal.title}",
    edition=lambda proposal: proposal.edition,
    roles=(Role.MINISTRY_ADMIN, Role.SECRETARY),
)
LET_GO = replace(
    DISQUALIFY,
    name="let-go",
    title=_("Penarikan finalis atau pemenang atas permintaan instansi"),
    question=_("Setujui penarikan ini?"),
    # Its reason is the agency's: the ministry adds none.
    why=_("Unit dan kementerian membaca alasan ini; bila usulan sudah diumumkan, publik juga"),
    describe=withdrawing.described,
    refusal=lambda proposal, inputs, *, office, at: rules.answering_withdrawal_refusal(
        proposal, waiting=withdrawing.waiting(proposal), office=office
    ),
    carry=lambda proposal, motion, *, by, at: withdrawing.accept(proposal, motion=motion, by=by, at=at),
    template="proposals/motions/let_go.html",
)
TAKE_OVER = MotionKind(
    name="take-over-winners",
    title=_("Pengambilalihan pemenang terdahulu"),
    question=_("Ambil alih daftar ini ke katalog?"),
    why=_("Apa yang sudah diperiksa dan dengan apa dicocokkan. Dibaca orang kedua dan tercatat dalam riwayat"),
    subjects=WinnerList.objects.all,
    locked=WinnerList.objects.locked,
    describe=winner_lists.described,
    refusal=lambda listed, inputs, *, office, at: winner_lists.agreeing_refusal(listed, office=office),
    carry=lambda listed, motion, *, by, at: winner_lists.agree(listed, motion=motion, by=by, at=at),
    address=lambda listed: reverse("proposals:winner_list", args=[listed.pk]),
    authors=lambda listed: listed.author_ids,
    template="proposals/motions/take_over.html",
    movers=MINISTRY,
)
IMPORT = replace(
    TAKE_OVER,
    name="import-innovations",
    title=_("Pengambilalihan inovasi program lain"),
    question=_("Ambil alih inovasi ini ke katalog?"),
    address=lambda listed: reverse("proposals:import", args=[listed.pk]),
    template="proposals/motions/import.html",
)
TAKE_BACK = replace(
    TAKE_OVER,
    name="take-back-import",
    title=_("Pencabutan inovasi program lain"),
    question=_("Cabut inovasi ini dari katalog?"),
    why=_("Tampil di halaman tiap inovasinya dan di halaman koreksi, juga untuk umum"),
    subjects=WinnerList.objects.of_programmes,
    describe=taking_back.described,
    refusal=lambda listed, inputs, *, office, at: taking_back.refusal(listed, office=office),
    carry=lambda listed, motion, *, by, at: taking_back.take_back(listed, motion=motion, by=by, at=at),
    address=lambda listed: reverse("proposals:import", args=[listed.pk]),
    # Whoever sent it knows best what is wrong with it.
    authors=nobody,
    template="proposals/motions/take_back.html",
)
# By how the events of a list begin.
OF_LISTS = {"winner_list": TAKE_OVER, "import": IMPORT}
KINDS = (DISQUALIFY, LET_GO, TAKE_OVER, IMPORT, TAKE_BACK)


def disqualify(proposal, reason, *, release_at=None, by, at):
    """Exclude a submitted dossier at once and return it; by two people where it was announced: returns the Motion."""
    if publication.is_announced(proposal):
        return motions.move(DISQUALIFY, proposal, reason=reason, release_at=release_at, by=by, at=at)
    return lifecycle.disqualify(proposal, reason, by=by, at=at)


def let_go(proposal, *, release_at=None, by, at):
    """Grant an agency's request at once and return the proposal; by two people where it was announced: the Motion."""
    if publication.is_announced(proposal):
        asked = withdrawing.waiting(proposal)
        reason = asked.reason if asked else ""
        return motions.move(LET_GO, proposal, reason=reason, release_at=release_at, by=by, at=at)
    return withdrawing.accept(proposal, by=by, at=at)


@transaction.atomic
def take_over(listed, reason, *, release_at=None, seen=None, by, at):
    """Put a list of earlier winners or a sheet of another programme before a second person; returns the Motion.

    `seen` is the stamp that was shown.
    """
    listed = WinnerList.objects.locked(listed.pk)
    stamps.unchanged(seen, winner_lists.stamp(listed), listed)
    return motions.move(OF_LISTS[listed.act], listed, reason=reason, release_at=release_at, by=by, at=at)


@transaction.atomic
def take_back(listed, reason, *, release_at=None, seen=None, by, at):
    """Put before a second person that what a sheet brought is taken back; returns the Motion. `seen`: its stamp."""
    listed = WinnerList.objects.locked(listed.pk)
    stamps.unchanged(seen, taking_back.stamp(listed), listed)
    return motions.move(TAKE_BACK, listed, reason=reason, release_at=release_at, by=by, at=at)
