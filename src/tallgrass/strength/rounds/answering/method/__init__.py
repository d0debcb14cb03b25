"""What was typed, and how long answering takes. Pure."""
