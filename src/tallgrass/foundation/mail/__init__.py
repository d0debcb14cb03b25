"""Messages that the site sends: through a server for mail where there is one, else into a table that is read here."""
