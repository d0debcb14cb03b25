"""How many answered, as a steward is shown it while a round is open (METHOD 1, section 3, rules 6 and 7)."""


def shown_next(shown: int, answered: int, k: int) -> int:
    """The number to show of a kind when ``answered`` people of it have answered and ``shown`` was shown last.

    It moves only when at least k more have answered, so no step tells of one person; 0 reads "fewer than k". It never
    goes back, even where somebody of a confidential round takes back what they said. Raises ``ValueError`` for k under
    1.
    """
    if k < 1:
        raise ValueError("the smallest group holds somebody")
    return answered if answered - shown >= k else shown
