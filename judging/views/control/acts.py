"""The pages of the circle's acts: what each says before, does, and says after. Whose turn it is says `rules.CIRCLE`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from competitions import motions as planning
from judging import motions
from judging.circle import closing, computation, giving_out, opening, settling, stamp
from judging.forms.stages import (
    ActForm,
    DecreeForm,
    ExtensionForm,
    ProposalForm,
    ProvisionalForm,
    PublicationForm,
    SkipForm,
)


def as_it_stands(stage, *, at: datetime):
    """The stamp of a stage alone, whatever the moment."""
    return stamp.of(stage)


@dataclass(frozen=True)
class Act:
    """One act on a stage. `asks` says that it has a page of its own before it happens."""

    name: str
    question: str
    consequences: tuple[str, ...]
    button: str
    done: str
    perform: Callable[..., object]
    form: type[forms.Form] = ActForm
    asks: bool = True
    is_final: bool = False
    # A grave act: the password is asked for again when it was not given lately.
    is_fresh: bool = False
    template: str = "judging/stages/act.html"
    # What the page showed, as a stamp: of the stage, or of more than that.
    stamp: Callable[..., str] = as_it_stands


def plain(act):
    """An act that needs nothing but the stage."""

    def perform(stage, values: dict[str, object], *, by, at: datetime):
        return act(stage, by=by, at=at)

    return perform


def skip(stage, values, *, by, at):
    return motions.skip(stage, values["reason"], release_at=values.get("release_at"), by=by, at=at)


def extend(stage, values, *, by, at):
    return planning.extend_stage(stage, values["closes_at"], values["reason"], by=by, at=at)


def propose(stage, values, *, by, at):
    return motions.propose(
        stage,
        values["reason"],
        minutes=values["minutes"],
        decree_number=values.get("number") or "",
        decree_date=values.get("date"),
        override=values.get("override") or "",
        without_quorum=values.get("without_quorum") or "",
        by=by,
        at=at,
    )


def publish(stage, values, *, by, at):
    given = {"release_at": values.get("release_at"), "override": values.get("override") or ""}
    return motions.publish(stage, values["reason"], **given, by=by, at=at)


def announce_provisionally(stage, values, *, by, at):
    given = {"release_at": values.get("release_at"), "override": values.get("override") or ""}
    return motions.announce_provisionally(stage, values["reason"], **given, by=by, at=at)


def decree(stage, values, *, by, at):
    return settling.decree(stage, values["number"], values["date"], by=by, at=at)


ACTS = {
    "pembukaan": Act(
        name=_("Buka tahap"),
        question=_("Buka tahap ini sekarang?"),
        consequences=(
            _("Peserta tahap ditetapkan dari hasil tahap sebelumnya."),
            _("Kuota dan aturan komposisi tahap ini tidak dapat diubah lagi."),
        ),
        button=_("Buka tahap"),
        done=_("Tahap dibuka"),
        perform=plain(opening.open_stage),
    ),
    "pembagian": Act(
        name=_("Bagikan tugas"),
        question=_("Bagikan tugas tahap ini?"),
        consequences=(
            _("Daftar penilai terkunci."),
            _("Setiap penilai yang mendapat tugas menerima surat."),
            _("Tugas yang sudah ada tetap; yang kosong diisi."),
        ),
        button=_("Bagikan tugas"),
        done=_("Tugas dibagikan"),
        perform=plain(giving_out.give_out),
        template="judging/stages/giving_out.html",
        stamp=giving_out.stamp,
    ),
    "perpanjangan": Act(
        name=_("Perpanjang waktu"),
        question=_("Sampai kapan tahap ini diperpanjang?"),
        consequences=(
            _("Admin kementerian lain menyetujui atau mengembalikannya."),
            _(
                "Bila diajukan sebelum batas waktu, perpanjangan langsung berlaku, paling lama 12 jam sesudah batas "
                "waktu itu, dan gugur bila sampai saat itu belum disetujui."
            ),
            _("Tahap sesudahnya yang belum dibuka bergeser selama itu juga."),
        ),
        button=_("Ajukan perpanjangan"),
        done=_("Perpanjangan diajukan. Admin kementerian lain perlu menyetujuinya."),
        perform=extend,
        form=ExtensionForm,
        is_fresh=True,
    ),
    "penutupan": Act(
        name=_("Tutup tahap"),
        question=_("Tutup tahap ini sekarang?"),
        consequences=(
            _("Tidak ada nilai atau putusan yang dapat ditambah atau diubah lagi."),
            _("Semua data tahap ini dibekukan dan diberi sidik digital."),
            _("Hasil dihitung sistem dari data yang dibekukan, biasanya kurang dari satu menit."),
        ),
        button=_("Tutup tahap dan hitung hasilnya"),
        done=_("Tahap ditutup. Hasilnya sedang dihitung."),
        perform=plain(closing.close_stage),
        is_final=True,
        is_fresh=True,
    ),
    "penghitungan": Act(
        name=_("Hitung lagi"),
        question=_("Hitung hasil tahap ini lagi?"),
        consequences=(_("Perhitungan memakai data yang sama, yang dibekukan saat tahap ditutup."),),
        button=_("Hitung lagi"),
        done=_("Perhitungan dimulai lagi"),
        perform=plain(computation.request),
        asks=False,
    ),
    "pengajuan-keputusan": Act(
        name=_("Ajukan keputusan"),
        question=_("Ajukan keputusan tahap ini"),
        consequences=(
            _("Pilihan tidak dapat diubah selama menunggu persetujuan."),
            _(
                "Admin kementerian lain menyetujui atau mengembalikannya. Keputusan berlaku 10 menit sesudahnya; "
                "sampai saat itu Anda dapat menarik pengajuannya."
            ),
        ),
        button=_("Ajukan keputusan"),
        done=_("Keputusan diajukan. Admin kementerian lain perlu menyetujuinya."),
        perform=propose,
        form=ProposalForm,
        is_fresh=True,
        template="judging/deliberation/proposal.html",
    ),
    "surat-keputusan": Act(
        name=_("Catat nomor keputusan"),
        question=_("Nomor dan tanggal surat keputusan"),
        consequences=(_("Nomor dan tanggal ini tercetak di setiap sertifikat."),),
        button=_("Simpan nomor keputusan"),
        done=_("Nomor keputusan dicatat"),
        perform=decree,
        form=DecreeForm,
    ),
    "daftar-sementara": Act(
        name=_("Umumkan daftar sementara"),
        question=_("Umumkan daftar sementara tahap ini kepada publik?"),
        consequences=(
            _(
                "Admin kementerian lain menyetujui atau mengembalikannya. Daftar terbit 10 menit sesudahnya; sampai "
                "saat itu Anda dapat menarik pengajuannya."
            ),
            _("Daftar terbit menurut abjad, tanpa penghargaan, nilai, dan peringkat."),
            _("Siapa pun dapat menyampaikan dukungan, pendapat, atau sanggahan selama masa sanggah."),
            _("Hasil akhir diumumkan setelah semua sanggahan diputuskan."),
        ),
        button=_("Ajukan daftar sementara"),
        done=_("Daftar sementara diajukan. Admin kementerian lain perlu menyetujuinya."),
        perform=announce_provisionally,
        form=ProvisionalForm,
        is_fresh=True,
    ),
    "pengumuman": Act(
        name=_("Umumkan hasil"),
        question=_("Umumkan hasil tahap ini kepada publik?"),
        consequences=(
            _(
                "Admin kementerian lain menyetujui atau mengembalikannya. Hasil terbit paling cepat 10 menit "
                "sesudahnya; sampai saat itu Anda dapat menarik pengajuannya."
            ),
            _("Daftar yang lanjut terbit di halaman publik menurut abjad, tanpa nilai dan peringkat."),
            _("Setiap unit dan instansi peserta menerima surat tentang hasilnya."),
            _("Pengumuman tidak dapat ditarik kembali."),
        ),
        button=_("Ajukan pengumuman"),
        done=_("Pengumuman diajukan. Admin kementerian lain perlu menyetujuinya."),
        perform=publish,
        form=PublicationForm,
        is_fresh=True,
        template="judging/stages/publication.html",
    ),
    "pelewatan": Act(
        name=_("Lewati tahap"),
        question=_("Lewati tahap ini dalam edisi yang sedang berjalan?"),
        consequences=(
            _("Admin kementerian lain menyetujui atau mengembalikannya; 10 menit sesudahnya tahap dilewati."),
            _("Semua peserta tahap ini langsung masuk tahap berikutnya."),
            _("Pekerjaan yang sudah dilakukan di tahap ini tidak dihitung."),
            _("Tahap yang dilewati tidak dapat dibuka lagi."),
        ),
        button=_("Ajukan pelewatan"),
        done=_("Pelewatan diajukan. Admin kementerian lain perlu menyetujuinya."),
        perform=skip,
        form=SkipForm,
        is_fresh=True,
    ),
}
