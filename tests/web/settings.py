"""The application's own settings, with a data folder of this run and the notebook of the tests."""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="paramountcy-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["PARAMOUNTCY_DATA"] = FOLDER
os.mkdir(os.path.join(FOLDER, "static"))

from paramountcy.web.site.settings import *  # noqa: E402, F403
from paramountcy.web.site.settings import INSTALLED_APPS as OURS  # noqa: E402

INSTALLED_APPS = [*OURS, "tests.web.notebook"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MFA_REQUIRED = False
"""The tests sign people in by themselves; those of signing in set it as it is for real."""
