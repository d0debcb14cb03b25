"""Work that is done later, in a process of its own: kept in the database, done once, tried again, and on schedule."""
