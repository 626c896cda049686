from django.urls import path

from accounts.language import bilingual
from proposals.views.dossier import acts, attachment, dossiers, drafts, parents, preview
from proposals.views.public import catalogue, statistics

app_name = "proposals"
urlpatterns = [
    path(bilingual("inovasi/"), catalogue.catalogue, name="catalogue"),
    path(bilingual("inovasi/<slug:slug>/"), catalogue.innovation, name="innovation"),
    path(bilingual("pengumuman/<slug:edition>/<int:position>/"), catalogue.announcement, name="announcement"),
    path(bilingual("statistik/"), statistics.overview, name="statistics"),
    path(bilingual("statistik/<int:year>/"), statistics.year, name="statistics_year"),
    path(bilingual("statistik/<int:year>.csv"), statistics.year_csv, name="statistics_csv"),
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
    path("usulan/<slug:code>/diskualifikasi/", acts.disqualification, name="disqualification"),
]
