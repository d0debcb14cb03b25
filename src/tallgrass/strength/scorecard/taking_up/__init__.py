"""Next steps that somebody takes up: who, by when, and what became of them."""
