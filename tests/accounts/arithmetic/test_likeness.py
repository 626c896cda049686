"""How alike two texts are: golden numbers by hand, and what must hold for any texts."""

from math import isclose, log, sqrt

from hypothesis import given
from hypothesis import strategies as st

from accounts.arithmetic import likeness

TEXTS = st.text(alphabet="abc d-", max_size=60)
# Fifteen words, and the eighth replaced: of thirteen runs of three words ten are left.
SENTENCE = (
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas duabelas tigabelas empatbelas limabelas"
)
CHANGED = SENTENCE.replace("delapan", "lain")


def test_runs_are_three_words_without_case_and_punctuation():
    assert likeness.runs("Antrean, tanpa KERTAS. Antrean anak-anak") == {
        "antrean tanpa kertas",
        "tanpa kertas antrean",
        "kertas antrean anak-anak",
    }
    assert likeness.runs("Dua kata") == {"dua kata"}
    assert likeness.runs(" . ") == set()


def test_one_word_changed_of_fifteen_leaves_ten_of_thirteen_runs():
    one, other = likeness.runs(SENTENCE), likeness.runs(CHANGED)
    assert (len(one), len(other), len(one & other)) == (13, 13, 10)
    assert likeness.contained(one, other) == 10 / 13
    assert likeness.contained([], other) == 0.0


def test_a_sketch_is_the_same_quarter_in_every_process():
    many = " ".join(f"kata{number}" for number in range(2002))
    runs = likeness.sketch([many])
    assert 430 < len(runs) < 570
    assert likeness.number("antrean tanpa kertas") == 236251712
    assert likeness.contained(runs, likeness.sketch([many, "tambahan yang lain sama sekali"])) == 1.0


def test_weights_are_those_of_the_formula():
    found, n = likeness.among(["a b", "a c", "a"])
    assert (found["a"], found["b"], found["a b"], n) == (3, 1, 1, 3)
    rare, common = log(4 / 2) + 1, log(4 / 4) + 1
    length = sqrt(common**2 + 2 * rare**2)
    told = likeness.weights("a b", found, n)
    assert told == {"a": common / length, "b": rare / length, "a b": rare / length}
    expected = common / length * common / sqrt(common**2 + 2 * rare**2)
    assert isclose(likeness.cosine(told, likeness.weights("a c", found, n)), expected)


@given(TEXTS, TEXTS)
def test_likeness_is_a_share_and_whole_for_the_same_text(one, other):
    found, n = likeness.among([one, other])
    left, right = likeness.weights(one, found, n), likeness.weights(other, found, n)
    assert 0 <= likeness.cosine(left, right) == likeness.cosine(right, left) <= 1
    assert 0 <= likeness.contained(likeness.runs(one), likeness.runs(other)) <= 1
    if likeness.words(one):
        assert isclose(likeness.cosine(left, left), 1)
        assert likeness.contained(likeness.runs(one), likeness.runs(one)) == 1


def test_what_a_text_has_of_its_question_is_left_out():
    template = "Jelaskan masalah yang diselesaikan inovasi ini."
    own = "Antrean panjang di loket sejak subuh"
    assert likeness.without(f"Jelaskan masalah yang diselesaikan: {own}", [template]) == own.lower()
    # Two words in common are no copy, and what copies nothing stays to the letter.
    assert likeness.without("Masalah yang berat, lama.", [template]) == "Masalah yang berat, lama."
    assert likeness.without(own, []) == likeness.without(own, ["", "satu dua"]) == own
    assert likeness.without(template, [template]) == ""


@given(TEXTS, TEXTS)
def test_nothing_of_a_template_is_left(text, template):
    left = likeness.without(text, [template])
    own = likeness.words(text)
    kept = likeness.words(left)
    assert len(kept) <= len(own)
    if len(likeness.words(template)) >= likeness.RUN and kept != own:
        assert likeness.runs(text) & likeness.runs(template)
