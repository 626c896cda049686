"""What the judges' desk costs beside a bare Django on the same rows: an empty page, the list, a card, its saves and its
signature.

Run it with REDIS_URL and SECRET_KEY of any portal, DATABASE_URL of the owner of its tables and
WHITENOISE_USE_FINDERS=1; what it writes is taken back:

    python bench/desk.py [rounds]
    python bench/desk.py profile "card,list"

A judge holds 237 of 3,156 dossiers of some 1,060 words with seven criteria. The bare Django (`bench/floor/`) has the
seven usual middlewares, the session, one statement a page and one plain template: a floor, not a portal. Both are asked
in turns in one process, and the least of each counts: other work on the machine only adds to it. `cpu ms` is the time
of the processor in this process, `ms` the clock's, with the part of the database.
"""

import cProfile
import json
import os
import pstats
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")
# Whoever asks for pages here signs in without a password; a second factor would shut every one of them.
os.environ["SECOND_FACTOR_REQUIRED"] = "0"

import control_room
from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template import Context, Engine
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path, reverse
from django.utils import timezone

from accounts.models import Role
from proposals.domain import questionnaire
from proposals.models import SectionVersion
from tests.factories import accounts, judging

SIZE, HELD, WORDS, ROUNDS = 3156, 237, 1060, 40
USUAL = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ENGINE = Engine(dirs=[Path(__file__).resolve().parent / "floor"])


def asked(sql, *values):
    """The rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def drawn(name, **values):
    """A page of the bare Django."""
    return HttpResponse(ENGINE.get_template(f"{name}.html").render(Context(values)))


@login_required
def bare_empty(request):
    """A page for somebody signed in that says nothing."""
    return drawn("empty", person=request.user.full_name)


@login_required
def bare_list(request):
    """All of a judge's dossiers with their totals."""
    found = asked(
        """SELECT a.id, p.code, p.title, c.total FROM judging_assignment a
        JOIN proposals_proposal p ON p.id = a.proposal_id
        LEFT JOIN judging_scorecard c ON c.assignment_id = a.id WHERE a.judge_id = %s ORDER BY a.position""",
        request.user.pk,
    )
    return drawn("list", rows=found)


@login_required
def bare_card(request, pk):
    """A dossier with the marks of its card, and saving them."""
    if request.method == "POST":
        given = [(int(name[1:]), int(points)) for name, points in request.POST.items() if name[0] == "s"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                """INSERT INTO judging_mark (scorecard_id, criterion_id, points, remark)
                SELECT %s, criterion, points, '' FROM unnest(%s, %s) AS told (criterion, points)
                ON CONFLICT (scorecard_id, criterion_id) DO UPDATE SET points = excluded.points""",
                [pk, [one for one, _points in given], [points for _one, points in given]],
            )
        success(request, "Disimpan.")
        return HttpResponseRedirect("/bare/list/")
    [(proposal, title)] = asked(
        """SELECT p.id, p.title FROM judging_scorecard c JOIN judging_assignment a ON a.id = c.assignment_id
        JOIN proposals_proposal p ON p.id = a.proposal_id WHERE c.id = %s AND a.judge_id = %s""",
        pk,
        request.user.pk,
    )
    texts = asked("SELECT texts FROM proposals_sectionversion WHERE proposal_id = %s ORDER BY id", proposal)
    given = asked(
        """SELECT r.id, r.name, m.points FROM judging_mark m JOIN competitions_criterion r ON r.id = m.criterion_id
        WHERE m.scorecard_id = %s ORDER BY r.position""",
        pk,
    )
    said = [text for (one,) in texts for text in (json.loads(one) if isinstance(one, str) else one).values()]
    return drawn("card", title=title, texts=said, criteria=given, scale=range(1, 6), token=get_token(request))


urlpatterns = [
    path("bare/empty/", bare_empty),
    path("bare/list/", bare_list),
    path("bare/card/<int:pk>/", bare_card),
]


def own_addresses(get_response):
    """Look for addresses in this file alone."""

    def answer(request):
        request.urlconf = "desk"
        return get_response(request)

    return answer


def bare_client(user):
    """A client of the bare Django."""
    made = signed_in(user)
    made.handler = ClientHandler(enforce_csrf_checks=False)
    with override_settings(MIDDLEWARE=["desk.own_addresses", *USUAL]):
        made.handler.load_middleware()
    return made


def signed_in(user):
    """A client of the portal in which somebody is signed in."""
    made = Client(HTTP_HOST="localhost")
    made.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return made


def written(stage, found):
    """Every section of these proposals answered, some 1,060 words together."""
    asked_for = questionnaire.of(stage.edition_id)
    chapters = list(asked_for.chapters_for(found[0]))
    each = WORDS // sum(len(chapter.questions) for chapter in chapters)
    words = " ".join(f"kata{number % 90}" for number in range(each))
    now = timezone.now()
    SectionVersion.objects.bulk_create(
        SectionVersion(
            proposal=one,
            section=chapter.section,
            number=1,
            texts={question.key: words for question in chapter.questions},
            words={question.key: each for question in chapter.questions},
            sha256="0" * 64,
            saved_at=now,
            saved_by=one.created_by,
        )
        for one in found
        for chapter in chapters
    )


def at_work():
    """A judge with 237 dossiers of a desk evaluation of 3,156, half of them marked: (judge, one of them, its card)."""
    stage, found = control_room.edition(SIZE)
    judge = accounts.membership(Role.EVALUATOR)
    written(stage, found[:HELD])
    given = judging.assigned(stage, judge, found[:HELD])
    for one in given[: HELD // 2]:
        judging.marked(one, judge)
    return judge.user, given[0], given[0].scorecard, given[1 : HELD // 2]


def turns(user, assignment, card, to_sign):
    """(name, the portal's act, the floor's act); each of the marked ones `to_sign` is signed once."""
    stage, proposal = assignment.stage, assignment.proposal
    place = (stage.edition.slug, stage.position, proposal.code)
    address = reverse("judging:scorecard", args=place)
    typing = reverse("judging:card-typing", args=place)
    criteria = list(stage.rubric.criteria.order_by("position"))
    scale = sorted(stage.rubric.levels.values_list("points", flat=True))
    portal, bare = signed_in(user), bare_client(user)
    turn = iter(range(10**6))

    def sent(button):
        points = scale[next(turn) % len(scale)]
        stands = type(card).objects.get(pk=card.pk).stamp
        fields = {f"nilai-{one.key}": points for one in criteria} | {f"catatan-{one.key}": "" for one in criteria}
        return {**fields, "remark": "", "versi": stands, "utuh": "ya", **button}

    def bare_sent():
        points = scale[next(turn) % len(scale)]
        return {f"s{one.pk}": points for one in criteria}

    def signature():
        place = (stage.edition.slug, stage.position, to_sign.pop().proposal.code)
        return portal.post, (reverse("judging:card-signing", args=place), {"versi": "1", "utuh": "ya"})

    bare_address = f"/bare/card/{card.pk}/"
    got = lambda client, where: lambda: (client.get, (where,))  # noqa: E731
    return [
        ("empty page", got(portal, reverse("judging:invitations")), got(bare, "/bare/empty/")),
        ("home", got(portal, reverse("home")), got(bare, "/bare/empty/")),
        ("list", got(portal, reverse("judging:desk")), got(bare, "/bare/list/")),
        ("card", got(portal, address), got(bare, bare_address)),
        ("typing save", lambda: (portal.post, (typing, sent({}))), lambda: (bare.post, (bare_address, bare_sent()))),
        (
            "save by button",
            lambda: (portal.post, (address, sent({"langkah": "nanti"}))),
            lambda: (bare.post, (bare_address, bare_sent())),
        ),
        ("signature", signature, lambda: (bare.post, (bare_address, bare_sent()))),
    ]


def cost(prepared):
    """(processor, clock, status, bytes) of one request."""
    act, values = prepared()
    began, worked = time.perf_counter(), time.process_time()
    answer = act(*values)
    spent = time.process_time() - worked, time.perf_counter() - began
    if answer.status_code not in (200, 302):
        raise SystemExit(f"{values[0]}: {answer.status_code} {answer.content[:300]!r}")
    return *spent, len(answer.content)


def profiled(prepared, rounds=30):
    """Print where the processor's time goes."""
    watch = cProfile.Profile()
    for _round in range(rounds):
        act, values = prepared()
        watch.enable()
        act(*values)
        watch.disable()
    pstats.Stats(watch).sort_stats("cumulative").print_stats(70)
    pstats.Stats(watch).sort_stats("tottime").print_stats(35)


def main():
    """Print a line for each page; with `profile NAME` where its time goes instead."""
    rounds = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdecimal() else ROUNDS
    wanted = sys.argv[2] if sys.argv[1:2] == ["profile"] else None
    control_room.settings.DEBUG = False
    with transaction.atomic():
        made = turns(*at_work())
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            control_room.analyzed(cursor)
        head = "queries", "cpu ms", "floor", "x floor", "ms", "floor", "x floor", "bytes"
        sys.stdout.write(f"{'page':<16}" + "".join(f"{one:>9}" for one in head) + "\n")
        for name, ours, floor in made:
            for _warm in range(3):
                cost(ours), cost(floor)
            if wanted:
                if name in wanted.split(","):
                    sys.stdout.write(f"=== {name}\n")
                    profiled(ours)
                continue
            act, values = ours()
            with CaptureQueriesContext(connection) as queries:
                act(*values)
                number = len(queries)
            spent = [(cost(ours), cost(floor)) for _round in range(rounds)]
            cpu, bare_cpu = (min(one[side][0] for one in spent) * 1e3 for side in (0, 1))
            clock, bare_clock = (min(one[side][1] for one in spent) * 1e3 for side in (0, 1))
            told = (cpu, bare_cpu, cpu / bare_cpu, clock, bare_clock, clock / bare_clock)
            figures = "".join(f"{one:>9.2f}" for one in told)
            sys.stdout.write(f"{name:<16}{number:>9}{figures}{spent[0][0][2]:>9}\n")
            sys.stdout.flush()
        transaction.set_rollback(True)


if __name__ == "__main__":
    sys.modules["desk"] = sys.modules["__main__"]
    main()
