"""Texts in two languages on a form."""

from django import forms

from portal.web.pairs import Line, Paired, Prose, columns


class Sign(Paired, forms.Form):
    texts = {"name": Line(label="Name", max_length=200, required=False)}
    needed = ("name",)
    order = forms.IntegerField()


def test_a_text_gets_a_field_for_each_language_before_the_other_fields():
    form = Sign()
    assert list(form.fields) == ["name_en", "name_ru", "order"]
    assert [(field.label, field.field.widget.attrs["lang"]) for field in form.pairs["name"]] == [
        ("Name (English)", "en"),
        ("Name (Russian)", "ru"),
    ]


def test_one_language_is_enough_and_none_is_not():
    assert Sign({"name_ru": "Вывеска", "order": "1"}).is_valid()
    assert Sign({"order": "1"}).errors == {"name_en": ["Write this in one language at least."]}


def test_a_text_with_a_fault_is_not_said_to_be_missing_as_well():
    assert set(Sign({"name_ru": "x" * 201, "order": "1"}).errors) == {"name_ru"}


def test_a_line_shows_its_counter_only_where_somebody_could_reach_the_end():
    assert "data-limit" in Line(max_length=200).widget.attrs
    assert "data-limit" not in Line(max_length=199).widget.attrs


def test_a_line_is_never_cut_by_the_browser():
    assert "maxlength" not in Line(max_length=10).widget.attrs


def test_line_breaks_are_one_character_in_prose_and_a_space_in_a_line():
    assert Prose().clean("a\r\nb\rc") == "a\nb\nc"
    assert Line(max_length=10).clean("a\r\n b") == "a b"


def test_the_columns_of_texts_come_in_the_order_of_the_languages():
    assert columns("title", "terms") == ["title_en", "title_ru", "terms_en", "terms_ru"]
