from django.urls import path

from accounts.language import bilingual
from competitions.views import editions, lot, specimens
from competitions.views.planning import comparing, overview, parts, pictures, previews, starting

app_name = "competitions"
urlpatterns = [
    path(bilingual("kompetisi/"), editions.editions, name="editions"),
    path(bilingual("kompetisi/<slug:slug>/"), editions.edition, name="edition"),
    path(bilingual("kompetisi/<slug:slug>/undian/"), lot.lot_of_edition, name="lot"),
    path("kompetisi/<slug:slug>/lambang/<slug:sha256>/", pictures.logo, name="logo"),
    path("kompetisi/<slug:slug>/contoh-surat/<slug:key>/<slug:kind>/", specimens.specimen, name="specimen"),
    path("rencana/baru/", starting.begin, name="plan-begin"),
    path("rencana/berkas/", starting.from_file, name="plan-from-file"),
    path("ruang-kendali/<slug:slug>/rencana/", overview.plan, name="plan"),
    path("ruang-kendali/<slug:slug>/rencana/pengumuman/", overview.announcement, name="plan-announcement"),
    path("ruang-kendali/<slug:slug>/rencana/berkas/", overview.file, name="plan-file"),
    path("ruang-kendali/<slug:slug>/rencana/banding/", comparing.comparison, name="plan-comparison"),
    path("ruang-kendali/<slug:slug>/rencana/gambar/", pictures.listed, name="plan-pictures"),
    path("ruang-kendali/<slug:slug>/rencana/gambar/<slug:sha256>/", pictures.picture, name="plan-picture"),
    path("ruang-kendali/<slug:slug>/rencana/pratinjau/aturan/", previews.rules, name="plan-rules-preview"),
    path("ruang-kendali/<slug:slug>/rencana/dokumen/<slug:key>/<slug:kind>/", specimens.preview, name="plan-specimen"),
    path("ruang-kendali/<slug:slug>/rencana/<slug:address>/", parts.part, name="plan-part"),
    path("ruang-kendali/<slug:slug>/rencana/<slug:address>/<str:key>/", parts.part, name="plan-thing"),
    path("ruang-kendali/<slug:slug>/undian/", lot.draw, name="lot-draw"),
]
