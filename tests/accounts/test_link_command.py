"""``tallgrass link``: the operator lets somebody in."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.people import without_ours


def link(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command on a data folder."""
    return subprocess.run(
        [sys.executable, "-m", "tallgrass", "link", "--data", str(folder), *options],
        capture_output=True,
        text=True,
        env={**without_ours(), "TALLGRASS_ADDRESS": "https://tallgrass.example.org"},
    )


def test_a_link_for_somebody_new_begins_with_the_address_of_the_site(tmp_path: Path) -> None:
    done = link(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "https://tallgrass.example.org/start/" in done.stdout
    nobody = link(tmp_path, "--email", "nobody@example.org")
    assert nobody.returncode == 2
    assert "Nobody on this site has that address" in nobody.stderr


def test_whose_passkeys_are_forgotten_must_be_said(tmp_path: Path) -> None:
    done = link(tmp_path, "--forget-passkeys")
    assert done.returncode == 2
    assert "needs --email" in done.stderr


@pytest.mark.parametrize("email", ["", "x" * 10_000])
def test_what_is_no_address_is_nobody_s(tmp_path: Path, email: str) -> None:
    done = link(tmp_path, "--email", email)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
