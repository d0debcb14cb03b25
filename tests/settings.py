"""The site's settings for tests and type checks: no data folder of this computer is touched."""

import os
from tempfile import mkdtemp

os.environ["TALLGRASS_DATA"] = mkdtemp(prefix="tallgrass-tests-")
os.environ["TALLGRASS_SECRET_KEY"] = "only-for-tests-" * 4

from tallgrass.web.settings import *  # noqa: F403
