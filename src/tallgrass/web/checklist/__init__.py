"""Whether the site is in good order, in words: for its stewards on a page, for its operator in the terminal."""
