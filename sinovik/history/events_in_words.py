"""What each event of the trail says in Indonesian. The roof knows the acts of every floor."""

from django.utils.translation import gettext_lazy

from accounts.domain.bulk_kinds import KINDS as BULK_KINDS
from accounts.reading import confirmations, erasures, holders, outbox, partners, watching
from accounts.reading.register import ACTS
from accounts.rules.telling import Told
from proposals.reading import imports, winner_lists
from sinovik import motions
from sinovik.letter_names import LETTERS

# By event name: the sentence, with the particulars it may use. An unknown name is shown as it is.
SENTENCES = {
    **ACTS,
    **confirmations.ACTS,
    **partners.ACTS,
    **holders.ACTS,
    **outbox.ACTS,
    **watching.ACTS,
    **erasures.ACTS,
    **imports.ACTS,
    **winner_lists.ACTS,
    "membership.appointed": gettext_lazy("Peran diberikan"),
    "application.sent": gettext_lazy("Permohonan instansi masuk"),
    "application.accepted": gettext_lazy("Permohonan instansi diterima"),
    "application.declined": gettext_lazy("Permohonan instansi ditolak"),
    "writers.taken_in": gettext_lazy("Penulis usulan diundang dari berkas: %(count)s orang"),
    "membership.extended": gettext_lazy("Peran diperpanjang"),
    "membership.dismissed": gettext_lazy("Peran berakhir"),
    "rating.given": gettext_lazy("Kemanfaatan dinilai warga"),
    "rating.changed": gettext_lazy("Penilaian warga diganti"),
    "ratings.decided": gettext_lazy("Kelompok penilaian yang ditahan diputuskan: %(batches)s"),
    "visitor.confirmed": gettext_lazy("Pengunjung mengonfirmasi alamat surelnya"),
    "chore.tried_again": gettext_lazy("Pekerjaan portal dicoba lagi: %(about)s"),
    "reminder.sent": gettext_lazy("Pengingat dikirim: %(letters)s surat"),
    "message.sent": gettext_lazy("Pesan dikirim ke daftar: %(letters)s surat, %(audience)s"),
    "bulk.begun": gettext_lazy("Tindakan massal diminta untuk %(count)s: %(kind)s"),
    "view.kept": gettext_lazy("Tampilan daftar disimpan: %(called)s"),
    "view.forgotten": gettext_lazy("Tampilan daftar dihapus: %(called)s"),
    "letters.unwanted": gettext_lazy("Pilihan surat diubah penerimanya"),
    "letters.held": gettext_lazy("Surat ditahan: %(kind)s"),
    "letter.worded": gettext_lazy("Naskah surat portal diubah: %(kind)s"),
    "letters.released": gettext_lazy("Surat dilepas: %(kind)s"),
    "edition.planned": gettext_lazy("Edisi disusun"),
    "edition.copied": gettext_lazy("Edisi disalin dari %(source)s"),
    "edition.brought": gettext_lazy("Edisi disusun dari berkas"),
    "edition.altered": gettext_lazy("Rencana edisi diubah: %(part)s"),
    "edition.picture_added": gettext_lazy("Gambar sertifikat diunggah: %(file)s"),
    "edition.announced": gettext_lazy("Edisi diumumkan"),
    "edition.registration_extended": gettext_lazy("Pendaftaran diperpanjang"),
    "edition.lot_committed": gettext_lazy("Janji undian diumumkan"),
    "edition.lot_revealed": gettext_lazy("Angka rahasia undian dibuka"),
    "edition.lot_typed": gettext_lazy("Angka umum undian diketik orang pertama"),
    "edition.lot_drawn": gettext_lazy("Undian dilakukan dengan angka %(value)s"),
    "stage.extended": gettext_lazy("Waktu tahap diperpanjang"),
    "stage.opened": gettext_lazy("Tahap dibuka dengan %(entrants)s peserta"),
    "stage.work_given_out": gettext_lazy("Tugas dibagikan: %(assignments)s penugasan baru"),
    "stage.further_reads_given": gettext_lazy("Pembacaan tambahan dibagikan: %(assignments)s penugasan"),
    "calibration.set": gettext_lazy("Putaran kalibrasi ditetapkan: %(dossiers)s usulan edisi lalu"),
    "calibration.signed": gettext_lazy("Lembar kalibrasi dikunci"),
    "calibration.revealed": gettext_lazy("Nilai kalibrasi dibuka: %(cards)s lembar"),
    "calibration.recused": gettext_lazy("Penilai menyatakan benturan dengan usulan kalibrasi"),
    "calibration.said": gettext_lazy("Penilai menanggapi usulan kalibrasi"),
    "interest.declared": gettext_lazy("Orang kementerian menyatakan hubungan dengan usulan"),
    "judges.put_apart": gettext_lazy("Dua juri dipisahkan: %(reason)s"),
    "judges.brought_together": gettext_lazy("Dua juri tidak dipisahkan lagi"),
    "feedback.drafted": gettext_lazy("Umpan balik disusun: %(count)s usulan"),
    "feedback.checked": gettext_lazy("Umpan balik diperiksa"),
    "feedback.approved": gettext_lazy("Umpan balik disetujui"),
    "feedback.approval_taken_back": gettext_lazy("Persetujuan umpan balik dibatalkan"),
    "discussion.said": gettext_lazy("Penilai menanggapi usulan dalam pembahasan"),
    "joint_mark.proposed": gettext_lazy("Nilai bersama diusulkan"),
    "joint_mark.assented": gettext_lazy("Nilai bersama disetujui seorang penilai"),
    "joint_mark.withdrawn": gettext_lazy("Usul nilai bersama ditarik"),
    "seals.broken": gettext_lazy("Segel lembar nilai rusak: %(count)s"),
    "devices.signed_out": gettext_lazy("Peramban lain dikeluarkan: %(count)s"),
    "second_factor.added": gettext_lazy("Pengaman kedua dipasang"),
    "second_factor.removed": gettext_lazy("Pengaman kedua dihapus"),
    "second_factor.spare_codes": gettext_lazy("Kode cadangan dibuat baru"),
    "second_factor.released": gettext_lazy("Pengaman kedua dilepas karena perangkat hilang"),
    "stage.closed": gettext_lazy("Tahap ditutup dan datanya dibekukan"),
    "stage.computation_requested": gettext_lazy("Perhitungan diminta"),
    "stage.computed": gettext_lazy("Hasil dihitung"),
    "stage.computation_failed": gettext_lazy("Perhitungan gagal"),
    "stage.listed": gettext_lazy("Daftar sementara diumumkan: %(announced)s usulan"),
    "objection.sent": gettext_lazy("Tanggapan masyarakat masuk"),
    "calendar_address.made": gettext_lazy("Alamat kalender dibuat"),
    "calendar_address.revoked": gettext_lazy("Alamat kalender dicabut"),
    "objection.unassigned": gettext_lazy("Penugasan sanggahan dibatalkan"),
    "objection.assigned": gettext_lazy("Sanggahan ditugaskan kepada %(to)s, paling lambat %(answer_by)s"),
    "objection.answered": gettext_lazy("Sanggahan diputuskan"),
    "stage.published": gettext_lazy("Hasil diumumkan: %(announced)s usulan lanjut"),
    "stage.skipped": gettext_lazy("Tahap dilewati"),
    "judge.described": gettext_lazy("Data juri diubah"),
    "judge.keys_switched": gettext_lazy("Tombol pintas lembar nilai dinyalakan atau dimatikan"),
    "pact.signed": gettext_lazy("Pakta integritas ditandatangani"),
    "judge.invited": gettext_lazy("Calon penilai diundang, dijawab paling lambat %(reply_by)s"),
    "judge.accepted": gettext_lazy("Calon penilai bersedia"),
    "judge.declined": gettext_lazy("Calon penilai tidak bersedia"),
    "judge.uninvited": gettext_lazy("Undangan calon penilai ditarik"),
    "panel.seated": gettext_lazy("Penilai %(code)s ditetapkan"),
    "panel.released": gettext_lazy("Tugas penilai %(code)s yang belum selesai ditarik: %(reason)s"),
    "panel.unseated": gettext_lazy("Penilai %(code)s dicabut"),
    "decision.list_decided": gettext_lazy("Daftar yang berlaku diputuskan"),
    "choice.made": gettext_lazy("Pilihan untuk satu usulan diubah"),
    "choice.exchanged": gettext_lazy("Dua usulan ditukar dalam rapat pleno"),
    "plenary.attended": gettext_lazy("Kehadiran rapat pleno dicatat"),
    "plenary.asked": gettext_lazy("Pemungutan suara rapat pleno dibuka: %(question)s"),
    "plenary.cast": gettext_lazy("Suara rapat pleno diberikan: %(code)s"),
    "plenary.voted": gettext_lazy("Pemungutan suara rapat pleno dicatat"),
    "choice.honoured": gettext_lazy("Penghargaan khusus untuk satu usulan diubah"),
    "motion.moved": gettext_lazy("Diajukan untuk disetujui orang kedua: %(kind)s"),
    "motion.seconded": gettext_lazy("Disetujui orang kedua: %(kind)s"),
    "motion.withdrawn": gettext_lazy("Pengajuan ditarik: %(kind)s"),
    "motion.declined": gettext_lazy("Pengajuan dikembalikan: %(kind)s"),
    "motion.lapsed": gettext_lazy("Pengajuan gugur: %(kind)s"),
    "decision.approved": gettext_lazy("Keputusan tahap ditetapkan"),
    "decision.decreed": gettext_lazy("Nomor keputusan dicatat: %(number)s"),
    "certificates.requested": gettext_lazy("Pencetakan sertifikat diminta"),
    "certificates.given_up": gettext_lazy("Pencetakan sertifikat terhenti setelah %(tries)s kali"),
    "award.revoked": gettext_lazy("Penghargaan dicabut: %(number)s"),
    "bundle.broken": gettext_lazy("Berkas bukti hasil ternyata tidak benar atau hilang"),
    "bundle.failed": gettext_lazy("Berkas bukti hasil gagal dibuat"),
    "bundle.made": gettext_lazy("Berkas bukti hasil dibuat dan ditandatangani portal"),
    "certificate.rendered": gettext_lazy("Sertifikat dicetak"),
    "verdict.given": gettext_lazy("Putusan administrasi diberikan"),
    "verdict.corrected": gettext_lazy("Putusan administrasi dikoreksi"),
    "verdict.taken_back": gettext_lazy("Putusan administrasi dibatalkan pemberinya"),
    "resemblance.answered": gettext_lazy("Kemiripan usulan dengan yang lain diputuskan"),
    "verdict.mended": gettext_lazy("Putusan administrasi diganti pemeriksaan ulang setelah perbaikan"),
    "finding.answered": gettext_lazy("Syarat %(rule)s dijawab untuk satu usulan"),
    "finding.taken_back": gettext_lazy("Jawaban syarat %(rule)s dibatalkan"),
    "scorecard.locked": gettext_lazy("Lembar nilai dikunci"),
    "scorecard.reopened": gettext_lazy("Lembar nilai dibuka lagi"),
    "sample.drawn": gettext_lazy(
        "Sampel mutu diundi: %(dossiers)s dari %(out_of)s usulan, %(readings)s pembacaan ulang dibagikan"
    ),
    "rereading.cleared": gettext_lazy("Pembaca ulang menyatakan tanpa benturan kepentingan"),
    "rereading.signed": gettext_lazy("Pembacaan ulang dikunci"),
    "rereading.given_back": gettext_lazy("Pembaca ulang menyatakan benturan kepentingan"),
    "assignment.cleared": gettext_lazy("Penilai menyatakan tanpa benturan kepentingan"),
    "assignment.replaced": gettext_lazy("Pengganti penilai yang punya benturan dicari"),
    "evidence.reported": gettext_lazy("Penilai melaporkan bukti yang tidak terbuka"),
    "evidence.answered": gettext_lazy("Laporan bukti yang tidak terbuka dijawab"),
    "assignment.recused": gettext_lazy("Penilai menyatakan benturan kepentingan"),
    "assignment.given": gettext_lazy("Tugas diberikan kepada penilai %(code)s"),
    "assignment.moved": gettext_lazy("Tugas dipindahkan dari penilai %(was)s kepada penilai %(code)s"),
    "assignment.taken_back": gettext_lazy("Pemberian tugas dibatalkan"),
    "assignment.moved_back": gettext_lazy("Tugas dikembalikan kepada penilai %(code)s"),
    "material.handed_in": gettext_lazy("Bahan presentasi diserahkan"),
    "session.presenter_named": gettext_lazy("Penyaji sesi wawancara disebut"),
    "session.moved": gettext_lazy("Sesi wawancara dipindahkan: %(reason)s"),
    "stage.timetable_published": gettext_lazy("Jadwal wawancara dibuka untuk umum"),
    "session.noted": gettext_lazy("Jalannya sesi wawancara dicatat"),
    "stage.rooms_linked": gettext_lazy("Tautan ruang rapat ditetapkan"),
    "visit.noted": gettext_lazy("Catatan kunjungan disimpan"),
    "visit.photographed": gettext_lazy("Foto kunjungan ditambahkan"),
    "visit.file_added": gettext_lazy("Berkas kunjungan ditambahkan"),
    "visit.signed": gettext_lazy("Laporan kunjungan ditandatangani"),
    "visit.signature_taken_back": gettext_lazy("Tanda tangan laporan kunjungan ditarik"),
    "visit.differs": gettext_lazy("Laporan kunjungan ditandatangani, dan kedua laporan berbeda"),
    "visit.decided": gettext_lazy("Perbedaan laporan kunjungan diputuskan"),
    "visit.reported": gettext_lazy("Laporan kunjungan ditandatangani oleh kedua verifikator"),
    "visit.moved": gettext_lazy("Kunjungan dipindahkan: %(reason)s"),
    "visit.arranged": gettext_lazy("Pihak lain dan pemberitahuan kunjungan diatur"),
    "check_ins.asked": gettext_lazy("Pemutakhiran ditanyakan untuk %(innovations)s inovasi: %(letters)s surat"),
    "check_ins.reminded": gettext_lazy("Pengingat pemutakhiran dikirim: %(letters)s surat"),
    "check_in.link_sent": gettext_lazy("Tautan pemutakhiran dikirim"),
    "check_in.answered": gettext_lazy("Pemutakhiran inovasi dijawab"),
    "replication.asked": gettext_lazy("Minat replikasi disampaikan"),
    "replication.agreed": gettext_lazy("Replikasi disepakati"),
    "replication.declined": gettext_lazy("Replikasi tidak disepakati"),
    "replication.implemented": gettext_lazy("Replikasi dilaporkan berjalan sejak %(since)s"),
    "replication.certified": gettext_lazy("Replikasi disahkan: %(number)s"),
    "inquiry.asked": gettext_lazy("Permintaan replikasi dari masyarakat masuk"),
    "inquiry.answered": gettext_lazy("Permintaan replikasi dari masyarakat dijawab"),
    "replication.dropped": gettext_lazy("Replikasi dihentikan"),
    "incentive.columns_set": gettext_lazy("Kolom data insentif daerah diubah"),
    "jippnas.columns_set": gettext_lazy("Kolom berkas JIPPNas diubah"),
    "proposal.begun": gettext_lazy("Draf usulan dibuat"),
    "edition.candidates_ordered": gettext_lazy("Calon usulan instansi diurutkan"),
    "proposal.copied": gettext_lazy("Draf disalin dari %(source)s"),
    "proposal.opened_for_help": gettext_lazy("Draf dibuka untuk sekretariat"),
    "proposal.read_for_help": gettext_lazy("Draf dibaca sekretariat atas permintaan"),
    "proposal.help_ended": gettext_lazy("Draf ditutup lagi untuk sekretariat"),
    "proposal.public_page_told": gettext_lazy("Halaman publik diisi"),
    "proposal.parent_named": gettext_lazy("Inovasi asal dipilih"),
    "proposal.parent_dropped": gettext_lazy("Inovasi asal dihapus"),
    "proposal.earlier_awards_answered": gettext_lazy("Penghargaan terdahulu dijawab"),
    "attachment.attached": gettext_lazy("Berkas dilampirkan"),
    "attachment.detached": gettext_lazy("Berkas dihapus"),
    "proposal.neutral_confirmed": gettext_lazy("Judul netral dan bagian yang disamarkan dikonfirmasi"),
    "proposal.passage_masked": gettext_lazy("Bagian usulan disamarkan kementerian"),
    "proposal.passage_unmasked": gettext_lazy("Penyamaran bagian usulan dicabut kementerian"),
    "proposal.handed_over": gettext_lazy("Usulan diserahkan ke admin instansi"),
    "proposal.returned": gettext_lazy("Usulan dikembalikan ke unit"),
    "proposal.submitted": gettext_lazy("Usulan diajukan"),
    "proposal.unit_reminded": gettext_lazy("Unit diingatkan akan drafnya"),
    "proposal.taken_back": gettext_lazy("Usulan diambil kembali untuk diperbaiki"),
    "proposal.withdrawn": gettext_lazy("Usulan ditarik"),
    "proposal.brought_back": gettext_lazy("Penarikan usulan dibatalkan"),
    "proposal.deleted": gettext_lazy("Draf usulan dihapus"),
    "proposal.withdrawal_asked": gettext_lazy("Penarikan usulan diminta instansi"),
    "proposal.withdrawal_dropped": gettext_lazy("Permintaan penarikan dibatalkan instansi"),
    "proposal.withdrawal_declined": gettext_lazy("Permintaan penarikan tidak dikabulkan"),
    "proposal.withdrawal_accepted": gettext_lazy("Usulan ditarik atas permintaan instansi"),
    "proposal.mending_opened": gettext_lazy("Usulan dikembalikan untuk diperbaiki"),
    "proposal.mended": gettext_lazy("Perbaikan usulan diserahkan"),
    "proposal.mending_called_off": gettext_lazy("Masa perbaikan dibatalkan"),
    "proposal.mending_reminded": gettext_lazy("Instansi diingatkan akan akhir masa perbaikan"),
    "proposal.coaching_opened": gettext_lazy("Masa pembinaan finalis dimulai"),
    "proposal.coaching_noted": gettext_lazy("Catatan pembinaan ditulis"),
    "proposal.coaching_reminded": gettext_lazy("Instansi diingatkan akan akhir masa pembinaan"),
    "proposal.coached": gettext_lazy("Naskah hasil pembinaan diserahkan"),
    "proposal.coached_shown": gettext_lazy("Naskah hasil pembinaan tampil untuk umum"),
    "proposal.coached_hidden": gettext_lazy("Naskah hasil pembinaan tidak tampil untuk umum"),
    "proposal.mending_ended": gettext_lazy("Masa perbaikan berakhir tanpa penyerahan"),
    "proposal.disqualified": gettext_lazy("Usulan didiskualifikasi"),
}

TITLES = {kind.name: kind.title for kind in motions.KINDS}

KINDS = {
    **partners.KINDS,
    **holders.KINDS,
    "competitions.edition": gettext_lazy("edisi"),
    "competitions.stage": gettext_lazy("tahap"),
    "proposals.proposal": gettext_lazy("usulan"),
    "proposals.attachment": gettext_lazy("lampiran"),
    "proposals.survey": gettext_lazy("putaran pemutakhiran"),
    "proposals.checkin": gettext_lazy("pemutakhiran"),
    "proposals.replication": gettext_lazy("replikasi"),
    "proposals.inquiry": gettext_lazy("permintaan replikasi"),
    **imports.KINDS,
    "proposals.jippnascolumn": gettext_lazy("kolom berkas JIPPNas"),
    "proposals.incentivecolumn": gettext_lazy("kolom data insentif"),
    "judging.verdict": gettext_lazy("putusan"),
    "judging.assignment": gettext_lazy("penugasan"),
    "judging.scorecard": gettext_lazy("lembar nilai"),
    "judging.discussionentry": gettext_lazy("tanggapan pembahasan"),
    "judging.jointmark": gettext_lazy("nilai bersama"),
    "judging.visit": gettext_lazy("kunjungan"),
    "judging.session": gettext_lazy("sesi wawancara"),
    "judging.award": gettext_lazy("penghargaan"),
    "judging.rereading": gettext_lazy("pembacaan ulang"),
    "judging.objection": gettext_lazy("tanggapan masyarakat"),
    "judging.decision": gettext_lazy("keputusan"),
    "accounts.membership": gettext_lazy("keanggotaan"),
    "accounts.application": gettext_lazy("permohonan instansi"),
    "accounts.agency": gettext_lazy("instansi"),
    "accounts.unit": gettext_lazy("unit"),
    "accounts.region": gettext_lazy("wilayah"),
    "accounts.officiallist": gettext_lazy("daftar resmi"),
    "accounts.user": gettext_lazy("orang"),
    "competitions.reminding": gettext_lazy("pengingat"),
    "accounts.bulkact": gettext_lazy("tindakan massal"),
    "accounts.hold": gettext_lazy("penahanan surat"),
    "accounts.message": gettext_lazy("pesan"),
    "accounts.letter": gettext_lazy("surat"),
    "accounts.portalletter": gettext_lazy("naskah surat portal"),
}


def sentence(event):
    """What happened, in words. A particular that the event does not carry leaves a dash."""
    return worded(event.name, particulars(event))


def worded(name, told):
    """What an event of a name says with these particulars."""
    text = str(SENTENCES.get(name, name))
    return text % Told(told) if "%(" in text else text


def reason(event):
    """The reason given with the act, or an empty text."""
    return str(particulars(event).get("reason") or "")


def subject(event, names):
    """What it happened to: its name where `names` has it by (type, id), otherwise its kind and number."""
    if name := names.get((event.subject_type, event.subject_id)):
        return name
    if name := names.get(("proposals.proposal", particulars(event).get("proposal"))):
        return name
    return f"{KINDS.get(event.subject_type, event.subject_type)} {event.subject_id}"


def particulars(event):
    """What else the act recorded; a kind of motion by what people call it."""
    told = event.particulars
    if event.name.startswith("motion.") and told.get("kind") in TITLES:
        return told | {"kind": TITLES[told["kind"]]}
    if event.name in {"letters.held", "letters.released", "letter.worded"} and told.get("kind") in LETTERS:
        return told | {"kind": LETTERS[told["kind"]]}
    if event.name == "bulk.begun" and told.get("kind") in BULK_KINDS:
        return told | {"kind": BULK_KINDS[told["kind"]].title}
    return told
