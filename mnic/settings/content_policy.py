"""The content policies that browsers enforce: a strict one, and three named exceptions."""

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "form-action": [SELF, "https://checkout.stripe.com"],
    }
}

_OWN_PAGES = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"form-action": [SELF]}

CSP_BY_PREFIX = {
    # unfold's Alpine evaluates expressions and sets inline styles.
    "/admin/": _OWN_PAGES
    | {
        "script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
    },
    # Swagger UI starts from an inline script and draws its icons from data: addresses.
    "/api/docs/": _OWN_PAGES
    | {
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
    },
    # The demo's letters are pages with styles of their own, shown in a frame without scripts.
    "/demo/courrier/": _OWN_PAGES
    | {
        "style-src": [SELF, UNSAFE_INLINE],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
    },
}
