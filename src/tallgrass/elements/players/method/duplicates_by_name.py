"""Likeness by name: one rule after another, the surest first. Each yields pairs that share a key made of names."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final, TypeVar

from tallgrass.elements.players.method.duplicates_reasons import Pair, Reason, ReasonKey, pairs_of
from tallgrass.elements.players.method.duplicates_spelling import corrections, slips
from tallgrass.elements.players.method.names import Name, Reading, Short, stands_for, telling
from tallgrass.elements.players.method.names_lists import (
    ADD_LITTLE,
    ARTICLES,
    COMMON_WORDS,
    ORDER_COUNTS,
    SMALL_WORDS,
)

#: Letters that a name must have for a slip in it to be looked for, and a word that is the whole name.
SLIP_IN, SLIP_IN_ONE_WORD = 8, 7
#: Up to so many names, three letters are enough for an acronym; among more, chance makes too many.
FEW_NAMES, ACRONYM, ACRONYM_OF_MANY = 1_000, 3, 4
#: A name with more notes than this is a network with many parts.
MOST_NOTES: Final = 2
#: Letters of one word that tells enough by itself.
ONE_WORD_TELLS = 10
#: Words of so many names, and of one in so many, are the place's own.
PLACE_FROM, PLACE_SHARE = 5, 50
#: Groups of weaker rules that are larger than this tell nothing.
MOST_ALIKE: Final = 12

Key = TypeVar("Key", bound=Hashable)


def by_name(names: Sequence[Name]) -> Iterator[Pair]:
    """Every pair that a rule finds, with the reason of the first rule that does."""
    rules: tuple[Callable[[Sequence[Name]], Iterable[Pair]], ...] = (
        _same_letters,
        _same_words,
        _but_for_a_note,
        _initials,
        _called_by_initials,
        _misspelt,
        _inside,
    )
    seen: set[tuple[int, int]] = set()
    for rule in rules:
        for one, other, reason in rule(names):
            if one != other and (one, other) not in seen:
                seen.add((one, other))
                yield one, other, reason


def _same_letters(names: Sequence[Name]) -> Iterator[Pair]:
    groups = _groups((place, called) for place, name in enumerate(names) for called in name.called())
    for called, places in groups.items():
        for one, other in pairs_of(places):
            if reason := _same(names[one], names[other], called):
                yield one, other, reason


def _same(one: Name, other: Name, called: str) -> Reason | None:
    """Why two names are the same that are both called so; None where for both it is only a second name."""
    first, second = one.whole, other.whole
    if first.joined != called and second.joined != called:
        return None
    if first.joined != second.joined:
        return _other_name(one, other, called)
    if first.core != second.core:
        return _said("same_name_but_for_spaces", first.core, second.core)
    if first.legal != second.legal:
        return _said("same_name_but_for_legal_form", first.legal, second.legal)
    if _large(first.plain) != _large(second.plain):
        return _said("same_name_but_for_short_forms", first.plain, second.plain)
    return Reason("same_name", *articles_apart(first, second))


def articles_apart(one: Reading, other: Reading) -> tuple[str, str]:
    """The articles that only one of two names has."""
    first, second = (Counter(word for word in each.words if word in ARTICLES) for each in (one, other))
    return " ".join((first - second).elements()), " ".join((second - first).elements())


def _other_name(one: Name, other: Name, called: str) -> Reason:
    key: ReasonKey = "initials" if called in (*one.initials, *other.initials) else "also_known_as"
    return _said(key, one.whole.plain, other.whole.plain)


def _same_words(names: Sequence[Name]) -> Iterator[Pair]:
    groups = _groups((place, name.whole.bag) for place, name in enumerate(names) if len(name.whole.core) > 1)
    for places in groups.values():
        for one, other in pairs_of(places):
            if ORDER_COUNTS.isdisjoint(names[one].whole.core) or _turned(names[one], names[other]):
                yield (
                    one,
                    other,
                    _said("same_words_in_another_order", names[one].whole.core, names[other].whole.core),
                )


def _turned(one: Name, other: Name) -> bool:
    return one.turned == other.whole.joined or other.turned == one.whole.joined


def _but_for_a_note(names: Sequence[Name]) -> Iterator[Pair]:
    noted = _groups((place, name.main.joined) for place, name in enumerate(names) if name.main)
    plain = _groups((place, name.whole.joined) for place, name in enumerate(names) if not name.main)
    for joined, places in noted.items():
        if len({names[place].note for place in places}) > MOST_NOTES:
            continue
        for one, other in product(places[:MOST_ALIKE], plain.get(joined, ())[:MOST_ALIKE]):
            first, second = sorted((one, other))
            yield first, second, _said("same_name_but_for_a_note", *_notes(names[first], names[second]))


def _notes(one: Name, other: Name) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return one.note if one.main else (), other.note if other.main else ()


def _initials(names: Sequence[Name]) -> Iterator[Pair]:
    shortest = ACRONYM if len(names) <= FEW_NAMES else ACRONYM_OF_MANY
    written_out: dict[Short, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for key in set(stands_for(name.whole)):
            written_out[key].append(place)
    for place, name in enumerate(names):
        for key in _shortened(name):
            if len(key[1]) < shortest:
                continue
            fitting = written_out.get(key, ())
            if len(fitting) <= MOST_ALIKE and len({names[one].whole.bag for one in fitting}) == 1:
                for one in fitting:
                    yield _pair(place, one, "initials", key[1], " ".join(names[one].whole.plain))


def _shortened(name: Name) -> Iterator[Short]:
    if name.acronym:
        yield (), name.acronym
    core = name.whole.core
    for place in name.capitals:
        yield (core[1:] if place == 0 else core[:-1]), core[place]


def _called_by_initials(names: Sequence[Name]) -> Iterator[Pair]:
    """What has initials in its name, beside what is called so, where the words around them are common or of both."""
    called: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for letters in (*name.initials, *([name.acronym] if name.acronym else [])):
            called[letters].append(place)
    for place, name in enumerate(names):
        for kept, letters in _shortened(name):
            fitting = called.get(letters, ())
            if not kept or len(fitting) > MOST_ALIKE or len({names[one].whole.bag for one in fitting}) != 1:
                continue
            for one in fitting:
                if COMMON_WORDS.union(names[one].whole.core).issuperset(kept):
                    own, its = (" ".join(names[each].whole.plain) for each in (place, one))
                    yield _pair(place, one, "initials", own, its)


def _misspelt(names: Sequence[Name]) -> Iterator[Pair]:
    bags = _groups((place, name.whole.bag) for place, name in enumerate(names) if _long_enough(name.whole))
    names_with = Counter(word for bag in bags for word in dict.fromkeys(bag))
    near = slips(names_with)
    for bag, places in bags.items():
        for word, other, changed in _with_one_word_changed(bag, near):
            for place, one in product(places[:MOST_ALIKE], bags.get(changed, ())[:MOST_ALIKE]):
                yield _pair(place, one, "misspelt", word, other)
    yield from _misspelt_more_than_once(names, bags, corrections(near, names_with))


def _misspelt_more_than_once(
    names: Sequence[Name], bags: Mapping[tuple[str, ...], Sequence[int]], corrected: Mapping[str, str]
) -> Iterator[Pair]:
    """Names that are the same once each word that can only be a slip of one known word is put right."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for bag, places in bags.items():
        groups[tuple(sorted(corrected.get(word, word) for word in bag))] += places[:MOST_ALIKE]
    for places in groups.values():
        for one, other in pairs_of(sorted(places)) if len(places) <= MOST_ALIKE else ():
            if names[one].whole.bag != names[other].whole.bag:
                yield one, other, _apart("misspelt", names[one], names[other])


def _with_one_word_changed(
    bag: tuple[str, ...], near: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for word in sorted(set(bag)):
        for other in near.get(word, ()):
            rest = list(bag)
            rest.remove(word)
            yield word, other, tuple(sorted([*rest, other]))


def _inside(names: Sequence[Name]) -> Iterator[Pair]:
    little = ADD_LITTLE | _in_many_names(names)
    keys: tuple[Callable[[Reading, Collection[str]], Hashable], ...] = (_tells_in_order, _tells_in_any_order)
    for key in keys:
        groups = _groups((place, key(name.whole, little)) for place, name in enumerate(names))
        for places in groups.values():
            # One shorter name beside many longer ones is a network beside its parts.
            if (
                len(places) > MOST_ALIKE
                or len({names[place].whole.core for place in places}) > 1 + MOST_NOTES
            ):
                continue
            for one, other in pairs_of(places):
                if _holds(names[one].whole, names[other].whole, little):
                    yield one, other, _apart("one_name_inside_the_other", names[one], names[other])


def _holds(one: Reading, other: Reading, little: Collection[str]) -> bool:
    """Whether one of two names that tell the same has all words of the other that tell little, and enough is left."""
    if one.bag == other.bag:
        return False
    more, fewer = (
        Counter(word for word in each.core if _tells_little(word, little)) for each in (one, other)
    )
    shorter = min(one.core, other.core, key=len)
    return (more >= fewer or fewer >= more) and (len(shorter) > 2 or telling(shorter))


def _in_many_names(names: Sequence[Name]) -> set[str]:
    """Words that so many names have that they must be the place's: with and without it, it is one organization."""
    counted = Counter(word for name in names for word in dict.fromkeys(name.whole.core))
    least = max(PLACE_FROM, len(names) // PLACE_SHARE)
    return {word for word, number in counted.items() if number >= least and word not in COMMON_WORDS}


def _tells_in_order(reading: Reading, little: Collection[str]) -> str:
    """What is left of the core without what a name can do without, joined; empty where it is too little to tell."""
    left = [_singular(word) for word in reading.core if not _tells_little(word, little)]
    joined = "".join(left)
    return joined if len(left) > 1 or len(joined) >= ONE_WORD_TELLS else ""


def _tells_in_any_order(reading: Reading, little: Collection[str]) -> tuple[str, ...]:
    """The same, in the order of the alphabet; empty for fewer than three words, or where the order counts."""
    left = tuple(sorted(_singular(word) for word in reading.core if not _tells_little(word, little)))
    return left if len(left) > 2 and ORDER_COUNTS.isdisjoint(left) else ()


def _tells_little(word: str, little: Collection[str]) -> bool:
    """Whether a name can do without a word, or without somebody's initial."""
    return word in little or (len(word) == 1 and word.isascii() and word.isalpha())


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


def _apart(key: ReasonKey, one: Name, other: Name) -> Reason:
    """A reason that rests on the words that only one of two names has."""
    first, second = Counter(one.whole.core), Counter(other.whole.core)
    return _said(key, (first - second).elements(), (second - first).elements())


def _long_enough(reading: Reading) -> bool:
    letters = len(reading.joined)
    return letters >= SLIP_IN if len(reading.core) > 1 else letters >= SLIP_IN_ONE_WORD


def _groups(keyed: Iterable[tuple[int, Key]]) -> dict[Key, list[int]]:
    """Places by key, each place once a key, keys that are empty left out."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for place, key in keyed:
        if key and groups[key][-1:] != [place]:
            groups[key].append(place)
    return groups


def _pair(place: int, one: int, key: ReasonKey, own: str, its: str) -> Pair:
    """A pair in the order of the records; ``own`` is what the reason rests on at ``place``, ``its`` at ``one``."""
    return (place, one, Reason(key, own, its)) if place < one else (one, place, Reason(key, its, own))


def _said(key: ReasonKey, one: Iterable[str], other: Iterable[str]) -> Reason:
    return Reason(key, " ".join(one), " ".join(other))


def _large(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in SMALL_WORDS]
