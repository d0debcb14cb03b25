"""The site as a WSGI application, for ``tallgrass serve`` and for any other server."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tallgrass.foundation.assets import write_assets
from tallgrass.foundation.languages import WORDS_FOLDER, use_words

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tallgrass.web.settings")
write_assets(Path(settings.STATIC_ROOT))
use_words(settings.DATA / WORDS_FOLDER)
application = get_wsgi_application()
