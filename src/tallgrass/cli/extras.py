"""What to install when a part of the program is not there."""

from typing import Final

#: The modules that each extra of ``pyproject.toml`` brings (a test compares the two).
EXTRAS: Final[dict[str, tuple[str, ...]]] = {
    "site": ("allauth", "csp", "django_tasks", "ninja", "platformdirs", "qrcode", "waitress", "whitenoise"),
    "postgres": ("psycopg",),
    "pdf": ("typst",),
}


def remedy(module: str) -> str | None:
    """The sentence that says how to add ``module``; None where no extra brings it."""
    for extra, modules in EXTRAS.items():
        if module.partition(".")[0] in modules:
            return (
                f'This needs a part that is not installed yet. Add it with: pip install "tallgrass[{extra}]"'
            )
    return None
