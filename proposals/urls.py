from django.urls import path

from accounts.language import bilingual
from proposals.views.dossier import acts, attachment, dossiers, drafts, parents, preview, withdrawal_requests
from proposals.views.follow_up import check_ins, incentive, jippnas, replications
from proposals.views.public import catalogue, statistics

app_name = "proposals"
urlpatterns = [
    path(bilingual("inovasi/"), catalogue.catalogue, name="catalogue"),
    path(bilingual("inovasi/<slug:slug>/"), catalogue.innovation, name="innovation"),
    path(bilingual("pengumuman/<slug:edition>/<int:position>/"), catalogue.announcement, name="announcement"),
    path(bilingual("statistik/"), statistics.overview, name="statistics"),
    path(bilingual("statistik/<int:year>/"), statistics.year, name="statistics_year"),
    path(bilingual("statistik/<int:year>.csv"), statistics.year_csv, name="statistics_csv"),
    path(bilingual("replikasi/sertifikat/<int:pk>/"), replications.verification, name="replication_verification"),
    path(bilingual("pemutakhiran/terima-kasih/"), check_ins.thanks, name="check_in_thanks"),
    path(bilingual("pemutakhiran/tautan/<str:key>/"), check_ins.by_link, name="check_in_by_link"),
    path("pemutakhiran/", check_ins.surveys, name="check_ins"),
    path("pemutakhiran/<int:year>/", check_ins.survey, name="survey"),
    path("pemutakhiran/<int:year>/pengingat/", check_ins.reminding, name="check_in_reminding"),
    path("pemutakhiran/inovasi/<int:pk>/", check_ins.show, name="check_in"),
    path("pemutakhiran/inovasi/<int:pk>/bukti/", check_ins.evidence, name="check_in_evidence"),
    path("pemutakhiran/kami/", check_ins.own, name="check_ins_own"),
    path("pemutakhiran/kami/<int:pk>/", check_ins.answering, name="check_in_answering"),
    path("replikasi/", replications.listed, name="replications"),
    path("replikasi/minat/<slug:slug>/", replications.wish, name="replication_wish"),
    path("replikasi/<int:pk>/", replications.show, name="replication"),
    path("replikasi/<int:pk>/kesepakatan/", replications.agreement, name="replication_agreement"),
    path("replikasi/<int:pk>/penolakan/", replications.declining, name="replication_declining"),
    path("replikasi/<int:pk>/penerapan/", replications.report, name="replication_report"),
    path("replikasi/<int:pk>/penghentian/", replications.dropping, name="replication_dropping"),
    path("replikasi/<int:pk>/pengesahan/", replications.certification, name="replication_certification"),
    path("replikasi/<int:pk>/bukti/", replications.evidence, name="replication_evidence"),
    path("replikasi/<int:pk>/sertifikat/", replications.certificate_file, name="replication_certificate"),
    path("insentif/", incentive.table, name="incentive"),
    path("insentif/kolom/", incentive.columns, name="incentive_columns"),
    path("jippnas/", jippnas.table, name="jippnas"),
    path("jippnas/kolom/", jippnas.columns, name="jippnas_columns"),
    path("ruang-kendali/<slug:slug>/rencana/pratinjau/formulir/", preview.form, name="form_preview"),
    path("usulan/", dossiers.index, name="list"),
    path("usulan/baru/", dossiers.begin, name="begin"),
    path("usulan/<slug:code>/", dossiers.show, name="show"),
    path("usulan/<slug:code>/identitas/", drafts.identity, name="identity"),
    path("usulan/<slug:code>/inovasi-asal/", parents.named, name="parents"),
    path("usulan/<slug:code>/bagian/<slug:key>/", drafts.section, name="section"),
    path("usulan/<slug:code>/dokumen/<slug:key>/", drafts.document, name="document"),
    path("usulan/<slug:code>/dokumen/<slug:key>/<slug:kind>/", drafts.specimen_file, name="specimen"),
    path("usulan/<slug:code>/lampiran/<int:pk>/", attachment.download, name="attachment"),
    path("usulan/<slug:code>/lampiran/<int:pk>/penghapusan/", attachment.removal, name="attachment_removal"),
    path("usulan/<slug:code>/periksa/", acts.check, name="check"),
    path("usulan/<slug:code>/penyerahan/", acts.handover, name="handover"),
    path("usulan/<slug:code>/pengembalian/", acts.sending_back, name="return"),
    path("usulan/<slug:code>/pengajuan/", acts.submitting, name="submission"),
    path("usulan/<slug:code>/bukti/", acts.receipt, name="receipt"),
    path("usulan/<slug:code>/penarikan/", acts.withdrawal, name="withdrawal"),
    path("usulan/<slug:code>/permintaan-penarikan/", withdrawal_requests.asking, name="withdrawal_request"),
    path(
        "usulan/<slug:code>/permintaan-penarikan/pembatalan/", withdrawal_requests.dropping, name="withdrawal_dropping"
    ),
    path("usulan/<slug:code>/permintaan-penarikan/jawaban/", withdrawal_requests.answer, name="withdrawal_answer"),
    path("usulan/<slug:code>/diskualifikasi/", acts.disqualification, name="disqualification"),
]
