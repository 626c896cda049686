"""Passwords that anybody who knows the portal would try first."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# What everybody here knows: the portal, the contest, its offices and years, and what stands for a password. The longer
# ones first, so that none leaves a rest of another.
KNOWN = tuple(
    sorted(
        (
            *(
                "sinovik",
                "kipp",
                "pkri",
                "jippnas",
                "inovasi",
                "inovatif",
                "inovator",
                "kompetisi",
                "lomba",
                "pelayanan",
            ),
            *("publik", "layanan", "usulan", "penilaian", "nilai", "juara", "pemenang", "finalis", "top99", "top45"),
            *("kementerian", "menpan", "panrb", "pemerintah", "pemprov", "pemkab", "pemkot", "provinsi", "kabupaten"),
            *("kota", "dinas", "instansi", "unit", "indonesia", "nusantara", "merdeka", "jakarta", "sekretariat"),
            *("sekretaris", "evaluator", "panelis", "auditor", "admin", "administrator", "operator", "pengguna"),
            *("katasandi", "sandi", "rahasia", "masuk", "password", "secret", "login", "qwerty", "123456789", "12345"),
            *(str(year) for year in range(2014, 2036)),
        ),
        key=lambda word: (-len(word), word),
    )
)
# So many letters and digits besides have to be somebody's own.
OWN = 10
TOO_KNOWN = _(
    "Kata sandi ini hampir seluruhnya kata yang dikenal semua orang di sini, seperti nama portal atau tahun. "
    "Tambahkan beberapa kata yang hanya Anda ingat."
)


def plain(password: str) -> str:
    """The letters and digits of a password, small."""
    return "".join(sign for sign in password.casefold() if sign.isalnum())


def own_part(password: str) -> str:
    """The letters and digits of a password, small, that are left without the known words."""
    left = plain(password)
    for word in KNOWN:
        left = left.replace(word, "")
    return left


class KnownWords:
    """Refuses a password with words that everybody here knows, of which too little is left without them.

    One without any is nothing to it: signs drawn at random need not be letters.
    """

    def validate(self, password, user=None):
        """Raise ValidationError for such a password, whoever's it is to be."""
        own = own_part(password)
        if own != plain(password) and len(own) < OWN:
            raise ValidationError(TOO_KNOWN, code="password_too_known")

    def get_help_text(self):
        """Nothing that is said beforehand: the hint of the box asks for words of one's own."""
        return ""
