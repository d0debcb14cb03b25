"""The site's settings for tests and type checks: no data folder of this computer is touched."""

import os
from tempfile import TemporaryDirectory

_folder = TemporaryDirectory(prefix="tallgrass-tests-")
os.environ["TALLGRASS_DATA"] = _folder.name
os.environ["TALLGRASS_SECRET_KEY"] = "only-for-tests-" * 4

from tallgrass.web.settings import *  # noqa: E402, F403

LOGGING_CONFIG = None  # what is logged goes to pytest, and is shown with the test that fails

PUBLIC_PAGES_TRUSTED_FOR = 0.0  # tests change the database by hand, and look at once

NAME_SERVERS: list[object] = []  # nobody outside is asked about the records of a domain
