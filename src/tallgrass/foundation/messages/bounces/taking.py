"""Takes in what came back."""

from collections.abc import Iterable
from dataclasses import dataclass

from tallgrass.foundation.messages.actions import complain, report
from tallgrass.foundation.messages.bounces.method.reports import Report, Sort, read_report
from tallgrass.foundation.messages.letters import number_of
from tallgrass.foundation.messages.models import Channel, Message


@dataclass(slots=True)
class Taking:
    """What was found in a mailbox: how many messages were read, and what they said."""

    read: int = 0
    gone: int = 0
    soft: int = 0
    complaints: int = 0
    not_ours: int = 0


def take_in(messages: Iterable[bytes]) -> Taking:
    """Read messages, and note what those that are reports say about ours. The same one twice changes nothing more."""
    taking = Taking()
    for content in messages:
        taking.read += 1
        found = read_report(content)
        if found is None:
            continue
        ours = _ours(found)
        if ours is None:
            taking.not_ours += 1
        else:
            _note(taking, found, ours)
    return taking


def _ours(found: Report) -> Message | None:
    """The message that a report speaks of. Nobody can make up our name for one: it is sealed."""
    numbers = [number for tag in found.tags if (number := number_of(tag)) is not None]
    return Message.objects.filter(pk__in=numbers, channel=Channel.MAIL).first()


def _note(taking: Taking, found: Report, message: Message) -> None:
    if found.sort == Sort.COMPLAINT:
        taking.complaints += 1
        complain(message=message)
    else:
        gone = found.sort == Sort.GONE
        taking.gone, taking.soft = taking.gone + gone, taking.soft + (not gone)
        report(message=message, hard=gone, said=found.said)
