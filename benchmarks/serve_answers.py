"""A server for ``answers``: ``python -m benchmarks.serve_answers site|plain PEOPLE``, its port on the first line.

``site`` is Tallgrass as ``tallgrass serve`` runs it; ``plain`` is ``plain_answers`` behind the very same server.
"""

import os
import sys

from tallgrass.web.serving import open_port, serve_until_stopped


def main() -> None:
    """Serve until stopped."""
    name, people = sys.argv[1], int(sys.argv[2])
    if name == "site":
        os.environ["DJANGO_SETTINGS_MODULE"] = "tallgrass.web.settings"
        from tallgrass.web.wsgi import application as found
    else:
        from benchmarks.plain_answers import application, make_tables

        make_tables(people)
        found = application()
    with open_port("127.0.0.1", 18_900) as opened:
        print(opened.getsockname()[1], flush=True)
        serve_until_stopped(found, opened, {})


if __name__ == "__main__":
    main()
