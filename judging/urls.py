"""Addresses of judging: the desk, the control room's stages, certificates."""

from django.urls import path

from accounts.language import bilingual
from judging.views import coaching, feedback, held_apart, keeping_apart, participants, register, visited
from judging.views.control import (
    acts,
    administration,
    bulk,
    certificates,
    further,
    objections,
    previews,
    rehearsal,
    resemblances,
    stage,
)
from judging.views.control import feedback as telling
from judging.views.control import held as held_ratings
from judging.views.control.deciding import brief, deliberation, plenary, voting
from judging.views.control.juries import inviting, panel, ties
from judging.views.control.timetables import sessions, visits
from judging.views.control.watching import calibration as calibrating
from judging.views.control.watching import disagreements, quality, report, results, seals, unopened
from judging.views.desk import (
    calibration,
    card,
    carrying,
    cover,
    discussion,
    evidence,
    hearing,
    interest,
    invitation,
    keys,
    offline,
    pact,
    private_note,
    receipt,
    rereading,
    session,
    signing,
    visit,
    work,
)
from judging.views.public import benefit, bundles, objection, timetable

# Where a stage is in the control room.
STAGE = "ruang-kendali/<slug:slug>/<int:position>/"
app_name = "judging"
urlpatterns = [
    # --- the judge's desk
    path("penilaian/", work.overview, name="desk"),
    path("penilaian/pembacaan-ulang/<int:pk>/", rereading.rereading, name="rereading"),
    path("penilaian/pembacaan-ulang/<int:pk>/sampul/", rereading.clearance, name="rereading-clearance"),
    path("penilaian/pembacaan-ulang/<int:pk>/benturan/", rereading.interest, name="rereading-interest"),
    path(
        "penilaian/pembacaan-ulang/<int:pk>/lampiran/<int:file_pk>/",
        rereading.attachment,
        name="rereading-attachment",
    ),
    path("penilaian/pembacaan-ulang/<int:pk>/ketikan/", rereading.typed, name="rereading-typing"),
    path(
        "penilaian/pembacaan-ulang/<int:pk>/lampiran/<int:file_pk>/laporan/",
        rereading.report,
        name="rereading-evidence-report",
    ),
    path("penilaian/pembacaan-ulang/<int:pk>/lampiran/<int:file_pk>/lihat/", rereading.look, name="rereading-evidence"),
    path(
        "penilaian/pembacaan-ulang/<int:pk>/lampiran/<int:file_pk>/lihat/<int:number>/",
        rereading.look_page,
        name="rereading-evidence-page",
    ),
    path("penilaian/tombol-pintas/", keys.keys, name="keys"),
    path("penilaian/luring/", carrying.carried, name="desk-carried"),
    path("penilaian/<slug:slug>/<int:position>/berikutnya/", work.going_on, name="next"),
    path("penilaian/<slug:slug>/<int:position>/jadwal/", session.schedule, name="schedule"),
    path("penilaian/<slug:slug>/<int:position>/kalibrasi/", calibration.listed, name="calibration-desk"),
    *(
        path(f"penilaian/<slug:slug>/<int:position>/kalibrasi/<slug:code>/{more}", view, name=name)
        for more, (name, view) in calibration.PAGES.items()
    ),
    path("penilaian/<slug:slug>/<int:position>/pembahasan/", discussion.listed, name="discussions"),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/pembahasan/", discussion.discussion, name="discussion"),
    *(
        path(f"penilaian/<slug:slug>/<int:position>/<slug:code>/pembahasan/{noun}/", view, name=name)
        for noun, (name, view) in discussion.ACTS.items()
    ),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/", card.scorecard, name="scorecard"),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/sampul/", cover.clearance, name="clearance"),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/ketikan/", card.keeping_typed, name="card-typing"),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/catatan/", private_note.note, name="private-note"),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/catatan/ketikan/", private_note.typed, name="note-typing"),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/penguncian/", signing.signing, name="card-signing"),
    *(
        path(f"penilaian/<slug:slug>/<int:position>/<slug:code>/tanda-terima/{more}", view, name=name)
        for more, (name, view) in receipt.PAGES.items()
    ),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/pembukaan/", card.opening, name="card-opening"),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/benturan/", interest.interest, name="interest"),
    path(
        "penilaian/<slug:slug>/<int:position>/<slug:code>/lampiran/<int:pk>/",
        card.attachment,
        name="judge-attachment",
    ),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/lampiran/<int:pk>/lihat/", evidence.look, name="evidence"),
    path(
        "penilaian/<slug:slug>/<int:position>/<slug:code>/lampiran/<int:pk>/laporan/",
        evidence.report,
        name="evidence-report",
    ),
    path(
        "penilaian/<slug:slug>/<int:position>/<slug:code>/lampiran/<int:pk>/lihat/<int:number>/",
        evidence.look_page,
        name="evidence-page",
    ),
    path(
        "penilaian/<slug:slug>/<int:position>/<slug:code>/bahan/<slug:kind>/", hearing.material, name="panel-material"
    ),
    path("penilaian/<slug:slug>/<int:position>/<slug:code>/jalannya-sesi/", hearing.notes, name="panel-notes"),
    *(path(f"riwayat/segel/{more}", view, name=name) for more, (name, view) in seals.PAGES.items()),
    # --- finalists that are coached
    path("pembinaan/<slug:slug>/<int:position>/", coaching.listed, name="coaching"),
    path("pembinaan/<slug:slug>/<int:position>/<slug:code>/", coaching.notes, name="coaching-notes"),
    # --- participants of interviews
    path("wawancara/", participants.listed, name="hearings"),
    path("wawancara/kalender.ics", participants.calendar, name="hearings-calendar"),
    path("wawancara/<int:pk>/", participants.hearing, name="hearing"),
    path("wawancara/<int:pk>/bahan/<slug:kind>/", participants.material, name="material"),
    path("wawancara/<int:pk>/bahan/<slug:kind>/berkas/", participants.file, name="material-file"),
    path("wawancara/<int:pk>/penyaji/", participants.presenter, name="presenter"),
    path("kunjungan/<int:pk>/", visit.visit, name="visit"),
    path("kunjungan/<int:pk>/sampul/", cover.visit_clearance, name="visit-clearance"),
    path("kunjungan/kalender.ics", visit.calendar, name="visits-calendar"),
    path("kunjungan/luring/", offline.carried, name="visits-carried"),
    path("kunjungan/<int:pk>/luring/", offline.visit, name="visit-carried"),
    path("kunjungan/<int:pk>/luring/keadaan/", offline.state, name="visit-state"),
    path("kunjungan/<int:pk>/luring/foto/", offline.photo, name="visit-photo-sending"),
    path("kunjungan/<int:pk>/luring/laporan/", offline.report, name="visit-report-sending"),
    path("kunjungan/<int:pk>/penarikan-tanda-tangan/", visit.taking_back, name="visit-taking-back"),
    path("kunjungan/<int:pk>/foto/", visit.photos, name="photos"),
    path("kunjungan/<int:pk>/foto/<int:photo_pk>/", visit.photo, name="photo"),
    path("kunjungan/<int:pk>/berkas/", visit.files, name="visit-files"),
    path("kunjungan/<int:pk>/berkas/<int:file_pk>/", visit.file, name="visit-file"),
    # --- those who are visited
    path("kunjungan-lapangan/", visited.listed, name="visits-mine"),
    path("kunjungan-lapangan/kalender.ics", visited.calendar, name="visits-mine-calendar"),
    path("pakta/<slug:slug>/", pact.pact, name="pact"),
    path("undangan/", invitation.listed, name="invitations"),
    path("undangan/<int:pk>/", invitation.answer, name="invitation"),
    path("undangan/<int:pk>/penarikan/", inviting.withdrawal, name="invitation-withdrawal"),
    # --- the register of judges
    path("juri/", register.listed, name="judges"),
    path("juri/profil/", register.profile, name="profile"),
    path("juri/<int:pk>/", register.judge, name="judge"),
    path("juri/<int:pk>/terpisah/", keeping_apart.apart, name="judge-apart"),
    path("juri/<int:pk>/terpisah/<int:apart_pk>/", keeping_apart.together, name="judge-together"),
    path("juri/<int:pk>/data/", register.mending, name="judge-entry"),
    # --- an edition's reports
    path("ruang-kendali/<slug:slug>/laporan/", report.report, name="report"),
    path("ruang-kendali/<slug:slug>/laporan/penilai/<int:judge>/", report.letter, name="reading-letter"),
    # --- stages in the control room
    path(f"{STAGE}", stage.stage, name="stage"),
    path(f"{STAGE}peserta/", stage.entering, name="entrants"),
    path(f"{STAGE}peserta/massal/<slug:noun>/", bulk.on_entrants, name="entrants-bulk"),
    path(f"{STAGE}penilai/", panel.panel, name="panel"),
    path(f"{STAGE}penilai/massal/<slug:noun>/", bulk.on_judges, name="panel-bulk"),
    path(f"{STAGE}penilai/undangan/", inviting.invitation, name="panel-invitation"),
    path(f"{STAGE}penilai/kesediaan/", inviting.consent, name="panel-consent"),
    path(f"{STAGE}penilai/<slug:code>/penarikan-tugas/", panel.release, name="panel-release"),
    path(f"{STAGE}penilai/<slug:code>/pencabutan/", panel.removal, name="panel-removal"),
    path(f"{STAGE}ringkasan/", brief.brief, name="brief"),
    path(f"{STAGE}hasil/", results.results, name="results"),
    path(f"{STAGE}sampel-mutu/", quality.sample, name="quality"),
    path(f"{STAGE}bukti-hasil/", bundles.bundle_inside, name="bundle-inside"),
    path(f"{STAGE}kejanggalan/", results.what_does_not_fit, name="irregularities"),
    path(f"{STAGE}nilai/", results.every_mark, name="marks"),
    path(f"{STAGE}keputusan/", deliberation.table, name="deliberation"),
    path(f"{STAGE}pembacaan-tambahan/", further.further, name="further-reading"),
    path(f"{STAGE}kalibrasi/", calibrating.calibration, name="calibration"),
    path(f"{STAGE}kalibrasi/pembukaan/", calibrating.revealing, name="calibration-revealing"),
    path(f"{STAGE}pembahasan/", disagreements.listed, name="disagreements"),
    path(f"{STAGE}daftar-berlaku/", deliberation.listing, name="listing"),
    path(f"{STAGE}keputusan/<slug:code>/", deliberation.choice, name="choice"),
    *(path(f"{STAGE}{noun}/", stage.act, {"noun": noun}, name="act") for noun in acts.ACTS),
    path(f"{STAGE}sanggahan/", objections.listed, name="objections-desk"),
    path(f"{STAGE}sanggahan/massal/<slug:noun>/", objections.many, name="objections-bulk"),
    path(f"{STAGE}sanggahan/<int:pk>/", objections.objection, name="objection"),
    path(f"{STAGE}sanggahan/<int:pk>/penugasan/", objections.assignment, name="objection-assignment"),
    path(f"{STAGE}sanggahan/<int:pk>/putusan/", objections.answer, name="objection-answer"),
    path(f"{STAGE}sanggahan/<int:pk>/bukti/<int:file_pk>/", objections.evidence, name="objection-evidence"),
    path(f"{STAGE}uji-coba/", rehearsal.rehearsal, name="rehearsal"),
    path(f"{STAGE}sesi/", sessions.listed, name="sessions"),
    path(f"{STAGE}sesi/kalender.ics", sessions.calendar, name="sessions-calendar"),
    path(f"{STAGE}sesi/lembar/<str:day>/", sessions.sheet, name="session-sheet"),
    path(f"{STAGE}sesi/umum/", sessions.publication, name="timetable-publication"),
    path(f"{STAGE}sesi/tautan/", sessions.links, name="session-links"),
    path(f"{STAGE}sesi/massal/<slug:noun>/", bulk.on_sessions, name="sessions-bulk"),
    path(f"{STAGE}sesi/<slug:code>/", sessions.session, name="session"),
    path(f"{STAGE}sesi/<slug:code>/pemindahan/", sessions.moving, name="session-move"),
    path(f"{STAGE}sesi/<slug:code>/catatan/", sessions.notes, name="session-notes"),
    path(f"{STAGE}sesi/<slug:code>/bahan/<slug:kind>/", sessions.file, name="session-material"),
    path(f"{STAGE}benturan/", ties.listed, name="ties"),
    path(f"{STAGE}kunjungan/", visits.listed, name="visits"),
    path(f"{STAGE}kunjungan/kalender.ics", visits.calendar, name="visits-stage-calendar"),
    path(f"{STAGE}kunjungan/<slug:code>/", visits.visit, name="visit-control"),
    path(f"{STAGE}kunjungan/<slug:code>/pemindahan/", visits.moving, name="visit-move"),
    path(f"{STAGE}kunjungan/<slug:code>/pengaturan/", visits.arrangement, name="visit-arrangement"),
    path(f"{STAGE}kunjungan/<slug:code>/putusan/", visits.decision, name="visit-decision"),
    path(f"{STAGE}bukti/", unopened.listed, name="unopened"),
    path(f"{STAGE}bukti/<int:pk>/", unopened.answer, name="unopened-answer"),
    path(f"{STAGE}tertahan/", held_ratings.held, name="held"),
    # --- the room in which a panel decides
    path("pleno/<slug:slug>/<int:position>/", plenary.table, name="plenary"),
    path("pleno/<slug:slug>/<int:position>/kehadiran/", plenary.attendance, name="plenary-attendance"),
    path("pleno/<slug:slug>/<int:position>/suara/", voting.vote, name="plenary-vote"),
    path("pleno/<slug:slug>/<int:position>/suara/<int:pk>/", voting.ballot, name="plenary-ballot"),
    path("pleno/<slug:slug>/<int:position>/suara/<int:pk>/penutupan/", voting.closing, name="plenary-vote-closing"),
    *(
        path(f"pleno/<slug:slug>/<int:position>/{noun}.pdf", plenary.paper, {"which": noun}, name=f"plenary-{noun}")
        for noun in plenary.PAPERS
    ),
    path("umpan-balik/", feedback.listed, name="feedback-mine"),
    path("umpan-balik/<int:pk>/", feedback.show, name="feedback-own"),
    path(f"{STAGE}umpan-balik/", telling.listed, name="feedback"),
    path(f"{STAGE}umpan/massal/<slug:noun>/", bulk.on_feedback, name="feedback-bulk"),
    path(f"{STAGE}umpan-balik/<slug:code>/", telling.one, name="feedback-one"),
    # --- citizens
    path(bilingual("kemanfaatan/<slug:slug>/<int:position>/"), benefit.listed, name="benefit"),
    path("sanggahan/<slug:slug>/<int:position>/", objection.statement, name="objections"),
    path("kemanfaatan/<slug:slug>/<int:position>/<slug:code>/", benefit.candidate, name="candidate"),
    path("kemanfaatan/<slug:slug>/<int:position>/<slug:code>/foto/", benefit.photo, name="candidate-photo"),
    path(bilingual("jadwal-wawancara/<slug:slug>/<int:position>/"), timetable.timetable, name="timetable"),
    # --- what a plan will look like
    path(
        "ruang-kendali/<slug:slug>/rencana/pratinjau/lembar-nilai/<slug:rubric>/",
        previews.scorecard,
        name="scorecard-preview",
    ),
    path(
        "ruang-kendali/<slug:slug>/rencana/pratinjau/sertifikat/<str:key>/<int:number>/<slug:kind>/",
        previews.certificate,
        name="certificate-preview",
    ),
    path("ruang-kendali/hubungan/<slug:code>/", held_apart.declaration, name="staff-interest"),
    # --- administrative selection
    path("administrasi/<int:stage_id>/", administration.entrants, name="administration"),
    path("administrasi/<int:stage_id>/massal/<slug:noun>/", bulk.on_checklists, name="administration-bulk"),
    path("administrasi/<int:stage_id>/kemiripan/", resemblances.listed, name="resemblances"),
    path("administrasi/<int:stage_id>/<slug:code>/kemiripan/<int:pk>/", resemblances.pair, name="resemblance"),
    path("administrasi/<int:stage_id>/<slug:code>/", administration.examination, name="verdict"),
    path("administrasi/<int:stage_id>/<slug:code>/koreksi/", administration.correction, name="correction"),
    # --- result bundles
    path(bilingual("bukti-hasil/"), bundles.listed, name="bundles"),
    path("bukti-hasil/pemeriksa/", bundles.checker, name="bundle-checker"),
    path("bukti-hasil/<slug:slug>/<int:position>/", bundles.bundle, name="bundle"),
    # --- certificates
    path(f"{STAGE}sertifikat/", certificates.batch, name="certificates"),
    path(f"{STAGE}sertifikat/pencetakan/", certificates.order, name="certificate-order"),
    path("sertifikat/", certificates.mine, name="certificates-mine"),
    path("sertifikat/<int:pk>/", certificates.download, name="certificate"),
    path("sertifikat/<int:pk>/pencabutan/", certificates.revocation, name="revocation"),
    path("verifikasi/berkas/", certificates.file_check, name="verify-file"),
    path(bilingual("verifikasi/"), certificates.verification, name="verify"),
    path(bilingual("verifikasi/<str:code>/"), certificates.verification, name="verification"),
]
