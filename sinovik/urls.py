"""Every address of the portal. Addresses are Indonesian nouns."""

from django.conf import settings
from django.urls import include, path
from django.utils.translation import gettext_lazy
from django.views.i18n import set_language

from accounts.language import bilingual
from accounts.pages.doors import public
from accounts.views import (
    applications,
    bulk,
    chores,
    confirmations,
    courtesies,
    hooks,
    letter_texts,
    motions,
    outbox,
    people,
    personal,
    saved_views,
    second_factor,
    sign_ins,
    visitors,
    writers,
)
from accounts.views.register import acts as keeping
from accounts.views.register import heading, official, regions
from accounts.views.register import lists as register
from competitions.letter_kinds import KINDS
from competitions.models import Edition, Reminder
from judging.views import calendar_feed
from sinovik.letter_names import COURTESIES, LETTERS
from sinovik.views import control_room, data, finding, front, history, home, inspections, machines, partners, ping
from sinovik.views import messages as message_views

# What the portal does by itself, as people call it.
CHORES = {
    "motion.carry": gettext_lazy("Melaksanakan pengajuan yang disetujui"),
    "link.answer": gettext_lazy("Menulis surat dengan tautan kata sandi"),
    "offices.ask": gettext_lazy("Meminta konfirmasi tahunan peran"),
    "offices.remind": gettext_lazy("Mengingatkan konfirmasi tahunan peran"),
    "offices.lapse": gettext_lazy("Mengakhiri peran yang tidak dikonfirmasi"),
    "visitors.erase": gettext_lazy("Menghapus alamat pengunjung lama"),
    "check_ins.ask": gettext_lazy("Menanyai pemenang lagi"),
    "lot.reveal": gettext_lazy("Membuka angka rahasia undian"),
    **{f"reminder.{about}": KINDS[f"reminder.{about}"].title for about in Reminder.About},
}

urlpatterns = [
    path(bilingual(""), front.front, name="front"),
    path(bilingual("tentang/"), front.about, name="about"),
    path(bilingual("sidik-riwayat/"), front.heads, name="heads"),
    path(bilingual("aksesibilitas/"), front.accessibility, name="accessibility"),
    path("ping", ping.ping, name="ping"),
    path("siap", ping.ready, name="ready"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", finding.sitemaps, name="sitemaps"),
    path("sitemap/<int:number>.xml", finding.sitemap, name="sitemap"),
    path(bilingual("kabar.atom"), finding.news, name="news"),
    path(bilingual("data/"), data.data, name="data"),
    path("data/datapackage.json", data.data_package, name="data_package"),
    path("data/<slug:noun>.<slug:form>", data.data_file, name="data_file"),
    path("", include("sinovik.api")),
    path("favicon.ico", machines.icon, name="icon"),
    path("pekerja.js", machines.worker, name="worker"),
    path("aplikasi.webmanifest", machines.manifest, name="manifest"),
    path("luring/", machines.offline, name="offline"),
    path("beranda/", home.home, name="home"),
    path("ruang-kendali/", control_room.editions, name="control_room"),
    path("ruang-kendali/<slug:slug>/", control_room.edition, name="control_room_edition"),
    path("ruang-kendali/<slug:slug>/pendaftaran/", control_room.registration, name="control_room_registration"),
    path("ruang-kendali/<slug:slug>/perpanjangan/", control_room.extension, name="control_room_extension"),
    path("ruang-kendali/<slug:slug>/riwayat/", history.of_edition, name="control_room_history"),
    path("riwayat/", history.whole, name="history"),
    path("riwayat/pemeriksaan/", history.check, name="history_check"),
    path("riwayat/masuk/", sign_ins.index, name="sign_ins"),
    path("mitra/", partners.listed, name="partner_keys"),
    path("mitra/kabar/", hooks.listed, name="hooks"),
    path("mitra/kabar/baru/", hooks.making, name="hook_making"),
    path("mitra/kabar/<int:pk>/", hooks.show, name="hook"),
    path("mitra/kabar/<int:pk>/percobaan/", hooks.trial, name="hook_trial"),
    path("mitra/kabar/<int:pk>/kelanjutan/", hooks.resumption, name="hook_resumption"),
    path("mitra/kabar/<int:pk>/pengakhiran/", hooks.ending, name="hook_ending"),
    path("mitra/kabar/kiriman/<int:pk>/", hooks.again, name="hook_again"),
    path("mitra/baru/", partners.giving, name="partner_key_giving"),
    path("mitra/<int:pk>/pencabutan/", partners.revocation, name="partner_key_revocation"),
    path("pemeriksaan/", inspections.last, name="inspection"),
    path("pemeriksaan/baru/", inspections.anew, name="inspection_anew"),
    path("pekerjaan/", chores.index, {"kinds": CHORES}, name="chores"),
    path("pekerjaan/<int:pk>/percobaan/", chores.again, name="chore_again"),
    path(
        "surat/",
        outbox.index,
        {"kinds": LETTERS, "writing": "letters_new", "editions": Edition.objects.names},
        name="letters",
    ),
    path("surat/penahanan/", outbox.holding, name="letters_holding"),
    path("surat/penahanan/<int:pk>/pelepasan/", outbox.releasing, name="letters_releasing"),
    path("surat/ditolak/", outbox.refused, name="letters_refused"),
    path("surat/<int:pk>/penahanan/", outbox.holding_batch, name="letter_holding"),
    path("surat/naskah/", letter_texts.index, name="letter_texts"),
    path("surat/naskah/<str:key>/", letter_texts.text, name="letter_text"),
    path("surat/baru/", message_views.message, name="letters_new"),
    path("surat/berhenti/<str:key>/", courtesies.stopping, {"kinds": LETTERS}, name="letters_unwanted"),
    path("surat/<int:pk>/", outbox.letter, {"kinds": LETTERS, "editions": Edition.objects.names}, name="letter"),
    path("surat/<int:pk>/pengiriman/", outbox.again, name="letter_again"),
    path("surat/<int:pk>/sampai/", outbox.vouched, name="letter_vouched"),
    path("orang/", people.listed, name="people"),
    path("orang/pengangkatan/", people.appointment, name="person_appointment"),
    path("orang/konfirmasi/", confirmations.index, name="confirmations"),
    path("orang/penghapusan/", personal.listed, name="erasures"),
    path("orang/penghapusan/<int:pk>/", personal.answering, name="erasure"),
    path("orang/penghapusan/<int:pk>/penolakan/", personal.declining, name="erasure_declining"),
    path("orang/<int:pk>/penghapusan/", personal.noting, name="erasure_noting"),
    path("orang/<int:pk>/", people.person, name="person"),
    path("orang/peran/<int:pk>/perpanjangan/", people.extension, name="person_extension"),
    path("orang/<int:pk>/pengaman/", second_factor.release, name="second_factor_release"),
    path("orang/peran/<int:pk>/pengakhiran/", people.ending, name="person_ending"),
    path("orang/peran/<int:pk>/penggantian/", people.replacement, name="person_replacement"),
    path("orang/permohonan/", applications.queue, name="applications"),
    path("orang/permohonan/<int:pk>/", applications.show, name="application_check"),
    path("orang/permohonan/<int:pk>/surat/", applications.letter, name="application_letter"),
    path("orang/permohonan/<int:pk>/penerimaan/", applications.acceptance, name="application_acceptance"),
    path("orang/permohonan/<int:pk>/penolakan/", applications.declining, name="application_declining"),
    path("daftar-instansi/", applications.agencies, name="application_agencies"),
    path("daftar-instansi/terkirim/", applications.sent, name="application_sent"),
    path("daftar-instansi/<int:pk>/", applications.application, name="application"),
    path("pengunjung/terkirim/", visitors.sent, name="visitor_sent"),
    path("pengunjung/lupakan/", visitors.forgetting, name="visitor_forgetting"),
    path("pengunjung/", visitors.wish, name="visitor"),
    path("pengunjung/<str:key>/", visitors.confirmation, name="visitor_confirmation"),
    path("register/instansi/", register.agencies, name="register_agencies"),
    path("register/instansi/baru/", keeping.entering, name="register_agency_entering"),
    path("register/instansi/<int:pk>/", register.agency, name="register_agency"),
    path("register/instansi/<int:pk>/nama/", keeping.agency_name, name="register_agency_name"),
    path("register/instansi/<int:pk>/pimpinan/", heading.agency_head, name="register_agency_head"),
    path("register/instansi/<int:pk>/penutupan/", keeping.agency_closing, name="register_agency_closing"),
    path("register/instansi/<int:pk>/pembukaan/", keeping.agency_reopening, name="register_agency_reopening"),
    path("register/instansi/<int:pk>/penggabungan/", keeping.agency_merger, name="register_agency_merger"),
    path("register/instansi/<int:pk>/pemecahan/", keeping.agency_split, name="register_agency_split"),
    path("register/unit/", register.units, name="register_units"),
    path("register/unit/<int:pk>/", register.unit, name="register_unit"),
    path("register/unit/<int:pk>/nama/", keeping.unit_name, name="register_unit_name"),
    path("register/unit/<int:pk>/penutupan/", keeping.unit_closing, name="register_unit_closing"),
    path("register/unit/<int:pk>/pembukaan/", keeping.unit_reopening, name="register_unit_reopening"),
    path("register/unit/<int:pk>/penggabungan/", keeping.unit_merger, name="register_unit_merger"),
    path("register/wilayah/", register.regions, name="register_regions"),
    path("register/wilayah/<str:code>/", register.region, name="register_region"),
    path("register/wilayah/<str:code>/nama/", regions.region_name, name="register_region_name"),
    path("register/wilayah/<str:code>/penghapusan/", regions.region_closing, name="register_region_closing"),
    path("register/wilayah/<str:code>/pembukaan/", regions.region_reopening, name="register_region_reopening"),
    path("register/daftar-resmi/", official.listed, name="register_lists"),
    path("register/daftar-resmi/baru/", official.entering, name="register_list_entering"),
    path("register/daftar-resmi/<int:pk>/", official.shown, name="register_list"),
    path("register/daftar-resmi/<int:pk>/penerapan/", official.applying, name="register_list_applying"),
    path("instansi/unit/", register.own_units, name="register_own_units"),
    path("instansi/unit/baru/", keeping.unit_entering, name="register_unit_entering"),
    path("instansi/orang/", writers.listed, name="agency_people"),
    path("instansi/orang/undangan/", writers.invitation, name="writer_invitation"),
    path("instansi/orang/berkas/", writers.sheet, name="writer_sheet"),
    path("instansi/orang/berkas/<int:pk>/", writers.sheet_progress, name="writer_sheet_progress"),
    path("instansi/orang/berkas/<int:pk>/kemajuan/", writers.sheet_state, name="writer_sheet_state"),
    path("persetujuan/", motions.listed, name="motions"),
    path("persetujuan/<int:pk>/", motions.motion, name="motion"),
    path("persetujuan/<int:pk>/persetujuan/", motions.seconding, name="motion_seconding"),
    path("persetujuan/<int:pk>/pengembalian/", motions.declining, name="motion_declining"),
    path("persetujuan/<int:pk>/penarikan/", motions.withdrawing, name="motion_withdrawing"),
    path("tindakan/", bulk.listed, name="bulk_acts"),
    path("tindakan/<int:pk>/", bulk.act, name="bulk_act"),
    path("tindakan/<int:pk>/kemajuan/", bulk.state, name="bulk_act_state"),
    path("tindakan/<int:pk>/pembatalan/", bulk.undoing, name="bulk_undoing"),
    path("kalender/", calendar_feed.address, name="calendar_address"),
    path("kalender/<str:key>/sinovik.ics", calendar_feed.feed, name="calendar_feed"),
    path("tampilan/", saved_views.keeping, name="saved_view_keeping"),
    path("tampilan/<int:pk>/penghapusan/", saved_views.forgetting, name="saved_view_forgetting"),
    path("bahasa/", public(sees="the language of pages", of="own choice")(set_language), name="set_language"),
    path("akun/surat/", courtesies.choice, {"kinds": COURTESIES}, name="letters_wanted"),
    path("akun/", include("accounts.urls")),
    # A page of the proposals stands among those of an edition's plan, under an address that is more exact than theirs.
    path("", include("proposals.urls")),
    path("", include("competitions.urls")),
    path("", include("judging.urls")),
]

handler400 = "sinovik.views.errors.bad_request"
handler403 = "sinovik.views.errors.forbidden"
handler404 = "sinovik.views.errors.not_found"
handler500 = "sinovik.views.errors.server_error"

if settings.DEBUG:
    from sinovik.views import gallery

    urlpatterns.append(path(bilingual("pola/"), gallery.gallery, name="gallery"))
