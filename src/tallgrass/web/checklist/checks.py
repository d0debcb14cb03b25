"""The checks: each looks at the facts and says how it stands. Nothing here asks anybody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from tallgrass.web.checklist.facts import Facts, Found, Outcome, Size

#: A backup of last night is younger than this, also on the morning after a long day.
BACKUP_DUE: Final = timedelta(hours=36)
#: A copy elsewhere is made once a week or more often.
COPY_DUE: Final = timedelta(days=8)
#: A look from outside is made every hour.
LOOK_DUE: Final = timedelta(hours=3)
#: A test message says something for so long.
TEST_GOOD_FOR: Final = timedelta(days=180)
#: Seconds by which a clock may be off: codes and links are good for minutes and hours.
MOST_OFF: Final = 60
#: Bytes below which a disk is as good as full, whatever the size of the database.
LITTLE_ROOM: Final = 500_000_000


def all_checks(facts: Facts) -> tuple[Found, ...]:
    """What every check finds, in the order in which they are shown."""
    return tuple(check(facts) for check in _CHECKS)


def address(facts: Facts) -> Found:
    """Whether people reach the site at its address, encrypted."""
    reach = facts.reach
    if not reach.https and facts.post.sender and not reach.nearby:
        return _found("address", Outcome.BAD, "mail_leads_nowhere")
    if not reach.https:
        return _found("address", Outcome.NOT_NEEDED, "network" if reach.nearby else "here", at=reach.nearby)
    trouble = "unseen" if reach.look is None else str(reach.look.told.get("trouble", ""))
    if reach.look is not None and facts.now - reach.look.at > LOOK_DUE:
        trouble = "unseen"
    if not trouble:
        return _found("address", Outcome.GOOD, "seen", at=reach.https)
    if reach.reader_encrypted and trouble in ("unseen", "unreachable"):
        return _found("address", Outcome.GOOD, "read", at=reach.https)
    outcome = Outcome.LOOK if trouble == "unseen" else Outcome.BAD
    return _found("address", outcome, trouble, at=reach.https)


def mail(facts: Facts) -> Found:
    """Whether messages arrive: a test has gone, and none has failed since."""
    post = facts.post
    if not post.sender:
        alone = not facts.reach.https
        return _found("mail", Outcome.NOT_NEEDED if alone else Outcome.BAD, "outbox" if alone else "none")
    if post.failed and (post.sent is None or post.failed > post.sent):
        return _found("mail", Outcome.BAD, "failed", when=post.failed, sender=post.sender)
    if post.sent is None or facts.now - post.sent > TEST_GOOD_FOR:
        return _found("mail", Outcome.LOOK, "untested", sender=post.sender)
    return _found("mail", Outcome.GOOD, "tested", when=post.sent, sender=post.sender)


def backup(facts: Facts) -> Found:
    """Whether there is a backup of last night."""
    made = facts.kept.backup
    if made is not None and facts.now - made.at <= BACKUP_DUE:
        return _found(
            "backup",
            Outcome.GOOD,
            "made",
            when=made.at,
            size=Size(made.told.get("bytes", 0)),
            days=facts.kept.days,
        )
    if not facts.kept.days:
        return _found("backup", Outcome.BAD, "off")
    return (
        _found("backup", Outcome.BAD, "old", when=made.at) if made else _found("backup", Outcome.BAD, "none")
    )


def copied(facts: Facts) -> Found:
    """Whether a backup was copied to another disk or computer lately."""
    copy = facts.kept.copied
    if copy is None:
        return _found("copied", Outcome.BAD, "never")
    fresh = facts.now - copy.at <= COPY_DUE
    return _found("copied", Outcome.GOOD if fresh else Outcome.BAD, "made" if fresh else "old", when=copy.at)


def clock(facts: Facts) -> Found:
    """Whether the clock is right, as far as other clocks and the time service of the computer tell."""
    now, look = facts.now, facts.reach.look
    ahead = look.told.get("ahead") if look is not None else None
    for difference, why in ((facts.machine.database_ahead, "database"), (ahead, "outside")):
        if difference is not None and abs(difference) > MOST_OFF:
            return _found("clock", Outcome.BAD, why, now=now, seconds=abs(difference))
    signs = (facts.kept.backup, facts.kept.copied, look)
    if any(sign is not None and sign.at > now + timedelta(seconds=5 * MOST_OFF) for sign in signs):
        return _found("clock", Outcome.BAD, "back", now=now)
    if facts.machine.kept_right:
        return _found("clock", Outcome.GOOD, "kept", now=now)
    return _found("clock", Outcome.LOOK, "alone" if facts.machine.kept_right is False else "unknown", now=now)


def disk(facts: Facts) -> Found:
    """Whether the disk has room for the database to grow and to be copied."""
    enough = facts.kept.free >= max(LITTLE_ROOM, 2 * facts.kept.size)
    outcome = Outcome.GOOD if enough else Outcome.BAD
    return _found(
        "disk",
        outcome,
        "room" if enough else "little",
        free=Size(facts.kept.free),
        size=Size(facts.kept.size),
    )


def worker(facts: Facts) -> Found:
    """Whether what is done later is being done."""
    state = facts.machine.worker
    if state.seen is None:
        return _found("worker", Outcome.BAD, "never")
    return _found(
        "worker",
        Outcome.GOOD if state.well else Outcome.BAD,
        "seen" if state.well else "gone",
        when=state.seen,
    )


def key(facts: Facts) -> Found:
    """Whether the secret key is one, and nobody else's."""
    if facts.machine.weak_key:
        return _found("key", Outcome.BAD, "weak")
    return (
        _found("key", Outcome.BAD, "open") if facts.machine.open_key else _found("key", Outcome.GOOD, "own")
    )


def database(facts: Facts) -> Found:
    """Whether the database is as this program needs it."""
    if facts.kept.waiting:
        return _found("database", Outcome.BAD, "waiting", count=facts.kept.waiting)
    if facts.kept.drive:
        return _found("database", Outcome.BAD, "drive")
    return _found("database", Outcome.GOOD, facts.kept.kind, size=Size(facts.kept.size))


_CHECKS: Final[tuple[Callable[[Facts], Found], ...]] = (
    address, mail, backup, copied, clock, disk, worker, key, database,
)  # fmt: skip


def _found(key: str, outcome: Outcome, why: str, **values: Any) -> Found:
    return Found(key, outcome, why, values)
