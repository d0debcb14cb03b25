"""Where a meeting stands, as a short text that changes when, and only when, its pages do."""

from zlib import crc32

from tallgrass.strength.rounds.room.models import RoomMeeting


def token_of(meeting: RoomMeeting) -> str:
    """The text. It says nothing of answers: it is the same before the first one and after the last."""
    one = meeting.current
    if one is None or meeting.state == RoomMeeting.State.ENDED:
        return meeting.state
    note = crc32(one.note.encode()) if one.note_cleared else 0  # of a note that anybody may read
    agreed = f"{one.level}{one.disagreed:d}{note}" if one.state == "settled" else ""
    return f"{one.pk}.{one.turn}.{one.state}.{agreed}"
