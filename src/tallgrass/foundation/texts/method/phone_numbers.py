"""A telephone number as the whole world writes it (ITU-T E.164): a plus sign, the code of the country, digits.

Only what a gateway for a place needs: numbers as people of that country write them, and any number that is written
with a plus sign. Whether a number is in use, and whether a mobile has it, nobody can tell from its digits.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

#: The longest text that may be a number, with everything that people put between its digits.
LONGEST: Final = 40
_FEWEST, _MOST = 8, 15


class NotANumber(ValueError):
    """A text is no number that can be texted. ``code`` says why: a key of ``number.errors`` in the words for texts."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Country(NamedTuple):
    """How a country writes its numbers: its code, what stands before a number at home, how many digits it has."""

    code: str
    trunk: str
    digits: range


def _same(code: str, fewest: int, most: int | None = None, trunk: str = "") -> Country:
    return Country(code, trunk, range(fewest, (most or fewest) + 1))


_NORTH_AMERICA: Final = _same("1", 10, trunk="1")
#: Countries by ISO 3166 code whose numbers may be written without a plus sign.
COUNTRIES: Final[Mapping[str, Country]] = MappingProxyType(
    {
        **dict.fromkeys(("US", "PR", "VI", "GU", "AS", "MP", "CA", "DO", "JM", "BS", "TT"), _NORTH_AMERICA),
        "AU": _same("61", 9, trunk="0"), "BO": _same("591", 8), "CL": _same("56", 9), "CO": _same("57", 10),
        "CR": _same("506", 8), "CU": _same("53", 8), "DE": _same("49", 7, 12, trunk="0"),
        "EC": _same("593", 8, 9, trunk="0"), "ES": _same("34", 9), "FR": _same("33", 9, trunk="0"),
        "GB": _same("44", 9, 10, trunk="0"), "GT": _same("502", 8), "HN": _same("504", 8),
        "IE": _same("353", 7, 9, trunk="0"), "MX": _same("52", 10), "NI": _same("505", 8),
        "NZ": _same("64", 8, 10, trunk="0"), "PA": _same("507", 7, 8), "PE": _same("51", 9),
        "PY": _same("595", 9, trunk="0"), "SV": _same("503", 8), "UY": _same("598", 8, trunk="0"),
        "VE": _same("58", 10, trunk="0"),
    }
)  # fmt: skip
#: The country of a place that is on no list.
USUAL_COUNTRY: Final = "US"

#: Areas of the code +1 that lie in other countries: a text there costs many times as much.
_ABROAD: Final = {
    **dict.fromkeys(("809", "829", "849"), "DO"), **dict.fromkeys(("876", "658"), "JM"), "242": "BS", "868": "TT",
    **dict.fromkeys(
        ("246", "264", "268", "284", "345", "441", "473", "649", "664", "721", "758", "767", "784", "869"), ""
    ),
}  # fmt: skip
_UNITED_STATES_AND_CANADA: Final = frozenset({"US", "PR", "VI", "GU", "AS", "MP", "CA"})
#: Codes of +1 that are no area: what costs the caller, and what no telephone has.
_PAID: Final = frozenset({"900", "976"})
_BETWEEN: Final = re.compile(r"[\s().\-/\u00b7\u2010-\u2015\u2212]+")
_EXTENSION: Final = re.compile(r"(?:ext|x|anexo|extension|interno)\.?\s*[0-9]+$", re.IGNORECASE)


def normalised(typed: str, country: str = USUAL_COUNTRY) -> str:
    """The number as E.164, read as somebody writes it in ``country`` (ISO 3166). Raises ``NotANumber``.

    A number of another country than the place's is refused (``abroad``): its texts cost many times as much, and
    strangers earn by having texts sent to such numbers.
    """
    text = unicodedata.normalize("NFKC", typed[: LONGEST + 1]).strip()
    text = re.sub(r"^(?:tel|phone|sms|cel)\s*[.:]+\s*", "", text, flags=re.IGNORECASE)
    if not text:
        raise NotANumber("empty")
    if len(text) > LONGEST:
        raise NotANumber("too_long")
    if _EXTENSION.search(text):
        raise NotANumber("extension")
    plus = text.startswith("+")
    digits = _BETWEEN.sub("", text.removeprefix("+").replace("(0)", "" if plus else "0"))
    if not re.fullmatch("[0-9]+", digits):
        raise NotANumber("letters")
    return _international(digits, country) if plus or digits.startswith("00") else _national(digits, country)


def shown(number: str) -> str:
    """A number as it is shown: (314) 555-0123 for +1, else with the plus sign it has."""
    if found := re.fullmatch(r"\+1([0-9]{3})([0-9]{3})([0-9]{4})", number):
        return "({}) {}-{}".format(*found.groups())
    return number


def ending(number: str) -> str:
    """The last four digits: enough to recognise one's own number by, and too few to call it."""
    return number[-4:]


def _national(digits: str, country: str) -> str:
    rules = COUNTRIES.get(country)
    if rules is None:
        raise NotANumber("country")
    local = digits
    if len(digits) - len(rules.code) in rules.digits and digits.startswith(rules.code) and not rules.trunk:
        local = digits.removeprefix(rules.code)
    elif rules.trunk and digits.startswith(rules.trunk) and len(digits) - len(rules.trunk) in rules.digits:
        local = digits.removeprefix(rules.trunk)
    return _checked(rules, local, country)


def _international(digits: str, country: str) -> str:
    digits = digits.removeprefix("00")
    rules = COUNTRIES.get(country)
    if rules is None:
        _length(digits, range(_FEWEST, _MOST + 1))
        return f"+{digits}"
    if not digits.startswith(rules.code):
        raise NotANumber("abroad")
    return _checked(rules, digits.removeprefix(rules.code), country)


def _checked(rules: Country, local: str, country: str) -> str:
    _length(local, rules.digits)
    if rules.code == "1":
        _in_north_america(local, country)
    return f"+{rules.code}{local}"


def _length(digits: str, allowed: range) -> None:
    if len(digits) < allowed.start:
        raise NotANumber("too_short")
    if len(digits) not in allowed:
        raise NotANumber("too_long")


def _in_north_america(local: str, country: str) -> None:
    """Refuse what no telephone has (an area or an exchange begins with 2 to 9), paid lines, and areas elsewhere."""
    area = local[:3]
    if not re.fullmatch("[2-9][0-8][0-9][2-9][0-9]{6}", local) or area[1:] == "11" or local[4:6] == "11":
        raise NotANumber("not_in_use")
    if area in _PAID:
        raise NotANumber("paid")
    home = _ABROAD.get(area)
    if (home is None) != (country in _UNITED_STATES_AND_CANADA) or home not in (None, country):
        raise NotANumber("abroad")
