"""What a steward does with a round: prepares, invites, opens, watches, closes it."""
