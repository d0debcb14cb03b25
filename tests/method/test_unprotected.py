"""The yardstick that hides nothing, to the digits of the research note; no scorecard may use it."""

import ast
from pathlib import Path

import pytest

from tallgrass.strength.rounds.method.unprotected import unprotected
from tests.method.by_hand import vectors

V = vectors("unprotected")


def test_every_kind_borrows_from_the_whole_room() -> None:
    found = unprotected([(kind["counts"], kind["asked"]) for kind in V["kinds"]])
    for kind, part in zip(V["kinds"], found.parts, strict=True):
        assert part.mu == pytest.approx(kind["mu"], abs=5e-5)
        assert part.spread == pytest.approx(kind["s2"], abs=5e-5)
        assert part.mean == pytest.approx(kind["mean"], abs=5e-5)
        assert part.variance == pytest.approx(kind["variance"], abs=5e-6)
        for end, side in (("low", -1), ("high", 1)):
            assert part.mean + side * 1.96 * part.variance**0.5 == pytest.approx(kind[end], abs=6e-4)


def test_all_kinds_with_an_equal_voice() -> None:
    found = unprotected([(kind["counts"], kind["asked"]) for kind in V["kinds"]])
    together = V["together"]
    assert round(found.mean, 4) == together["mean"]
    assert round(found.standard_error, 4) == together["standard_error"]
    assert (round(found.low, 3), round(found.high, 3)) == (together["low"], together["high"])


def test_a_kind_of_which_nobody_knows_how_many_were_asked() -> None:
    cells = [
        (kind["counts"], None if kind["kind"] == "philanthropy" else kind["asked"]) for kind in V["kinds"]
    ]
    part = unprotected(cells).parts[-1]
    assert round(part.mean, 4) == V["philanthropy_asked_unknown"]["mean"]
    assert round(part.variance, 5) == V["philanthropy_asked_unknown"]["variance"]


def test_cells_weigh_as_many_kinds_as_they_hold() -> None:
    expected = V["cells"]
    found = unprotected(
        [(cell["counts"], cell["asked"]) for cell in expected["cells"]],
        [cell["weight"][0] / cell["weight"][1] for cell in expected["cells"]],
    )
    assert round(found.mean, 4) == expected["mean"]
    assert round(found.standard_error, 4) == expected["standard_error"]
    assert (round(found.low, 3), round(found.high, 3)) == (expected["low"], expected["high"])


def test_the_range_stays_on_the_scale() -> None:
    found = unprotected([((0, 0, 0, 0, 1), None)])
    assert (found.high, found.low >= 0) == (4.0, True)


def test_nothing_in_the_program_computes_with_it(root: Path) -> None:
    for path in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom | ast.Import):
                assert "unprotected" not in ast.unparse(node), f"{path.name} imports the unprotected estimate"
