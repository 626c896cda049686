"""Addresses of judging: the desk, the control room's stages, certificates."""

from django.urls import path

from judging.views import certificates

app_name = "judging"
urlpatterns = [
    # --- certificates
    path("ruang-kendali/<slug:slug>/<int:position>/sertifikat/", certificates.batch, name="certificates"),
    path(
        "ruang-kendali/<slug:slug>/<int:position>/sertifikat/kemajuan/",
        certificates.progress,
        name="certificate-progress",
    ),
    path(
        "ruang-kendali/<slug:slug>/<int:position>/sertifikat/pencetakan/", certificates.order, name="certificate-order"
    ),
    path("sertifikat/", certificates.mine, name="certificates-mine"),
    path("sertifikat/<int:pk>/", certificates.download, name="certificate"),
    path("verifikasi/", certificates.verification, name="verify"),
    path("verifikasi/<str:code>/", certificates.verification, name="verification"),
]
