"""``tallgrass mail``: what the operator tries, looks up and takes in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.messages.office import PostOffice, post_office

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("socket_enabled")]


def run(data: Path, *arguments: str, office: PostOffice | None = None) -> subprocess.CompletedProcess[str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("TALLGRASS_")}
    mail = (
        {"TALLGRASS_MAIL": office.address, "TALLGRASS_MAIL_FROM": "tallgrass@example.org"} if office else {}
    )
    return subprocess.run(
        [sys.executable, "-m", "tallgrass", "mail", *arguments],
        env={**others, **mail, "TALLGRASS_DATA": str(data)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_operator_tries_mail_and_takes_in_what_came_back(tmp_path: Path) -> None:
    without = run(tmp_path, "test", "rosa@example.org")
    assert (without.returncode, without.stdout) == (2, "")
    assert "This site has no mail server" in without.stderr
    with post_office() as office:
        taken = run(tmp_path, "test", "rosa@example.org", "--lang", "es", office=office)
        assert taken.returncode == 0, taken.stderr
        assert "prueba" in str(office.taken[0].mail["Subject"])
        assert run(tmp_path, "test", "nobody", office=office).returncode == 2
        office.steps = lambda step, receiver: "550 5.7.1 not you rosa@example.org" if step == "rcpt" else None
        refused = run(tmp_path, "test", "rosa@example.org", office=office)
        assert refused.returncode == 1
        assert "550 5.7.1 not you …" in refused.stdout
    assert "Name a file" in run(tmp_path, "bounces").stderr
    letter = tmp_path / "letter.eml"
    letter.write_bytes(b"Subject: Hello\r\n\r\nHow are you?\r\n")
    assert run(tmp_path, "bounces", str(letter)).stdout.startswith("1 read: 0 for addresses that are gone")
