"""Who was asked gets the result before everybody else does."""
