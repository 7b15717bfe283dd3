"""The words of English by which the rules know what a capitalised run names."""

from __future__ import annotations

from ..surnames import TITLES

_OFFICES = """
president minister premier chancellor secretary-general secretary ambassador envoy governor mayor king queen pope
executive chairman chairwoman chairperson director-general director commissioner speaker representative
"""
_OF_STATE = frozenset(("secretary of state", "secretary of defense", "secretary of defence"))
OFFICES = frozenset(_OFFICES.split()) | _OF_STATE
"""The last words of offices; other titles and ranks are no roles."""
_OFFICE_MODIFIERS = """
prime deputy vice chief foreign finance defence defense interior health justice education energy trade labour labor
environment agriculture transport economy culture oil information planning tourism science housing home first acting
interim special high managing permanent european national regional secretary attorney press
"""
OFFICE_MODIFIERS = frozenset(_OFFICE_MODIFIERS.split())
HONORIFICS = (
    TITLES | _OF_STATE | {"executive", "secretary-general", "director-general", "speaker", "chairperson", "prosecutor"}
)
"""Whatever stands before a person's name with a capital."""
_LED = """
head president chief director chairman chairwoman secretary-general director-general commander governor premier
chancellor
"""
_LED_IN_TWO_WORDS = ("secretary general", "chief executive", "prime minister", "executive director")
LED = "|".join((*_LED.split(), *_LED_IN_TWO_WORDS))
"""What one can be “of” an organisation, as a pattern."""
LEADERS = (
    "[Cc]hief(?: [Ee]xecutive)?|head|president|director|[Ss]ecretary[- ][Gg]eneral|[Dd]irector[- ][Gg]eneral"
    "|chairman|chairwoman"
)
"""What may stand behind an organisation's name, as a pattern."""

_BODIES = """
administration government agency authority association bank brigade brigades battalion bureau chamber church club
college command commission committee company confederation congress corporation corps council court department
directorate embassy exchange federation force forces foundation front fund group guard guards hospital inc institute
institution international league ltd llc ministry movement museum news office organization organisation parliament
party police press programme program senate service services society times treasury tribunal union university airlines
airways army navy partners holdings motors industries network radio television tv assembly consulate academy alliance
coalition observatory militia post journal herald gazette telegraph tribune regiment division squadron fleet
"""
BODIES = frozenset(_BODIES.split())
"""Head words of organisations' names."""
UNITS = frozenset(("brigade", "battalion", "regiment", "division", "squadron", "fleet", "army", "corps", "wing"))
"""Head words of bodies that are told apart by their numbers."""
STAFFS = frozenset(("staff", "headquarters", "secretariat"))
"""Head words of bodies behind words that would else be titles: “General Staff”."""
NATIONAL = frozenset(("cross", "crescent", "brotherhood"))
"""Last words of the names of movements that have branches in states."""
OWNERS = frozenset(
    (
        *("people", "men", "women", "children", "mothers", "workers", "farmers", "peasants", "fishermen", "drivers"),
        *("teachers", "students", "doctors", "nurses", "lawyers", "judges", "journalists", "writers", "soldiers"),
        *("officers", "veterans", "pensioners", "employers", "employees", "consumers", "tenants"),
    )
)
"""Whose a body is by its name: “Republican People’s Party”."""
COMPANIES = frozenset(
    ("bank", "corporation", "group", "inc", "ltd", "company", "holdings", "airlines", "industries", "motors")
)
"""Head words that a name is often printed without."""
_GROUND = """
airport airfield base bay beach canal cape channel dam desert falls gulf harbor harbour heights hills island islands
lake mountain mountains ocean peninsula plateau river sea square strait street valley volcano
"""
GROUND = frozenset(_GROUND.split())
"""Head words of places' names, at their end."""
INSTALLATIONS = frozenset(("base", "station", "airport", "airfield"))
"""Head words of places' names that may stand before what tells them apart."""
BEFORE_GROUND = frozenset(("lake", "mount", "cape", "port", "strait", "gulf", "sea", "camp", "fort", "isle", "bay"))
"""Head words of places' names, at their beginning."""
SHIPS = frozenset(("hms", "uss", "usns", "hmas", "hmcs"))
"""What stands before the name of a ship, which is none of the types."""
ENUMERATING = frozenset(("ministry", "department", "office", "committee", "commission", "directorate", "secretariat"))
"""Bodies whose names go on behind “and”."""

_JOBS = """
spokesman spokeswoman spokesperson lawyer attorney minister president director head chief chairman chairwoman leader
commander analyst economist professor researcher scientist doctor nurse teacher student resident activist journalist
reporter columnist correspondent commentator photographer editor author writer farmer fisherman driver officer official
judge prosecutor senator lawmaker deputy member
adviser advisor envoy ambassador diplomat expert engineer founder owner manager mother father wife husband son daughter
brother sister captain coach player singer actor mayor governor candidate historian pilot soldier priest bishop imam
secretary secretary-general strongman dictator businessman businesswoman veteran survivor witness chancellor premier
colleague successor predecessor counterpart speaker commissioner
"""
JOBS = "|".join(_JOBS.split())
STAFF = "analyst|economist|expert|fellow|lecturer|professor|researcher|scholar|strategist|trader"
"""Who is “at” an organisation; others are at a place."""
SPEECH = (
    "said|told|says|tells|added|warned|argued|ruled|declined|praised|denied|insisted|stated|explained|noted|replied"
    "|recalled|joked|spoke|met|thanked|testified|admitted|acknowledged|complained|promised|took office|was born"
    "|resigned"
)
"""What a person does in news, as a pattern."""
STATES = frozenset(("U.S.", "US", "UK", "U.K.", "EU", "UN", "U.N."))
"""Abbreviations that stand before a noun as an adjective does."""
STATE_OFFICES = (
    r"(?:(?:deputy|vice|acting|interim|prime|foreign|finance|defen[cs]e|interior) )*"
    r"(?:president|minister|premier|chancellor|ambassador|envoy)"
)
"""An office of a state, as a pattern behind its adjective."""
STATE_BODIES = (
    r"(?:(?:national|foreign|central|interim|transitional|defen[cs]e|interior|finance|upper|lower) )?"
    r"(?:government|parliament|military|army|navy|air force|armed forces|coast guard|senate|ministry|embassy|consulate"
    r"|cabinet|police|bank|intelligence service)"
)
"""What a state has, as a pattern behind its adjective."""
GENERICS = (
    r"news agency|newspaper|daily|television|party|group|militia|coalition|movement|company|bank|airline|magazine"
    r"|website"
)
"""What an organisation is called behind its name, as a pattern."""
SPOTS = (
    r"city|town|village|port|province|region|district|island|capital|state|county|suburb|valley|oasis|peninsula"
    r"|terminal|prison|oilfield"
)
"""What a place is called, as a pattern."""
NO_PLACES = frozenset(
    (
        "parliament",
        "congress",
        "court",
        "christmas",
        "easter",
        "ramadan",
        "english",
        "french",
        "arabic",
        "spring",
        "god",
        "internet",
    )
)
"""What one is “in” or “at” without its being a place."""
MEDIA = (
    r"(?:L[ea]|El|Der|Die)\ [A-Z]\w+|Times|Post|Journal|Tribune|Herald|Telegraph|Guardian|Reuters|Bloomberg|BBC|CNN|AFP"
)
"""What the names of newspapers and agencies end in, as a pattern."""
NO_BODIES = frozenset(
    (
        "ceo",
        "gdp",
        "dna",
        "tv",
        "hiv",
        "aids",
        "usd",
        "eur",
        "gmt",
        "utc",
        "est",
        "covid",
        "gps",
        "hms",
        "uss",
        "cfo",
        "mp",
        "ai",
        "id",
        "sms",
        "faq",
        "pdf",
        "suv",
    )
)
"""Abbreviations that name no organisation, in lower case."""
