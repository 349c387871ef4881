"""A form comes back filled in, with every fault named where it is and where one looks first."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from portal.web.forms import DayInput, LimitedText, MomentInput, length


class Form(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="A code <b>will</b> come.")
    statement = LimitedText(label="Statement", limit=10, required=False)
    degree = forms.ChoiceField(label="Degree", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect)
    tongues = forms.MultipleChoiceField(
        label="Languages", choices=[("ru", "Русский")], widget=forms.CheckboxSelectMultiple, required=False
    )
    true = forms.BooleanField(label="It is true")
    cv = forms.FileField(label="CV", required=False)
    token = forms.CharField(widget=forms.HiddenInput)


class Rows(forms.BaseFormSet):
    def clean(self):
        raise forms.ValidationError("Give at least two criteria.")


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def faulty():
    return Form({"email": 'x"><script>', "statement": "twelve chars"})


def attribute(html, tag, name):
    return re.search(rf'<{tag}[^>]* {name}="([^"]*)"', html)[1]


def test_hint_and_error_describe_the_control():
    html = faulty()["email"].as_field_group()
    assert attribute(html, "input", "aria-describedby") == "id_email_helptext id_email_error"
    assert attribute(html, "input", "aria-invalid") == "true"
    assert 'id="id_email_helptext"' in html
    assert 'id="id_email_error"' in html
    assert attribute(html, "label", "for") == "id_email"


def test_order_is_label_hint_error_control_counter():
    html = faulty()["statement"].as_field_group()
    places = [html.index(mark) for mark in ("<label", 'class="err"', "<textarea", 'class="count')]
    assert places == sorted(places)


def test_a_field_without_fault_is_not_marked():
    html = Form()["email"].as_field_group()
    assert "aria-invalid" not in html
    assert "err" not in html


def test_what_was_typed_and_what_is_hinted_are_escaped():
    html = faulty()["email"].as_field_group()
    assert "<script>" not in html
    assert "A code &lt;b&gt;will&lt;/b&gt; come." in html
    assert 'value="x&quot;&gt;&lt;script&gt;"' in html


def test_the_server_counts_and_cuts_nothing():
    html = faulty()["statement"].as_field_group()
    assert "12 of 10 characters, 2 too many" in html
    assert "twelve chars" in html
    assert attribute(html, "textarea", "aria-describedby") == "id_statement_error id_statement_count"
    assert "maxlength" not in html
    assert "Shorten the text by 2 characters. We have cut nothing." in html


def test_a_line_break_is_one_character_however_it_is_sent():
    assert (length("a\r\nb"), length("a\nb"), length("  a\n")) == (3, 3, 1)
    assert "data-within=" in Form({"statement": "a\r\n" * 4})["statement"].as_field_group()
    assert Form({"statement": "12345\r\n789A"})["statement"].errors == []


def test_a_group_of_choices_is_a_fieldset_described_by_its_error():
    html = faulty()["degree"].as_field_group()
    assert attribute(html, "fieldset", "aria-describedby") == "id_degree_error"
    assert re.findall(r'<label for="(\w+)">', html) == ["id_degree_0", "id_degree_1"]
    assert '<legend class="lab">Degree</legend>' in " ".join(html.split()).replace("> ", ">").replace(
        " </l", "</l"
    )


def test_a_single_box_stands_before_its_label():
    html = faulty()["true"].as_field_group()
    assert html.index("<input") < html.index("<label")
    assert attribute(html, "input", "aria-describedby") == "id_true_error"


def test_a_file_keeps_the_browser_s_own_chooser():
    assert 'class="drop"' in Form()["cv"].as_field_group()


def summary(*given):
    tag = "{% error_summary " + " ".join(f"f{number}" for number in range(len(given))) + " %}"
    context = {f"f{number}": form for number, form in enumerate(given)}
    return Template(tag).render(Context(context))


def test_the_summary_links_every_fault_to_its_field():
    html = summary(faulty())
    assert 'role="alert"' in html
    assert "Correct 5 errors" in html
    assert re.findall(r'href="#(\w+)"', html) == ["id_email", "id_statement", "id_degree_0", "id_true"]
    assert "E-mail: Enter a valid email address." in html


def test_a_fault_of_a_hidden_field_is_said_without_a_link():
    assert "<li>This field is required.</li>" in summary(Form({}))


def test_faults_of_rows_and_of_all_rows_together_are_said():
    formset = forms.formset_factory(Form, formset=Rows)({"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1})
    html = summary(formset)
    assert "<li>Give at least two criteria.</li>" in html
    assert 'href="#id_form-0-email"' in html


def test_nothing_is_said_when_nothing_is_wrong():
    assert (summary(Form()).strip(), summary("").strip()) == ("", "")


def test_a_whole_form_carries_its_summary_its_fields_and_what_is_hidden():
    html = str(faulty())
    assert html.index('role="alert"') < html.index('name="email"') < html.index('name="token"')


def test_optional_is_said_only_where_a_form_wants_it():
    assert "optional" not in Form()["cv"].as_field_group()
    marked = type("Marked", (Form,), {"mark_optional": True})()
    assert "optional" in marked["cv"].as_field_group()
    assert "optional" not in marked["email"].as_field_group()


def test_a_placeholder_that_repeats_the_label_is_left_out():
    class Repeating(forms.Form):
        name = forms.CharField(label="Name", widget=forms.TextInput(attrs={"placeholder": "Name"}))
        word = forms.CharField(
            label="Word", widget=forms.TextInput(attrs={"placeholder": "for example, law"})
        )

    assert "placeholder" not in str(Repeating()["name"])
    assert 'placeholder="for example, law"' in str(Repeating()["word"])


def test_days_and_moments_are_written_as_browsers_want_them():
    assert 'type="date"' in DayInput().render("day", None)
    assert 'type="datetime-local"' in MomentInput().render("moment", None)
