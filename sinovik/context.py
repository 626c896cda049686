"""What every page knows: the person's offices and the way around."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.entrance import second_factor
from accounts.language import is_in_address
from accounts.models import JUDGES, MINISTRY, OVERSIGHT, Role
from accounts.pages import addresses
from accounts.pages.doors import offices
from sinovik.season import sign_ins

# (label, url name, roles); the order is the order on the page.
PLACES = [
    (_("Beranda"), "home", tuple(Role)),
    (_("Usulan"), "proposals:list", (Role.UNIT, Role.AGENCY_ADMIN)),
    (_("Wawancara"), "judging:hearings", (Role.UNIT, Role.AGENCY_ADMIN)),
    (_("Kunjungan"), "judging:visits-mine", (Role.UNIT, Role.AGENCY_ADMIN)),
    (_("Umpan balik"), "judging:feedback-mine", (Role.UNIT, Role.AGENCY_ADMIN)),
    (_("Penilaian"), "judging:desk", JUDGES),
    (_("Undangan"), "judging:invitations", JUDGES),
    (_("Profil juri"), "judging:profile", JUDGES),
    (_("Ruang kendali"), "control_room", OVERSIGHT),
    (_("Persetujuan"), "motions", OVERSIGHT),
    (_("Orang"), "people", OVERSIGHT),
    (_("Juri"), "judging:judges", OVERSIGHT),
    (_("Orang"), "agency_people", (Role.AGENCY_ADMIN,)),
    (_("Instansi"), "register_agencies", OVERSIGHT),
    (_("Unit"), "register_own_units", (Role.AGENCY_ADMIN,)),
    (_("Tindak lanjut"), "proposals:check_ins", OVERSIGHT),
    (_("Tindak lanjut"), "proposals:check_ins_own", (Role.AGENCY_ADMIN,)),
    (_("Surat"), "letters", MINISTRY),
    (_("Riwayat"), "history", (Role.MINISTRY_ADMIN, Role.AUDITOR)),
    (_("Sertifikat"), "judging:certificates-mine", (Role.UNIT, Role.AGENCY_ADMIN)),
]
# What belongs to a place although its address is not below that of the place: url names.
BESIDE = {
    "people": ("partner_keys",),
    "register_agencies": ("register_units", "register_regions", "register_lists"),
    "proposals:check_ins": (
        "proposals:replications",
        "proposals:incentive",
        "proposals:jippnas",
        "proposals:winner_lists",
        "proposals:imports",
    ),
    "proposals:check_ins_own": ("proposals:replications",),
    "control_room": ("competitions:plan-begin", "competitions:plan-from-file"),
}
# What anyone may visit: (label, url name).
PUBLIC_PLACES = [
    (_("Inovasi"), "proposals:catalogue"),
    (_("Kompetisi"), "competitions:editions"),
    (_("Statistik"), "proposals:statistics"),
    (_("Tentang"), "about"),
]


def navigation(request):
    """The public places, and for a signed-in person the offices held and the places their roles may go.

    A public page knows no visitor: it is the same for everybody, and asks for no session.
    """
    public = {"public_navigation": [place(request, label, name) for label, name in PUBLIC_PLACES]}
    if is_in_address(request) or not getattr(request, "user", None) or not request.user.is_authenticated:
        return {**public, "offices": [], "navigation": []}
    held = offices(request)
    roles = {office.role for office in held}
    return {
        **public,
        "offices": held,
        "navigation": [place(request, label, name) for label, name, allowed in PLACES if roles & set(allowed)],
    }


def example_sign_ins(request):
    """As whom one may enter the demo, for the sign-in page."""
    if not settings.SHOW_EXAMPLE_SIGN_INS:
        return {}
    return {
        "example_sign_ins": sign_ins.SIGN_INS,
        "example_other_sign_ins": sign_ins.others(),
        "example_password": sign_ins.PASSWORD,
        "example_code": example_code(request),
    }


def example_code(request):
    """The code that whoever is signing in to the demo is asked for; an empty text on every other page."""
    stage = getattr(request, "_login_stage", None)
    return second_factor.next_code(stage.login.user, at=timezone.now()) if stage else ""


def place(request, label, name):
    """One link of a menu; current on its own page, on those beside it, and on every page below them."""
    section = tuple(addresses.of(one) for one in (name, *BESIDE.get(name, ())))
    return {"label": label, "url": section[0], "is_current": request.path.startswith(section)}
