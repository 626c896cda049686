"""The form of each part of a plan, by the part's key; and of one thing where each has a page of its own."""

from competitions.forms.planning.admissions import AdmissionsForm
from competitions.forms.planning.awards import AwardsForm, AwardsPage
from competitions.forms.planning.categories import CategoriesForm
from competitions.forms.planning.checks import ChecksForm
from competitions.forms.planning.groups import GroupsForm
from competitions.forms.planning.head import HeadPartForm
from competitions.forms.planning.letters import LetterPartForm, LettersPage
from competitions.forms.planning.reminders import RemindersForm
from competitions.forms.planning.requirements import RequirementsForm, SpecimenPartForm
from competitions.forms.planning.rubrics import RubricForm, RubricsForm
from competitions.forms.planning.sections import QuestionsForm, SectionsForm
from competitions.forms.planning.selection.composition import CompositionForm, CompositionPage
from competitions.forms.planning.selection.places import PlacesForm
from competitions.forms.planning.selection.recap import RecapForm
from competitions.forms.planning.selection.ties import TiesForm
from competitions.forms.planning.stages import StageForm, StagesForm

FORMS = {
    "head": HeadPartForm,
    "admissions": AdmissionsForm,
    "groups": GroupsForm,
    "categories": CategoriesForm,
    "stages": StagesForm,
    "places": PlacesForm,
    "rubrics": RubricsForm,
    "recap": RecapForm,
    "ties": TiesForm,
    "composition": CompositionPage,
    "awards": AwardsPage,
    "letters": LettersPage,
    "sections": SectionsForm,
    "requirements": RequirementsForm,
    "checks": ChecksForm,
    "reminders": RemindersForm,
}
THINGS = {
    "sections": QuestionsForm,
    "requirements": SpecimenPartForm,
    "stages": StageForm,
    "rubrics": RubricForm,
    "composition": CompositionForm,
    "awards": AwardsForm,
    "letters": LetterPartForm,
}
