"""Pure rules of holding a round."""
