"""The second factor's secrets: sealed in the database with the house's secret key."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.safestring import mark_safe


class SecondFactorAdapter(DefaultMFAAdapter):
    """A copy of the database alone is no second factor."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The drawing as a part of the page: without the declaration that only a file may have."""
        svg: str = super().build_totp_svg(url)
        return mark_safe(svg[svg.index("<svg") :])  # noqa: S308  # drawn here, from no one's words

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> Fernet:
    key = hashlib.blake2b(
        settings.SECRET_KEY.encode(), digest_size=32, person=b"mnic-totp"
    ).digest()
    return Fernet(base64.urlsafe_b64encode(key))
