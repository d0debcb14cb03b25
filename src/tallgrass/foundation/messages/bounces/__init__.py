"""Mail that came back: it could not be delivered (RFC 3464), or somebody called it spam (RFC 5965)."""
