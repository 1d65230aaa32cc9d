"""Domain values as JSON and back, by their type hints: strict, and the same text for equal values.

A field that holds its default is left out, so that a later field with a default reads old rows.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Hashable
from enum import Enum
from functools import cache
from typing import Generic, TypeVar, cast

from toldby.domain.errors import StoreConflict

JsonValue = typing.Union[None, bool, int, float, str, "list[JsonValue]", "dict[str, JsonValue]"]
JsonObject = dict[str, JsonValue]
T = TypeVar("T")
Encode = Callable[[object], JsonValue]
Decode = Callable[[JsonValue], object]
_MISSING = object()
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@dataclasses.dataclass(frozen=True)
class Codec(Generic[T]):
    """Both directions for one type."""

    to_json: Callable[[T], JsonValue]
    from_json: Callable[[JsonValue], T]

    def dump(self, value: T) -> str:
        """Canonical JSON text: equal values give equal text."""
        return dump_json(self.to_json(value))

    def load(self, text: str) -> T:
        """The value of a JSON text.

        Raises StoreConflict when the text does not fit the type.
        """
        return self.from_json(json.loads(text))


def dump_json(value: JsonValue) -> str:
    """One line of JSON: keys sorted, no blanks, no ASCII escapes."""
    return _ENCODER.encode(value)


def diff_json(old: JsonObject, new: JsonObject) -> JsonObject:
    """What makes `new` of `old`: fields to set, fields that fall back to their default."""
    changed = {name: value for name, value in new.items() if name not in old or old[name] != value}
    return {"set": changed, "unset": [name for name in sorted(old) if name not in new]}


def patch_json(old: JsonObject, diff: JsonObject) -> JsonObject:
    """The inverse of `diff_json`."""
    gone = cast(list[str], diff["unset"])
    return {name: value for name, value in old.items() if name not in gone} | cast(JsonObject, diff["set"])


def codec_for(kind: type[T]) -> Codec[T]:
    """The codec of a domain type; its parts are made once."""
    encode, decode = _compile(cast(Hashable, kind))
    return Codec(cast(Callable[[T], JsonValue], encode), cast(Callable[[JsonValue], T], decode))


@cache
def _compile(hint: Hashable) -> tuple[Encode, Decode]:
    hint = getattr(hint, "__supertype__", hint)
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _compile_optional(hint)
    if origin is tuple:
        return _compile_tuple(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _compile_enum(hint)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _compile_dataclass(hint)
    if hint in (str, int, float, bool):
        return _compile_plain(cast(type, hint))
    raise TypeError(f"no codec for {hint!r}")


def _compile_plain(kind: type) -> tuple[Encode, Decode]:
    def decode(raw: JsonValue) -> object:
        if type(raw) is not kind:
            raise StoreConflict(f"expected {kind.__name__}, found {_show(raw)}")
        return raw

    def decode_float(raw: JsonValue) -> object:
        if type(raw) is not float and type(raw) is not int:
            raise StoreConflict(f"expected float, found {_show(raw)}")
        return float(raw)

    return cast(Encode, lambda value: value), decode_float if kind is float else decode


def _compile_enum(kind: type[Enum]) -> tuple[Encode, Decode]:
    members: dict[object, Enum] = {member.value: member for member in kind}

    def decode(raw: JsonValue) -> object:
        if not isinstance(raw, str) or raw not in members:
            raise StoreConflict(f"{_show(raw)} is no {kind.__name__}")
        return members[raw]

    return lambda value: cast(JsonValue, cast(Enum, value).value), decode


def _compile_optional(hint: object) -> tuple[Encode, Decode]:
    inner = [arg for arg in typing.get_args(hint) if arg is not type(None)]
    if len(inner) != 1:
        raise TypeError(f"no codec for {hint!r}")
    encode, decode = _compile(cast(Hashable, inner[0]))
    return (
        lambda value: None if value is None else encode(value),
        lambda raw: None if raw is None else decode(raw),
    )


def _compile_tuple(hint: object) -> tuple[Encode, Decode]:
    args = typing.get_args(hint)
    if len(args) == 2 and args[1] is Ellipsis:
        return _compile_sequence(args[0])
    parts = [_compile(cast(Hashable, arg)) for arg in args]
    encoders = [part[0] for part in parts]
    decoders = [part[1] for part in parts]

    def decode(raw: JsonValue) -> object:
        if not isinstance(raw, list) or len(raw) != len(decoders):
            raise StoreConflict(f"expected {len(decoders)} values, found {_show(raw)}")
        return tuple(one(value) for one, value in zip(decoders, raw, strict=True))

    return (
        lambda value: [one(item) for one, item in zip(encoders, cast(tuple[object, ...], value), strict=True)],
        decode,
    )


def _compile_sequence(item: Hashable) -> tuple[Encode, Decode]:
    encode, decode = _compile(item)

    def decode_all(raw: JsonValue) -> object:
        if not isinstance(raw, list):
            raise StoreConflict(f"expected a list, found {_show(raw)}")
        return tuple([decode(value) for value in raw])

    return lambda value: [encode(one) for one in cast(tuple[object, ...], value)], decode_all


@dataclasses.dataclass(frozen=True)
class _Field:
    name: str
    encode: Encode
    decode: Decode
    default: object


def _compile_dataclass(kind: type) -> tuple[Encode, Decode]:
    hints = typing.get_type_hints(kind)
    fields = [
        _Field(field.name, *_compile(hints[field.name]), _default_of(field)) for field in dataclasses.fields(kind)
    ]
    steps = [(field.name, field.encode, field.default) for field in fields]
    decoders = {field.name: field.decode for field in fields}
    needed = [field.name for field in fields if field.default is _MISSING]

    def encode(value: object) -> JsonValue:
        row: dict[str, JsonValue] = {}
        for name, encode_one, default in steps:
            item = getattr(value, name)
            if default is _MISSING or item != default:
                row[name] = encode_one(item)
        return row

    def decode(raw: JsonValue) -> object:
        if not isinstance(raw, dict):
            raise StoreConflict(f"expected a {kind.__name__}, found {_show(raw)}")
        if not raw.keys() <= decoders.keys():
            raise StoreConflict(f"{kind.__name__} has no field {', '.join(sorted(raw.keys() - decoders.keys()))}")
        for name in needed:
            if name not in raw:
                raise StoreConflict(f"{kind.__name__} lacks {name}")
        return kind(**{name: decoders[name](value) for name, value in raw.items()})

    return encode, decode


def _default_of(field: dataclasses.Field[object]) -> object:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return _MISSING


def _show(raw: object) -> str:
    text = repr(raw)
    return text if len(text) <= 60 else text[:57] + "..."
