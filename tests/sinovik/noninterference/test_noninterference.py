"""Two portals that differ in one secret alone answer whoever may not know it with the same bytes, at every address."""

import random
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as settings_of_django
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.owner import as_owner
from tests.sinovik.noninterference import looking, worlds
from tests.sinovik.noninterference.secrets_kept import SECRETS, printed

pytestmark = [pytest.mark.django_db, pytest.mark.journey]

once_through = settings(
    max_examples=1,
    deadline=None,
    phases=[Phase.generate],
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
thrice = settings(once_through, max_examples=3)
# By which addresses are drawn.
SEEDS = st.integers(1, 2**32)
# Where sequences stand: what two branches make gets the same keys.
COUNTS = "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'"


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@contextmanager
def branch():
    """What happens here is taken back, the counting of keys too."""
    with as_owner() as cursor:
        cursor.execute(COUNTS)
        counts = [(name, last) for name, last in cursor.fetchall() if last]
    looking.forget()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    with as_owner() as cursor:
        cursor.executemany("SELECT setval(%s::regclass, %s)", counts)
    looking.forget()


def told_apart(secret, world, one, other, *, draw, share, more):
    """Every answer by which an observer who may not know could tell the two values apart: lines, and how many asked."""
    people = {name: looking.Somebody(office) for name, office in world.observers.items() if name not in secret.knows}
    before = looking.keys()
    with branch():
        secret.come_true(world, other)
        # Keys of rows that the secret made, and of some that were there.
        new = set(some(made_since(before), 6, draw)) | set(some(looking.ends(before), 3, draw))
        words = [*looking.words_of(one), *looking.words_of(other), *looking.names(world)]
        asked = {
            name: looking.questions(world, somebody.office, new, draw=draw, share=share)
            for name, somebody in people.items()
        }
        second = heard(people, asked, words, more=more)
    with branch():
        secret.come_true(world, one)
        first = heard(people, asked, words, more=more)
    return list(differences(first, second)), sum(len(one) for one, _letters in second.values())


def some(keys, number, draw):
    """So many of these keys, drawn; all where there are fewer."""
    return draw.sample(sorted(keys), min(number, len(keys)))


def made_since(before):
    return {key for model, there in looking.keys().items() for key in there - before[model]}


def heard(people, asked, words, *, more):
    """What each was answered, and their letters."""
    return {
        name: (looking.answers(somebody, asked[name], words, more=more), somebody.letters())
        for name, somebody in people.items()
    }


def differences(first, second):
    for name, (answers, letters) in first.items():
        others, other_letters = second[name]
        if letters != other_letters:
            yield f"{name}: letters {unlike(repr(letters), repr(other_letters))}"
        for key in answers.keys() ^ others.keys():
            yield f"{name}: {key} is offered in one alone"
        for key in answers.keys() & others.keys():
            if answers[key] != others[key]:
                yield f"{name}: {key} {unlike(*map(readable, (answers[key], others[key])))}"


def readable(answer):
    status, headers, body = answer
    return f"{status} {headers} {body.decode(errors='backslashreplace')}"


def unlike(one, other):
    """Where two texts part, with what stands around."""
    place = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"…{one[max(0, place - 160) : place + 100]!r} | {other[max(0, place - 20) : place + 100]!r}"


def two_of(secret):
    return st.tuples(secret.values, secret.values).filter(lambda pair: pair[0] != pair[1])


def look(secret, pair, time_machine, *, draw, share, more):
    """Nobody who may not know tells the two apart."""
    with transaction.atomic():
        world = worlds.lived_through(secret.world)
        time_machine.move_to(world.now, tick=False)
        assert tuple(world.observers) == worlds.PRESENT[secret.world]
        found, asked = told_apart(secret, world, *pair, draw=draw, share=share, more=more)
        transaction.set_rollback(True)
    assert asked > 100 * share * (len(world.observers) - len(secret.knows))
    assert not found, f"{secret.name} {pair}, {len(found)} of {asked}:\n" + "\n".join(sorted(found)[:60])


@pytest.mark.sample(2, of="name")
@pytest.mark.parametrize("name", SECRETS)
@once_through
@given(data=st.data())
def test_whoever_may_not_know_reads_the_same(time_machine, name, data):
    pair = data.draw(two_of(SECRETS[name]))
    look(SECRETS[name], pair, time_machine, draw=random.Random(data.draw(SEEDS)), share=0.03, more=4)


@pytest.mark.drill
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", SECRETS)
@thrice
@given(data=st.data())
def test_whoever_may_not_know_reads_the_same_everywhere(time_machine, name, data):
    pair = data.draw(two_of(SECRETS[name]))
    look(SECRETS[name], pair, time_machine, draw=random.Random(data.draw(SEEDS)), share=1, more=600)


def test_the_table_of_secrets_is_up_to_date():
    assert printed() in (Path(settings_of_django.BASE_DIR) / "docs" / "security.md").read_text()


def test_somebody_who_may_know_is_told_apart(time_machine):
    """The looking sees what there is to see: the table is not true by seeing nothing."""
    others = dict.fromkeys(worlds.PRESENT[worlds.checking], "not asked here")
    others.pop("secretary")
    with pytest.raises(AssertionError, match="secretary: "):
        look(
            replace(SECRETS["verdict"], knows=others),
            (True, False),
            time_machine,
            draw=random.Random(1),
            share=0.2,
            more=9,
        )
