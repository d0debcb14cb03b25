"""Why a backup cannot be restored."""


class Broken(Exception):
    """A file that is no backup, or one that is damaged or was made by a newer program; the message is a sentence."""


class InTheWay(Exception):
    """A backup that could be restored, but not here or not now; the message is a sentence."""
