"""Column types that mean the same in SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Dialect, Double, Integer, LargeBinary, Text
from sqlalchemy.types import REAL, TypeDecorator, TypeEngine

from toldby.domain.errors import StoreConflict
from toldby.domain.ids import encode_crockford

_DIGITS = str.maketrans("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "0123456789ABCDEFGHIJKLMNOPQRSTUV")

BIG: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
# dates are compared as text, code point by code point, whatever the server's language is
SORTED_TEXT: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
FLAG: TypeEngine[bool] = Boolean().with_variant(Integer(), "sqlite")
REAL_NUMBER: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


class ContentId(TypeDecorator[str]):
    """An id of 26 characters, kept as its 16 bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Text to bytes."""
        return None if value is None else decode_crockford(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Bytes to text."""
        return None if value is None else encode_crockford(bytes(value))


class HexHash(TypeDecorator[str]):
    """A SHA-256 in hexadecimal, kept as its 32 bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Text to bytes."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Bytes to text."""
        return None if value is None else bytes(value).hex()


class Fingerprint64(TypeDecorator[int]):
    """An unsigned number of 64 bits; databases only know signed ones."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[int]:
        """STRICT tables of SQLite call it INTEGER."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Unsigned to signed."""
        return value if value is None or value < 1 << 63 else value - (1 << 64)

    def process_result_value(self, value: int | None, dialect: Dialect) -> int | None:
        """Signed to unsigned."""
        return value if value is None or value >= 0 else value + (1 << 64)


class Json(TypeDecorator[str]):
    """Canonical JSON text of a domain value that no query looks into."""

    impl = Text
    cache_ok = True


def decode_crockford(text: str) -> bytes:
    """The 16 bytes of an id.

    Raises StoreConflict for anything that is not 26 characters of Crockford base32.
    """
    try:
        if len(text) != 26 or not text.isascii():
            raise ValueError(text)
        return int(text.translate(_DIGITS), 32).to_bytes(16, "big")
    except (ValueError, OverflowError) as error:
        raise StoreConflict(f"{text!r} is no content id") from error
