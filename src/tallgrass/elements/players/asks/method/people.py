"""Who is one person: marks that were seen together belong to one."""

from collections.abc import Iterable


class People:
    """Which marks belong to one person.

    A mark is a partner or the digest of an address. Whoever was once asked by two of them is one person from then on,
    whichever way they are asked next.

    >>> people = People([{"p:1", "d:a"}, {"d:a", "d:b"}, {"p:2"}])
    >>> people.of({"d:b"}) == people.of({"p:1"}), people.of({"p:2"}) == people.of({"p:1"})
    (True, False)
    """

    def __init__(self, together: Iterable[Iterable[str]]) -> None:
        """``together``: sets of marks, each of one person."""
        self._above: dict[str, str] = {}
        for marks in together:
            self.join(marks)

    def join(self, marks: Iterable[str]) -> str:
        """Let these marks be one person's from now on; gives the mark that stands for that person. Some are needed."""
        first, *others = (self._top(mark) for mark in sorted(marks))
        for other in others:
            if other != first:
                self._above[other] = first
        return first

    def of(self, marks: Iterable[str]) -> str:
        """The mark that stands for the person of these marks. Marks of several people are joined."""
        return self.join(marks)

    def _top(self, mark: str) -> str:
        path = []
        while (above := self._above.get(mark, mark)) != mark:
            path.append(mark)
            mark = above
        for passed in path:
            self._above[passed] = mark
        return mark
