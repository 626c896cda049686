"""Every kind of grave act is whole: what is decided has a page, and the roof knows it by one name."""

import pytest
from django.template.loader import get_template

from accounts.domain import motions
from accounts.forms.motions import SetMoment
from accounts.forms.register import MergeForm
from competitions.forms.planning.announcing import AnnouncementForm
from competitions.forms.planning.reason import ReasonForm
from judging.forms.certificates import RevocationForm
from judging.forms.stages import ProvisionalForm, PublicationForm, SkipForm
from proposals.forms.acts import DisqualificationForm, WithdrawalAnswerForm
from proposals.forms.winner_lists import TakeBackForm, TakeOverForm
from sinovik.motions import KINDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_motion_says_what_it_asks_and_shows_what_it_decides(kind):
    assert get_template(kind.template)
    assert str(kind.question).endswith("?")
    assert kind.roles
    assert str(kind.why)
    assert motions.KINDS[kind.name] is kind


# The form in which whoever moves a kind sets the moment.
FORMS = {
    "merge-agencies": MergeForm,
    "merge-units": MergeForm,
    "announce-edition": AnnouncementForm,
    "alter-edition": ReasonForm,
    "disqualify": DisqualificationForm,
    "let-go": WithdrawalAnswerForm,
    "take-over-winners": TakeOverForm,
    "import-innovations": TakeOverForm,
    "take-back-import": TakeBackForm,
    "provisional-list": ProvisionalForm,
    "publish": PublicationForm,
    "skip-stage": SkipForm,
    "revoke-award": RevocationForm,
}


def test_a_moment_is_asked_for_wherever_a_kind_takes_one():
    assert FORMS.keys() == {kind.name for kind in KINDS if kind.takes_moment}
    assert [name for name, form in FORMS.items() if not issubclass(form, SetMoment)] == []


def test_no_two_kinds_bear_one_name():
    assert len({kind.name for kind in KINDS}) == len(KINDS)
