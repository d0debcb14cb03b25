"""Invented organizations for the duplicates benchmark: names put together at random, a few written down twice."""

import random
from collections.abc import Iterator

from tallgrass.elements.players.method.duplicates import Comparable


def in_order(words: str) -> list[str]:
    """A list that is written as one text."""
    return words.split()


BEGINNINGS = in_order(
    "amber ash aster badger bell birch bitter black blue bram briar bur cedar clay clover cold copper "
    "coral crane crow dew dove dry elder elk elm ember falcon fern field finch flint fox glen gold grama "
    "grass green hart hawk hazel heron holly indigo iron ivy jade jay juniper kestrel lark laurel lily "
    "lime linden lone long lupine maple marsh mead mill mint moss north oak ochre olive otter owl pale "
    "pine plum poplar quail red reed ridge river rose rush rye sage sand sedge silver slate snow south "
    "spring star stone sumac swan tansy teal thistle thorn timber upper vale west wheat white wild willow "
    "wren yarrow"
)
ENDINGS = in_order(
    "bank bend berg bluff borough bridge brook burn bury cliff creek cross dale den don falls field ford "
    "gate glade grove ham haven hill hollow hurst land landing ley low mere mill mont moor mouth ness "
    "park point pool port ridge side spring stead stone strand ton vale view ville wall water way well "
    "wick wood worth"
)
SHAPES = (
    "Code for {a}",
    "{a} Public Library",
    "{a} High School",
    "{a} Elementary School",
    "City of {a} Department of {d}",
    "{a} County {d} Office",
    "{a} {b} Foundation",
    "{a} {t} Alliance",
    "{a} Community {t} Center",
    "The {b} {t} Project",
    "Friends of {a} {b} Park",
    "{b} & {a} {t} Consulting",
    "St. {b} Church of {a}",
    "{a} Fire Station {n}",
    "Neighbors of {a} {b}",
    "Centro {b} de {a}",
)
TOPICS = in_order(
    "Health Housing Data Arts Food Youth Climate Transit Justice Language Jobs Water Budget Safety"
)
OFFICES = in_order("Health Housing Finance Planning Parks Police Courts Elections Aging Roads")


def organizations(number: int, seed: int) -> list[Comparable]:
    """``number`` records, of which one in twenty stands for an organization that is there already."""
    draw = random.Random(seed)
    names: list[str] = []
    for name in _names(draw):
        if len(names) >= number:
            break
        names.append(name)
        if draw.random() < 0.05:
            names.append(_again(name, draw))
    return [Comparable(key, name) for key, name in enumerate(names[:number])]


def _names(draw: random.Random) -> Iterator[str]:
    while True:
        yield draw.choice(SHAPES).format(
            a=_place(draw),
            b=_place(draw),
            t=draw.choice(TOPICS),
            d=draw.choice(OFFICES),
            n=draw.randint(1, 40),
        )


def _place(draw: random.Random) -> str:
    return (draw.choice(BEGINNINGS) + draw.choice(ENDINGS)).title()


def _again(name: str, draw: random.Random) -> str:
    place = draw.randrange(len(name) - 1)
    return draw.choice(
        (
            name.upper(),
            f"{name}, Inc.",
            f"The {name}",
            name.replace(" and ", " & "),
            name[:place] + name[place + 1 :],
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        )
    )
