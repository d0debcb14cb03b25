"""People say "stop" as they like: it counts at once. What is no "stop" is left for a person to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation.texts.method.keywords import Meaning, understood

STOP_WORDS = """
STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT REMOVE ALTO PARAR PARE CANCELAR BAJA SALIR DETENER TERMINAR BASTA
"""

MEANS_STOP = """
please stop texting me
Please stop.
STOP!!!
stop stop stop
ok stop
Stop please and thank you
Stop it
STOP TEXTS
stop all messages
Stop sending me texts
stop sending these
Stop all these annoying text messages
pls quit texting
Unsubscribe me
how do I unsubscribe
I want to unsubscribe
Don't text me again
do not ever text me
Dont text this number
do not contact me
don't call me anymore
never text me again
Don't send me any more messages
please do not send anymore texts
I don't want to get these messages
I do not want your texts
i dont want any more texts from you
I no longer want to be contacted
No more texts
no more messages please
no more
take me off your list
Take me off this list please
remove me
remove my number
please delete my number
lose my number
I'd like to be taken off the list
opt me out
I want to opt out
I revoke my consent
I withdraw my permission to text me
Leave me alone
stop contacting me
stop calling me
Stop bothering us
I never signed up for this
I didn't sign up
Wrong number
sorry you have the wrong number
no, this is the wrong person
Not interested
no thanks, not interested
I'm not interested, thank you
go away
reply STOP
Unsuscribe
stopp
cancel texts
end texts
NO MÁS
no mas por favor
Ya basta
basta ya
Alto por favor
ALTO, gracias
Pare ya
paren
por favor cancelar
Ya no me escriban
ya no me escriban por favor
No me escriba más
no me manden más mensajes
Por favor no me manden mensajes
no me envíen nada
no me textee
No me llamen
no me contacten más
no me molesten
no me vuelvan a escribir
no vuelvan a escribirme
No me sigan mandando mensajes
Dejen de mandarme mensajes
deje de escribirme
dejen de enviar tantos mensajes
Dejen de molestar
paren de escribirme
Déjenme en paz
déjeme tranquila
No quiero más mensajes
ya no quiero recibir sus mensajes
no quiero recibir estos textos
No quiero que me escriban
no deseo recibir mensajes
ya no más mensajes
quítenme de la lista
Quiten mi número
borren mi número por favor
Sáquenme de su lista
elimínenme
quiero darme de baja
Denme de baja
cancelar mi suscripción
cancelen los mensajes
quiero desuscribirme
Retiro mi consentimiento
Número equivocado
se equivocó de número
disculpe, numero equivocado
no me interesa
no estoy interesada, gracias
ya no
"""

MEANS_SOMETHING_ELSE = """
NO
No.
Sí
1
2
3 SÍ
7 1
yes
Yes please
The bus stop on 5th is dangerous
we need more stop signs
The police won't stop harassing us
They should stop the evictions
stop gun violence
Stop evicting families
End gun violence
end the warrants
Cancel my appointment
Can you cancel my court date?
Don't stop the program
don't stop texting me
I can't stop thinking about it
remove the fees
quit smoking classes
Who is this?
Who gave you my number?
I don't want to miss any messages
Don't forget to text me
Can you text me the address?
Please call me
Did not get the message
I did not get your text
no more evictions
no more fines
help my neighbor
I need info about housing
join us on Tuesday
what does the city do to end homelessness
My mom wants to start too
The library is leaving people out
they did not contact the families
they never call the residents back
Thanks
no
¿Quién es?
Para mí el problema es la renta
para
No hay parada de camión
la parada está lejos
no tengo trabajo
No me mandaron la cita
no me llamaron
No me escribieron de la escuela
no me han contactado
nunca me llaman de la clínica
No quiero perder los mensajes
no quiero que cierren la biblioteca
quiero que me escriban
Quiten las multas
que quiten los cargos
borren las deudas
dejen de llamar a la policía
Dejen de cobrar multas
la corte no me dejó salir
ya no hay camiones
bajo el puente
necesito ayuda con la renta
cómo puedo empezar a participar
terminaron el programa
Gracias
"""


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("word", STOP_WORDS.split())
def test_the_words_of_the_rules_stop(word: str) -> None:
    for written in (word, word.lower(), f" {word.title()}. ", f"¡{word}!", f"{word}\n"):
        assert understood(written)[:2] == (Meaning.STOP, True)


@pytest.mark.parametrize("text", lines(MEANS_STOP))
def test_a_longer_text_that_means_stop_stops(text: str) -> None:
    assert understood(text).meaning is Meaning.STOP


@pytest.mark.parametrize("text", lines(MEANS_SOMETHING_ELSE))
def test_what_means_something_else_does_not(text: str) -> None:
    assert understood(text).meaning is Meaning.OTHER


@pytest.mark.parametrize(
    ("text", "meaning", "language"),
    [
        ("HELP", "help", "en"), ("info", "help", "en"), ("Help please", "help", "en"), ("AYUDA", "help", "es"),
        ("ayuda por favor", "help", "es"), ("START", "start", "en"), ("unstop", "start", "en"), ("JOIN", "start", "en"),
        ("Inicio", "start", "es"), ("EMPEZAR", "start", "es"), ("unirme", "start", "es"), ("english", "language", "en"),
        ("Español", "language", "es"), ("ESPANOL", "language", "es"), ("No más", "stop", "es"), ("ALTO", "stop", "es"),
        ("opt out", "stop", "en"), ("dejen de escribirme", "stop", "es"), ("leave me alone", "stop", "en"),
    ],
)  # fmt: skip
def test_what_somebody_means_and_in_which_language(text: str, meaning: str, language: str) -> None:
    found = understood(text)
    assert (found.meaning, found.language) == (meaning, language)


@given(st.text(max_size=3000))
def test_any_text_has_a_meaning(text: str) -> None:
    assert understood(text).meaning in Meaning


def test_a_long_text_is_read_in_no_time() -> None:
    """Nothing that anybody can text makes the search go over it again and again."""
    for piece in ("no quiero ", "stop sending ", "dont want to ", "no me ", "please stop a ", "quiten a "):
        assert understood(piece * 2000).meaning in Meaning
