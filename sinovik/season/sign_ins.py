"""As whom one signs in to the demo. Plain values: the sign-in page reads them, too."""

from django.utils.translation import gettext_lazy as _

PASSWORD = "sinovik-demo-2026"  # noqa: S105 - printed on purpose
# The key of everybody's app for codes: printed on purpose, too.
KEY = "SINOVIKDEMOSINOVIKDEMOSINOVIKDEM"
# Everybody who was made up has an address under one of these.
DOMAINS = ("sinovik.test", "instansi.test")
SIGN_INS = (
    (_("Unit (penulis usulan)"), "unit@sinovik.test"),
    (_("Admin instansi"), "instansi@sinovik.test"),
    (_("Sekretariat"), "sekretariat@sinovik.test"),
    (_("Evaluator"), "evaluator@sinovik.test"),
    (_("Panelis independen"), "panelis@sinovik.test"),
    (_("Admin kementerian"), "admin@sinovik.test"),
    (_("Admin kementerian kedua"), "admin2@sinovik.test"),
)
# How many of each kind of judge there are: evaluator@ has no number, then evaluator2@ and so on.
JUDGES = (("evaluator", 6), ("panelis", 4))


def others():
    """The first and the last address of the judges who have numbers."""
    return [(f"{name}2@sinovik.test", f"{name}{count}@sinovik.test") for name, count in JUDGES]
