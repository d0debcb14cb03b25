"""The how-to's script on an invented file and on real ones, which then come in through the door of a new place."""

import csv
from pathlib import Path

import pytest
from django.test import Client

from tallgrass.elements.players.imports.actions import decide_rest
from tallgrass.elements.players.merging.queries import suggestions
from tallgrass.elements.players.models import Import, Player
from tests.cast import Cast
from tests.examples.pages import follow, save_files, type_in
from tests.imports.lists import sent


def as_list(root: Path, folder: Path, source: Path) -> bytes:
    """A JSON file as the script of the page makes a list of it."""
    save_files(root / "docs" / "how-to" / "from-grants-data.md", folder, ending="grants_to_list.py")
    type_in(f"python grants_to_list.py '{source}' list.csv", folder)
    return (folder / "list.csv").read_bytes()


def test_the_page_does_what_it_says(root: Path, tmp_path: Path) -> None:
    page = root / "docs" / "how-to" / "from-grants-data.md"
    save_files(page, tmp_path)
    assert follow(page, tmp_path) == 1
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["player_id"], row["name"], row["town"]) for row in rows] == [
        ("GB-CHC-1", "Night Shelter", "Elm"),
        ("GB-COH-2", "Open Table", ""),
    ]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "organizations"),
    [
        ("civicgraph-2015-orgs-and-ties.json", 423),
        ("360giving-lloyds-bank-foundation-2010-2015.json", 3_624),
    ],
)
def test_real_lists_come_in_whole_and_go_again(
    cast: Cast, client: Client, root: Path, tmp_path: Path, real_files: Path, file: str, organizations: int
) -> None:
    content = as_list(root, tmp_path, real_files / "grants" / file)
    client.force_login(cast.rosa)
    shown = client.post("/elmwood/imports/", sent(content), follow=True)
    assert shown.status_code == 200
    imported = Import.objects.get(place=cast.elmwood)
    address = f"/elmwood/imports/{imported.pk}/"
    assert sum(imported.tally.values()) == organizations
    if imported.tally["alike"]:
        decide_rest(place=cast.elmwood, imported=imported.pk, choice="add", by=cast.rosa)
    print(f"\n{file}: {imported.tally}")
    assert client.post(f"{address}apply/").status_code == 302
    players = Player.objects.filter(place=cast.elmwood)
    assert players.count() == organizations - imported.tally["refused"]
    remarks = [key for fate in imported.plan["fates"] for _, key, _ in fate.get("remarks", ())]
    odd = [name for name in players.values_list("name", flat=True) if not name.isascii()]
    pairs = suggestions(place=cast.elmwood)
    same = sum(pair.certainty == "same" for pair in pairs)
    print(
        f"kept beside: { {key: remarks.count(key) for key in set(remarks)} }; names with other letters: {len(odd)}"
    )
    print(f"duplicates suggested: {len(pairs)}, of them very likely: {same}")
    for fate in ("", "new", "refused"):
        assert client.get(f"{address}?fate={fate}").status_code == 200
    assert client.get("/elmwood/partners/duplicates/").status_code == 200
    again = client.post("/elmwood/imports/", sent(content), follow=True)
    assert again.status_code == 200
    assert Import.objects.filter(place=cast.elmwood).latest("pk").tally["same"] == players.count()
    exported = client.get("/elmwood/partners/export.csv?proposed=yes&further=yes").content
    client.post("/elmwood/imports/", sent(exported), follow=True)
    assert Import.objects.filter(place=cast.elmwood).latest("pk").tally["same"] == players.count()
    assert client.post(f"{address}undo/").status_code == 302
    assert not players.exists()
