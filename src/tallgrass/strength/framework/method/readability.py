"""How hard a text is to read: Flesch-Kincaid grade for English, two measures of ease for Spanish.

English: grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid, Fishburne, Rogers and Chissom
1975, "Derivation of new readability formulas for Navy enlisted personnel"). Spanish: ease = 206.84 - 60 x syllables per
word - 1.02 x words per sentence (Fernández Huerta 1959, "Medidas sencillas de lecturabilidad"), 100 very easy, 0 very
hard. Both count syllables by rule, without a dictionary: English by groups of vowels less silent endings, Spanish by
its spelling, which says where a syllable begins. A formula of this kind measures length, not sense: it finds texts
that are surely hard, and proves none easy.
"""

import re
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_SENTENCE_END: Final = re.compile(r"[.!?]+(?=[\s\"”’)]|$)")

_VOWEL_GROUP: Final = re.compile(r"[aeiouy]+")
#: Two vowels in a row that are said apart, or a syllable that is written without a vowel.
_APART: Final = re.compile(
    r"(?<![ctsg])ia(?!ge)"  # media, material, trial; not social, marriage
    r"|(?<![ctsgnlh])io"  # radio, period, various; not nation, million
    r"|(?:[dn]|er|or)ien|iet|ium|eum"  # audience, experience, quiet, medium, museum
    r"|ea(?=t(?:e|ed|es|ing|ion|ive|or|ors)$)"  # create, creation
    r"|eo(?![pu])"  # video, theory; not people, courageous
    r"|(?<![qg])ua(?=l|t|ry$|ries$)"  # usual, graduate, january; not quality
    r"|(?<!q)uo"  # continuous; not quote
    r"|[aeiouy]ing$"  # doing, seeing, trying
    r"|[sd]n't$"  # isn't, didn't
)
#: Words that the rules get wrong, and that these pages use or could.
_SPECIAL: Final = {
    "anyone": 3, "anything": 3, "area": 3, "areas": 3, "behavior": 3, "being": 2, "business": 2, "businesses": 3,
    "client": 2, "clients": 2, "create": 2, "creates": 2, "evening": 2, "every": 2, "everyone": 3, "everything": 3,
    "homeless": 2, "idea": 3, "ideal": 3, "ideas": 3, "maybe": 2, "people": 2, "react": 2, "reality": 4, "reuse": 2,
    "reused": 2, "science": 2, "sciences": 3, "someone": 2, "something": 2, "sometimes": 2, "somewhere": 2,
    "theater": 3, "therefore": 2, "timeline": 2, "whereas": 2,
}  # fmt: skip

_ES_STRONG: Final = "aeoáéó"
_ES_WEAK: Final = "iuü"
_ES_STRESSED_WEAK: Final = "íú"
_ES_VOWELS: Final = _ES_STRONG + _ES_WEAK + _ES_STRESSED_WEAK


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; a number in figures is one word."""
    return [found.group().replace("’", "'").lower() for found in _WORD.finditer(text)]


def sentences_of(text: str) -> int:
    """How many sentences: ends marked by a full stop, question or exclamation mark, plus an open last one."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    rest = text[ends[-1] :] if ends else text
    return len(ends) + (1 if words_of(rest) else 0)


def syllables(word: str) -> int:
    """Syllables of an English word, at least 1. Figures count one for each digit.

    >>> [syllables(word) for word in ("data", "people", "community", "asked", "decided", "table")]
    [2, 2, 4, 1, 3, 2]
    """
    plain = word.lower().replace("’", "'").removesuffix("'s")
    if plain.isdigit():
        return len(plain)
    if plain in _SPECIAL:
        return _SPECIAL[plain]
    # A y between two vowels parts them, as in player; "ically" is said "icly".
    plain = re.sub(r"(?<=[aeiou])y(?=[aeiou])", "j", plain).replace("ically", "icly")
    return max(len(_VOWEL_GROUP.findall(plain)) + len(_APART.findall(plain)) - _silent(plain), 1)


def _silent(word: str) -> int:
    """Written and not said: a final e, es or ed, and the e before ly, less, ment, ful, ness."""
    silent = len(re.findall(r"(?<=[^aeiouy])e(?=(?:ly|less|ment|ments|ful|fully|ness)$)(?<!le)", word))
    if re.search(r"[^aeiouy]e$", word) and not re.search(r"[^aeiouyl]le$", word):
        return silent + 1
    if re.search(r"[^aeiouydt]ed$", word) and not re.search(r"[^aeiouylr][lr]ed$", word):
        return silent + 1
    if re.search(r"[^aeiouy]es$", word) and not re.search(r"(?:[sxz]|ch|sh|[cg]|[^aeiouyl]l)es$", word):
        return silent + 1
    return silent


def syllables_es(word: str) -> int:
    """Syllables of a Spanish word, at least 1: two vowels share one unless both are strong or a weak one is stressed.

    >>> [syllables_es(word) for word in ("ciudad", "país", "gente", "leer", "comunidad", "guía")]
    [2, 2, 2, 2, 4, 2]
    """
    # The u of gue and que is silent, and an h between vowels does not part them (prohi-bir).
    plain = re.sub(r"(?<=[gq])u(?=[eiéí])|(?<=[aeiouáéíóú])h(?=[aeiouáéíóú])", "", word.lower())
    plain = re.sub(r"y(?![aeiouáéíóú])", "i", plain)
    count, before = 0, ""
    for letter in plain:
        if letter in _ES_VOWELS:
            apart = before not in _ES_VOWELS or not before or _apart_es(before, letter)
            count += apart
        before = letter
    return max(count, 1)


def _apart_es(one: str, other: str) -> bool:
    """True for two strong vowels, for a stressed weak one beside a strong one, and for the same weak vowel twice."""
    if one in _ES_STRONG and other in _ES_STRONG:
        return True
    stressed = one in _ES_STRESSED_WEAK or other in _ES_STRESSED_WEAK
    return one == other or (stressed and (one in _ES_STRONG or other in _ES_STRONG))


def grade(texts: Iterable[str]) -> float:
    """Flesch-Kincaid grade of English texts read one after the other, each at least one sentence.

    Years of school in the United States: 6 is read with ease at about 12 years of age. Texts without a word give 0.
    """
    read = [text for text in texts if words_of(text)]
    words = [word for text in read for word in words_of(text)]
    if not words:
        return 0.0
    sentences = sum(sentences_of(text) for text in read)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def ease_es(texts: Iterable[str]) -> float:
    """Fernández Huerta ease of Spanish texts, read as ``grade`` reads: 100 very easy, 0 very hard; 100 for no word."""
    read = [text for text in texts if words_of(text)]
    words = [word for text in read for word in words_of(text)]
    if not words:
        return 100.0
    sentences = sum(sentences_of(text) for text in read)
    return 206.84 - 60 * sum(map(syllables_es, words)) / len(words) - 1.02 * len(words) / sentences


def perspicuity_es(texts: Iterable[str]) -> float:
    """Szigriszt-Pazos perspicuity of Spanish texts, read as ``grade`` reads: 206.835 - 62.3 x syllables per word -
    words per sentence (1993). On the INFLESZ scale 65 to 80 is fairly easy, more is very easy; 100 for no word.
    """
    read = [text for text in texts if words_of(text)]
    words = [word for text in read for word in words_of(text)]
    if not words:
        return 100.0
    sentences = sum(sentences_of(text) for text in read)
    return 206.835 - 62.3 * sum(map(syllables_es, words)) / len(words) - len(words) / sentences
