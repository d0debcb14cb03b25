"""Pure: hours of the day, pauses between tries, what answers of a server for mail mean."""
