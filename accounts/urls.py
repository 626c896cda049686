"""Signing in and out, passwords: allauth's own views, at our addresses."""

from allauth.account import views
from django.urls import path, re_path

from accounts.views import offices, sign_in

urlpatterns = [
    path("masuk/", sign_in.sign_in, name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("peran/", offices.switch, name="switch_office"),
    path("nonaktif/", views.account_inactive, name="account_inactive"),
    path("sandi/lupa/", sign_in.link, name="account_reset_password"),
    path("sandi/lupa/terkirim/", views.password_reset_done, name="account_reset_password_done"),
    path("sandi/baru/selesai/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    # The key has hyphens of its own: the first one ends the person, as the letter writes it.
    re_path(
        r"^sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sandi/ganti/", views.password_change, name="account_change_password"),
    path("sandi/buat/", views.password_set, name="account_set_password"),
    path("sandi/sekali-lagi/", views.reauthenticate, name="account_reauthenticate"),
]
