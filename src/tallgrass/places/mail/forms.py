"""What the pages of mail ask."""

from django import forms


class AddressForm(forms.Form):
    """An address that is let back in."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
