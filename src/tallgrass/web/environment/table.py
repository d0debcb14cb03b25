"""Every environment variable that the program reads: what it is called, what it means, what holds without it."""

from typing import Final, NamedTuple


class Setting(NamedTuple):
    """An environment variable: its name, what it does, and what holds without it."""

    name: str
    meaning: str
    default: str


#: docs/reference/commands.md is written from this.
SETTINGS: Final = (
    Setting(
        "TALLGRASS_DATA",
        "The folder for the database, its backups and the secret key.",
        "the folder this system keeps for a program's data",
    ),
    Setting(
        "DATABASE_URL",
        "The database: sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME.",
        "tallgrass.sqlite3 in the data folder",
    ),
    Setting(
        "TALLGRASS_ADDRESS",
        "Where people reach the site, as https://tallgrass.example.org. Links in messages begin with it, its name is "
        "answered, and with https the cookies travel encrypted only.",
        "the address that `tallgrass serve` prints",
    ),
    Setting(
        "TALLGRASS_HOSTS",
        "Further names under which the site answers, separated by commas.",
        "this computer, and the name in TALLGRASS_ADDRESS",
    ),
    Setting(
        "TALLGRASS_BEHIND_PROXY",
        "Whom to believe about who asks and how: the address of the proxy in front, or how many proxies stand in a "
        "row. Set it only where nobody can reach the site around them.",
        "nobody: X-Forwarded headers are not believed",
    ),
    Setting(
        "TALLGRASS_MAIL",
        "The server that sends messages: smtp://USER:PASSWORD@HOST:587, or smtps://USER:PASSWORD@HOST:465. Both are "
        "encrypted; ?tls=no at the end of smtp:// turns that off, on this computer alone.",
        "messages are not sent; stewards read them on a page of the site",
    ),
    Setting(
        "TALLGRASS_MAIL_FROM",
        "The address that messages come from. Needed with TALLGRASS_MAIL.",
        "tallgrass@localhost",
    ),
    Setting(
        "TALLGRASS_MAIL_RETURN",
        "The address that mail comes back to where it cannot be delivered. With a plus sign before the @ "
        "(bounces+@example.org) each message comes back to an address of its own, if your server takes such addresses.",
        "the address in TALLGRASS_MAIL_FROM",
    ),
    Setting(
        "TALLGRASS_MAIL_BOUNCES",
        "The mailbox in which mail that came back is looked for: imaps://USER:PASSWORD@HOST/FOLDER.",
        "none is looked at; `tallgrass mail bounces FILE` reads files",
    ),
    Setting(
        "TALLGRASS_BACKUP_DAYS",
        "For how many days the backup of every night is kept, in backups/nightly of the data folder; 0 makes none. The "
        "newest always stays.",
        "14",
    ),
    Setting(
        "TALLGRASS_BACKUP_COPY",
        "A second folder, on another disk or computer, into which each nightly backup is copied and read again.",
        "no second folder",
    ),
    Setting(
        "TALLGRASS_TEXTS",
        "The gateway that sends text messages: twilio://ACCOUNT:TOKEN@api.twilio.com, or another one that speaks as "
        "Twilio does, with its path. ?replies=ours at the end says that it does not answer STOP and HELP by itself; "
        "?tls=no turns encryption off, on this computer alone. Needs TALLGRASS_ADDRESS.",
        "no texts are sent",
    ),
    Setting(
        "TALLGRASS_TEXTS_FROM",
        "The number that texts come from, as +13145550123. Needed with TALLGRASS_TEXTS.",
        "none",
    ),
    Setting(
        "TALLGRASS_SECRET_KEY",
        "The key that signs what the site hands out. At least 50 characters.",
        "made once, kept in the data folder, readable by you alone",
    ),
    Setting(
        "TALLGRASS_IN_IMAGE",
        "Set in the image that deploy/Containerfile makes: the program is part of it, and is updated with it.",
        "`tallgrass update` replaces the program",
    ),
    Setting(
        "TALLGRASS_DEBUG", "Anything but empty shows where in the program an error arose.", "one sentence"
    ),
)
