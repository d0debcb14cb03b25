"""What the site does for its own keep: a backup every night, and a look at itself as others see it."""
