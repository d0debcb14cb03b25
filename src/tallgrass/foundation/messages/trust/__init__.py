"""Whether mailboxes have reason to believe that mail is ours: the records SPF, DKIM and DMARC of our own domain."""
