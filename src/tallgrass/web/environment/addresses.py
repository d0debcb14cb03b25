"""An address (URL) in a setting, taken apart; what cannot be read is refused under the setting's name."""

from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured


def split(setting: str, address: str) -> SplitResult:
    """The parts of the address in ``setting``. Raises ``ImproperlyConfigured`` where it is none."""
    try:
        return urlsplit(address)
    except ValueError as error:
        raise ImproperlyConfigured(f"{setting} is not an address that can be read.") from error


def port_of(setting: str, parts: SplitResult) -> int | None:
    """The port of an address; None where it names none. Raises ``ImproperlyConfigured`` for one that is no number."""
    try:
        return parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"The port in {setting} is not a number.") from error
