"""Settings of the API: Django REST framework, its limits and its OpenAPI description."""

from typing import Any

from mnic.settings.environment import env

REST_FRAMEWORK: dict[str, Any] = {
    # Tokens first: its header is what a 401 asks for.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.auth.TokenAuthentication",
        "api.auth.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["api.access.DenyUnlessListed"],
    "DEFAULT_THROTTLE_CLASSES": ["api.throttles.CallerThrottle"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsing.JsonBody"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.parsing.AlwaysJson",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "api.openapi.Schema",
    "EXCEPTION_HANDLER": "api.errors.answer_to",
}

# How many proxies of ours stand in front; only what they add to X-Forwarded-For is believed.
NUM_PROXIES = env.int("NUM_PROXIES", 0)

# Requests within a number of seconds: strangers by address, people by who they are.
API_RATES: dict[str, tuple[int, int]] = {
    "visitor": (env.int("API_VISITOR_PER_MINUTE", 1200), 60),
    "visitor_hold": (env.int("API_VISITOR_HOLDS_PER_HOUR", 30), 3600),
    "person": (env.int("API_PERSON_PER_MINUTE", 6000), 60),
    "feed": (env.int("FEED_READS_PER_MINUTE", 600), 60),
    # Whoever reads it: a site's year takes a second to write, and its secret may have been shared.
    "one_feed": (30, 60),
    "token": (env.int("API_TOKENS_PER_MINUTE", 10), 60),
    "token_email": (env.int("API_TOKENS_PER_HOUR_AND_EMAIL", 20), 3600),
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "MNIC",
    "DESCRIPTION": "Booking of desks, rooms, machines and kits. Times are ISO 8601 with an offset, "
    "ids are UUIDs, money is integer cents.",
    "VERSION": "1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "BookingState": "bookings.states.State",
        "BookingAction": "api.serializers.bookings.ACTIONS",
        "BlockKind": "bookings.models.Block.BlockKind",
        "FeedKind": "bookings.models.CalendarFeed.FeedKind",
        "TakenKind": "api.serializers.planning.TAKEN_KINDS",
        "Channel": "bookings.models.Channel",
        "Kind": "spaces.models.Kind",
        "Language": "api.serializers.people.LANGUAGES",
        "MessageState": "notifications.states.State",
        "MessageAction": "api.serializers.messages.ACTS",
        "AlternativeReason": "api.serializers.bookings.REASONS",
        "OrderState": "billing.models.Order.OrderState",
        "OrganisationKind": "accounts.models.Organisation.Kind",
        "RequestState": "equipment.models.InitiationRequest.State",
        "RequestOutcome": "api.serializers.equipment.OUTCOMES",
        "RequirementMode": "api.serializers.offers.MODES",
        "Quantifier": "spaces.models.Offer.Quantifier",
        "Role": "accounts.models.Role",
        "Span": "spaces.models.Policy.Span",
        "Unit": "memberships.models.Unit",
        "Answer": "accounts.models.Answer",
    },
}
