"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from sinovik.part_names import PartNames
from sinovik.wholeness import WholeBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

application = WholeBodies(PartNames(get_wsgi_application()))
