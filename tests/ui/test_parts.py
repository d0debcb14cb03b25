"""The parts of a page that hold no form."""

import pytest
from django.template import Template

from tallgrass.foundation.site_pages import TEMPLATES
from tallgrass.foundation.ui.pages import build_engine, render
from tallgrass.foundation.ui.parts import Cell, Column, PageLinks, page_links, table
from tests.ui.gallery import PARTS, Asked, page

ENGINE = build_engine(TEMPLATES, strict=True)


def links(here: int, last: int) -> PageLinks:
    found = page_links(here, last, lambda number: f"?page={number}", "en")
    assert found
    return found


def test_a_list_of_one_page_has_no_way_through_it() -> None:
    assert page_links(1, 1, str, "en") is None
    assert render(ENGINE, "ui/pages.html", {"pages": None}).strip() == ""


@pytest.mark.parametrize(
    ("here", "last", "numbers"),
    [
        (1, 2, [1, 2]),
        (1, 9, [1, 2, None, 9]),
        (3, 9, [1, 2, 3, 4, None, 9]),
        (4, 9, [1, 2, 3, 4, 5, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
    ],
)
def test_the_ends_and_the_neighbours_are_shown(here: int, last: int, numbers: list[int | None]) -> None:
    assert [page.number for page in links(here, last).pages] == numbers


def test_a_long_list_has_few_links() -> None:
    assert len(links(500_000, 1_000_000).pages) == 7


def test_there_is_nothing_before_the_first_page_nor_after_the_last() -> None:
    assert links(1, 3).before is None
    assert links(3, 3).after is None
    after = links(2, 3).after
    assert after
    assert after.address == "?page=3"


def test_a_row_that_is_not_as_wide_as_the_head_is_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        table("Partners", (Column("Name"), Column("State")), ((Cell("Library"),),), "en")


def test_a_cell_names_its_column_where_it_becomes_a_card() -> None:
    made = table("Partners", (Column("Name"), Column("State")), ((Cell("Library"), Cell("")),), "en")
    text = render(ENGINE, "ui/table.html", {"table": made})
    assert 'data-label="State"' in text
    assert "Not given" in text


def test_every_part_is_on_the_page_that_shows_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: set[str | None] = set()
    draw = Template._render  # type: ignore[attr-defined]

    def noticing(self: Template, context: object) -> object:
        drawn.add(self.name)
        return draw(self, context)

    monkeypatch.setattr(Template, "_render", noticing)
    page(Asked({"name": "Taken"}))
    assert drawn >= PARTS
