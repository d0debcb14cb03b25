"""Asking people no more than is fair, counted over all rooms, and paying them for their time."""
