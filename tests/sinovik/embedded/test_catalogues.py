import gettext
import os

import pytest

from sinovik.embedded import catalogues, folders
from sinovik.embedded.sentences import Stopped

ENGLISH = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "usulan"
msgstr "proposal"
"""


@pytest.fixture
def po(project):
    folders.make_folder(project.var, folders.PASSABLE)
    path = project.root / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(ENGLISH)
    return path


def test_a_new_catalogue_is_compiled_and_then_left_alone(project, po):
    assert catalogues.outdated(project.root) == [po]

    catalogues.compile_outdated(project, log=project.var / "catalogues.log")

    assert catalogues.outdated(project.root) == []
    with po.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("usulan") == "proposal"


def test_a_changed_catalogue_is_compiled_again(project, po):
    made = po.with_suffix(".mo")
    made.touch()
    os.utime(made, (0, 0))

    assert catalogues.outdated(project.root) == [po]


def test_a_broken_catalogue_is_named(project, po):
    po.write_text('msgid "usulan\n')

    with pytest.raises(Stopped, match=r"locale/en/LC_MESSAGES/django\.po"):
        catalogues.compile_outdated(project, log=project.var / "catalogues.log")
