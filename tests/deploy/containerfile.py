"""Reads deploy/Containerfile, and plays its steps on this computer in a folder that stands for the image.

So the image and its test cannot differ: what is played is what the file says. A step of another shape is refused.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

#: The folders of the image that are played, each under the folder that stands for it.
_PLAYED: Final = re.compile(r"(?<![\w.])/(opt/tallgrass|source|data)(?![\w-])")
_PLAIN: Final = {"VOLUME", "EXPOSE"}


@dataclass(frozen=True)
class Step:
    """A line of the file: its word, and what follows it."""

    word: str
    rest: str


def steps(text: str) -> list[Step]:
    """The steps in a Containerfile, comments left out and long lines joined."""
    joined = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    return [Step(*line.strip().split(None, 1)) for line in joined.splitlines() if line.strip()]


@dataclass
class Image:
    """What came of playing the steps under ``root``, from the files in ``context``."""

    context: Path
    root: Path
    home: Path
    environment: dict[str, str] = field(default_factory=dict)
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)
    account: int = 0
    folder: str = "/"

    def play(self, found: list[Step]) -> None:
        """Play every step. Raises ``AssertionError`` for one that this does not know how to play."""
        for step in found:
            if step.word not in _PLAIN:
                getattr(self, f"_{step.word.lower()}")(step.rest)

    def mapped(self, text: str) -> str:
        """A text of the file with the folders that stand for those of the image."""
        return _PLAYED.sub(lambda match: f"{self.root}/{match[1]}", text)

    def run(self, command: list[str], **more: str) -> "subprocess.CompletedProcess[str]":
        """Run a command inside the image, as its account."""
        return subprocess.run(
            [self.mapped(part) for part in command],
            env={**self.surroundings(), **more}, cwd=self.root, capture_output=True, text=True, check=False,
            timeout=120, **self.as_account(),
        )  # fmt: skip

    def surroundings(self) -> dict[str, str]:
        """The environment of a program in the image: its own, and nothing of whoever runs the tests."""
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.home), **self.environment}

    def as_account(self) -> dict[str, int | list[int]]:
        """The account of the image, where the tests may become another one."""
        if not self.account or not _may_become(self.account):
            return {}
        return {"user": self.account, "group": self.account, "extra_groups": []}

    def _from(self, rest: str) -> None:
        assert re.fullmatch(r"python:3\.\d+-slim( AS \w+)?", rest), rest

    def _workdir(self, rest: str) -> None:
        self.folder = self.mapped(rest)
        Path(self.folder).mkdir(parents=True)

    def _copy(self, rest: str) -> None:
        *sources, target = rest.split()
        if sources[0].startswith("--from="):  # the stages share one folder here, so it is there already
            assert sources[1:] == [target], rest
            assert Path(self.mapped(target)).exists(), rest
            return
        for source in sources:
            one, into = self.context / source, Path(self.folder) / target
            if one.is_dir():
                shutil.copytree(one, into, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                into = into / source if target.endswith("/") else into
                into.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(one, into)

    def _run(self, rest: str) -> None:
        parts = shlex.split(self.mapped(rest))
        if parts[0] == "python":  # that of the base image
            parts[0] = getattr(sys, "_base_executable", sys.executable)
        if parts[0] == "install" and not _may_become(int(parts[parts.index("-o") + 1])):  # it stays one's own
            parts = [part for part in parts if not re.fullmatch(r"-o|-g|\d{5}", part)]
        done = subprocess.run(
            parts, cwd=self.folder, env={**_of_pip(), **self.surroundings()}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]

    def _env(self, rest: str) -> None:
        name, _, value = rest.partition("=")
        self.environment[name] = self.mapped(value).replace("$PATH", "/usr/bin:/bin")

    def _user(self, rest: str) -> None:
        self.account = int(rest.split(":")[0])
        assert self.account >= 1000, "it runs as root"

    def _cmd(self, rest: str) -> None:
        self.command = json.loads(rest)

    def _healthcheck(self, rest: str) -> None:
        self.health = json.loads(rest.partition(" CMD ")[2])


@cache
def _may_become(account: int) -> bool:
    """Whether the tests may run Python as another account: root may, unless its Python is for root alone."""
    if os.geteuid() != 0:
        return False
    try:
        subprocess.run(
            [sys.executable, "-c", ""], check=True, user=account, group=account, extra_groups=[], cwd="/"
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _of_pip() -> dict[str, str]:
    """Where pip finds packages here: the one thing that a clean environment takes from this computer."""
    return {name: value for name, value in os.environ.items() if name.startswith("PIP_")}


def copied(found: list[Step]) -> Iterator[str]:
    """Every path of the checkout that the image is made from."""
    for step in found:
        if step.word == "COPY" and "--from=" not in step.rest:
            yield from step.rest.split()[:-1]


def settings_of(compose: Mapping[str, object], service: str, written: Mapping[str, str]) -> dict[str, str]:
    """The environment that a compose file gives a service, where ``.env`` holds what is ``written``.

    Raises ``KeyError`` for a setting that must be written and is not.
    """
    found = compose["services"][service]  # type: ignore[index]
    whole = dict(written) if found.get("env_file") == ".env" else {}
    return whole | {name: _filled(str(value), written) for name, value in found["environment"].items()}


def written_in(text: str) -> dict[str, str]:
    """The settings in a file of settings; those left out by a # are left out."""
    found = (re.fullmatch(r"([A-Z_]+)=(.*)", line) for line in text.splitlines())
    return {match[1]: match[2].strip("'") for match in found if match}


def _filled(text: str, written: Mapping[str, str]) -> str:
    def value(match: "re.Match[str]") -> str:
        name, how, otherwise = match[1], match[2], match[3]
        if written.get(name):
            return written[name]
        if how == ":?":
            raise KeyError(name)
        return otherwise or ""

    return re.sub(r"\$\{(\w+)(?:(:[-?])([^}]*))?\}", value, text)
