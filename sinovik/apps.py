"""The roof joins what the floors bring when it starts."""

from django.apps import AppConfig
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from sinovik.watching import statements  # noqa: F401 - listens to connections as they are made

# What the pages of lower floors lead up to.
PROMISED = {
    "worker": "worker",
    "manifest": "manifest",
    "desk_carried": "judging:desk-carried",
    "home": "home",
    "front": "front",
    "editions": "control_room",
    "edition": "control_room_edition",
    "registration": "control_room_registration",
    "stage": "judging:stage",
    "objections": "judging:objections",
    "timetable": "judging:timetable",
    "history": "control_room_history",
    "heads": "heads",
    "message": "letters_new",
    "partner_keys": "partner_keys",
    "inspection": "inspection",
    "form_preview": "proposals:form_preview",
    "scorecard-preview": "judging:scorecard-preview",
    "certificate-preview": "judging:certificate-preview",
}


class SinovikConfig(AppConfig):
    name = "sinovik"
    verbose_name = "Sinovik"

    def ready(self):
        """Join the grave acts for the page on which a second person agrees, the acts on many at once, what follows
        the registers and the leaving of a proposal, and the addresses that pages lead up to.

        Faults of Django are said in people's words,.
        """
        from accounts import letter_kinds
        from accounts.domain import at_work, bulk_kinds, erasing, events, motion_kinds, seconders
        from accounts.domain.register import following
        from accounts.pages import above, apart, doors
        from accounts.reading import addressed, personal
        from competitions.domain import reliance
        from competitions.reading import entering, outlook, people_tasks, timetables, trying
        from competitions.reading.addressed import of_edition
        from judging.bulk_acts import KINDS as BULK_KINDS
        from judging.domain import erasing as of_judges
        from judging.domain.at_work import at_work_in_stages
        from judging.domain.calling_off import call_off
        from judging.domain.judges.held_apart import asked_of
        from judging.domain.judges.tied_seconders import tied_among_ministry
        from judging.domain.mending import examine_again
        from judging.reading.addressed import of_judging
        from judging.reading.desk import personal as marks_of
        from judging.reading.desk.apart import all_kept
        from judging.reading.hearings import open_timetables
        from judging.reading.staffing import staff
        from judging.reading.visits.visit_outlook import outlooks
        from judging.reporting.trying import sheets
        from judging.views.held_apart import ask
        from proposals import letter_kinds as of_check_ins
        from proposals.bulk_acts import KINDS as BULK_KINDS_OF_DOSSIERS
        from proposals.domain import erasing as of_writers
        from proposals.domain import leaving, mending
        from proposals.reading import personal as texts_of
        from proposals.reading.addressed import of_dossiers
        from sinovik.followers import FOLLOWERS
        from sinovik.history import own_acts as acts_of
        from sinovik.motions import KINDS
        from sinovik.planning.entering import pool
        from sinovik.planning.planners import planners
        from sinovik.planning.relying import counts

        motion_kinds.join(KINDS)
        letter_kinds.join(of_check_ins.KINDS, of_check_ins.TEXTS)
        bulk_kinds.join((*BULK_KINDS, *BULK_KINDS_OF_DOSSIERS))
        following.join(FOLLOWERS)
        above.promise(PROMISED)
        doors.guard(ask)
        apart.join(all_kept)
        seconders.join(tied_among_ministry)
        events.guard(asked_of)
        addressed.join(of_edition, of_dossiers, of_judging)
        for asking, knowing in (
            (at_work, at_work_in_stages),
            (entering, pool),
            (people_tasks, planners),
            (people_tasks, staff),
            (outlook, outlooks),
            (timetables, open_timetables),
            (reliance, counts),
            (trying, sheets),
            (leaving, call_off),
            (mending, examine_again),
        ):
            asking.join(knowing)
        erasing.join(of_judges.FORGOTTEN, (*of_writers.ON_RECORD, *of_judges.ON_RECORD))
        personal.join(*texts_of.PARTS, *marks_of.PARTS, *acts_of.PARTS)
        ProhibitNullCharactersValidator.message = _("Teks memuat karakter yang tidak dapat disimpan")
