"""Which commands there are, and where each lives: with the room that owns it, or here in ``cli`` where it joins rooms.

Nothing is imported before a command is asked for, so ``tallgrass --help`` stays quick whatever the rooms grow to.
"""

from typing import Final, NamedTuple


class Entry(NamedTuple):
    """A command: ``target`` is ``module:attribute``, ``summary`` the line that ``tallgrass --help`` shows."""

    target: str
    summary: str


#: Every command by name, in the order in which help lists them. The first is what `tallgrass` alone does.
COMMANDS: Final[dict[str, Entry]] = {
    "serve": Entry(
        "tallgrass.web.commands:serve", "Serve your places as web pages (what `tallgrass` alone does)."
    ),
    "start": Entry("tallgrass.cli.start:start", "Write a workbook to fill in."),
    "assess": Entry("tallgrass.cli.assess:assess", "Make a scorecard from a folder of spreadsheets."),
    "questions": Entry("tallgrass.cli.asking:questions", "Write the questions, to ask them elsewhere."),
    "meeting": Entry("tallgrass.cli.asking:meeting", "Write what a meeting needs to agree on levels."),
    "framework": Entry("tallgrass.strength.framework.commands:framework", "Show or check a framework."),
    "load": Entry("tallgrass.web.folder_commands:load", "Bring a folder into a place of your site."),
    "export": Entry(
        "tallgrass.web.folder_commands:export", "Write a copy of a place, answers included, as a folder."
    ),
    "recompute": Entry(
        "tallgrass.web.recompute_command:recompute", "Say whether kept scorecards come out the same again."
    ),
    "copy": Entry("tallgrass.web.static_copy.commands:copy", "Write a copy of a place's public pages."),
    "backup": Entry(
        "tallgrass.web.backup.commands:backup", "Write everything your site knows into one file."
    ),
    "restore": Entry("tallgrass.web.backup.commands:restore", "Put what a backup holds into an empty site."),
    "checklist": Entry(
        "tallgrass.web.checklist.commands:checklist", "Say whether your site is in good order."
    ),
    "update": Entry(
        "tallgrass.web.updating.commands:update", "Bring your site to a newer Tallgrass, a backup first."
    ),
    "link": Entry("tallgrass.web.letting_in:link", "Make a link that lets somebody in, once."),
    "jobs": Entry("tallgrass.web.working:jobs", "List what your site tried to do later and gave up."),
    "mail": Entry("tallgrass.web.mailing:mail", "Try whether mail works, and take in what came back."),
    "worker": Entry("tallgrass.web.working:worker", "Do what your site does later (`serve` starts one)."),
    "example": Entry("tallgrass.web.commands:example", "Make the example place anew on your site."),
}

DEFAULT_COMMAND: Final = "serve"
