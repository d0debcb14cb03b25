"""What somebody means who texts back: stop, help, start, another language, or something that a person must read.

The words are those that the rules of the trade and gateways name, in English and in Spanish. Capitals, accents and
signs make no difference. A longer text that means "stop" counts as one, at once: people may say so as they like, and
a person looks at it afterwards. Nothing here guesses at what else a text may mean.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from tallgrass.foundation.search.method.folding import folded_text

#: How much of a text is read: as much as a gateway passes on.
LONGEST: Final = 1600


class Meaning(StrEnum):
    """What a text means."""

    STOP = "stop"
    HELP = "help"
    START = "start"
    LANGUAGE = "language"
    OTHER = "other"


class Understood(NamedTuple):
    """What a text means. ``exact``: it was the word itself. ``language``: that of the word, blank where unknown."""

    meaning: Meaning
    exact: bool
    language: str


#: Each word that is a whole message, in the order in which they are looked for.
_KEYWORDS: Final = (
    (Meaning.STOP, "en", "stop|stopall|stop all|unsubscribe|cancel|end|quit|revoke|optout|opt out|remove"),
    (Meaning.STOP, "es", "alto|parar|pare|cancelar|baja|salir|detener|terminar|no mas|basta"),
    (Meaning.HELP, "en", "help|info"),
    (Meaning.HELP, "es", "ayuda"),
    (Meaning.START, "en", "start|unstop|join"),
    (Meaning.START, "es", "inicio|empezar|unirme"),
    (Meaning.LANGUAGE, "en", "english|ingles"),
    (Meaning.LANGUAGE, "es", "espanol|spanish"),
)
_EXACT: Final = {
    word: Understood(meaning, True, language)
    for meaning, language, words in reversed(_KEYWORDS)
    for word in words.split("|")
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What may stand around such a word without changing it: greetings, thanks, and our own instruction sent back.
_AROUND: Final = _words(
    """
    please pls plz thanks thank you and thx ok okay now already it this that these just kindly immediately hi hello hey
    reply text txt send respond word the me us sir maam yes right away
    por favor porfavor porfa gracias ya ahora hola todo esto eso responda responder envie mande palabra buenas buenos
    dias tardes noches de una vez la el con si y inmediatamente
    """
)
#: Further ways to write it as a whole message.
_MORE_STOPS: Final = {
    "en": _words(
        """
        stopp stops stopping stahp unsuscribe unsubcribe unsubscribed enough nomore cease desist
        """
    ),
    "es": _words("paren detengan detenganse detengase pararle parenle salirme quitar quitarme nomas"),
}

#: "Do not stop", "they will not stop": no wish to be left alone.
_UNLESS: Final = "".join(rf"(?<!\b{word} )" for word in ("dont", "not", "never", "wont", "cant", "didnt"))
_MESSAGES: Final = r"(?:texts?|texting|messages?|messaging|sms|msgs?|spam|alerts?|notifications?)"
_MENSAJES: Final = r"(?:mensajes?|mensajitos?|textos?|sms|msjs?|avisos?|notificaciones|alertas?)"
_DO_NOT: Final = r"(?:escriba[ns]?|manden?s?|envien?s?|texteen?|contacten?s?|llamen?s?|molesten?s?|busquen?)"
_TO_ME: Final = r"(?:escribir|mandar|enviar|textear|contactar|llamar|molestar|buscar)"
#: A longer text that holds one of these means "stop". Written for folded texts: no capitals, accents or apostrophes.
_STOPS: Final = {
    "en": re.compile(
        "|".join(
            (
                rf"{_UNLESS}\b(?:stop|quit|cease|end|cancel) (?:\w+ ){{0,4}}?{_MESSAGES}\b",
                rf"{_UNLESS}\b(?:stop|quit) (?:contacting|bothering|calling|writing|spamming|harassing|"
                r"sending)(?: to| it| these| this| that| any)*(?: me| us| this number)?(?: please| now| thanks| again| "
                r"anymore| already)*$",
                rf"{_UNLESS}\bstop (?:contacting|bothering|calling|writing to|spamming|harassing) "
                r"(?:me|us|this (?:number|phone))\b",
                r"\bstop (?:getting|receiving) (?:these|them|this|your)\b",
                r"\b(?:dont|do not|never)(?: you)?(?: ever| dare| keep| want you to| want u to| need you to)? "
                r"(?:text|texting|txt|message|messaging|contact|contacting|call|calling|bother|write)(?: to)? "
                r"(?:me|us|this number|here|again|any ?more)\b",
                rf"\b(?:dont|do not|never) send (?:\w+ ){{0,4}}?{_MESSAGES}\b",
                r"\b(?:dont|do not|never) send (?:me|us) (?:anything|any ?more|these|this|stuff)\b",
                rf"\b(?:dont|do not|no longer) (?:want|wish|need)(?! \w* ?\w* ?miss) (?:\w+ ){{0,5}}?(?:{_MESSAGES}"
                r"|contacted|texted|bothered)\b",
                rf"\bno more (?:\w+ )?{_MESSAGES}\b",
                r"\b(?:take|remove|delete|drop|get|erase) (?:me|us|my (?:number|phone|name|info)|this number)"
                r"(?: \w+){0,2}? (?:off|from|out)\b",
                r"\b(?:remove|delete|erase|lose|forget) (?:my|this) (?:number|phone)\b",
                r"\b(?:remove|unsubscribe) (?:me|us)\b",
                r"\bbe (?:removed|taken off|unsubscribed)\b",
                r"\b(?:opt|opting) (?:me |us )?out\b",
                r"\b(?:to|do i|can i|how) unsubscribe\b",
                r"\b(?:revoke|withdraw|take back) (?:\w+ ){0,2}?(?:consent|permission)\b",
                r"\bleave (?:me|us) alone\b",
                r"\bi (?:didnt|did not|never) (?:sign|signed|subscribe|subscribed)(?: up)?\b",
                r"^(?:sorry |hi |no |hey )*(?:\w+ ){0,4}?wrong (?:number|person)(?: \w+){0,4}$",
                r"^(?:no |thanks |thank you |sorry |im |i am )*not interested(?: thanks| thank you| please| sorry)*$",
                r"^(?:please )?(?:go away|fuck off|get lost|no more|no more please)(?: please| now)?$",
            )
        )
    ),
    "es": re.compile(
        "|".join(
            (
                rf"\b(?:no|nunca) (?:me|nos) (?:vayan? a |tienen que )?{_DO_NOT}\b",
                rf"\b(?:no|nunca) (?:me|nos) (?:vuelvan?s? a|sigan?) (?:{_TO_ME}|\w+ndo)",
                rf"\b(?:no|nunca) (?:vuelvan?s? a|sigan?) (?:{_TO_ME}|\w+ndo)(?:me|nos)\b",
                rf"\b(?:deje|dejen|deja|dejar|paren|pare) (?:ya )?de {_TO_ME}(?:me|nos)\b",
                rf"\b(?:deje|dejen|deja|dejar|paren|pare) (?:ya )?de (?:mandar|enviar) (?:\w+ ){{0,3}}?{_MENSAJES}\b",
                rf"\b(?:deje|dejen|deja|paren|pare) (?:ya )?de {_TO_ME}(?: por favor| gracias| ya)*$",
                rf"\b(?:paren|pare|basta|alto)(?: ya)? (?:con |de |a )?(?:\w+ )?{_MENSAJES}\b",
                r"\bdej[ae]n?me (?:en paz|tranquil[oa]|ya)\b",
                rf"\b(?:ya )?no (?:quiero|queremos|deseo|deseamos)(?! perder) (?:\w+ ){{0,4}}?{_MENSAJES}\b",
                rf"\bno (?:quiero|queremos|deseo) (?:mas )?que (?:me|nos) {_DO_NOT}\b",
                r"\bno (?:quiero|deseo) (?:mas )?(?:ser contactad[oa]|recibir (?:esto|nada|mas))\b",
                rf"\b(?:ya )?no mas {_MENSAJES}\b",
                r"\b(?:quiten?|borren?|eliminen?|saquen?|remuevan?|quitar|borrar|eliminar|sacar)(?:me|nos)?"
                r"(?: \w+){0,2}? (?:mi|este|la|su|esta|esa) (?:lista|numero|telefono|celular)\b",
                r"\b(?:quiten?|borren?|eliminen?|saquen?)me\b",
                r"\b(?:dar|denm?e|demen?|dar|dieran)(?:me)? de baja\b",
                rf"\b(?:cancel\w+|anul\w+|termin\w+) (?:\w+ ){{0,3}}?(?:suscripcion|{_MENSAJES})\b",
                r"\bdesuscrib\w+|\bdesinscrib\w+",
                r"\b(?:retiro|revoco|retirar|revocar) (?:mi |el )?(?:consentimiento|permiso)\b",
                r"^(?:\w+ ){0,5}?(?:numero equivocado|persona equivocada|equivoc\w+ de (?:numero|persona))"
                r"(?: \w+){0,4}$",
                r"^(?:no |gracias )*(?:no me interesa|no estoy interesad[oa])(?: gracias)*$",
                r"^(?:ya no|ya no mas|ya estuvo|dejenme|dejeme|vayanse|larguense)(?: por favor| gracias)*$",
            )
        )
    ),
}


def understood(text: str) -> Understood:
    """What a text means. Any text has a meaning; what nobody can be sure of is ``Meaning.OTHER``."""
    plain = folded_text(text, LONGEST)
    if (exact := _EXACT.get(plain)) is not None:
        return exact
    return next(_longer(plain), Understood(Meaning.OTHER, False, ""))


def _longer(plain: str) -> Iterator[Understood]:
    """What a longer text means: a phrase, or a word of the list with nothing but politeness around it."""
    for language, phrases in _STOPS.items():
        if phrases.search(plain):
            yield Understood(Meaning.STOP, False, language)
    core = [word for word in plain.split() if word not in _AROUND]
    for language, words in _MORE_STOPS.items():
        if core and words.issuperset(core):
            yield Understood(Meaning.STOP, False, language)
    said = " ".join(core if len(set(core)) > 1 else core[:1])
    if (found := _EXACT.get(said)) is not None:
        yield found._replace(exact=False)
