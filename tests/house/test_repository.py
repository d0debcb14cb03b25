"""What the repository holds: licences, vendored files, requirements, and words that have no place in it."""

import ast
import re
import subprocess
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from tallgrass.web.environment import SETTINGS

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "src" / "tallgrass" / "vendor"


def committed() -> list[Path]:
    """The files that git keeps, and those it would keep; all files where there is no repository."""
    found = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if found.returncode != 0:
        pytest.skip("this is no clone: there is no repository to look at")
    return [path for name in found.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def lines() -> list[tuple[Path, int, str]]:
    """Every line of text that the repository holds."""
    found = []
    for path in committed():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [(path.relative_to(ROOT), number, line) for number, line in enumerate(text.splitlines(), 1)]
    return found


# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a path of one computer": r"/wor" r"k/[a-z.]|/hom" r"e/[a-z]+/|/Use" r"rs/[a-z]+/|/tm" r"p/[a-z]+_",
    "the address of a package": r'"resolved": *"ht' r'tp|registry *= *"ht' r"tp|--(extra-)?index-u" r"rl"
    r'|url *= *"https?://[^"]*\.(wh' r"l|tar\.gz|tg" r"z)|pypi\.o" r"rg|pythonhos" r"ted|registry\.npm",
    "talk of how it was written": r"(?i)coding age" r"nt|ai sess" r"ion|language mod" r"el|as an a" r"i\b"
    r"|this sess" r"ion|farm-stu" r"dio",
}  # fmt: skip


@pytest.mark.parametrize("what", list(FORBIDDEN))
def test_no_line_holds(what: str) -> None:
    looked_for = re.compile(FORBIDDEN[what])
    found = [
        f"{path}:{number}: {line.strip()[:100]}" for path, number, line in lines() if looked_for.search(line)
    ]
    assert found == []


def test_nothing_is_left_unfinished() -> None:
    marks = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|NotImplemented" r"Error|lorem ip" r"sum)\b")
    found = [
        f"{path}:{number}"
        for path, number, line in lines()
        if path.parts[0] == "src" and path.suffix in {".py", ".html", ".json", ".css"} and marks.search(line)
    ]
    assert found == []


def test_no_large_file_is_kept() -> None:
    assert [str(path) for path in committed() if path.stat().st_size > 1_500_000] == []


def vendored() -> dict[str, dict[str, object]]:
    return tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))


def test_vendored_files_are_those_that_are_listed_unchanged() -> None:
    listed = {
        f"{folder}/{name}": digest
        for folder, entry in vendored().items()
        for name, digest in entry["files"].items()  # type: ignore[attr-defined]
    }
    there = {
        str(path.relative_to(VENDOR).as_posix()): sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.glob("*/*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert there == listed


@pytest.mark.parametrize("folder", sorted(vendored()))
def test_every_vendored_thing_says_what_it_is_and_has_its_licence(folder: str) -> None:
    entry = vendored()[folder]
    assert set(entry) == {"name", "version", "source", "licence", "use", "files"}
    assert "LICENSE" in entry["files"]  # type: ignore[operator]


@pytest.mark.parametrize("name", ["site", "server", "dev", "bench", "testserver"])
def test_requirements_are_exact_and_hashed(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = text.replace("\\\n", " ").splitlines()
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry), entry


def test_what_the_site_runs_on_is_what_the_tests_run_on() -> None:
    def versions(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9-]+==[^ ;]+)", text, re.MULTILINE))

    assert versions("site") <= versions("server") <= versions("dev") <= versions("bench")


def test_every_dependency_has_a_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("[build-system]") : text.index("[project.scripts]")]
    named = re.findall(
        r'^(?:    |requires = \[)"([A-Za-z0-9_.-]+)(?:\[[^]]+\])?[>~=].*$', block, re.MULTILINE
    )
    reasons = re.findall(
        r'^(?:    |requires = \[)"[A-Za-z0-9_.-]+(?:\[[^]]+\])?[>~=][^#]*#\s+\S+', block, re.MULTILINE
    )
    assert len(named) == len(reasons) > 10


def test_the_makefile_has_at_most_fifteen_targets_each_explained() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert listed
    targets = listed[1].split()
    assert len(targets) <= 15
    assert set(targets) == set(re.findall(r"^([a-z-]+):.*## \S", text, re.MULTILINE))


def test_every_environment_variable_is_a_documented_setting() -> None:
    """Names in capitals that the program takes from its environment, found in the source itself."""
    known = {setting.name for setting in SETTINGS} | {"DJANGO_SETTINGS_MODULE"}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if re.fullmatch(r"(TALLGRASS|DJANGO|DATABASE)_[A-Z_]+", text):
                assert text in known, f"{path.name} reads {text}, which no page documents"
