"""Which content policy a page gets: the strict one, or the one of a named exception."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PolicyByPathMiddleware(CSPMiddleware):
    """django-csp, with a policy of its own for the paths listed in CSP_BY_PREFIX."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None:
            parts.config = self._policy_for(request.path_info)
        return parts

    def _policy_for(self, path: str) -> dict[str, list[str]] | None:
        policies: dict[str, dict[str, list[str]]] = settings.CSP_BY_PREFIX
        return next(
            (policy for prefix, policy in policies.items() if path.startswith(prefix)), None
        )
