"""The files of ``deploy`` agree with each other, with the program, and with what their test plays."""

import configparser
import os
import re
import subprocess
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from tallgrass.cli.registry import COMMANDS
from tallgrass.web.environment import SETTINGS
from tests.deploy.containerfile import Step, copied, settings_of, steps, written_in

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
STEPS = steps((DEPLOY / "Containerfile").read_text(encoding="utf-8"))
#: What is written in ``.env`` that is no setting of the program itself.
OF_COMPOSE = {"DOMAIN", "POSTGRES_PASSWORD", "COMPOSE_FILE", "BACKUP_TO", "DATABASE_URL"}


def compose(name: str = "compose.yaml") -> dict[str, Any]:
    found = yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def rest_of(word: str) -> list[str]:
    return [step.rest for step in STEPS if step.word == word]


def written(name: str) -> dict[str, str]:
    """The settings in an example of a file of settings, those left out by a # included."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    return written_in(re.sub(r"^#(?=[A-Z_]+=)", "", text, flags=re.MULTILINE))


def test_the_image_takes_hashed_packages_and_names_no_place_to_get_them_from() -> None:
    installs = [rest for rest in rest_of("RUN") if "pip install" in rest]
    assert len(installs) == 2
    assert "--require-hashes --requirement requirements/server.txt" in installs[0]
    assert "--no-deps --no-build-isolation" in installs[1]
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([\w.]+)", text)) == {"127.0.0.1"}


def test_the_image_runs_as_nobody_in_particular_and_listens_where_compose_expects_it() -> None:
    assert rest_of("USER") == ["10001:10001"]
    assert rest_of("VOLUME") == ["/data"]
    port = rest_of("EXPOSE")[0]
    assert f'"--port", "{port}"' in rest_of("CMD")[0]
    assert f":{port}/health" in rest_of("HEALTHCHECK")[0]
    assert f"reverse_proxy site:{port}" in (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    site = compose()["services"]["site"]
    assert site["volumes"] == ["data:/data"]
    assert "ports" not in site, "the site must be reached through the proxy alone"
    assert site["build"] == {"context": "..", "dockerfile": "deploy/Containerfile"}


def test_everything_that_the_image_is_made_from_reaches_the_one_who_makes_it() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = [line.removeprefix("!") for line in ignored if line.startswith("!")]
    for path in copied(STEPS):
        assert (ROOT / path).exists(), path
        assert any(fnmatch(path, one) for one in let_through), f".dockerignore keeps {path} back"


def test_what_the_proxy_is_told_is_what_the_site_believes() -> None:
    services = compose()["services"]
    settings = settings_of(compose(), "site", {"DOMAIN": "tallgrass.example.org"})
    assert settings["TALLGRASS_ADDRESS"] == "https://tallgrass.example.org"
    assert settings["TALLGRASS_BEHIND_PROXY"] == "1"
    assert settings_of(compose(), "site", {"DOMAIN": "x.example", "TALLGRASS_MAIL": "smtp://x"})[
        "TALLGRASS_MAIL"
    ]
    assert settings_of(compose(), "caddy", {"DOMAIN": "x.example"}) == {"DOMAIN": "x.example"}
    assert "{$DOMAIN} {" in (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert {port.split("/")[0] for port in services["caddy"]["ports"]} == {"80:80", "443:443"}
    with pytest.raises(KeyError):
        settings_of(compose(), "site", {})


def test_on_postgresql_the_site_has_the_address_of_the_database_beside_it() -> None:
    more = compose("compose.postgresql.yaml")
    found = settings_of(more, "site", {"POSTGRES_PASSWORD": "secret"})
    database = more["services"]["database"]["environment"]
    assert found["DATABASE_URL"] == "postgresql://tallgrass:secret@database:5432/tallgrass"
    assert (database["POSTGRES_USER"], database["POSTGRES_DB"]) == ("tallgrass", "tallgrass")


def variables(values: Mapping[str, Any]) -> set[str]:
    return set(re.findall(r"\$\{(\w+)", str(values)))


def test_every_setting_in_these_files_is_one_of_the_program_or_of_compose() -> None:
    known = {setting.name for setting in SETTINGS} | OF_COMPOSE
    asked = variables(compose()) | variables(compose("compose.postgresql.yaml"))
    given = set(settings_of(compose(), "site", {"DOMAIN": "x.example"}))
    assert asked | given | set(written(".env.example")) | set(written("tallgrass.env.example")) <= known
    assert variables(compose()) <= set(written(".env.example"))


def unit(name: str) -> configparser.ConfigParser:
    """A unit of systemd, as far as it is an INI file; of a key that is repeated the last stays."""
    found = configparser.ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",))
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", ["tallgrass.service", "tallgrass-copy.service"])
def test_services_call_commands_that_there_are(name: str) -> None:
    called = re.findall(r"bin/tallgrass (\S+)([^\n]*)", (DEPLOY / name).read_text(encoding="utf-8"))
    assert called
    for command, options in called:
        entry = COMMANDS[command]
        shown = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
        section = shown.partition(f"## `tallgrass {command}`")[2].partition("\n## ")[0]
        assert entry.summary
        assert all(option in section for option in re.findall(r"--[a-z-]+", options)), options
    assert unit(name)["Service"]["User"] == "tallgrass"
    assert unit(name)["Service"]["UMask"] == "0077"


def test_the_timer_comes_after_the_backup_of_the_night() -> None:
    from tallgrass.foundation.jobs.declaring import discover, schedules
    from tallgrass.web.upkeep.tasks import back_up

    discover()
    at = next(each.rhythm.at for each in schedules() if each.task is back_up)  # type: ignore[union-attr]
    timed = re.search(r"(\d\d):(\d\d):00 UTC", unit("tallgrass-copy.timer")["Timer"]["OnCalendar"])
    assert timed
    assert (int(timed[1]), int(timed[2])) == (at.hour + 1, at.minute)


def shell(script: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", script], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, **environment, "PATH": f"{folder / 'bin'}:/usr/bin:/bin"},
    )  # fmt: skip


@pytest.fixture
def server(tmp_path: Path) -> Path:
    """A folder of Tallgrass on a server, whose container engine only writes down what it is asked."""
    (tmp_path / "deploy").mkdir()
    (tmp_path / "bin").mkdir()
    (tmp_path / "deploy" / "update.sh").write_bytes((DEPLOY / "update.sh").read_bytes())
    engine = tmp_path / "bin" / "docker"
    engine.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\ncase "$*" in *"$FAILS"*) exit 7;; esac\n')
    engine.chmod(0o755)
    return tmp_path


def test_one_command_updates_the_containers_and_the_backup_comes_first(server: Path) -> None:
    (server / "deploy" / ".env").write_text("DOMAIN=x.example\n")
    done = shell("deploy/update.sh", server, FAILS="nothing-does")
    assert done.returncode == 0, done.stderr
    asked = (server / "asked").read_text().splitlines()
    assert re.fullmatch(
        r"compose run --rm --no-deps -T site tallgrass backup --out /data/backups/before-update-[\d-]+\.zip",
        asked[0],
    )
    assert asked[1:] == ["compose build --pull site", "compose up --detach"]


def test_without_a_backup_nothing_is_updated(server: Path) -> None:
    (server / "deploy" / ".env").write_text("DOMAIN=x.example\n")
    assert shell("deploy/update.sh", server, FAILS="tallgrass backup").returncode == 7
    assert len((server / "asked").read_text().splitlines()) == 1


def test_where_there_is_no_site_the_script_says_so(server: Path) -> None:
    refused = shell("deploy/update.sh", server, FAILS="x")
    assert refused.returncode == 2
    assert "put-it-online.md" in refused.stderr
    assert not (server / "asked").exists()


def test_a_step_of_another_shape_is_not_passed_over() -> None:
    assert [step.word for step in STEPS if step.word not in {"COPY", "RUN", "ENV"}] == [
        "FROM", "WORKDIR", "FROM", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD",
    ]  # fmt: skip
    assert steps("# x\nRUN a \\\n  b\n") == [Step("RUN", "a    b")]
