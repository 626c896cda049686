"""What the judging knows of a person: what goes when they are forgotten, and what stays as the proof of a result."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.domain.erasing import Forgotten, KeptOnRecord, rows_gone
from judging.models import (
    CalibrationDraft,
    Employer,
    Interest,
    Judge,
    JudgesApart,
    PactSignature,
    PrivateNote,
    Scorecard,
    Verdict,
    VisitReport,
    WithoutKeys,
)


def emptied(user, **_given):
    """The register knows nothing of the judge any more."""
    said = dict.fromkeys(("province", "capacity", "available_from", "available_until"))
    Judge.objects.filter(user=user).update(fields=[], expertise="", number=F("number") + 1, **said)


FORGOTTEN = (
    Forgotten(
        _("Catatan pribadi saat membaca"), lambda user: PrivateNote.objects.filter(assignment__judge=user), rows_gone
    ),
    Forgotten(
        _("Isian kalibrasi yang belum dikunci"), lambda user: CalibrationDraft.objects.filter(judge=user), rows_gone
    ),
    Forgotten(_("Pilihan tombol pintas"), lambda user: WithoutKeys.objects.filter(judge=user), rows_gone),
    Forgotten(_("Keahlian dan bidang juri"), lambda user: Judge.objects.filter(user=user), emptied),
    Forgotten(_("Tempat kerja juri"), lambda user: Employer.objects.filter(judge=user), rows_gone),
)
ON_RECORD = (
    KeptOnRecord(
        _("Lembar nilai"),
        lambda user: Scorecard.objects.filter(assignment__judge=user),
        _("Hasil lomba dihitung darinya dan dapat dihitung ulang; penilainya tampil dengan nama samaran."),
    ),
    KeptOnRecord(
        _("Putusan administrasi"),
        lambda user: Verdict.objects.filter(decided_by__user=user),
        _("Putusan menentukan siapa yang ikut; pemberinya tampil dengan nama samaran."),
    ),
    KeptOnRecord(
        _("Pakta integritas yang ditandatangani"),
        lambda user: PactSignature.objects.filter(judge=user),
        _("Bukti bahwa penilaian terikat pakta."),
    ),
    KeptOnRecord(
        _("Benturan kepentingan dan alasannya"),
        lambda user: Interest.objects.filter(judge=user),
        _("Menunjukkan usulan mana yang tidak boleh dinilai. Alasannya tetap seperti ditulis."),
    ),
    KeptOnRecord(
        _("Pemisahan dari juri lain dan alasannya"),
        lambda user: JudgesApart.objects.filter(Q(one=user) | Q(other=user)),
        _("Menunjukkan siapa yang tidak membaca usulan bersama. Alasannya tetap seperti ditulis kementerian."),
    ),
    KeptOnRecord(
        _("Laporan kunjungan"),
        lambda user: VisitReport.objects.filter(verifier=user),
        _("Hasil verifikasi lapangan berdiri di atasnya."),
    ),
)
