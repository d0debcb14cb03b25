"""Pages put together from pieces that were packed once each, as browsers unpack them (RFC 1951 and 1952).

Packing a page of one's own answers anew took a third of the time of a whole form (``benchmarks/answers.py``), and all
its pieces are the same for everybody who chose the same.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from struct import pack
from typing import Final

#: A gzip member without a name and a time, packed by nobody in particular.
_HEAD: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
#: The last block, with nothing in it.
_END: Final = b"\x03\x00"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page: its text, and the same as blocks that end with a byte and look back at nothing before them,
    so that they can follow any others.
    """

    text: bytes
    blocks: bytes


def piece_of(text: str) -> Piece:
    """A text as a piece, packed as small as it goes."""
    written = text.encode()
    press = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(written, press.compress(written) + press.flush(zlib.Z_FULL_FLUSH))


def unpacked(pieces: Iterable[Piece]) -> bytes:
    """Pieces one after the other, as they are."""
    return b"".join([each.text for each in pieces])


def packed(pieces: Iterable[Piece]) -> bytes:
    """Pieces one after the other, as one gzip file."""
    held = tuple(pieces)
    whole = unpacked(held)
    checks = pack("<II", zlib.crc32(whole), len(whole) & 0xFFFFFFFF)
    return b"".join((_HEAD, *[each.blocks for each in held], _END, checks))
