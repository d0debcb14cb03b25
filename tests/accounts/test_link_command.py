"""``tallgrass link``: the operator lets somebody in."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tallgrass.web.running import running_at, where_it_runs
from tests.browser.people import without_ours
from tests.serving import served


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


@pytest.mark.slow
@pytest.mark.parametrize("email", ["", "x" * 10_000])
def test_what_is_no_address_is_nobody_s(tmp_path: Path, email: str) -> None:
    done = link(tmp_path, "--email", email)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_link_leads_to_where_the_site_runs(tmp_path: Path) -> None:
    def first_line() -> str:
        done = subprocess.run(
            [sys.executable, "-m", "tallgrass", "link", "--data", str(tmp_path)],
            capture_output=True, text=True, env=without_ours(), check=True,
        )  # fmt: skip
        return done.stdout.splitlines()[1]

    assert first_line().startswith("http://localhost:8000/start/")
    with served(tmp_path) as site:
        assert first_line().startswith(f"{site.address}start/")
        site.process.kill()
        site.process.wait()
    assert (tmp_path / "running.txt").read_text().strip() == site.address.rstrip("/")
    assert first_line().startswith("http://localhost:8000/start/")


def test_where_a_site_runs_is_left_while_it_does(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with running_at(tmp_path, f"{address}/"):
            assert where_it_runs(tmp_path) == address
        assert where_it_runs(tmp_path) is None


@pytest.mark.parametrize(
    "left", ["", "nonsense", "http://[", "ftp://127.0.0.1:1", "http://127.0.0.1:99999", "\0"]
)
def test_what_is_no_address_leads_nowhere(tmp_path: Path, left: str) -> None:
    (tmp_path / "running.txt").write_text(left)
    assert where_it_runs(tmp_path) is None
