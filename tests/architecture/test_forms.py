"""Every error that a form can give is a sentence of ours."""

import importlib
import pkgutil
import re
from pathlib import Path

from django import forms

import accounts
import competitions
import judging
import proposals
import sinovik
from accounts.forms.dates import DateField
from accounts.models import User
from accounts.pages import kept_text

# Words its gaps as `proposals.domain.completeness` does; each sentence is under test with its page.
WORDED_ELSEWHERE = {"proposals.forms.identity.IdentityForm"}
# Given its words when it is made, because it is allauth's form underneath.
MADE = {
    "accounts.forms.sign_in.LoginForm": lambda form: form(),
    "accounts.forms.sign_in.LinkForm": lambda form: form(),
    "accounts.forms.sign_in.ResetPasswordKeyForm": lambda form: form(user=User(email="sari@contoh.go.id")),
    "accounts.forms.sign_in.SetPasswordForm": lambda form: form(user=User(email="sari@contoh.go.id")),
    "accounts.forms.sign_in.ReauthenticateForm": lambda form: form(user=User(email="sari@contoh.go.id")),
    "accounts.forms.sign_in.ChangePasswordForm": lambda form: form(user=User(email="sari@contoh.go.id")),
}


def every_form():
    """Every form class of the portal."""
    found = {}
    for package in (accounts, competitions, judging, proposals, sinovik):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".forms" in module.name:
                for value in vars(importlib.import_module(module.name)).values():
                    if (
                        isinstance(value, type)
                        and issubclass(value, forms.BaseForm)
                        and value.__module__ == module.name
                    ):
                        found[f"{value.__module__}.{value.__qualname__}"] = value
    return found


FORMS = every_form()


def fields_of(name, form):
    """The fields of a form class, or of one form where they get their words when it is made."""
    return MADE[name](form).fields if name in MADE else form.base_fields


def asks():
    """What each form says of each field that must be filled in, when it is not."""
    return {
        f"{name}.{key}": str(fields_of(name, form)[key].error_messages["required"])
        for name, form in FORMS.items()
        if name not in WORDED_ELSEWHERE
        for key, field in form.base_fields.items()
        if field.required
    }


def test_forms_were_found():
    assert len(FORMS) > 10


def test_a_required_field_says_in_our_words_what_to_do():
    of_django = str(forms.Field.default_error_messages["required"])
    said = asks()
    assert said
    assert {name: words for name, words in said.items() if words == of_django or not words[0].isupper()} == {}


def test_the_forms_made_by_hand_are_still_there():
    assert FORMS.keys() >= WORDED_ELSEWHERE | MADE.keys()


def test_one_parser_reads_every_date():
    foreign = [
        f"{name}.{key}"
        for name, form in FORMS.items()
        for key, field in form.base_fields.items()
        if isinstance(field, forms.DateField | forms.DateTimeField) and not isinstance(field, DateField)
    ]
    assert foreign == []


ROOT = Path(__file__).parents[2]
SENT = re.compile(r"<form\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*method=\"post\".*?</form>", re.DOTALL)
ENDS = re.compile(r"""{% include "components/(stamp|end_mark)\.html" (?:with stamp=stamp )?only %}\s*</form>\Z""")


def sent_forms():
    """Every form that a template sends, by the template and the address it names, with its source."""
    found = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for form in SENT.findall(path.read_text()):
            opening = form.partition("{% csrf_token %}")[0]
            address = re.search(r"""action="{% url ['"]([\w:-]+)['"]""", opening)
            name = path.relative_to(ROOT / "templates").as_posix() + (f" {address[1]}" if address else "")
            assert name not in found, f"two forms of one name: {name}"
            found[name] = form
    return found


SENT_FORMS = sent_forms()


def test_no_form_that_is_sent_was_overlooked():
    spoken = sum(path.read_text().count('method="post"') for path in (ROOT / "templates").rglob("*.html"))
    assert len(SENT_FORMS) == spoken > 40


def test_a_form_ends_with_its_end_mark():
    """Behind every box and button: what was cut off on the way never has it."""
    without = [name for name, form in SENT_FORMS.items() if not ENDS.search(form)]
    assert without == [], "they end without components/end_mark.html or components/stamp.html"


# Forms that carry no stamp, each with what makes one needless; whoever adds a form gives it a stamp or says why not.
OWN = "changes one's own account, session or view alone"
ADDS = "adds what it names; nothing that stands is replaced"
NAMED = "takes out one thing named in its address, which never changes; gone already, it is refused"
AGAIN = "asks again for what is safe twice and reads frozen facts"
WITHOUT_STAMP = {
    "proposals/assistance/list.html proposals:assistance_begin": ADDS,
    "components/list_bulk.html": "chooses rows; the page behind it says what would be done, with its stamp",
    "accounts/bulk/undoing.html": "names what it takes back, which never changes; each is asked under its lock",
    "judging/calendar_address.html": OWN,
    "accounts/second_factor/app.html second_factor_app": OWN,
    "accounts/second_factor/key.html second_factor_key": OWN,
    "accounts/second_factor/key_button.html": OWN,
    "accounts/second_factor/spare.html second_factor_spare": OWN,
    "accounts/second_factor/index.html second_factor_removal": OWN,
    "mfa/authenticate.html mfa_authenticate": OWN,
    "account/login.html identity": OWN,
    "account/identity_returning.html": OWN,
    # The motion that it moves is seconded by the hash of what was shown.
    "accounts/second_factor/release.html second_factor_release": ADDS,
    "components/list_tools.html saved_view_forgetting": OWN,
    "components/list_tools.html saved_view_keeping": OWN,
    "judging/scorecards/keys.html judging:keys": OWN,
    "proposals/attachment_change.html": "replaces one file named in its address; gone already, it is refused",
    "proposals/dossier.html": "says once that a file did not open; said before, nothing happens",
    "judging/scorecards/unopened.html judging:unopened-answer": "answered once; what is answered already is refused",
    "judging/scorecards/cover.html": "says of oneself what stays true, however often it is said",
    "judging/desk/covered.html": "says of oneself what stays true, however often it is said",
    "judging/objections/objection.html judging:objection-answer": "put before a second person, who signs what is shown",
    "judging/certificates/file_check.html": "a file that is looked at and not kept",
    "judging/objections/statement.html": "a statement of one's own",
    "proposals/follow_up/check_in.html": "sends another link; the one before ends",
    "proposals/follow_up/replication.html proposals:replication_certification": "what was reported cannot change",
    "proposals/follow_up/inquiry.html": "answered once; what is answered already is refused",
    "proposals/follow_up/inquiry_wish.html": "a question of one's own",
    "proposals/follow_up/step.html": "a step of a replication is taken once, and the one before it cannot change",
    "proposals/follow_up/survey.html proposals:check_in_reminding": "once a day, whoever asks",
    "proposals/follow_up/surveys.html": "a year is asked once",
    "proposals/follow_up/wish.html": "an agency asks for an innovation once",
    "proposals/parents.html": "names one more innovation; the same twice is named once",
    "proposals/parents.html proposals:parents": "takes one innovation back; one that is gone is no hindrance",
    "account/example_sign_ins.html": OWN,
    "account/login.html": OWN,
    "account/logout.html account_logout": OWN,
    "account/password_change.html account_change_password": OWN,
    "account/password_reset.html account_reset_password": OWN,
    "account/password_reset_from_key.html": OWN,
    "account/password_set.html account_set_password": OWN,
    "account/reauthenticate.html account_reauthenticate": OWN,
    "components/language_switch.html set_language": OWN,
    "components/user_menu.html account_logout": OWN,
    "components/user_menu.html switch_office": OWN,
    "home.html switch_office": OWN,
    "accounts/chore_again.html chore_again": "forgets failed tries; done or forgotten meanwhile, nothing happens",
    "accounts/outbox.html letter_again": AGAIN,
    "accounts/outbox.html letter_vouched": AGAIN,
    "accounts/outbox.html letters_releasing": "lets go one hold; released already, nothing happens",
    "accounts/outbox.html letters_holding": "keeps back what it names; held already, nothing happens",
    "accounts/outbox.html letter_holding": "keeps back what it names; held already, nothing happens",
    "accounts/letter.html letter_again": AGAIN,
    "accounts/letter.html letter_vouched": AGAIN,
    "accounts/letter.html letter_holding": "keeps back what it names; held already, nothing happens",
    "accounts/courtesies/stopping.html": "says of oneself what stays true, however often it is said",
    "accounts/courtesies/choice.html": OWN,
    "control_room/history.html history_check": AGAIN,
    "control_room/inspection.html inspection_anew": AGAIN,
    "accounts/devices.html device_ending": "ends a session of one's own; over meanwhile, nothing happens",
    "accounts/devices.html devices_ending": "ends sessions of one's own; over meanwhile, nothing happens",
    "judging/certificates/batch.html judging:certificate-order": AGAIN,
    "judging/stages/computation.html judging:act": AGAIN,
    "judging/stages/next.html": AGAIN,
    "judging/visits/adding.html": ADDS,
    "judging/visits/visit.html judging:visit-taking-back": "one's own signature; once it is reported, it refuses",
    "judging/ratings/candidate.html": "one's own rating; others cannot write in it",
    "judging/ratings/held.html": "names batches by what they hold; one that changed meanwhile is refused",
    "judging/panels/panel.html": ADDS,
    "competitions/planning/begin.html": ADDS,
    "judging/resemblances/list.html": "asks for a search, which is safe twice",
    "judging/panels/panel.html judging:panel-removal": NAMED,
    "judging/panels/replies.html judging:invitation-withdrawal": NAMED,
    "judging/panels/invitation.html": "asks before it does anything",
    "judging/panels/invitation_check.html": ADDS,
    "judging/panels/consent.html": ADDS,
    "judging/invitations/invitation.html": "one's own answer; once one is seated, it refuses",
    "judging/panels/release.html": "takes back what is not locked then, as it says; what is locked meanwhile stays",
    "accounts/applications/application.html": ADDS,
    "accounts/applications/show.html application_acceptance": "an application never changes; once decided, it refuses",
    "accounts/applications/show.html application_declining": "an application never changes; once decided, it refuses",
    "accounts/visitors/confirming.html visitor": ADDS,
    "accounts/visitors/forgetting.html visitor_forgetting": OWN,
    "accounts/visitors/wish.html": ADDS,
    "accounts/hooks/making.html": ADDS,
    "accounts/holders/naming.html": ADDS,
    "accounts/holders/leaving.html": "says of oneself what stays true, however often it is said",
    "accounts/hooks/show.html hook_trial": ADDS,
    "accounts/hooks/show.html hook_resumption": "goes on with one address; gone on with already, nothing happens",
    "accounts/hooks/message.html hook_again": AGAIN,
    "partners/giving.html": ADDS,
    "partners/revocation.html": NAMED,
    "accounts/visitors/confirmation.html": "says of oneself what stays true, however often it is said",
    "accounts/personal/own.html personal_archive": OWN,
    "accounts/personal/own.html personal_asking": OWN,
    "accounts/personal/own.html personal_dropping": OWN,
    "accounts/personal/answer.html": "forgets one person for good; answered already, it refuses",
    "accounts/personal/declining.html": "answered once; what is answered already is refused",
    "accounts/people/person.html": "notes one wish; waiting already, it refuses",
    "accounts/people/confirmations.html": "confirms what it names; answered meanwhile, it is passed over and said",
    "accounts/people/appointment.html": ADDS,
    "accounts/people/invitation.html": ADDS,
    "accounts/people/sheet.html": ADDS,
    "accounts/register/entering.html": ADDS,
    "accounts/register/official_entering.html": ADDS,
    "proposals/winner_lists/entering.html": ADDS,
    "proposals/imports/entering.html": ADDS,
    "competitions/planning/pictures.html": ADDS,
    "competitions/planning/comparison.html": "lays two plans side by side and saves nothing",
    "components/destruction.html": NAMED,
    "judging/calibrations/setting.html": "set once; set already, it refuses",
    "judging/calibrations/talk.html": ADDS,
    "judging/discussions/discussion.html": ADDS,
    "judging/interests/interest.html": "a statement about oneself, true whatever others do",
    "judging/register/apart.html": ADDS,
    "judging/register/apart.html judging:judge-together": NAMED,
    "judging/feedback/stage.html": "drafted once; drafted already, it refuses",
    "judging/interests/staff.html": "a statement about oneself, true whatever others do",
    "judging/interests/calibration.html": "a statement about oneself, true whatever others do",
    "judging/interests/rereading.html": "a statement about oneself, true whatever others do",
    "judging/reports/quality.html": "drawn once; drawn again it gives out what nobody holds",
    "judging/scorecards/opening.html": "asks for one's own card; what is moved is compared under its lock",
    "judging/stages/rehearsal.html": "tries a copy and saves nothing",
    "judging/certificates/revocation.html": "names one award, which never changes; once revoked, it refuses",
    "competitions/lot/draw.html": "two people type the same without trusting each other's; the act compares them",
    "accounts/motions/motion.html motion_seconding": "carries the hash of the motion, which the act compares",
    "accounts/motions/motion.html motion_declining": "a motion never changes; once judged, the act refuses",
    "accounts/motions/motion.html motion_withdrawing": "a motion never changes; once judged, the act refuses",
    "pola/desk.html": "a pattern, sent nowhere",
    "pola/forms.html": "a pattern, sent nowhere",
}


def test_what_others_may_change_is_signed_as_it_was_shown():
    bare = {name for name, form in SENT_FORMS.items() if ENDS.search(form)[1] == "end_mark"}
    assert bare - WITHOUT_STAMP.keys() == set(), "give the form components/stamp.html, or say why it needs none"
    assert WITHOUT_STAMP.keys() - bare == set(), "no such form without a stamp any more"


# Forms with boxes that leave no copy in the browser, each with the reason.
SECRET = "holds a secret, or asks for one"
SHARED = "public: at a shared machine nobody signs out, and the next one would find it"
SHORT_LIVED = "only chosen from what the page before said; it is drawn anew from there"
WITHOUT_COPY = {
    "account/password_change.html account_change_password": SECRET,
    "account/password_set.html account_set_password": SECRET,
    "account/reauthenticate.html account_reauthenticate": SECRET,
    "account/login.html": SECRET,
    "account/password_reset.html account_reset_password": SECRET,
    "account/password_reset_from_key.html": SECRET,
    "mfa/authenticate.html mfa_authenticate": SECRET,
    "accounts/second_factor/app.html second_factor_app": SECRET,
    "accounts/second_factor/key.html second_factor_key": SECRET,
    "judging/plenary/ballot.html": "a vote is nobody else's business",
    "accounts/applications/application.html": SHARED,
    "accounts/visitors/confirming.html visitor": SHARED,
    "accounts/visitors/wish.html": SHARED,
    "judging/certificates/file_check.html": SHARED,
    "judging/objections/statement.html": SHARED,
    "judging/ratings/candidate.html": SHARED,
    "proposals/follow_up/answering.html": SHARED,
    "proposals/follow_up/inquiry_wish.html": SHARED,
    "accounts/bulk/ask.html": SHORT_LIVED,
    "accounts/hooks/making.html": "what comes of it stands at the same address and is shown once",
    "partners/giving.html": "what comes of it stands at the same address and is shown once",
    "judging/panels/invitation_check.html": SHORT_LIVED,
    "competitions/lot/draw.html": "copied from a slip that both hold in their hands",
    "competitions/planning/part.html": "its rows come and go: a copy would fill others",
    "competitions/planning/pictures.html": "asks for a file, which no browser keeps",
    "judging/plenary/outlook.html judging:plenary": "is put anew into the page with every choice",
    "judging/visits/offline.html judging:visit": "is kept by the page itself, without a network",
    "stale.html": "puts what was kept beside what stands",
    "pola/desk.html": "a pattern, sent nowhere",
    "pola/forms.html": "a pattern, sent nowhere",
}
BOXES = re.compile(r"\{\{ \w*form\b[^}]*\}\}|as_field_group|<textarea|with (?:[\w=.]+ )*form=")


def test_what_is_typed_stays_in_the_browser_until_it_is_saved():
    bare = {name for name, form in SENT_FORMS.items() if BOXES.search(form) and "data-kept=" not in form}
    assert bare - WITHOUT_COPY.keys() == set(), "give the form data-kept and components/kept_offer.html, or say why not"
    assert WITHOUT_COPY.keys() - bare == set(), "no such form without a copy any more"


def test_a_form_that_keeps_a_copy_offers_it():
    kept = {name: form for name, form in SENT_FORMS.items() if "data-kept=" in form}
    assert len(kept) > 80
    assert [name for name, form in kept.items() if "components/kept_offer.html" not in form] == []


BUTTON = re.compile(r"""<button\b(?:[^>"']|"[^"]*"|'[^']*')*\bname="(\w+)\"""")
# Names that a box has too, elsewhere: where it is a button, an empty choice comes back with it, and that costs nothing.
OF_BOXES_TOO = {"ke", "pilih"}


def test_the_name_of_every_button_is_known_to_be_nobodys_choice():
    """Else a press on it alone would count as a form that was filled in."""
    named = {name for path in (ROOT / "templates").rglob("*.html") for name in BUTTON.findall(path.read_text())}
    assert len(named) > 10
    assert named - kept_text.NOT_CHOSEN == OF_BOXES_TOO


# Boxes of the plan get their limits from its columns; the gallery saves nothing.
LIMITED_ELSEWHERE = {
    "accounts/forms/texts.py",
    "competitions/forms/planning/rows.py",
    "competitions/forms/planning/settings_boxes.py",
    "sinovik/views/gallery.py",
}


def test_a_box_of_several_lines_says_how_much_it_takes():
    root = Path(__file__).parents[2]
    apps = ("accounts", "competitions", "judging", "proposals", "sinovik")
    paths = [path for app in apps for path in (root / app).rglob("*.py")]
    boxes = {path.relative_to(root).as_posix() for path in paths if "forms.Textarea" in path.read_text()}
    assert boxes <= LIMITED_ELSEWHERE, "take accounts.forms.texts.TextField"
    assert "accounts/forms/texts.py" in boxes
