"""Every address under /api/; what is none of them answers 404 in JSON."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from api.errors import unknown_address
from api.front_door import front_door
from api.views import (
    audiences,
    blocks,
    booking_actions,
    bookings,
    equipment,
    feeds,
    initiations,
    me,
    members,
    messages,
    offers,
    orders,
    organisations,
    people,
    quotes,
    reports,
    sites,
    tokens,
    week,
)

Addresses = list[URLPattern | URLResolver]

bookings_urls: Addresses = [
    path("", bookings.BookingsView.as_view(), name="bookings"),
    path("<uuid:key>/", bookings.BookingView.as_view(), name="booking"),
    path("<uuid:key>/move/", booking_actions.MoveView.as_view(), name="booking-move"),
    path("<uuid:key>/move/quote/", quotes.MoveQuoteView.as_view(), name="booking-move-quote"),
    path("<uuid:key>/cancel/", booking_actions.CancelView.as_view(), name="booking-cancel"),
    path("<uuid:key>/confirm/", booking_actions.ConfirmView.as_view(), name="booking-confirm"),
    path(
        "<uuid:key>/extend-hold/",
        booking_actions.ExtendHoldView.as_view(),
        name="booking-extend-hold",
    ),
    path("<uuid:key>/approve/", booking_actions.ApproveView.as_view(), name="booking-approve"),
    path("<uuid:key>/decline/", booking_actions.DeclineView.as_view(), name="booking-decline"),
]

v1: Addresses = [
    path("me-context/", me.MeContextView.as_view(), name="me-context"),
    path("people/me/", me.MeView.as_view(), name="me"),
    path("people/", people.PeopleView.as_view(), name="people"),
    path("people/<uuid:key>/", people.PersonView.as_view(), name="person"),
    path("audiences/", audiences.AudiencesView.as_view(), name="audiences"),
    path("organisations/", organisations.OrganisationsView.as_view(), name="organisations"),
    path(
        "organisations/<uuid:key>/", organisations.OrganisationView.as_view(), name="organisation"
    ),
    path("organisations/<uuid:key>/members/", members.MembersView.as_view(), name="members"),
    path(
        "organisations/<uuid:key>/members/<uuid:person>/",
        members.MemberView.as_view(),
        name="member",
    ),
    path("sites/", sites.SitesView.as_view(), name="sites"),
    path("sites/<uuid:key>/", sites.SiteView.as_view(), name="site"),
    path("offers/", offers.OffersView.as_view(), name="offers"),
    path("offers/<uuid:key>/", offers.OfferView.as_view(), name="offer"),
    path("availability/", week.AvailabilityView.as_view(), name="availability"),
    path("planning/", week.PlanningView.as_view(), name="planning"),
    path("quotes/", quotes.QuotesView.as_view(), name="quotes"),
    path("bookings/", include(bookings_urls)),
    path("blocks/", blocks.BlocksView.as_view(), name="blocks"),
    path("blocks/<uuid:key>/", blocks.BlockView.as_view(), name="block"),
    path("blocks/<uuid:key>/move/", blocks.MoveBlockView.as_view(), name="move-block"),
    path("categories/", equipment.CategoriesView.as_view(), name="categories"),
    path("authorisations/", equipment.AuthorisationsView.as_view(), name="authorisations"),
    path(
        "authorisations/<uuid:key>/revoke/",
        equipment.RevokeView.as_view(),
        name="authorisation-revoke",
    ),
    path("initiation-requests/", initiations.InitiationsView.as_view(), name="initiations"),
    path(
        "initiation-requests/<uuid:key>/close/",
        initiations.CloseInitiationView.as_view(),
        name="initiation-close",
    ),
    path("orders/", orders.OrdersView.as_view(), name="orders"),
    path("orders/<uuid:key>/", orders.OrderView.as_view(), name="order"),
    path("orders/<uuid:key>/settle/", orders.SettleView.as_view(), name="order-settle"),
    path("messages/", messages.MessagesView.as_view(), name="messages"),
    path("messages/<uuid:key>/retry/", messages.RetryView.as_view(), name="message-retry"),
    path("messages/<uuid:key>/told/", messages.ToldView.as_view(), name="message-told"),
    path("reports/occupancy/", reports.OccupancyView.as_view(), name="occupancy"),
    path(
        "reports/occupancy/bookings/",
        reports.OccupancyBookingsView.as_view(),
        name="occupancy-bookings",
    ),
    path("feeds/", feeds.FeedsView.as_view(), name="feeds"),
    path("feeds/<uuid:key>/", feeds.FeedView.as_view(), name="feed"),
    path("auth/token/", tokens.TokenView.as_view(), name="auth-token"),
]

urlpatterns = [
    path("", front_door),
    path("v1/", front_door),
    path("v1/", include(v1)),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="api-docs"),
    re_path(r"", unknown_address),
]
