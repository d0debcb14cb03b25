"""Doors of the room: the steward's, the wall's and the phones'."""
