"""Pure: how long a text is, what it costs, whose number that is, what somebody means, who signed a request."""
