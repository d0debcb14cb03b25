"""Commands about mail, for whoever runs the site. They stand here, since only the doors know how a site is opened."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from tallgrass.exit_codes import DONE, PROBLEMS_FOUND
from tallgrass.web.opening import data_option, opened


@click.group()
def mail() -> None:
    """Try mail, look at the records of your domain, take in what came back."""


@mail.command()
@click.argument("address")
@click.option("--lang", "language", metavar="CODE", default="en", help="Language of the test.  [default: en]")
@data_option
def test(address: str, language: str, data: Path | None) -> int:
    """Send a test to ADDRESS and say what the mail server answered.

    Ends with 1 where the server did not take it.
    """
    with opened(data):
        from django.core.exceptions import ValidationError

        from tallgrass.foundation.languages import available_languages
        from tallgrass.foundation.messages.testing import try_mail
        from tallgrass.foundation.messages.unsubscribing import origin

        if language not in available_languages():
            raise click.UsageError(f"There are no words in {language}: {', '.join(available_languages())}.")
        try:
            tried = try_mail(to=address, language=language, site=origin(""))
        except ValidationError as error:
            raise click.UsageError(f"{address} is not an e-mail address.") from error
        if tried.key == "no_server":
            raise click.ClickException(_NO_SERVER)
        click.echo(_SAID[tried.key].format(to=address, said=tried.said))
    return DONE if tried.key == "sent" else PROBLEMS_FOUND


@mail.command()
@data_option
def check(data: Path | None) -> int:
    """Look up the records (SPF, DKIM, DMARC) by which mailboxes know mail from your domain.

    Ends with 1 where one of them is missing.
    """
    with opened(data):
        from tallgrass.foundation.languages import words
        from tallgrass.foundation.mail.outbox import sends_nothing
        from tallgrass.foundation.messages.trust.checking import checked
        from tallgrass.foundation.messages.trust.method.records import GOOD, UNSURE

        if sends_nothing():
            raise click.ClickException(_NO_SERVER)
        said = words("en", "messages")["page"]["trust"]
        missing = False
        for one in checked():
            sentence = said["not_looked_up"] if one.finding is None else said["findings"][one.finding]
            click.echo(f"{said['names'][one.record]}, at {one.name}: {sentence}")
            missing |= one.finding is not None and one.finding not in GOOD | UNSURE
        if missing:
            click.echo("Ask whoever manages the domain to set what is missing.")
    return PROBLEMS_FOUND if missing else DONE


@mail.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@data_option
def bounces(files: tuple[Path, ...], data: Path | None) -> None:
    """Take in mail that came back, from FILES (a message, an mbox, a Maildir) or from your mailbox.

    Without FILES the mailbox in TALLGRASS_MAIL_BOUNCES is read, as the site itself does every 15 minutes. An address
    that is gone gets nothing more.
    """
    with opened(data):
        from tallgrass.foundation.messages.bounces.mailbox import NotRead
        from tallgrass.foundation.messages.bounces.taking import take_in

        try:
            taking = take_in(_contents(files))
        except NotRead as error:
            raise click.ClickException(str(error)) from error
        click.echo(
            f"{taking.read} read: {taking.gone} for addresses that are gone, {taking.soft} for a reason that may "
            f"pass, {taking.complaints} marked as spam, {taking.not_ours} not of this site."
        )


def _contents(files: tuple[Path, ...]) -> Iterator[bytes]:
    """The messages in files, else those in the mailbox. Raises ``click.UsageError`` where there is neither."""
    from django.conf import settings

    from tallgrass.foundation.messages.bounces.mailbox import Mailbox, messages_in, reports_in

    if files:
        return (content for path in files for content in messages_in(path))
    if settings.MAIL_BOUNCES is None:
        raise click.UsageError("Name a file, or set TALLGRASS_MAIL_BOUNCES to your mailbox.")
    return reports_in(Mailbox(**settings.MAIL_BOUNCES))


_NO_SERVER: Final = (
    "This site has no mail server. Set TALLGRASS_MAIL and TALLGRASS_MAIL_FROM (docs/how-to/send-mail.md)."
)
#: What is said of a test.
_SAID: Final = {
    "sent": "The mail server took the test. Look whether it arrives at {to}, and where.",
    "down": "The mail server does not let this site in. Look at TALLGRASS_MAIL. It answered: {said}",
    "refused": "The mail server refuses a message to {to}. It answered: {said}",
    "later": "The mail server did not take it now. Try again in some minutes. It answered: {said}",
    "in_doubt": "The mail server gave no answer. The test may have gone to {to} or not.",
}
