"""History: every change is an event, written in the same transaction as the change, and read as a sentence."""
