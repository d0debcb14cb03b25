"""The site as a WSGI application, for ``tallgrass serve`` and for any other server."""

import logging
import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tallgrass.foundation.assets import write_assets
from tallgrass.foundation.languages import WORDS_FOLDER, use_words
from tallgrass.foundation.translation import broken_words
from tallgrass.web.making_ready import make_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tallgrass.web.settings")
write_assets(Path(settings.STATIC_ROOT))
if broken := broken_words(settings.DATA / WORDS_FOLDER):
    logging.getLogger(__name__).warning(
        "Corrected words are left out, as this file cannot be used: %s", broken
    )
else:
    use_words(settings.DATA / WORDS_FOLDER)
application = get_wsgi_application()
make_ready()
