"""Boxes written without a template say letter by letter what their templates say."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils import translation
from django.utils.safestring import mark_safe

from accounts.forms.rendering import WRITERS, WrittenWidgets
from accounts.forms.texts import TextField

HOSTILE = """<b>"O'Brien" & Co</b>"""
CHOICES = [
    ("", "Semua"),
    (1, 1234567),
    ("a&b", HOSTILE),
    ("Kelompok <A>", [("x", mark_safe("<em>baik</em>")), ("y", "Yogyakarta")]),
    (None, "tidak tahu"),
]
ATTRS = [
    {},
    {"id": "kotak", "class": "lebar", "required": True, "maxlength": 9, "placeholder": "x"},
    {"id": "a&b", "aria-describedby": 'satu "dua"', "disabled": True, "readonly": False, "rows": 1234},
    {"data-x": mark_safe("&amp;")},
]
TEXTS = [None, "", HOSTILE, "baris satu\nbaris dua ", 1234567, 12.5, mark_safe("<i>")]
BOXES = [
    *(forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput, forms.HiddenInput),
    *(forms.SearchInput, forms.TelInput, forms.ColorInput),
    *(forms.DateInput, forms.DateTimeInput, forms.TimeInput, forms.FileInput, forms.Textarea),
]
LISTS = [forms.RadioSelect, forms.CheckboxSelectMultiple, forms.Select, forms.SelectMultiple]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("attrs", ATTRS)
@pytest.mark.parametrize("box", BOXES)
def test_a_box_says_what_its_template_says(box, attrs, language):
    with translation.override(language):
        for text in TEXTS:
            same(box(), text, attrs)


@pytest.mark.parametrize("attrs", ATTRS)
@pytest.mark.parametrize("value", [None, True, False, "", "ya"])
def test_a_box_to_tick_does(value, attrs):
    same(forms.CheckboxInput(), value, attrs)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("attrs", ATTRS[1:3])
@pytest.mark.parametrize("value", [None, "", 1, "a&b", ["x", "y"]])
@pytest.mark.parametrize("box", LISTS)
def test_a_list_of_choices_does(box, value, attrs, language):
    with translation.override(language):
        same(box(choices=CHOICES), value, attrs)
        for one in box(choices=CHOICES).subwidgets("pilihan", value, attrs):
            for wrap in (True, False):
                told = {"widget": {**one, "wrap_label": wrap}}
                assert WrittenWidgets().render(one["template_name"], told) == TemplatesSetting().render(
                    one["template_name"], told
                )


def test_what_is_written_is_every_plain_widget():
    known = {box.template_name for box in (*BOXES, *LISTS)}
    assert set(WRITERS) <= known | {forms.CheckboxInput.template_name, *options()}


def options():
    """The templates of single choices."""
    return {box.option_template_name for box in LISTS}


def same(box, value, attrs):
    """Both ways to draw a widget give the same letters."""
    written = box.render("isian", value, attrs, WrittenWidgets())
    assert written == box.render("isian", value, attrs, TemplatesSetting())


class Sheet(forms.Form):
    """Every plain field, with and without a hint, asked for and not."""

    name = forms.CharField(label="Nama & gelar", help_text=mark_safe("<b>Lengkap</b>"))
    alias = forms.CharField(label=mark_safe("Nama <i>lain</i>"), required=False)
    story = TextField(label="Cerita", rows=3, required=False, help_text="Paling banyak <1> halaman")
    day = forms.DateField(label="Hari")
    place = forms.ChoiceField(label="Tempat", choices=CHOICES)
    agrees = forms.BooleanField(label=HOSTILE, help_text="Dapat diubah")
    hears = forms.BooleanField(label="Dengar", required=False)
    paper = forms.FileField(label="Berkas", help_text=12345)
    limited = forms.CharField(label="Singkat", required=False)
    chosen = forms.ChoiceField(label="Pilihan", choices=CHOICES, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(label="Beberapa", choices=CHOICES, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["limited"].word_limit = 40


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("prefix", [None, "bagian<1>"])
@pytest.mark.parametrize("data", [None, {}, {"name": HOSTILE, "story": "baris satu\nbaris dua", "agrees": "on"}])
def test_a_field_says_what_its_template_says(data, prefix, language):
    sent = data and {f"{prefix}-{name}" if prefix else name: value for name, value in data.items()}
    with translation.override(language):
        written, drawn = (
            Sheet(sent, prefix=prefix, renderer=renderer) for renderer in (WrittenWidgets(), TemplatesSetting())
        )
        for name in Sheet.base_fields:
            assert written[name].as_field_group() == drawn[name].as_field_group(), name
            assert str(written[name].errors) == str(drawn[name].errors)


def test_a_field_with_a_class_of_its_own_does():
    class Strong(Sheet):
        required_css_class = "wajib"
        error_css_class = "salah"

    for data in (None, {}):
        written, drawn = (Strong(data, renderer=renderer()) for renderer in (WrittenWidgets, TemplatesSetting))
        assert [one.as_field_group() for one in written] == [one.as_field_group() for one in drawn]
