"""What each letter says, word by word, in both languages."""

import re

import pytest

from bookings.letters.kinds import Kind
from bookings.services.cancel_booking import cancel_booking
from bookings.services.create_booking import hold_booking
from bookings.services.decide_booking import approve_booking, decline_booking
from bookings.services.expire_bookings import expire_lapsed
from bookings.services.move_booking import move_booking
from bookings.services.remind import remind
from tests.bookings.letters.post_box import House, deliver, letters, the_letter
from tests.factories import NOW, ask, at, make_booking, period

TUESDAY = period(19, 14, 16)
CONFIRMED = """C’est réservé

Votre place est réservée.
Le fichier joint la met dans votre agenda.

Quoi : Imprimante 3D
Quand : mardi 19 janvier, 14 h – 16 h
Où : Maison fablab, 1 rue Royale, 62100 Calais
Prix : 10,00 €, à payer à l’accueil
À apporter : Votre fichier, sur une clé USB par exemple.
Comment entrer : Sonnez à la porte bleue.

Voir ou changer ma réservation :
http://127.0.0.1:8000/mes-reservations/{id}

Besoin d’aide ? Appelez le 03 21 00 00 00.

Maison du numérique et de l’innovation du Calaisis
"""
CONFIRMED_IN_ENGLISH = """It’s booked

Your place is booked.
The attached file puts it into your calendar.

What: 3D printer
When: Tuesday 19 January, 14:00 – 16:00
Where: House fablab, 1 rue Royale, 62100 Calais
Price: €10.00, to be paid at reception
To bring: Your file, on a USB stick for instance.
How to come in: Ring at the blue door.

See or change my booking:
http://127.0.0.1:8000/mes-reservations/{id}

Need help? Call 03 21 00 00 00.

Maison du numérique et de l’innovation du Calaisis
"""


@pytest.mark.parametrize(("language", "text"), [("fr", CONFIRMED), ("en", CONFIRMED_IN_ENGLISH)])
def test_confirmation_says_everything(house: House, language: str, text: str) -> None:
    house.rose.language = language
    house.rose.save()

    booking = make_booking(house.printers, TUESDAY, person=house.rose)
    deliver()

    assert plain(the_letter("booking.confirmed").text) == text.format(id=booking.pk)


def test_page_of_a_letter_says_the_same_and_escapes(house: House) -> None:
    house.printers.name_fr = "Imprimante <b>3D</b> & co"
    house.printers.save()
    booking = make_booking(house.printers, TUESDAY, person=house.rose)
    deliver()

    page = the_letter("booking.confirmed").html
    assert "Imprimante &lt;b&gt;3D&lt;/b&gt; &amp; co" in page
    assert f'href="http://127.0.0.1:8000/mes-reservations/{booking.pk}"' in page
    assert '<html lang="fr">' in page
    assert "<script" not in page
    assert "<img" not in page
    for words in ("C’est réservé", "Sonnez à la porte bleue.", "Appelez le 03 21 00 00 00."):
        assert words in plain(page)


def test_request_waits_then_is_accepted(house: House) -> None:
    booking = make_booking(house.hall, TUESDAY, person=house.rose)
    deliver()
    approve_booking(booking.pk, by=house.host, now=NOW)
    deliver()

    waiting, accepted = the_letter("booking.awaiting"), the_letter("booking.approved")
    assert plain(waiting.subject) == "À valider : Atelier, mardi 19 janvier, 14 h – 16 h"
    assert "L’équipe la regarde. La place est gardée pour vous d’ici là." in waiting.text
    assert waiting.calendar == ""
    assert plain(accepted.subject) == "Accepté : Atelier, mardi 19 janvier, 14 h – 16 h"
    assert accepted.calendar_method == "REQUEST"


def test_refusal_says_why_and_what_to_do(house: House) -> None:
    booking = make_booking(house.hall, TUESDAY, person=house.rose)
    deliver()
    decline_booking(booking.pk, by=house.host, now=NOW, reason="La salle est en travaux.")
    deliver()

    letter = the_letter("booking.declined")
    assert plain(letter.subject) == "Refusé : Atelier, mardi 19 janvier, 14 h – 16 h"
    assert "Motif : La salle est en travaux." in plain(letter.text)
    assert "Choisissez une autre heure, ou appelez-nous." in letter.text
    assert letter.calendar == ""


def test_change_says_before_and_after(house: House) -> None:
    booking = make_booking(house.printers, TUESDAY, person=house.rose)
    deliver()
    move_booking(booking.pk, period=period(20, 9, 11), by=house.host, now=NOW)
    deliver(at(11, 9))

    letter = the_letter("booking.moved")
    assert plain(letter.subject) == "Changé : Imprimante 3D, mercredi 20 janvier, 9 h – 11 h"
    assert "L’équipe l’a modifiée." in letter.text
    assert "Avant : mardi 19 janvier, 14 h – 16 h" in plain(letter.text)
    assert "Quand : mercredi 20 janvier, 9 h – 11 h" in plain(letter.text)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("rose", "Vous l’avez annulée. La place est libre pour d’autres."),
        ("host", "L’équipe l’a annulée."),
    ],
)
def test_cancellation_says_whose_act_it_was(house: House, who: str, sentence: str) -> None:
    booking = make_booking(house.printers, TUESDAY, person=house.rose)
    deliver()
    cancel_booking(booking.pk, by=getattr(house, who), now=NOW, reason="Coupure de courant")
    deliver()

    letter = the_letter("booking.cancelled")
    assert plain(letter.subject) == "Annulé : Imprimante 3D, mardi 19 janvier, 14 h – 16 h"
    assert sentence in letter.text
    assert ("Motif : Coupure de courant" in plain(letter.text)) == (who == "host")


def test_lapsed_hold_says_that_nothing_is_booked(house: House) -> None:
    asked = ask(house.printers, TUESDAY, person=house.rose)
    hold_booking(asked, by=house.rose, now=NOW)
    expire_lapsed(now=at(11, 12))
    deliver(at(11, 12))

    letter = the_letter("booking.expired")
    assert "Vous n’avez pas confirmé à temps : rien n’est réservé." in letter.text
    assert "http://127.0.0.1:8000/reserver" in letter.text


def test_request_that_nobody_answered_is_owned_up_to(house: House) -> None:
    make_booking(house.hall, TUESDAY, person=house.rose)
    deliver()
    expire_lapsed(now=at(19, 15))
    deliver(at(19, 15))

    assert "Nous n’avons pas répondu à temps, pardon." in the_letter("booking.unanswered").text


def test_every_letter_is_short_and_free_of_banned_words(house: House) -> None:
    _live_through_all_kinds(house)

    written = letters()
    assert {letter.kind for letter in written} == {kind.value for kind in Kind}
    for letter in written:
        spoken = f"{letter.subject} {letter.text}".lower()
        for word in ("slot", "booking", "pool", "quota", "ressource", "invalide", "erreur"):
            assert word not in spoken
        sentences = re.split(r"(?<=[.?!])\s|\n", plain(letter.text))
        assert max(len(sentence.split()) for sentence in sentences) <= 15


def _live_through_all_kinds(house: House) -> None:
    """Each letter once, in French."""
    hold_booking(ask(house.printers, TUESDAY, person=house.rose), by=house.rose, now=NOW)
    expire_lapsed(now=at(11, 12))
    kept = make_booking(house.printers, TUESDAY, person=house.rose)
    deliver(at(11, 12))
    move_booking(kept.pk, period=period(20, 9, 11), by=house.rose, now=at(11, 12))
    deliver(at(11, 12))
    remind(now=at(19, 17))
    deliver(at(19, 17))
    cancel_booking(kept.pk, by=house.host, now=at(19, 18))
    yes, no, late = (
        make_booking(house.hall, period(day, 9, 10), person=house.rose, now=at(19, 18))
        for day in (21, 22, 23)
    )
    deliver(at(19, 18))
    approve_booking(yes.pk, by=house.host, now=at(19, 18))
    decline_booking(no.pk, by=house.host, now=at(19, 18), reason="La salle est en travaux.")
    expire_lapsed(now=late.starts_at)
    deliver(late.starts_at)


def plain(text: str) -> str:
    """With ordinary blanks, so that the expected words can be read here."""
    return text.replace("\N{NO-BREAK SPACE}", " ")
