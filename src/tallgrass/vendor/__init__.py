"""Other people's files, unchanged, each with its licence. ``VENDORED.toml`` says what they are."""
