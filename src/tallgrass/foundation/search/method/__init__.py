"""Pure: texts to words that both databases cut alike, and what a person typed to what is looked for."""
