"""What a server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from paramountcy.web.site.proxy import BehindProxy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paramountcy.web.site.settings")
application = BehindProxy(get_wsgi_application(), trusted=settings.PROXIES)
