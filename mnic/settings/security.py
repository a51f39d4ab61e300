"""Headers and cookies that keep browsers on the safe side, wherever the house runs."""

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "pages.plain.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# What no page of the house uses, whatever slips into one. The camera is for scanning at the desk,
# when that comes: its own pages will ask for it.
_NEVER_USED = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation"),
    *("gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment"),
    *("picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb"),
    *("xr-spatial-tracking", "browsing-topics"),
)
FIXED_HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NEVER_USED),
    "Cross-Origin-Resource-Policy": "same-origin",
}
