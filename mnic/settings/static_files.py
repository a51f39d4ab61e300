"""Where static files come from, and how long browsers and proxies may keep them."""

import re
from pathlib import Path

from mnic.settings.environment import BASE_DIR

FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [("guides", BASE_DIR / "docs" / "images")]
if FRONTEND_DIST.is_dir():
    STATICFILES_DIRS.append(FRONTEND_DIST)
# Vite hashes its own names; hashing them again would load every module twice. What compresses is
# kept beside each file as brotli and gzip.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mnic.compression.CompressedStorage"},
}
# Everything else keeps its name when it changes: asked again after five minutes.
WHITENOISE_MAX_AGE = 300
_HASHED_BY_VITE = re.compile(r"/static/assets/[^/]+-[\w-]{8}\.\w+")


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:
    """Whether the name changes with the content, so that it may be kept for ever."""
    return _HASHED_BY_VITE.fullmatch(url) is not None
