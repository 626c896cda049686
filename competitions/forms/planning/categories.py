"""The fields of service an edition distinguishes."""

from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import CategoryData
from competitions.forms.planning.rows import RowForm, RowsForm, text


class CategoryRow(RowForm):
    name = text(_("Nama kategori"), _("Isi nama kategori, atau hapus barisnya"), longest=120)


class CategoriesForm(RowsForm):
    row = CategoryRow
    noun = _("Kategori")
    add = _("Tambah kategori")

    def initial(self):
        return [vars(one) for one in self.plan.blueprint.categories]

    def value(self):
        return tuple(CategoryData(**row) for row in self.rows())
