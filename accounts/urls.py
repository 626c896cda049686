"""Signing in and out, passwords: allauth's own views, at our addresses."""

from allauth.account import views
from django.urls import path, re_path

from accounts.pages.doors import ALL, guards_itself
from accounts.views import devices, identity, offices, personal, second_factor, sign_in

urlpatterns = [
    path("masuk/", sign_in.sign_in, name="account_login"),
    path("masuk/kode/", second_factor.asked, name="mfa_authenticate"),
    path("masuk/kunci/", second_factor.key_alone, name="mfa_login_webauthn"),
    path("masuk/penyedia/", identity.going, name="identity"),
    path("masuk/penyedia/kembali/", identity.returning, name="identity_return"),
    path("pengaman/", second_factor.index, name="second_factor"),
    path("pengaman/aplikasi/", second_factor.app, name="second_factor_app"),
    path("pengaman/kunci/", second_factor.key, name="second_factor_key"),
    path("pengaman/cadangan/", second_factor.spare, name="second_factor_spare"),
    path("pengaman/<int:pk>/hapus/", second_factor.removal, name="second_factor_removal"),
    path("keluar/", guards_itself(views.logout, sees="the end of a session"), name="account_logout"),
    path("peramban/", devices.index, name="devices"),
    path("peramban/lain/keluar/", devices.ending_others, name="devices_ending"),
    path("peramban/<int:pk>/keluar/", devices.ending, name="device_ending"),
    path("data/", personal.own, name="personal"),
    path("data/unduhan/", personal.archive, name="personal_archive"),
    path("data/penghapusan/", personal.asking, name="personal_asking"),
    path("data/penghapusan/penarikan/", personal.dropping, name="personal_dropping"),
    path("peran/", offices.switch, name="switch_office"),
    path(
        "nonaktif/",
        guards_itself(views.account_inactive, sees="that an account is not active", of=ALL),
        name="account_inactive",
    ),
    path("sandi/lupa/", sign_in.link, name="account_reset_password"),
    path(
        "sandi/lupa/terkirim/",
        guards_itself(views.password_reset_done, sees="that a link was sent", of=ALL),
        name="account_reset_password_done",
    ),
    path(
        "sandi/baru/selesai/",
        guards_itself(views.password_reset_from_key_done, sees="that the password is new", of=ALL),
        name="account_reset_password_from_key_done",
    ),
    # The key has hyphens of its own: the first one ends the person, as the letter writes it.
    re_path(
        r"^sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        guards_itself(views.password_reset_from_key, sees="a new password", when="whoever has the link, once"),
        name="account_reset_password_from_key",
    ),
    path(
        "sandi/ganti/",
        guards_itself(views.password_change, sees="the password, changed"),
        name="account_change_password",
    ),
    path(
        "sandi/buat/",
        guards_itself(views.password_set, sees="a first password", when="there is none"),
        name="account_set_password",
    ),
    path(
        "sandi/sekali-lagi/",
        guards_itself(views.reauthenticate, sees="the password, once more"),
        name="account_reauthenticate",
    ),
]
