"""Every list that people page through is a file, too, and what has many columns lets them be chosen."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.sources import parsed

APPS = ("accounts", "competitions", "proposals", "judging", "sinovik")
VIEWS = sorted(path for app in APPS for path in Path(settings.BASE_DIR, app, "views").rglob("*.py"))
# Pages of rows that are no list of their own, each with the reason.
NO_FILE = {
    "proposals/views/dossier/assistance.py:listed": "a short queue of questions, each with the button that answers it",
    "proposals/views/dossier/parents.py:named": "a choice among what a search finds, inside a dossier",
    "sinovik/views/gallery.py:gallery": "a pattern with invented rows",
    "sinovik/views/messages.py:page": "drawn for `message`, which answers with the file",
}


def calls(node):
    """What a function calls, as "module.name"."""
    return {
        f"{call.func.value.id}.{call.func.attr}"
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)
    }


def functions(path):
    return [node for node in parsed(path).body if isinstance(node, ast.FunctionDef)]


def paged():
    """Every function of a view that draws a page of a list, with whether it answers with the file as well."""
    found = {}
    for path in VIEWS:
        for function in functions(path):
            made = calls(function)
            if made & {"lists.page", "lists.shown"}:
                name = f"{path.relative_to(settings.BASE_DIR).as_posix()}:{function.name}"
                found[name] = "exports.answered" in made
    return found


PAGED = paged()


def test_lists_were_found():
    assert len(PAGED) > 25


def test_every_list_is_a_file_too():
    bare = {name for name, has_file in PAGED.items() if not has_file}
    assert bare - NO_FILE.keys() == set(), "answer with the file (exports.answered), or say why there is none"
    assert NO_FILE.keys() - bare == set(), "no such page without a file any more"


TEMPLATES = Path(settings.BASE_DIR, "templates")
# Tables of more than five columns that are no list of rows to page through, each with the reason.
WIDE = {
    "judging/plenary/seats.html": "the working table of a meeting: every column is a ground of its decision",
    "judging/ratings/listed.html": "one published result with its uncertainty, which belongs together",
    "competitions/editions/form.html": "tables of a form's parts, each with few columns",
    "judging/results/notes.html": "two tables of few columns",
    "judging/papers/meeting.html": "paper to sign",
    "judging/papers/minutes.html": "paper to sign",
    "judging/hearings/sheet.html": "a day's sheet to print",
}


def test_a_table_of_more_than_five_columns_lets_them_be_chosen():
    wide = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if path.read_text().count('<th scope="col"') > 5 and not path.is_relative_to(TEMPLATES / "pola")
    }
    assert wide - WIDE.keys() == set(), "make it a list that is a value (components/list_table.html), or say why not"
    assert WIDE.keys() - wide == set(), "no such wide table any more"


@pytest.mark.parametrize("name", sorted(PAGED.keys() - NO_FILE.keys()))
def test_the_page_of_a_list_leads_to_its_files(name):
    """Its template, or one that it includes, offers both."""
    path, _colon, function = name.partition(":")
    module = parsed(Path(settings.BASE_DIR, path))
    node = next(one for one in functions(Path(settings.BASE_DIR, path)) if one.name == function)
    # Templates that are chosen by what is listed stand in a table of their own.
    tables = [one for one in module.body if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "TEMPLATES"]
    drawn = {
        one.value
        for part in (node, *tables)
        for one in ast.walk(part)
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value.endswith(".html")
    }
    # One that is given its template by its callers is looked at through them.
    if drawn:
        assert any(offers_files(TEMPLATES / one) for one in drawn), drawn


def offers_files(path):
    return offers(path, "components/list_files.html", "components/list_tools.html")


# The one component that is made of them.
WHOLE_LIST = "components/whole_list.html"


def offers(path, *components, depth=3):
    """Whether a template, or one that it includes, includes one of these components."""
    text = path.read_text()
    if any(one in text for one in components):
        return True
    if not depth:
        return False
    included = re.findall(r'{% include "([\w/.-]+\.html)"', text)
    own = (one for one in included if one == WHOLE_LIST or not one.startswith("components/"))
    return any(offers(TEMPLATES / one, *components, depth=depth - 1) for one in own)


# Lists behind the sign-in without columns to choose and views to keep, each with the reason.
BRIEF = {
    "accounts/bulk/act.html": "what came of one act on many, row by row",
    "accounts/register/entry.html": "the units of one agency, below what the register knows of it",
    "judging/invitations/list.html": "one's own invitations",
    "judging/plenary/table.html": "the working table of a meeting",
    "accounts/applications/queue.html": "what waits is read one by one, each with its letter",
    "accounts/personal/requests.html": "the wishes that wait, each to be answered and gone",
    "accounts/people/confirmations.html": "the offices that wait for an answer, to be confirmed and gone",
    "accounts/people/agency.html": "the people of one agency, unit by unit, each with what is done about it",
    "accounts/refused_letters.html": "one agency's mailboxes that refuse, to be seen to and gone",
    "accounts/register/official_lists.html": "a handful of files that were sent",
    "control_room/message.html": "the people of a message are chosen above, by what they are asked for",
    "judging/certificates/mine.html": "one's own awards",
    "judging/coaching/list.html": "the finalists of one stage while they are coached, each with its notes",
    "judging/discussions/list.html": "a judge's own talks",
    "judging/discussions/stage.html": "only where readers of one proposal are apart, the farthest first",
    "judging/feedback/own.html": "what the own proposals were told",
    "judging/seals/list.html": "one line a stage",
    "judging/sessions/schedule.html": "a panelist's day",
    "judging/visits/mine.html": "the own visits",
    "proposals/assistance/list.html": "the drafts that are open for help, to be read and gone",
    "proposals/winner_lists/list.html": "a handful of files that were sent",
    "proposals/imports/list.html": "a handful of files that were sent",
    "proposals/follow_up/own.html": "the own innovations, each with its question",
}


def test_every_other_list_has_columns_and_views():
    """The ministry narrows its lists, chooses their columns and keeps both under a name."""
    bare = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if "layouts/work.html" in path.read_text()
        and (offers(path, "components/list_files.html") or "components/pagination.html" in path.read_text())
        and not offers(path, "components/list_tools.html")
    }
    known = BRIEF.keys() | PASSING.keys()
    assert bare - known == set(), "include components/list_tools.html, or say why not"
    assert BRIEF.keys() - bare == set(), "has them now, or is gone"


# Searches that are no list to come back to, each with the reason.
PASSING = {
    "judging/panels/invitation.html": "whom to invite, chosen and sent at once",
    "judging/desk/desk.html": "its list is drawn by the template of the stage's kind, which has them",
    "proposals/parents.html": "a choice among what a search finds, inside a dossier",
}


def test_a_list_that_is_narrowed_is_kept_under_a_name():
    """Behind the sign-in: whoever narrows a list keeps how it was narrowed."""
    bare = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if "layouts/work.html" in (text := path.read_text())
        and "components/filter_form.html" in text
        and not offers(path, "components/list_tools.html")
    }
    assert bare - PASSING.keys() == set(), "include components/list_tools.html, or say why not"
