"""The pages on which rounds are held."""
