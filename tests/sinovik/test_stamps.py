"""What was shown is what is signed: every act that takes the stamp of what was shown refuses an old one."""

import ast
import importlib
from pathlib import Path

import pytest
from django.conf import settings

from accounts.rules import Stale
from tests import once
from tests.architecture.sources import parsed
from tests.sinovik.stamped_acts import SCENES

ROOT = Path(settings.BASE_DIR)
FLOORS = ("accounts", "competitions", "proposals", "judging")
STAMPS = {"seen", "shown"}
COMPARING = {"unchanged", "as_shown"}

# Acts with a story of their own, in which an old stamp is refused.
TOLD_ELSEWHERE = {
    "accounts.domain.bulk.begin": "accounts/domain/test_bulk.py::test_others_than_were_shown_are_not_begun",
    "accounts.domain.correspondence.messages.send": (
        "sinovik/views/test_messages.py::test_nobody_and_an_old_list_are_refused"
    ),
    "accounts.domain.correspondence.portal_texts.alter": (
        "accounts/domain/correspondence/test_portal_texts.py::test_whoever_was_shown_an_older_text_is_told"
    ),
    "accounts.domain.motions.second": "sinovik/test_grave_acts.py::test_nobody_agrees_to_what_was_not_shown",
    "accounts.domain.register.heading.head": (
        "accounts/domain/register/test_heading.py::test_what_was_written_down_meanwhile_is_not_overwritten"
    ),
    "accounts.domain.register.official.apply": (
        "accounts/domain/register/test_official.py::test_what_changed_since_it_was_shown_is_not_applied"
    ),
    "competitions.domain.planning.altering.alter": (
        "competitions/domain/test_altering.py::test_two_people_at_one_part"
    ),
    "competitions.motions.extend_registration": (
        "sinovik/views/test_control_room.py::test_two_who_extend_registration_both_see_the_moment_the_other_set"
    ),
    "judging.circle.deliberation.choose": (
        "judging/views/control/deciding/test_deliberation.py"
        "::test_two_who_decide_one_proposal_both_see_what_the_other_decided"
    ),
    "judging.circle.deliberation.count_by": (
        "judging/circle/test_two_lists.py::test_the_page_shows_both_lists_and_keeps_what_was_decided"
    ),
    "judging.circle.deliberation.exchange": (
        "judging/circle/test_exchange.py::test_what_was_drawn_before_another_exchange_changes_nothing"
    ),
    "judging.circle.deliberation.honour": (
        "judging/circle/test_deliberation.py::test_an_honour_goes_to_the_choice_that_was_shown"
    ),
    "judging.circle.further_reading.give_further": (
        "judging/circle/test_further_reading.py::test_cards_that_changed_since_the_page_was_drawn_stop_it"
    ),
    "judging.domain.cards.discussing.assent": (
        "judging/domain/cards/test_discussing.py::test_assent_is_to_what_was_shown"
    ),
    "judging.domain.cards.discussing.propose": (
        "judging/domain/cards/test_discussing.py::test_assent_is_to_what_was_shown"
    ),
    "judging.domain.cards.scoring.record_marks": (
        "judging/domain/cards/test_scoring_and_sealing.py::test_who_saw_an_older_card_overwrites_nothing"
    ),
    "judging.domain.cards.scoring.sign": (
        "judging/views/desk/marking/test_signing.py::test_what_changed_in_another_tab_is_shown_before_it_is_signed"
    ),
    "judging.domain.desk.private_notes.keep": (
        "judging/views/desk/marking/test_private_note.py::test_an_older_page_overwrites_nothing"
    ),
    "judging.domain.feedback.approve": "judging/domain/test_feedback.py::test_one_checks_and_another_approves",
    "judging.domain.judges.pacts.sign": (
        "judging/views/desk/test_pact.py::test_another_wording_is_signed_anew_and_what_was_signed_stays"
    ),
    "judging.domain.judges.registering.describe": (
        "judging/views/test_register.py::test_an_entry_mended_meanwhile_is_not_overwritten"
    ),
    "judging.domain.panel.voting.cast": (
        "judging/views/control/deciding/test_voting.py::test_what_was_shown_is_what_is_answered"
    ),
    "judging.domain.panel.voting.close_vote": (
        "judging/views/control/deciding/test_voting.py::test_what_was_shown_is_what_is_answered"
    ),
    "judging.domain.verification.decide": (
        "judging/views/control/test_administration.py::test_a_verdict_given_while_another_is_on_its_way_is_overtaken"
    ),
    "judging.domain.visits.visit_reports.decide": ("judging/domain/visits/test_visits.py::test_what_a_decision_needs"),
    "judging.domain.visits.visit_reports.report": (
        "judging/views/desk/test_visit.py::test_what_one_saved_on_another_device_is_not_overwritten"
    ),
    "proposals.domain.catalogue.public_page.keep_typed": (
        "proposals/views/dossier/test_public_page.py"
        "::test_a_wrong_word_costs_no_other_while_typing_and_a_stale_page_is_told"
    ),
    "proposals.domain.catalogue.public_page.tell": (
        "proposals/views/dossier/test_public_page.py::test_the_later_of_two_sees_both"
    ),
    "proposals.domain.catalogue.earlier_awards.answer": (
        "proposals/domain/test_earlier_awards.py::test_who_saw_an_older_answer_overturns_nothing"
    ),
    "proposals.domain.draft.describing.describe": (
        "proposals/views/dossier/drafts/test_identity.py::test_two_who_describe_at_once_both_see_what_the_other_wrote"
    ),
    "proposals.domain.draft.describing.restore": (
        "proposals/domain/draft/test_describing.py::test_nobody_puts_back_over_what_was_not_seen"
    ),
    "proposals.domain.draft.describing.write": (
        "proposals/views/dossier/test_versions.py"
        "::test_the_identity_typed_elsewhere_is_not_overwritten_and_its_writer_is_named"
    ),
    "proposals.domain.draft.drafting.answer": (
        "proposals/domain/draft/test_drafting.py::test_who_saw_an_older_version_overwrites_nothing"
    ),
    "proposals.domain.draft.drafting.keep_typed": (
        "proposals/views/dossier/test_versions.py::test_what_is_typed_is_kept_and_the_answer_says_when"
    ),
    "proposals.domain.draft.drafting.restore": (
        "proposals/domain/draft/test_drafting.py::test_an_earlier_version_is_put_back_as_the_newest_and_says_so"
    ),
    "proposals.domain.draft.drafting.save": (
        "proposals/domain/draft/test_drafting.py::test_two_tabs_in_one_sitting_do_not_overwrite_each_other"
    ),
    "proposals.domain.draft.uploads.begin": (
        "proposals/views/dossier/test_uploads.py::test_a_document_takes_the_place_of_the_one_that_was_shown"
    ),
    "proposals.domain.draft.uploads.put": (
        "proposals/views/dossier/drafts/test_documents.py::test_a_document_does_not_replace_one_that_nobody_was_shown"
    ),
    "proposals.domain.follow_up.check_ins.answer": (
        "proposals/domain/follow_up/test_check_ins.py::test_an_answer_over_a_newer_one_is_not_saved"
    ),
    "proposals.domain.follow_up.sheets.set_columns": (
        "proposals/views/follow_up/test_incentive.py::test_columns_set_meanwhile_are_not_overwritten"
    ),
    "proposals.domain.masking.confirm": (
        "proposals/domain/test_masking.py::test_it_is_confirmed_by_who_holds_the_pen_and_as_it_was_shown"
    ),
    "proposals.domain.masking.mask": (
        "proposals/views/dossier/test_masking.py::test_nobody_masks_over_what_somebody_else_just_masked"
    ),
    "proposals.domain.masking.unmask": ("proposals/views/dossier/test_masking.py::test_the_ministry_takes_a_mask_back"),
    "proposals.domain.ordering.put_in_order": (
        "proposals/views/dossier/test_ordering.py::test_two_admins_do_not_overwrite_each_other"
    ),
    "proposals.domain.catalogue.imports.name_columns": (
        "proposals/views/follow_up/test_import_columns.py"
        "::test_what_somebody_else_named_meanwhile_stands_beside_what_was_chosen"
    ),
    "proposals.domain.catalogue.programmes.correct": (
        "proposals/views/follow_up/test_programmes.py::test_what_somebody_else_corrected_meanwhile_stands_beside_it"
    ),
    "proposals.motions.take_back": (
        "proposals/views/follow_up/test_programmes.py::test_what_changed_meanwhile_is_shown_before_it_is_taken_back"
    ),
    "proposals.motions.take_over": (
        "proposals/views/follow_up/test_winner_lists.py::test_what_changed_meanwhile_is_shown_again"
    ),
}


def taken(function):
    """The parameters of a function by their names."""
    given = function.args
    return {one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)}


def functions():
    """Every function of the floors that takes a stamp, by module and name; doors and pages have it from a request."""
    found = {}
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            if {"views", "reporting", "files"} & set(path.parts) or name == "accounts.domain.stamps":
                continue
            for node in ast.walk(parsed(path)):
                if isinstance(node, ast.FunctionDef) and (
                    "seen" in taken(node) or taken(node) >= {"shown", "by", "at"}
                ):
                    found[f"{name}.{node.name}"] = node
    return found


FUNCTIONS = functions()
ACTS = {name for name, node in FUNCTIONS.items() if {"by", "at"} <= taken(node)}


def handed_on(function):
    """The stamps that a function compares, or hands on under their name to what does."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            named = [one.value for one in node.keywords if one.arg in STAMPS]
            found |= names((*node.args, *named) if called in COMPARING else named)
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.NotEq):
            found |= names([node])
    return found & STAMPS


def names(nodes):
    """The names that stand in some expressions."""
    return {one.id for node in nodes for one in ast.walk(node) if isinstance(one, ast.Name)}


def test_the_acts_were_found():
    assert len(ACTS) > 50
    assert not handed_on(ast.parse("def act(a, *, seen, by, at):\n    if seen is not None:\n        write(a)").body[0])


def test_whatever_takes_a_stamp_compares_it():
    dropped = {name: left for name, node in FUNCTIONS.items() if (left := (taken(node) & STAMPS) - handed_on(node))}
    assert dropped == {}, "call accounts.domain.stamps.unchanged under the lock"


def test_every_act_that_takes_a_stamp_has_a_scene():
    assert SCENES.keys() | TOLD_ELSEWHERE.keys() == ACTS
    assert SCENES.keys() & TOLD_ELSEWHERE.keys() == set()


@pytest.mark.parametrize("where", sorted(set(TOLD_ELSEWHERE.values())))
def test_the_story_told_elsewhere_is_there(where):
    path, name = where.split("::")
    story = next(one for one in parsed(ROOT / "tests" / path).body if getattr(one, "name", "") == name)
    told = ast.unparse(story)
    assert any(word in told for word in ("Stale", "409", "SHOWN_OTHERWISE", "REPLACED", "berubah di tab lain"))


def calls(path):
    """The acts that take a stamp and are called on a module of pages: (where, act, the call)."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for view in parsed(path).body:
        for node in ast.walk(view):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                act = module
                for part in ast.unparse(node.func).split("."):
                    act = getattr(act, part, None)
                name = f"{getattr(act, '__module__', '')}.{getattr(act, '__name__', '')}"
                if name in ACTS:
                    yield f"{path.relative_to(ROOT)} {view.name}", name, node


# It names what it takes back, which never changes; each row is asked under its lock.
TAKES_BACK = ("accounts/views/bulk.py undoing", "accounts.domain.bulk.begin")


def test_a_page_hands_on_the_stamp_that_was_sent():
    """By its name, or among what it gives to each of several acts."""
    silent, found = [], 0
    for floor in (*FLOORS, "sinovik"):
        for path in sorted((ROOT / floor / "views").rglob("*.py")):
            for where, name, call in calls(path):
                found += 1
                if not {one.arg for one in call.keywords} & {*STAMPS, None}:
                    silent.append((where, name))
    assert found > 30
    assert silent == [TAKES_BACK]


def rows():
    """Every row of the portal, as PostgreSQL writes it."""
    return {table._meta.label: once.new(table, None) for table in once.tables()}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(SCENES))
def test_an_old_stamp_is_refused_and_nothing_is_changed(name):
    act = SCENES[name]()
    assert f"{act.func.__module__}.{act.func.__qualname__}" == name
    before = rows()
    with pytest.raises(Stale):
        act(seen="lama")
    assert rows() == before
