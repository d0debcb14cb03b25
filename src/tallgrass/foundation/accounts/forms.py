"""What one's account asks."""

from django import forms


class NameForm(forms.Form):
    """How somebody is called on the pages of their places."""

    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
