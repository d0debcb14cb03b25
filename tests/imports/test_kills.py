"""A web process that is killed while it applies a list leaves the place as it was before, or as it is after."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import ROOT

ROWS, KILLS = 1_500, 10


def begun(data: Path) -> tuple[subprocess.Popen[str], dict[str, object]]:
    """A process that begins to apply a list now, and what the one before it left."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TALLGRASS_")}
    environment |= {"TALLGRASS_DATA": str(data), "DJANGO_SETTINGS_MODULE": "tallgrass.web.settings"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.imports.apply_once", str(ROWS)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line.strip())
        if line.strip() == "begin":
            return process, json.loads(next(one for one in said if one.startswith("{")))
    pytest.fail("\n".join(said))


def whole(left: dict[str, object]) -> bool:
    """Whether everything of a list is there, or nothing."""
    nothing = {"players": 0, "found": 0, "events": 0}
    everything = {"players": ROWS, "found": ROWS, "events": ROWS + 1}
    state = left.pop("state")
    return left == (everything if state == "applied" else nothing)


@pytest.mark.slow
@pytest.mark.database
def test_no_half_list_is_left_by_a_process_that_is_killed(tmp_path: Path) -> None:
    process, left = begun(tmp_path)
    began = time.monotonic()
    assert process.communicate()[0].strip().endswith("done")
    takes = time.monotonic() - began
    states = []
    for number in range(KILLS + 1):
        process, left = begun(tmp_path)
        states.append(left["state"])
        assert whole(left), left
        if number < KILLS:
            time.sleep(takes * 1.3 * (number + 0.5) / KILLS)
            process.kill()
        process.communicate()
    print(f"{connection.vendor}: the last ones left {states[1:]}")
    assert "previewed" in states
