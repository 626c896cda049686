"""Forms look and speak the same however they are rendered: as Django does, field by field, or through crispy."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.template import Context, Template


class InnovationForm(forms.Form):
    title = forms.CharField(
        label="Judul",
        help_text="Singkat",
        max_length=200,
        error_messages={"required": "Isi judul"},
        widget=forms.TextInput(attrs={"placeholder": "Contoh"}),
    )
    group = forms.ChoiceField(
        label="Kelompok",
        choices=[("umum", "Umum"), ("khusus", "Khusus")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih kelompok"},
    )
    link = forms.CharField(label="Tautan", required=False)
    agreed = forms.BooleanField(label="Data benar", required=False)

    def clean(self):
        if self.data.get("link") == "sama":
            raise forms.ValidationError("Judul ini sudah dipakai")


RENDERINGS = [
    "{{ form }}",
    "{% for f in form %}{{ f.as_field_group }}{% endfor %}",
    "{{ form|crispy }}",
    "{% crispy form %}",
]


def render(source, **context):
    return Template("{% load crispy_forms_tags %}" + source).render(Context(context))


def summary(**context):
    return render('{% include "components/error_summary.html" %}', **context)


@pytest.mark.parametrize("source", RENDERINGS)
def test_the_server_decides_so_nothing_stops_typing(source):
    html = render(source, form=InnovationForm())
    for word in (" required", "maxlength", "placeholder", "*"):
        assert word not in html


@pytest.mark.parametrize("source", RENDERINGS)
def test_optional_questions_say_so_and_a_tick_box_does_not(source):
    html = render(source, form=InnovationForm())
    assert html.count("(opsional)") == 1
    assert html.index("Tautan") < html.index("(opsional)") < html.index("Data benar")


@pytest.mark.parametrize("source", RENDERINGS)
def test_hint_and_error_are_read_with_the_control(source):
    html = render(source, form=InnovationForm({}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert html.count("Isi judul") == 1


@pytest.mark.parametrize("source", RENDERINGS)
def test_a_group_of_choices_is_a_fieldset_with_a_legend(source):
    html = render(source, form=InnovationForm({}))
    assert html.count("<fieldset") == html.count("</fieldset>") == 1
    assert '<fieldset aria-describedby="id_group_error">' in html
    assert '<label for="id_group_0">Umum</label>' in html


def test_the_summary_links_to_each_control_and_to_a_groups_first_option():
    html = summary(form=InnovationForm({}))
    assert 'href="#id_title">Isi judul</a>' in html
    assert 'href="#id_group_0">Pilih kelompok</a>' in html


def test_an_error_of_the_whole_form_is_in_the_summary_and_has_a_place():
    form = InnovationForm({"title": "a", "group": "umum", "link": "sama"})
    assert 'href="#form-errors">Judul ini sudah dipakai</a>' in summary(form=form)
    for source in ("{{ form }}", "{{ form|crispy }}"):
        assert 'id="form-errors"' in render(source, form=form)


def test_several_forms_share_one_summary():
    first, second = InnovationForm({}, prefix="a"), InnovationForm({}, prefix="b")
    html = summary(forms=[first, second])
    assert 'href="#id_a-title"' in html
    assert 'href="#id_b-title"' in html


def test_a_word_limit_is_said_and_counted_below_the_box():
    form = InnovationForm(initial={"title": "dua kata"})
    form.fields["title"].word_limit = 1500
    html = render("{{ form }}", form=form)
    assert "Paling banyak 1.500 kata." in html
    assert "Tertulis 2 kata." in html
    assert 'data-limit="1500"' in html


def test_a_helper_lays_out_sections_rows_and_buttons():
    form = InnovationForm()
    form.helper = FormHelper()
    form.helper.layout = Layout(Fieldset("Inovasi", Row("title", "link")), "group", "agreed")
    form.helper.add_input(Submit("simpan", "Simpan dan lanjutkan"))
    html = render("{% crispy form %}", form=form)
    assert "novalidate" in html
    assert "<legend>Inovasi</legend>" in html
    assert html.index('class="field-row"') < html.index("Judul") < html.index("Tautan") < html.index("Kelompok")
    assert re.search(r'<button class="btn btn-primary"\s+type="submit"', html)
