"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from sinovik.wholeness import WholeBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

application = WholeBodies(get_wsgi_application())
