"""What made-up units write: enough, agreeing with itself, and without the place it comes from."""

from itertools import islice
from random import Random

import pytest

from accounts.models import Agency, Region
from competitions.domain.templates import TEMPLATES
from sinovik.season import prose


def stories(count=80):
    return [prose.Story.of(Random(number), year=2020) for number in range(count)]


def test_titles_of_one_story_never_come_twice_and_fit():
    for story in stories():
        titles = list(islice(dict.fromkeys(islice(story.titles(Random(1)), 400)), 60))
        assert len(titles) == 60
        assert max(map(len, titles[:20])) <= 200


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_question_of_every_pattern_is_answered_within_its_limits(template):
    for section in TEMPLATES[template].blueprint.sections:
        for question in section.questions:
            for story in stories(10):
                words = max(question.min_words, int(question.max_words * 0.4))
                count = len(story.answer(Random(2), question.key, words=words).split())
                assert question.min_words <= count <= question.max_words, question.key


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_topic_has_a_category_of_its_own_in_every_pattern(template):
    known = {category.key for category in TEMPLATES[template].blueprint.categories}
    for topic in prose.TOPICS:
        assert known & set(topic.categories), topic.services[0]


@pytest.mark.django_db
def test_neither_title_nor_answer_names_a_place_or_an_agency():
    from accounts.domain import reference

    reference.load()
    names = {name for name in Region.objects.values_list("short_name", flat=True) if len(name) > 4}
    names |= {name.removeprefix("Kementerian ") for name in Agency.objects.values_list("name", flat=True)}
    keys = [*prose.ANSWERS, "evaluasi-terakhir"]
    for story in stories():
        texts = [*islice(story.titles(Random(3)), 9), *(story.answer(Random(4), key, words=300) for key in keys)]
        text = " ".join(texts)
        assert not [name for name in names if f" {name} " in f" {text} "]


def test_the_figures_of_one_dossier_agree():
    story = stories(1)[0]
    years = str(story.figures["year"])
    for key in ("ringkasan", "latar-belakang", "keberlanjutan"):
        text = story.answer(Random(5), key, words=200)
        assert years in text
