"""Two people may share a name: what Python says of a person tells them apart, as the templates do."""

import ast

from django.conf import settings

from tests.architecture.sources import parsed
from tests.architecture.test_names import FILES

# Calls that say a person's name in a list, a file or a value.
SAYING = {"ListColumn", "text", "values", "values_list", "F", "Concat"}

ADDRESS_BESIDE = "the address stands in the column beside"
CODE_BESIDE = "the code stands in the column before"
GREETING = "a letter greets the one it is sent to"
# Where a name may stand by itself, because something beside it says which of two people of one name is meant.
NAMED = {
    "accounts/domain/applications.py": {"application.full_name": "the account that an application asks for"},
    "accounts/domain/correspondence/letters.py": {"user.full_name": GREETING},
    "accounts/domain/correspondence/messages.py": {"addressee.user.full_name": GREETING},
    "accounts/domain/events.py": {"by.user.full_name": "an event keeps the name of then beside who it was"},
    "accounts/domain/writer_sheets.py": {"line.full_name": "the name as a file has it"},
    "accounts/management/commands/appoint_admin.py": {"user.full_name": "the address was typed just before"},
    "accounts/models/application.py": {"self.full_name": "what tells people apart is made here"},
    "accounts/models/correspondence/letter.py": {"self.recipient.full_name": ADDRESS_BESIDE},
    "accounts/models/membership.py": {"self.user.full_name": "a member's label"},
    "accounts/domain/erasing.py": {"user.full_name": "a pseudonym with the number of the account"},
    "accounts/models/user.py": {"self.full_name": "what tells people apart is made here"},
    "accounts/motions/admins.py": {"user.full_name": "the account that is appointed, by its address"},
    "accounts/reading/personal.py": {"user.full_name": "one's own account, the address beside"},
    "accounts/reading/addressed.py": {"office.user.full_name": GREETING},
    "accounts/views/columns.py": {
        "text user__full_name": ADDRESS_BESIDE,
        "text membership__user__full_name": ADDRESS_BESIDE,
        "text full_name": ADDRESS_BESIDE,
        "text recipient__full_name": ADDRESS_BESIDE,
    },
    "accounts/views/personal.py": {"user.full_name": "a pseudonym with the number of the account"},
    "competitions/letters.py": {"person.full_name": GREETING},
    "proposals/domain/neutrality.py": {"values_list user__full_name": "words that a neutral text may not hold"},
    "judging/domain/judges/held_apart.py": {"office.user.full_name": "an order"},
    "judging/domain/panel/proceedings.py": {"one.judge.full_name": CODE_BESIDE},
    "judging/letters/calendars.py": {"to.full_name": "the address stands beside"},
    "judging/models/panel.py": {"self.judge.full_name": CODE_BESIDE},
    "judging/reading/candidates.py": {"one.user.full_name": "a candidate has the address beside"},
    "judging/reading/register.py": {"ListColumn full_name": ADDRESS_BESIDE},
    "judging/reading/returned.py": {
        "ListColumn judge__full_name": CODE_BESIDE,
        "F judge__full_name": CODE_BESIDE,
        "Concat judge__full_name": CODE_BESIDE,
    },
    "judging/reading/visits/visits.py": {"Concat judge__full_name": "the address follows"},
    "judging/reporting/reports.py": {"ListColumn member__judge__full_name": CODE_BESIDE},
    "judging/views/control/juries/panel.py": {"ListColumn member__judge__full_name": CODE_BESIDE},
    "sinovik/audiences.py": {"one.full_name": "an order"},
    "sinovik/season/dossiers.py": {"writer.user.full_name": "the contact of a dossier, the address beside"},
    "sinovik/views/messages.py": {"ListColumn user__full_name": ADDRESS_BESIDE},
}


def names_in(tree):
    """The bare names that a file says: as an attribute, or as a fact of a row."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "full_name":
            yield ast.unparse(node)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SAYING:
            for one in (part for given in (*node.args, *node.keywords) for part in ast.walk(given)):
                if isinstance(one, ast.Constant) and str(one.value).endswith("full_name"):
                    yield f"{ast.unparse(node.func).rpartition('.')[2]} {one.value}"


def test_a_name_alone_stands_for_nobody_in_python():
    """Python says `told_apart`, or why a name is enough."""
    found = {}
    for path in FILES:
        if names := set(names_in(parsed(path))):
            found[str(path.relative_to(settings.BASE_DIR))] = names
    assert found == {place: set(names) for place, names in NAMED.items()}, "say told_apart, or why a name is enough"
