"""The API held to its own description by a program that does not know it: the answers are as described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from sinovik.open_data.datasets import DATASETS, FOR_PARTNERS
from sinovik.wsgi import application
from tests.factories import catalogue
from tests.proposals.views.dossier.drafts.test_sequences import _one_connection  # noqa: F401 - a fixture
from tests.sinovik.test_api import edition  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
# No schema says which cursors and editions there are: what is well written may still lead nowhere.
LEFT_OUT = [positive_data_acceptance]
# The same few each time.
GENERATED = settings(
    max_examples=5,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# What asks does not unpack.
PLAIN = {"Accept-Encoding": "identity"}


def test_whatever_is_asked_is_answered_as_described(edition):  # noqa: F811
    catalogue.earlier_entry()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=application)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == len(DATASETS) + len(FOR_PARTNERS) + 1
    statuses = set()
    for operation in operations:
        # Of a part of the path nothing is wrong: any text may be a name.
        for mode in GenerationMode if operation.query else [GenerationMode.POSITIVE]:

            @GENERATED
            @given(case=operation.as_strategy(generation_mode=mode))
            def answers(case):
                answer = case.call_and_validate(excluded_checks=LEFT_OUT, headers=PLAIN)
                statuses.add(answer.status_code)

            answers()
    assert {200, 400, 401, 404} <= statuses
