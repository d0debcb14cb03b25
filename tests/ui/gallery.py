"""Every part of a page beside each other, as a room would use them.

To look at it: ``python -m tests.ui.gallery FILE``.
"""

import sys
from pathlib import Path
from typing import Any

from django import forms

from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import TEMPLATES
from tallgrass.foundation.ui.fields import filters, show_form
from tallgrass.foundation.ui.pages import build_engine, render
from tallgrass.foundation.ui.parts import (
    Buttons,
    Cell,
    Column,
    Link,
    Notice,
    SummaryRow,
    Tag,
    crumbs,
    page_links,
    summary,
    table,
)
from tallgrass.foundation.ui.style import inlined_face, stylesheet

#: The templates that only pages of the site use: all of them are on the page.
PARTS = frozenset(
    {f"ui/form/{name}.html" for name in (
        "attributes", "buttons", "csrf", "error_summary", "field", "fields", "filters", "told",
    )}
    | {f"ui/{name}.html" for name in (
        "cell", "crumbs", "empty", "notice", "pages", "summary_list", "table", "tag",
    )}
)  # fmt: skip
#: The words of a room, as its JSON file holds them.
SAID: dict[str, Any] = {
    "fields": {
        "name": {
            "label": "Name of the partner",
            "hint": "As it calls itself.",
            "errors": {"taken": "“{value}” is here already."},
        },
        "email": {"label": "E-mail address"},
        "website": {"label": "Website"},
        "about": {"label": "What it does", "hint": "Two or three sentences."},
        "since": {"label": "Taking part since"},
        "people": {"label": "People on staff"},
        "kind": {
            "label": "Type of partner",
            "choices": {
                "government": {
                    "label": "Local government",
                    "hint": "A city or county office, a library, a court.",
                },
                "community": {"label": "Community group", "hint": "A neighborhood or faith group."},
                "unknown": "I do not know",
            },
        },
        "roles": {
            "label": "What it takes on",
            "choices": {"funds": "Pays for work", "hosts": "Hosts meetings"},
        },
        "state": {"label": "State", "choices": {"MO": "Missouri", "KS": "Kansas"}},
        "file": {"label": "Your list"},
        "agree": {"label": "This group knows that we add it", "hint": "You can ask it later."},
    },
    "errors": {"nobody": "Say who takes part, or that you do not know."},
}


class Asked(forms.Form):
    """A form with a field of every sort."""

    name = forms.CharField(max_length=60)
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    website = forms.URLField(required=False, assume_scheme="https")
    about = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))
    since = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    people = forms.IntegerField(required=False, min_value=1)
    kind = forms.ChoiceField(
        choices=[(key, key) for key in ("government", "community", "unknown")], widget=forms.RadioSelect
    )
    roles = forms.MultipleChoiceField(
        choices=[("funds", "funds"), ("hosts", "hosts")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    state = forms.ChoiceField(choices=[("", ""), ("MO", "MO"), ("KS", "KS")], required=False)
    file = forms.FileField(required=False)
    agree = forms.BooleanField()
    step = forms.CharField(widget=forms.HiddenInput, required=False, initial="2")

    def clean(self) -> dict[str, Any]:
        """Two mistakes of the room's own."""
        kept = super().clean() or {}
        if kept.get("name") == "Taken":
            self.add_error(
                "name", forms.ValidationError("in no language", code="taken", params={"value": "Taken"})
            )
        if not kept.get("people") and not kept.get("roles"):
            raise forms.ValidationError("in no language", code="nobody")
        return kept


class Sought(forms.Form):
    """The fields of a filter bar."""

    name = forms.CharField(required=False)
    state = forms.ChoiceField(choices=[("", ""), ("MO", "MO"), ("KS", "KS")], required=False)


def values(form: forms.Form, language: str = "en") -> dict[str, Any]:
    """What the page of all parts is made of."""
    columns = (
        Column("Partner"),
        Column("State"),
        Column("Links", number=True),
        Column("Action", unseen=True),
    )
    rows = tuple(
        (
            Cell(link=Link(name, "#x"), note=note),
            Cell(tag=tag),
            Cell(str(number) if number else ""),
            Cell(link=Link("Change", "#y", name)),
        )
        for name, note, tag, number in (
            ("Prairie Junction Public Library", "Local government", Tag("Confirmed", "done"), 14),
            ("Code for Prairie Junction", "", Tag("Not asked yet", "waiting"), 3),
            ("Eastside Neighbors", "Community group", Tag("Needs a look", "attention"), 0),
            ("The Old Mill Fund", "Philanthropy", Tag("Hidden", "ended"), 1),
        )
    )
    return {
        "form": show_form(form, SAID, language),
        "csrf": "a-token",
        "crumbs": crumbs((Link("Prairie Junction", "#a"), Link("Key players", "#b")), language),
        "notice": Notice("Saved", "Everybody sees it from now on.", link=Link("See the page", "#c")),
        "buttons": Buttons("Save and go on", beside=Link("Leave without saving", "#d")),
        "warning": Buttons("Delete for good", name="do", value="delete", warning=True),
        "filters": filters(Sought({"state": "MO"}), SAID, language, action="#e", asked=True),
        "table": table("Partners of Prairie Junction", columns, rows, language),
        "pages": page_links(4, 12, lambda number: f"?page={number}", language),
        "summary": summary(
            (
                SummaryRow("Name", ("Prairie Junction Public Library",), (Link("Change", "#f", "the name"),)),
                SummaryRow("Serves", ("Eastside", "Old Mill"), (Link("Change", "#g", "whom it serves"),)),
                SummaryRow("Website", (), (Link("Change", "#h", "the website"),)),
                SummaryRow("State", (), tag=Tag("Confirmed", "done")),
            ),
            language,
        ),
        "link": Link("Add a partner", "#i"),
    }


def page(form: forms.Form, language: str = "en") -> str:
    """The page of all parts, as one file; a blank that no value fills raises ``LookupError``."""
    engine = build_engine(Path(__file__).parent / "templates", TEMPLATES, strict=True)
    frame = {"language": language, "languages": (), "draft": False, "home": "/", "w": words(language, "site")}
    text = render(engine, "gallery.html", {**frame, "stylesheet": "STYLE", **values(form, language)})
    return text.replace('<link rel="stylesheet" href="STYLE">', f"<style>{stylesheet(inlined_face)}</style>")


if __name__ == "__main__":
    import django

    django.setup()
    Path(sys.argv[1]).write_text(page(Asked({"name": "Taken", "email": "no"})), "utf-8")
