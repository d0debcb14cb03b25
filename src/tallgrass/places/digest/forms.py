"""What the page about the digest asks."""

from typing import Any, Final

from django import forms

from tallgrass.foundation.languages import available_languages, words

YES: Final = "yes"
NO: Final = "no"


class DigestForm(forms.Form):
    """Whether somebody wants the digest, and in which language."""

    wanted = forms.ChoiceField(choices=[(YES, YES), (NO, NO)], widget=forms.RadioSelect)
    language = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(code, str(words(code, "site")["language_name"])) for code in available_languages()]
