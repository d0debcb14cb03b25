"""Pure: what records say, and how a question to a name server is written and its answer read."""
