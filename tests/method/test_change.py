"""What changed since an earlier scorecard."""

from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from tallgrass.foundation.numbers import two_sided_p
from tallgrass.strength.scorecard.method.change import Change, find_changes
from tests.method.by_hand import vectors
from tests.method.worlds import World, scorecard, worlds

P = vectors("change")["p"]


def document(*criteria: dict[str, Any], method: str = "1", name: str = "Prairie Junction") -> dict[str, Any]:
    return {"method": method, "place": {"name": name}, "criteria": list(criteria)}


def criterion(
    name: str = "KP1", estimate: float | None = 2.0, error: float | None = 0.2, **changes: Any
) -> dict[str, Any]:
    say = {
        "estimate": estimate, "standard_error": error, "bound": changes.pop("bound", None),
        "source": changes.pop("source", "answers"),
        "cells": [{"kinds": list(kinds)} for kinds in changes.pop("cells", [["community"], ["government"]])],
    }  # fmt: skip
    return {"id": name, "wording": changes.pop("wording", "w"), "say": say, **changes}


def change(before: dict[str, Any], after: dict[str, Any], *beside: dict[str, Any]) -> Change:
    return find_changes(document(before, *beside), document(after, *beside))[0]


def test_the_vector() -> None:
    errors = (P["before_error"] ** 2 + P["after_error"] ** 2) ** 0.5
    assert round(errors, 4) == P["standard_error"]
    assert round(two_sided_p(float(P["difference"]), errors), 4) == P["p"]
    before, after = criterion(estimate=2.10, error=0.20), criterion(estimate=2.55, error=0.18)
    alone = change(before, after)
    # Printed to a tenth: 0.45 is 0.5, -0.077 is -0.1, 0.977 is 1.0.
    assert [float(one or 0) for one in (alone.difference, alone.low, alone.high)] == [0.5, -0.1, 1.0]
    assert alone.verdict == "up"
    assert change(before, after, criterion("KP2")).verdict == "no_clear_change"


def test_up_down_and_no_clear_change() -> None:
    assert change(criterion(estimate=1.0), criterion(estimate=3.0)).verdict == "up"
    assert change(criterion(estimate=3.0), criterion(estimate=1.0)).verdict == "down"
    assert change(criterion(), criterion()).verdict == "no_clear_change"


def test_without_any_error_every_difference_is_clear() -> None:
    assert change(criterion(error=0.0), criterion(error=0.0)).verdict == "no_clear_change"
    assert change(criterion(error=0.0), criterion(estimate=2.1, error=0.0)).verdict == "up"


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (criterion(wording="other"), "wording"),
        (criterion(cells=[["community"]]), "cells"),
        (criterion(cells=[["community", "government"]]), "cells"),
        (criterion(error=None, source="agreed", cells=[]), "source"),
        (criterion(estimate=None, error=None, source=None), "no_mark"),
    ],
)
def test_what_stands_in_the_way_of_comparing(after: dict[str, Any], why: str) -> None:
    for found in (change(criterion(), after), change(after, criterion())):
        assert (found.verdict, found.why) == ("not_comparable", why)
        assert (found.difference, found.low, found.high) == (None, None, None)


def test_two_agreed_levels_are_not_compared() -> None:
    one = criterion(error=None, source="agreed", cells=[])
    assert change(one, one).why == "source"


def test_a_criterion_that_was_not_there_before_has_no_mark_to_compare() -> None:
    (found,) = find_changes(document(), document(criterion()))
    assert (found.why, found.before, found.after) == ("no_mark", None, Fraction(2))


def test_another_method_or_place_compares_with_nothing() -> None:
    for key, other in (
        ("method", document(criterion(), method="2")),
        ("place", document(criterion(), name="Elsewhere")),
    ):
        (found,) = find_changes(other, document(criterion()))
        assert (found.verdict, found.why) == ("not_comparable", key)


def test_the_order_of_cells_is_no_difference() -> None:
    found = change(criterion(), criterion(cells=[["government"], ["community"]]))
    assert found.verdict == "no_clear_change"


def test_what_cannot_be_compared_is_no_test() -> None:
    before, after = criterion(estimate=2.10, error=0.20), criterion(estimate=2.55, error=0.18)
    apart = criterion("KP2", wording="new")
    found = find_changes(document(before, criterion("KP2")), document(after, apart))
    assert [one.verdict for one in found] == ["up", "not_comparable"]


def test_two_equal_bounds_are_no_clear_change_and_no_difference() -> None:
    for bound, at in (("at_least", 3.0), ("at_most", 1.0)):
        one = criterion(estimate=at, bound=bound, error=0.01)
        found = change(one, one)
        assert (found.verdict, found.difference, found.low, found.high) == (
            "no_clear_change",
            None,
            None,
            None,
        )


@pytest.mark.parametrize(
    ("before", "after", "verdict", "open_side"),
    [
        ((2.0, None), (3.0, "at_least"), "up", "high"),
        ((4.0, None), (3.0, "at_least"), "no_clear_change", "high"),
        ((2.0, None), (1.0, "at_most"), "down", "low"),
        ((0.0, None), (1.0, "at_most"), "no_clear_change", "low"),
        ((3.0, "at_least"), (2.0, None), "down", "low"),
        ((3.0, "at_least"), (4.0, None), "no_clear_change", "low"),
        ((1.0, "at_most"), (2.0, None), "up", "high"),
        ((1.0, "at_most"), (0.0, None), "no_clear_change", "high"),
        ((1.0, "at_most"), (3.0, "at_least"), "up", "high"),
        ((3.0, "at_least"), (1.0, "at_most"), "down", "low"),
    ],
)
def test_with_a_bound_only_a_difference_toward_the_open_side_is_a_verdict(
    before: tuple[float, str | None], after: tuple[float, str | None], verdict: str, open_side: str
) -> None:
    found = change(
        criterion(estimate=before[0], bound=before[1], error=0.1),
        criterion(estimate=after[0], bound=after[1], error=0.1),
    )
    assert found.verdict == verdict
    assert float(found.difference or 0) == after[0] - before[0]
    assert getattr(found, open_side) is None
    assert getattr(found, "low" if open_side == "high" else "high") is not None


@settings(max_examples=20, phases=(Phase.explicit, Phase.generate))
@given(worlds())
def test_nothing_has_changed_since_itself(world: World) -> None:
    now = scorecard(world.inputs)
    for found in find_changes(deepcopy(now), now):
        assert found.verdict in ("no_clear_change", "not_comparable")
        assert found.difference in (None, 0)
