"""What a room is shown, computed."""
