"""Reading a translation: a sheet with both languages side by side, and the corrections that come back."""
