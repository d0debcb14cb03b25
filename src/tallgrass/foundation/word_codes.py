"""Codes of four words, to be printed on paper and typed on any telephone: *lemon-river-cabin-eagle*.

A code has four words of one list of about 2,000, chosen by chance: about 10^13 codes. That is far less than a link
holds (``tokens.py``), so a place that takes codes must count failures (``docs/explanation/promises.md`` shows by how
much). Small and capital letters, accents, spaces and hyphens are all the same to whoever reads a code.
"""

import re
import secrets
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from tallgrass.foundation.tokens import Secret, digest_of

WORDS_IN_A_CODE: Final = 4
_LISTS: Final = Path(__file__).parents[1] / "vendor" / "word_lists"
_FILES: Final[Mapping[str, str]] = {"en": "english.txt", "es": "spanish.txt"}
_OTHERWISE: Final = "en"
#: A text longer than this is no code.
_LONGEST: Final = 200
_BETWEEN: Final = re.compile(r"[^a-z]+")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words that nobody should find on a sheet of paper addressed to them, by language: violence, bodies, faith, illness,
#: police and prison, insults. Also words that sound like another one and so are written wrongly from the telephone.
UNFIT: Final[Mapping[str, frozenset[str]]] = {
    "en": _listed(
        """
        abuse addict alcohol alien army arrest assault attack betray blame blast blood body bomb bullet
        cannon cigar crash crime cruel damage danger debris demise deny despair destroy disease disorder
        divorce dumb dwarf enemy error erupt evil evoke execute exile fat fatal fault fever fire flee
        garbage gasp ghost goddess gorilla gospel grief grunt guilt gun horror hunt hurt ill illegal illness
        inflict injury inmate insane junk kick kidney knife lazy liar mad monkey monster naive nasty nerve
        nuclear orphan panic pear piece pig pill pistol pitch poverty prison punch quit rebel reject rifle
        riot rude sad sadness satoshi scare sell shoot shove sick siege skull snake sniff soldier spy
        struggle suffer suspect swear sword tattoo toilet tragic trap trash trigger trouble ugly unfair
        unhappy useless vanish vicious violin virus warfare warrior waste weapon weird whip wife wreck write
        wrong
        """
    ),
    "es": _listed(
        """
        aborto abuso acoso adicto agonia alacran anciano anemia asalto asno ataque atroz azote bestia bicho
        bobo bomba bruja bruto bufon burla burro cadaver calvo cancer carcel celda cerdo cochino crimen
        cripta culpa cutis delito desnudo deuda dia diablo droga ebrio enano enemigo enfermo espia esposa
        exilio feo feroz flaco fobia fosa fraude fuga fusil gemir golfo golpe gordo gorila grasa guerra
        gusano herir hoyo hurto ilegal impar incapaz infiel inutil ira juerga ladron larva lastima lesion
        letal llaga llorar loco locura luto mafia maldad malo manco matar miedo militar misa miseria misil
        momia monja mono moreno morir morro mortal muerte mugre mujer mula nausea necio negro obeso obispo
        ocre odiar odio ofensa ogro ola onda orca orgia ovulo papa parir pecado pecho pelea peligro pellejo
        pena peor piojo pirata pobre policia polvo preso prision punal rabia rabo rapto raza rehen rencor
        res rio sangre satan sexo soldado sordo suegra susto temor terror tonto torpedo torso tosco toser
        toxico trauma tripa triste tuerto tumba tumor ulcera vaca vago vampiro vejez vena veneno vengar via
        vicio victima viejo viral viudo vulgar zorro zurdo
        """
    ),
}


def new_code(language: str) -> Secret:
    """A new code in a language, as it is printed, with the digest that is kept. English where there is no list."""
    chosen = _fit(language if language in _FILES else _OTHERWISE)
    text = "-".join(secrets.choice(chosen) for _ in range(WORDS_IN_A_CODE))
    return Secret(text, digest_of(_folded(text)))


def read_code(typed: str) -> str | None:
    """The digest of what somebody typed; None where that is no code in any language, so that no look-up is needed."""
    if len(typed) > _LONGEST:
        return None
    words = [word for word in _BETWEEN.split(_plain(typed)) if word]
    if len(words) != WORDS_IN_A_CODE or not set(words) <= _known():
        return None
    return digest_of("-".join(words))


def how_many(language: str) -> int:
    """How many codes there are in a language."""
    return len(_fit(language)) ** WORDS_IN_A_CODE


@cache
def _fit(language: str) -> tuple[str, ...]:
    """The words of a language that codes are made of, as they are printed."""
    text = (_LISTS / _FILES[language]).read_text(encoding="utf-8")
    words = [unicodedata.normalize("NFC", word) for word in text.split()]
    return tuple(word for word in words if _plain(word) not in UNFIT[language])


@cache
def _known() -> frozenset[str]:
    return frozenset(_plain(word) for language in _FILES for word in _fit(language))


def _folded(code: str) -> str:
    return "-".join(_plain(word) for word in code.split("-"))


def _plain(text: str) -> str:
    """Small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
