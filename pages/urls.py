"""The addresses of the pages for people: the screens, and the account under /compte/."""

from django.urls import URLPattern, URLResolver, include, path

from pages import account, calendars, demo_letters, guides, plain, tokens
from pages.shell import shell

screens = [
    path("", shell, name="home"),
    path("reserver", shell),
    path("offres/<uuid:offer>", shell),
    path("sites/<slug:site>", shell),
    path("planning", shell),
    path("mes-reservations", shell),
    path("mes-reservations/calendriers", shell),
    path("mes-reservations/<uuid:booking>", shell),
    path("accueil/jour", shell),
    path("accueil/jour/<uuid:booking>", shell),
    path("accueil/planning", shell),
    path("accueil/reserver", shell),
    path("accueil/bloquer", shell),
    path("accueil/occupation", shell),
    path("accueil/messages", shell),
    path("profil", shell),
]

own_account: list[URLPattern | URLResolver] = [
    path("", account.overview, name="account_overview"),
    path("modifier/", account.change, name="account_change"),
    path("questions/", account.answer, name="account_answer"),
    path("jetons/", tokens.tokens, name="account_tokens"),
    path("jetons/<uuid:token_id>/supprimer/", tokens.revoke, name="account_revoke_token"),
    path("", include("pages.sign_in.urls")),
]

demo: list[URLPattern | URLResolver] = [
    path("", demo_letters.letters, name="demo_letters"),
    path("<uuid:message_id>/", demo_letters.letter, name="demo_letter"),
    path("<uuid:message_id>/page/", demo_letters.letter_page, name="demo_letter_page"),
    path("<uuid:message_id>/agenda/", demo_letters.letter_calendar, name="demo_letter_calendar"),
]

urlpatterns = [
    *screens,
    path("demo/courrier/", include(demo)),
    path("mes-reservations/<uuid:booking_id>/agenda.ics", calendars.booking_file),
    path("compte/", include(own_account)),
    path("aide/", guides.guides, name="guides"),
    path("aide/<slug:slug>/", guides.guide, name="guide"),
    path("langue/", plain.choose_language, name="choose_language"),
    path("robots.txt", plain.robots),
    path("favicon.ico", plain.favicon),
    path("site.webmanifest", plain.web_manifest, name="web_manifest"),
]
