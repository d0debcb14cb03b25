"""Pure computation: texts and facts in, filled texts out."""
