"""What people bring to have a certificate checked: its code as they type it, or its file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.files.sizes import MEBIBYTE
from accounts.files.taking import Allowed
from accounts.forms.files import FileField
from accounts.forms.motions import SetMoment, why_field
from judging.motions import REVOKE

# A certificate of ours has some 100 KB; whoever prints and scans one stays below this.
CERTIFICATE_FILE = Allowed(kinds=("pdf",), max_bytes=10 * MEBIBYTE)


class VerificationForm(forms.Form):
    use_required_attribute = False

    kode = forms.RegexField(
        r"^[A-Z2-7]{20}$",
        label=_("Kode verifikasi"),
        help_text=_("20 huruf dan angka di samping kode QR"),
        error_messages={
            "required": _("Isi kode verifikasi"),
            "invalid": _("Kode verifikasi terdiri atas 20 huruf dan angka 2 sampai 7"),
        },
    )

    def __init__(self, data=None):
        tidied = {"kode": data["kode"].replace(" ", "").replace("-", "").upper()} if data else None
        super().__init__(tidied)


class CertificateFileForm(forms.Form):
    use_required_attribute = False

    berkas = FileField(label=_("Berkas PDF sertifikat"), allowed=CERTIFICATE_FILE)


class RevocationForm(SetMoment):
    """Why an award is revoked, and when."""

    use_required_attribute = False

    reason = why_field(REVOKE, label=_("Mengapa penghargaan ini dicabut"))
