"""The digest: at most one message a week that tells a member what waits, what moved and what is due next."""
