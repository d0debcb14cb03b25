"""From nothing to a site behind https, and on to the next version: the steps of the image, played in a clean place.

No container engine is needed: each step of ``deploy/Containerfile`` is done in an empty folder, with the settings that
``deploy/compose.yaml`` gives, an account of its own, an empty home and no packages but those that it installs.
"""

import http.cookiejar
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPSHandler, OpenerDirector, Request, build_opener

import pytest
import yaml

from tests.deploy.containerfile import Image, settings_of, steps, written_in
from tests.deploy.tls_proxy import Proxy, tls_proxy
from tests.serving import Listener

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("socket_enabled")]

#: What the next version changes, besides its number.
NEXT_MIGRATION = """\
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web_upkeep", "0001_initial")]
    operations = [
        migrations.AddField("sign", "weather", models.CharField("weather", max_length=20, default="fair")),
    ]
"""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """An empty folder that any account may look into."""
    with tempfile.TemporaryDirectory(prefix="tallgrass-image-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture(scope="module")
def image(folder: Path) -> Image:
    """The image, made step by step."""
    home = folder / "home"
    home.mkdir()
    played = Image(ROOT, folder / "root", home)
    played.root.mkdir()
    played.play(steps((ROOT / "deploy/Containerfile").read_text(encoding="utf-8")))
    return played


@dataclass
class Online:
    """A site that runs in the image behind the proxy: where it is, what it said, and a browser that trusts it."""

    image: Image
    proxy: Proxy
    process: "subprocess.Popen[str]"
    said: list[str]
    settings: dict[str, str]

    @property
    def origin(self) -> str:
        return f"https://localhost:{self.proxy.port}"

    def browser(self) -> tuple[OpenerDirector, http.cookiejar.CookieJar]:
        """A browser with its own cookies."""
        cookies = http.cookiejar.CookieJar()
        return build_opener(
            HTTPSHandler(context=self.proxy.trusting()), HTTPCookieProcessor(cookies)
        ), cookies


@contextmanager
def running(image: Image, proxy: Proxy) -> Iterator[Online]:
    """Start what the image starts, with the settings of compose, behind the proxy."""
    compose = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text(encoding="utf-8"))
    written = written_in((ROOT / "deploy/.env.example").read_text(encoding="utf-8"))
    settings = settings_of(compose, "site", {**written, "DOMAIN": f"localhost:{proxy.port}"})
    command = [{"8000": "0", "0.0.0.0": "127.0.0.1"}.get(part, part) for part in image.command]
    program = image.mapped("/opt/tallgrass/bin/") + command[0]
    process = subprocess.Popen(
        [program, *command[1:]], cwd=image.root, env={**image.surroundings(), **settings},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **image.as_account(),
    )  # fmt: skip
    listener, said = Listener(process), list[str]()
    try:
        while not any("/start/" in line for line in said):
            line = listener.next()
            assert line is not None, "\n".join(said)
            said.append(line)
        proxy.upstream = int(next(m[1] for line in said if (m := re.search(r"127\.0\.0\.1:(\d+)/", line))))
        yield Online(image, proxy, process, said, settings)
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=60)
        listener.end()
    assert code == 0


@pytest.fixture(scope="module")
def online(image: Image, folder: Path, module_sockets: None) -> Iterator[Online]:
    """The site, online."""
    certificates = folder / "certificates"
    certificates.mkdir()
    with tls_proxy(certificates) as proxy, running(image, proxy) as site:
        yield site


@pytest.fixture(scope="module")
def module_sockets() -> Iterator[None]:
    """Sockets of this computer, from before the first test on."""
    import pytest_socket

    pytest_socket.enable_socket()
    yield
    pytest_socket.disable_socket(allow_unix_socket=True)


def get(site: Online, path: str, **headers: str) -> tuple[int, HTTPMessage, str]:
    """What a browser is answered."""
    asked = Request(f"{site.origin}{path}", headers=headers)
    try:
        with site.browser()[0].open(asked, timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except HTTPError as answer:
        with answer:
            return answer.code, answer.headers, answer.read().decode()


def test_it_runs_on_nothing_but_what_the_image_installed(online: Online) -> None:
    place = online.image.run(
        [
            "/opt/tallgrass/bin/python",
            "-c",
            "import tallgrass, django, typst, psycopg; print(tallgrass.__file__, django.__file__)",
        ]
    )
    assert place.returncode == 0, place.stderr
    assert all(path.startswith(str(online.image.root)) for path in place.stdout.split())
    owner = (online.image.root / "data").stat()
    assert owner.st_mode & 0o777 == 0o700
    assert owner.st_uid == online.image.as_account().get("user", os.geteuid())
    assert [*online.image.home.iterdir()] == []


def test_a_page_comes_encrypted_and_tells_browsers_to_insist_on_it(online: Online) -> None:
    status, headers, page = get(online, "/")
    assert status == 200
    assert "No place yet" in page
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_the_first_steward_makes_a_place_and_her_cookies_travel_encrypted_only(online: Online) -> None:
    browser, cookies = online.browser()
    link = next(line for line in online.said if "/start/" in line).strip()
    assert link.startswith(online.origin)
    with browser.open(link, timeout=30) as answer:
        page = answer.read().decode()
    form = {
        "csrfmiddlewaretoken": re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0],
        "your_name": "Rosa", "your_email": "rosa@example.org", "name": "Riverbend", "language": "en",
        "public_body": "no", "run_by": "Riverbend Library", "smallest_group": "5",
    }  # fmt: skip
    elsewhere = Request(link, urlencode(form).encode(), {"Origin": "https://elsewhere.example"})
    with pytest.raises(HTTPError) as refused:
        browser.open(elsewhere, timeout=30)
    assert refused.value.code == 403
    refused.value.close()
    with browser.open(
        Request(link, urlencode(form).encode(), {"Origin": online.origin}), timeout=30
    ) as answer:
        assert "/riverbend/" in answer.url
    kept = {cookie.name: cookie for cookie in cookies}
    assert set(kept) >= {"__Host-session", "__Host-form"}
    assert all(cookie.secure and cookie.has_nonstandard_attr("HttpOnly") for cookie in kept.values())
    with browser.open(f"{online.origin}/riverbend/checklist/", timeout=30) as answer:
        checklist = answer.read().decode()
    assert f"You read this at {online.origin}, encrypted." in checklist


def test_who_asks_is_what_the_proxy_says_and_not_what_a_browser_claims(online: Online) -> None:
    assert get(online, "/", **{"X-Forwarded-Proto": "http"})[1]["Strict-Transport-Security"]
    assert get(online, "/", Host="elsewhere.example")[0] == 400
    assert get(online, "/outbox/")[0] == 404


def test_it_is_well_and_the_image_finds_that_out_by_itself(online: Online) -> None:
    until = time.monotonic() + 60
    while (found := get(online, "/health"))[0] != 200:
        assert time.monotonic() < until, found[2]
        time.sleep(0.2)
    looked = [part.replace(":8000/", f":{online.proxy.upstream}/") for part in online.image.health]
    program = online.image.mapped("/opt/tallgrass/bin/") + looked[0]
    done = online.image.run([program, *looked[1:]])
    assert done.returncode == 0, done.stderr


def tallgrass(online: Online, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return online.image.run(["/opt/tallgrass/bin/tallgrass", *arguments], **online.settings, **more)


def test_the_checklist_sees_the_certificate_as_a_browser_does(online: Online) -> None:
    trusting = tallgrass(online, "checklist", SSL_CERT_FILE=str(online.proxy.certificate))
    assert f"Address: The site answers at {online.origin}, encrypted, with a certificate" in trusting.stdout
    assert trusting.returncode == 1, "no backup, and no mail"
    strange = tallgrass(online, "checklist")
    assert f"Address: The certificate at {online.origin} is not one that browsers trust." in strange.stdout


def test_inside_the_image_the_program_does_not_replace_itself(online: Online) -> None:
    refused = tallgrass(online, "update", str(ROOT))
    assert refused.returncode == 2
    assert "sh deploy/update.sh" in refused.stderr


@pytest.fixture(scope="module")
def next_wheel(folder: Path) -> Path:
    """A wheel of the next version, which changes the database."""
    source = folder / "next"
    source.mkdir()
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "LICENSE", "NOTICE"):
        shutil.copyfile(ROOT / name, source / name)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (source / "pyproject.toml").write_text(
        re.sub(r'^version = ".*"', 'version = "9.0.0"', project, flags=re.MULTILINE)
    )
    (source / "src/tallgrass/__init__.py").write_text('"""The next one."""\n\n__version__ = "9.0.0"\n')
    upkeep = source / "src/tallgrass/web/upkeep"
    (upkeep / "migrations/9000_weather.py").write_text(NEXT_MIGRATION)
    models = (upkeep / "models.py").read_text(encoding="utf-8")
    field = '    weather = models.CharField("weather", max_length=20, default="fair")\n\n    class Meta:'
    (upkeep / "models.py").write_text(models.replace("    class Meta:", field.lstrip("\n"), 1))
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir",
         str(source / "dist"), str(source)],
        check=True,
    )  # fmt: skip
    return next((source / "dist").glob("*.whl"))


def test_a_newer_wheel_takes_its_place_and_the_backup_comes_first(online: Online, next_wheel: Path) -> None:
    """As on a server without containers: the same environment, without the mark of the image."""
    environment = {k: v for k, v in online.image.surroundings().items() if k != "TALLGRASS_IN_IMAGE"}
    data = online.image.root / "data"

    def update(*arguments: str) -> "subprocess.CompletedProcess[str]":
        pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        return subprocess.run(
            [online.image.mapped("/opt/tallgrass/bin/tallgrass"), "update", *arguments], capture_output=True, text=True,
            env={**pip, **environment, **online.settings}, check=False, cwd=online.image.root,
        )  # fmt: skip

    busy = update(str(next_wheel))
    assert busy.returncode == 2
    assert "Tallgrass is running on" in busy.stderr
    with stopped(online):
        done = update(str(next_wheel))
        assert done.returncode == 0, done.stderr
        assert re.search(r"Tallgrass [\d.]+ is now 9\.0\.0\.", done.stdout)
        (backup,) = (data / "backups").glob("before-update-*.zip")
        assert str(backup) in done.stdout
        assert {path.stat().st_uid for path in data.rglob("*")} == {data.stat().st_uid}
        assert tallgrass(online, "--version").stdout == "tallgrass 9.0.0\n"
        program = (
            "import django; django.setup(); from tallgrass.web.upkeep.models import Sign; "
            "print(Sign.objects.filter(weather='x').count())"
        )
        asked = online.image.run(
            ["/opt/tallgrass/bin/python", "-c", program],
            DJANGO_SETTINGS_MODULE="tallgrass.web.settings",
            **online.settings,
        )
        assert asked.stdout == "0\n", asked.stderr
        for older, sentence in ((ROOT, "older than this one (9.0.0)"), (next_wheel, "is what you have")):
            refused = update(str(older))
            assert (refused.returncode, sentence in refused.stderr) == (2, True), refused.stderr


@contextmanager
def stopped(online: Online) -> Iterator[None]:
    """The site is stopped, as its service would be."""
    online.process.send_signal(signal.SIGTERM)
    assert online.process.wait(timeout=60) == 0
    yield
