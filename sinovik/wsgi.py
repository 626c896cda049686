"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from sinovik.part_names import PartNames
from sinovik.wholeness import WholeBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

ours = WholeBodies(PartNames(get_wsgi_application()))

# Knows of tables, which are there by now.
from sinovik.serving.again import SameAnswers  # noqa: E402

application = SameAnswers(ours)
