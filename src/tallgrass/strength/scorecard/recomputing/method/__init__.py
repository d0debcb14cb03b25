"""What is compared of two scorecards."""
