"""The addresses of this computer on the networks that it is in, found without asking anybody."""

import ipaddress
import socket
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

#: Networks inside one computer, which no other device is in.
_INSIDE: Final = ("docker", "br-", "veth", "virbr", "vmnet", "podman", "cni")
#: What asks a Unix system for the address of one of its network cards: on Linux, and on macOS and the BSDs.
_ASK_LINUX: Final = 0x8915
_ASK_BSD: Final = 0xC0206921
_MOST: Final = 4


def own_addresses() -> list[str]:
    """The IPv4 addresses under which devices on the same network find this computer, the likeliest first.

    At most four; none where it is in no network. Nothing is sent to find them out.
    """
    return ordered(_of_cards() if sys.platform != "win32" else _of_this_name())


def ordered(found: Iterable[str]) -> list[str]:
    """Addresses that others can reach, each once: first those of homes and offices, last those without a router."""
    reached = [one for one in dict.fromkeys(found) if _reached_by_others(one)]
    return sorted(reached, key=_rank)[:_MOST]


def _of_cards() -> Iterator[str]:
    """The address of each network card that has one."""
    import fcntl

    ask = _ASK_LINUX if sys.platform.startswith("linux") else _ASK_BSD
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, card in socket.if_nameindex():
            if card.startswith(_INSIDE):
                continue
            with suppress(OSError):  # a card without an address
                answer = fcntl.ioctl(asking.fileno(), ask, struct.pack("256s", card.encode()[:15]))
                yield socket.inet_ntoa(answer[20:24])


def _of_this_name() -> Iterator[str]:
    """The addresses that Windows gives for the name of the computer itself."""
    with suppress(OSError):
        for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            yield str(entry[4][0])


def _reached_by_others(address: str) -> bool:
    one = ipaddress.ip_address(address)
    return not (one.is_loopback or one.is_unspecified or one.is_multicast)


def _rank(address: str) -> int:
    if ipaddress.ip_address(address).is_link_local:
        return 3
    for rank, network in enumerate(("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12")):
        if ipaddress.ip_address(address) in ipaddress.ip_network(network):
            return min(rank, 1)
    return 2
