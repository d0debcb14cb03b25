"""A framework as JSON and back, whole and exact: old scorecards stay readable."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tallgrass.strength.framework.method.document import Framework


def write_framework(framework: Framework) -> str:
    """The framework as JSON text, the same for equal frameworks."""
    return json.dumps(_plain(framework), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def read_framework(text: str) -> Framework:
    """The framework that ``write_framework`` wrote. Raises ``ValueError`` for anything else."""
    try:
        framework = _typed(Framework, json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("this is not a framework that was kept") from error
    if not isinstance(framework, Framework):
        raise ValueError("this is not a framework that was kept")
    return framework


def _plain(value: Any) -> Any:
    """Typed data as JSON can hold it: records and mappings as objects, tuples as lists, fractions as text."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Fraction):
        return str(value)
    return value


def _typed(kind: Any, value: Any) -> Any:
    """The plain ``value`` as the type ``kind`` says."""
    if kind is Fraction:
        return Fraction(value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        kept = {name: _typed(hint, value[name]) for name, hint in hints.items() if name in value}
        return kind(**kept)  # type: ignore[operator]
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _one_of(inner, value)
    if origin is tuple and isinstance(value, list):
        kinds = (inner[0],) * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_typed(each, item) for each, item in zip(kinds, value, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, item = inner
        return {key(name): _typed(item, held) for name, held in value.items()}
    if origin is Literal or isinstance(value, str | bool | int) or value is None:
        return value
    raise ValueError(f"a kept framework does not hold {type(value).__name__} there")


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    """The value as the one alternative that a value of its shape can be."""
    if isinstance(value, list):
        return _typed(next(kind for kind in kinds if get_origin(kind) is tuple), value)
    if isinstance(value, dict):
        return _typed(next(kind for kind in kinds if is_dataclass(kind)), value)
    if isinstance(value, str) and str not in kinds:
        return Fraction(value)
    return value
