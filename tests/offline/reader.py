"""A browser without script, as small as can be: it reads pages, fills in their forms, follows where they lead, and
notes whatever a page would load from elsewhere.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlencode, urljoin, urlsplit

#: What a browser fetches by itself, by tag: the attribute that says where.
_LOADED = {
    "link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data", "embed": "src",
    "video": "src", "audio": "src", "image": "href", "use": "href",
}  # fmt: skip
_NO_STYLE = {"canonical", "alternate", "help", "license"}


@dataclass
class Form:
    """A form: where it goes, what it holds now, and its buttons by what they say."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)
    buttons: dict[str, tuple[str, str, str]] = field(default_factory=dict)


@dataclass
class Page:
    """A page that was read: where it is, its status, its text, the raw bytes, its forms and links by what they say."""

    address: str
    status: int
    text: str
    content: bytes
    forms: list[Form] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    loads: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.form: Form | None = None
        self.said = ""
        self.button: tuple[str, str, str] | None = None
        self.link: str | None = None
        self.area: str | None = None
        self.select: tuple[str, list[tuple[str, bool]]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _LOADED and given.get(_LOADED[tag]) and given.get("rel") not in _NO_STYLE:
            self.page.loads.append(given[_LOADED[tag]])
        self.page.loads += re.findall(r"url\(([^)]+)\)", given.get("style", ""))
        self.page.loads += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
        if tag == "form":
            self.form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.page.forms.append(self.form)
        elif tag == "a" and "href" in given:
            self.link, self.said = given["href"], ""
        elif self.form is not None:
            self._in_form(tag, given)

    def _in_form(self, tag: str, given: dict[str, str]) -> None:
        assert self.form is not None
        if tag == "input" and given.get("name"):
            chosen = given.get("type") not in ("radio", "checkbox") or "checked" in given
            if chosen and given.get("type") not in ("file", "submit"):
                self.form.values.append((given["name"], given.get("value", "on")))
        elif tag == "textarea":
            self.area, self.said = given.get("name", ""), ""
        elif tag == "select":
            self.select = (given.get("name", ""), [])
        elif tag == "option" and self.select is not None:
            self.select[1].append((given.get("value", ""), "selected" in given))
        elif tag == "button" and given.get("type") != "button":
            self.button, self.said = (
                (given.get("name", ""), given.get("value", ""), given.get("formaction", "")),
                "",
            )

    def handle_data(self, data: str) -> None:
        self.said += data

    def handle_endtag(self, tag: str) -> None:
        said = " ".join(self.said.split())
        if tag == "a" and self.link is not None:
            self.page.links.setdefault(said, self.link)
            self.link = None
        elif tag == "form":
            self.form = None
        elif self.form is not None:
            self._out_of_form(tag, said)

    def _out_of_form(self, tag: str, said: str) -> None:
        assert self.form is not None
        if tag == "textarea" and self.area is not None:
            self.form.values.append((self.area, self.said))
            self.area = None
        elif tag == "select" and self.select is not None:
            name, options = self.select
            chosen = [value for value, selected in options if selected] or [value for value, _ in options[:1]]
            self.form.values += [(name, value) for value in chosen]
            self.select = None
        elif tag == "button" and self.button is not None:
            self.form.buttons[said] = self.button
            self.button = None


@dataclass
class Reader:
    """Somebody's browser. It asks for the site under ``host`` (name and port), and reaches it on this computer."""

    host: str
    cookies: dict[str, str] = field(default_factory=dict)
    read: list[Page] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    def open(self, address: str) -> Page:
        """Read a page."""
        return self._ask("GET", urljoin(f"{self.origin}/", address), b"")

    def press(self, page: Page, button: str, **typed: str | list[str]) -> Page:
        """Fill in the form that has this button, and press it. Raises ``LookupError`` where there is none."""
        form = next((one for one in page.forms if button in one.buttons), None)
        if form is None:
            raise LookupError(
                f"{button}: {[list(one.buttons) for one in page.forms]} at {page.address}\n{page.text}"
            )
        values = [(name, value) for name, value in form.values if name not in typed]
        for name, value in typed.items():
            values += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        name, value, elsewhere = form.buttons[button]
        values += [(name, value)] if name else []
        address = urljoin(page.address, elsewhere or form.action or page.address)
        if form.method == "get":
            return self._ask("GET", f"{address.partition('?')[0]}?{urlencode(values)}", b"")
        return self._ask("POST", address, urlencode(values).encode())

    def follow(self, page: Page, link: str) -> Page:
        """Follow the link that says this."""
        return self.open(urljoin(page.address, page.links[link]))

    def _ask(self, method: str, address: str, body: bytes) -> Page:
        parts = urlsplit(address)
        assert parts.netloc == self.host, f"{address} leads away from {self.host}"
        line = HTTPConnection("127.0.0.1", int(self.host.rpartition(":")[2]), timeout=60)
        headers = {"Host": self.host, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if method == "POST":
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            content = answer.read()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            if answer.status in (301, 302, 303):
                return self._ask("GET", urljoin(address, answer.headers["Location"]), b"")
            return self._page(address, answer.status, content, answer.headers.get("Content-Type", ""))
        finally:
            line.close()

    def _page(self, address: str, status: int, content: bytes, kind: str) -> Page:
        text = content.decode("utf-8", "replace") if "text" in kind or "json" in kind else ""
        page = Page(address, status, text, content)
        if "html" in kind:
            _Parser(page).feed(text)
        self.read.append(page)
        return page
