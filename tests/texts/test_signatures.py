"""What the gateway sends is believed by its signature alone."""

import json
from pathlib import Path

import pytest

from tallgrass.foundation.texts.method.signature import is_signed, signature

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "texts.json").read_text(encoding="utf-8"))

Parameters = list[tuple[str, str]]


def read(parameters: list[list[str]]) -> Parameters:
    return [(name, value) for name, value in parameters]


@pytest.mark.parametrize(("token", "address", "parameters", "signed"), VECTORS["signatures"]["vectors"])
def test_signatures_are_the_published_ones(
    token: str, address: str, parameters: list[list[str]], signed: str
) -> None:
    assert signature(token, address, read(parameters)) == signed
    assert signature(token, address, reversed(read(parameters))) == signed
    assert is_signed(signed, token=token, address=address, parameters=read(parameters))


@pytest.mark.parametrize(("token", "address", "parameters", "signed"), VECTORS["signatures"]["vectors"])
def test_any_change_is_noticed(token: str, address: str, parameters: list[list[str]], signed: str) -> None:
    asked = read(parameters)
    assert not is_signed(signed, token=token + "x", address=address, parameters=asked)
    assert not is_signed(signed, token=token, address=address + "/", parameters=asked)
    assert not is_signed(signed, token=token, address=address, parameters=asked[1:])
    assert not is_signed(signed, token=token, address=address, parameters=[*asked, ("New", "1")])
    for wrong in ("", "é", "\ud800", signed[:-1], signed.lower()):
        assert not is_signed(wrong, token=token, address=address, parameters=asked)


def test_the_usual_port_may_be_named_or_not() -> None:
    bare, named = "https://a.example.org/texts/", "https://a.example.org:443/texts/"
    for signs, asks in ((bare, named), (named, bare), (bare, bare)):
        assert is_signed(signature("t", signs, []), token="t", address=asks, parameters=[])
    other = "https://a.example.org:8443/texts/"
    assert not is_signed(signature("t", bare, []), token="t", address=other, parameters=[])
