"""The application's own settings with the notebook, for servers in processes of their own."""

from paramountcy.web.site.settings import *  # noqa: F403
from paramountcy.web.site.settings import INSTALLED_APPS as OURS
from paramountcy.web.site.settings import MIDDLEWARE as ON_THE_WAY

INSTALLED_APPS = [*OURS, "tests.web.notebook"]
MIDDLEWARE = ["tests.web.site.pages.SaysItsNumber", *ON_THE_WAY]
ROOT_URLCONF = "tests.web.site.pages"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MFA_REQUIRED = False
