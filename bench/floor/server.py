"""A Django in one file over the rows of a contest: how fast they can be served at all.

It has the seven usual middlewares, sessions, its own SQL and plain templates; no menus, no permissions beyond who is
signed in, no history, no translations. `bench/beside.py` fills the tables of its schema `floor` and starts it with
gunicorn and FLOOR_DATABASE_URL.

    /hello/              two words behind the middlewares      /page/            the frame of a page
    /in/<person>/        signs somebody in                     /mine/            all dossiers of a judge with totals
    /mine/<proposal>/    a dossier and its card; POST saves    /dossier/<n>/     a dossier
    /rank/               every proposal with mean and rank     /scores.csv       every card with its marks
    /search/?q=          fifty found in the whole text
"""

import csv
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

AT = urlsplit(os.environ["FLOOR_DATABASE_URL"])
settings.configure(
    DEBUG=False,
    SECRET_KEY="only-for-measuring-" * 3,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": AT.hostname,
            "PORT": AT.port,
            "USER": AT.username,
            "PASSWORD": unquote(AT.password or ""),
            "NAME": AT.path[1:],
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": "-c search_path=floor"},
        }
    },
    LOGIN_URL="/in/0/",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).resolve().parent],
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
)

import django  # noqa: E402

django.setup()

from django.contrib.auth import get_user_model, login  # noqa: E402
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpResponse, HttpResponseRedirect  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

SCALE = range(1, 6)
MEANS = """
    SELECT s.proposal_id, count(DISTINCT s.judge_id) AS reads, sum(s.points * c.weight)::numeric / sum(c.weight) AS mean
    FROM score s JOIN criterion c ON c.id = s.criterion_id WHERE s.edition = 2 GROUP BY s.proposal_id"""
RANK = f"""
    SELECT p.id, rank() OVER (ORDER BY t.mean DESC), p.title, t.reads, round(t.mean, 3)
    FROM proposal p JOIN ({MEANS}) t ON t.proposal_id = p.id ORDER BY t.mean DESC"""  # noqa: S608 - no text of others
CARDS = """
    SELECT p.code, p.title, s.judge_id, array_agg(s.points ORDER BY s.criterion_id)
    FROM score s JOIN proposal p ON p.id = s.proposal_id WHERE s.edition = 2
    GROUP BY p.id, s.judge_id ORDER BY p.id, s.judge_id"""
MINE = """
    SELECT p.id, p.code, p.title, round(sum(s.points * c.weight)::numeric / sum(c.weight), 2)
    FROM reading r JOIN proposal p ON p.id = r.proposal_id
    LEFT JOIN score s ON s.proposal_id = p.id AND s.judge_id = r.judge_id
    LEFT JOIN criterion c ON c.id = s.criterion_id WHERE r.judge_id = %s GROUP BY p.id ORDER BY p.id"""
FOUND = """
    SELECT id, code, title, '' FROM proposal, websearch_to_tsquery('simple', %s) asked
    WHERE words @@ asked AND edition = 1 ORDER BY ts_rank(words, asked) DESC LIMIT 50"""
GIVEN = "SELECT criterion_id, points FROM score WHERE proposal_id = %s AND judge_id = %s"
SAVED = """
    INSERT INTO score (edition, proposal_id, judge_id, criterion_id, points)
    SELECT 1, %s, %s, criterion, points FROM unnest(%s::bigint[], %s::int[]) AS told (criterion, points)
    ON CONFLICT (proposal_id, judge_id, criterion_id) DO UPDATE SET points = excluded.points, changed_at = now()"""


def asked(sql, *values):
    """The rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def hello(request):
    """Two words."""
    return HttpResponse("Halo dunia")


def page(request):
    """The frame of a page."""
    return render(request, "empty.html")


def sign_in(request, person):
    """Signs somebody in."""
    user, _made = get_user_model().objects.get_or_create(username=str(person))
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponse("ok")


@login_required
def mine(request):
    """All dossiers of a judge."""
    return render(request, "list.html", {"rows": asked(MINE, int(request.user.username))})


def of_proposal(number):
    """The title and the texts of a dossier."""
    [(title, texts)] = asked("SELECT title, texts FROM proposal WHERE id = %s", number)
    return {"title": title, "texts": texts}


@login_required
def dossier(request, number):
    """A dossier."""
    return render(request, "card.html", of_proposal(number))


@login_required
def card(request, number):
    """A dossier with its card, and saving it."""
    judge = int(request.user.username)
    if request.method == "POST":
        given = [(int(name[1:]), int(points)) for name, points in request.POST.items() if name[1:].isdecimal()]
        if not given or not all(points in SCALE for _one, points in given):
            return HttpResponse(status=400)
        with transaction.atomic(), connection.cursor() as cursor:
            criteria, points = zip(*given, strict=True)
            cursor.execute(SAVED, [number, judge, list(criteria), list(points)])
        return HttpResponseRedirect("/mine/")
    given = dict(asked(GIVEN, number, judge))
    criteria = [(one, name, given.get(one)) for one, name in asked("SELECT id, name FROM criterion ORDER BY id")]
    told = {"criteria": criteria, "scale": SCALE, "token": get_token(request)}
    return render(request, "card.html", of_proposal(number) | told)


def rank(request):
    """Every proposal with its rank."""
    rows = [(one, place, title, mean) for one, place, title, _reads, mean in asked(RANK)]
    return render(request, "list.html", {"rows": rows})


def scores(request):
    """Every card with its marks."""
    answer = HttpResponse(content_type="text/csv")
    writer = csv.writer(answer)
    for code, title, judge, points in asked(CARDS):
        writer.writerow([code, title, judge, *points])
    return answer


def search(request):
    """Fifty found in the whole text."""
    return render(request, "list.html", {"rows": asked(FOUND, request.GET.get("q", ""))})


urlpatterns = [
    path("hello/", hello),
    path("page/", page),
    path("in/<int:person>/", sign_in),
    path("mine/", mine),
    path("mine/<int:number>/", card),
    path("dossier/<int:number>/", dossier),
    path("rank/", rank),
    path("scores.csv", scores),
    path("search/", search),
]
application = WSGIHandler()

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line()
