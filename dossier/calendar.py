"""Calendar expressions of news English, found by rule: absolute, partial and relative dates with their parts.

What an expression means is told by :mod:`.printed` and :mod:`.resolving`. Its extent leaves the preposition out and
takes determiners, “early” and “late” in; durations are none. Every pattern is of bounded length, so that a search takes
time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from .dates import MONTHS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: number for number, word in enumerate(_NUMBERS, 1)} | {"a": 1, "an": 1, "a dozen": 12}
NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
NUMBERS |= {f"{ten}-{word}": NUMBERS[ten] + NUMBERS[word] for ten in _TENS for word in _NUMBERS[:9]}
VAGUE = {"": (2, 8), "a couple of": (2, 3), "a few": (2, 6), "some": (2, 8), "several": (3, 9)}
"""Counts that are no numbers, with the least and the most that they are taken for; without a word, “weeks ago”."""


def _named(names: tuple[str, ...]) -> str:
    return "|".join(f"{name}|{name.upper()}" for name in names)


_NAME = re.compile(r"\(\?P<(\w+)>")
_S = r"[\ \t\xa0\u202f\u2009]{1,3}"
_DASH = r"[\ \xa0\u2009]?[-‐‑–—][\ \xa0\u2009]?"
_MONTH = rf"(?:{_named(MONTHS)})"
_SHORT = (
    rf"(?:{_named(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|APR|AUG|SEPT|OCT|NOV|DEC)\b\.?)"
)
_WEEKDAY = rf"(?:{_named(WEEKDAYS)})"
_YEAR = r"(?:1[789]|20)\d\d(?!\d|[,.]\d|%)"
# Of another time: not “on 5 May 1500 troops” or “at 1600 hours”.
_LONG_AGO = r"1[0-6]\d\d(?=[.,;:)”](?!\d)|$|\ (?:and|was|when|before|after)\b)"
# A day of the month: not the beginning of “2,000” or “1.5”, nor of “10 soldiers” or “9 p.m.” where no year follows.
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[,.]\d)"
_UNITS = (
    r"(?:km|kms|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|feet|tons?|tonnes?|barrels|dollars|euros|pounds|hours?|hrs"
    r"|minutes|seconds|percent|per\ cent|GMT|UTC|cases|million|billion|times|degrees|[ap]\.?m\b)"
)
_PEOPLE = (
    r"(?:troops|soldiers|people|persons|civilians|fighters|militants|militiamen|rebels|men|women|children|refugees"
    r"|migrants|prisoners|detainees|officers|others|members|policemen|police|strikes|missions|sorties|targets|deaths"
    r"|casualties|aircraft|jets|ships|tanks|vehicles|weapons|missiles|days|weeks|months|years|homes|families)"
)
_NO_COUNT = rf"(?!{_S}(?:more{_S}|other{_S})?(?:{_UNITS}|{_PEOPLE})\b)"
# “February 17 Revolution”, “17 February Martyrs Brigade” and “1 May Street” name what they are not the day of.
_NO_NAME = (
    rf"(?!{_S}(?:(?i:revolution|uprising)|Martyrs?|Brigade|Battalion|Movement|Street|Square|Avenue|Bridge|Coalition)\b)"
)
_NO_ATTACKS = (
    rf"(?!(?:Sept(?:ember|\.)?{_S}11(?:th)?|(?:[Tt]he{_S})?11(?:th)?{_S}(?:of{_S})?Sept(?:ember|\.)?){_S}"
    rf"(?:terror(?:ist)?{_S})?attacks\b)"
)
_THAT = rf"(?:that(?:{_S}(?:same|very))?|the{_S}(?:very{_S})?same)"

# “March 3 last year”, “in May, that same year”, “in June a year later”; not “in March last year’s budget”.
_YEAR_NEAR = (
    rf"(?:{_S}(?:of{_S})?(?:(?P<year_near>last|this|next)|(?P<year_beside>the{_S}(?:next|following|previous))){_S}year"
    rf"|,?{_S}(?:(?:of|in|during){_S})?(?P<year_besidex>{_THAT}){_S}year"
    rf"|,?{_S}(?:of{_S}the|a|one){_S}year{_S}(?P<year_besidexx>before|after|earlier|later)(?=[.,;:]|$))\b(?![’'])"
)
_YEAR_BEHIND = rf"(?:,?{_S}(?:of{_S})?(?P<year>{_YEAR}|{_LONG_AGO})|{_YEAR_NEAR})"
_IF_YEAR = rf"(?:{_YEAR_BEHIND}|{_NO_COUNT}{_NO_NAME})"
_UNIT = r"(?:day|week|fortnight|month|year|decade)"
_COUNTS = (*_NUMBERS, *_TENS, "some", "several", "many")
_COUNT = (
    rf"(?i:an?|(?:{'|'.join(_TENS)})-(?:{'|'.join(_NUMBERS[:9])})|{'|'.join(_COUNTS)}"
    rf"|a{_S}(?:few|dozen)|a{_S}couple{_S}of|\d{{1,3}})"
)
# “Two weeks”, “two or three weeks”, “half a year”; not from the second word of “a year and a half” or “2,000 years” on.
_COUNTED = (
    "".join(rf"(?<!\b{word}s\ and\ )(?<!\b{word}\ and\ )" for word in ("year", "month", "week"))
    + rf"(?<![,.‐‑-])(?<!\b[Hh]alf[\ \xa0])"
    rf"(?:(?P<count>{_COUNT})(?:(?:{_S}(?:and|or|to){_S}|{_DASH})(?P<most>{_COUNT}))?{_S}(?P<unit>{_UNIT}|weekend)s?"
    rf"|(?P<half>(?i:half){_S}an?){_S}(?P<unitx>year|decade))"
)
# No word that counts them stands before “years ago”.
_UNCOUNTED = r"(?<!\d[\ \xa0])" + "".join(
    rf"(?<!\b{word}[\ \xa0])"
    for word in (*_COUNTS, "half", "Half", "dozen", "hundred", "thousand", "million", "billion", "of")
)
_PART = rf"(?:(?P<part>(?i:early|earlier|mid|late|later))(?:-|{_S})(?:in{_S})?)?"
_EDGE = rf"end|start|beginning|middle|(?:first|second){_S}half|(?:first|second|third|fourth|last|final){_S}quarter"
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_ON_WEEKDAY = rf"(?:(?P<weekday>{_WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\b\.?),?{_S}(?:the{_S})?)?"
_DAY_AND_MONTH = (
    rf"(?:(?P<month>{_SHORT}){_S}(?P<day>{_DAY})"
    rf"|(?:[Tt]he{_S}(?=\d\d?[a-z]))?(?P<dayx>{_DAY}){_S}(?:of{_S})?(?P<monthx>{_SHORT})"
    rf"|[Tt]he{_S}(?P<dayxx>first){_S}of{_S}(?P<monthxx>{_MONTH})\b(?![’']))"
)
# The year that stands with the second of two dates holds for the first.
_CARRIED = (
    rf"(?:(?=(?:,{_S}(?:(?:{_SHORT}{_S})?{_DAY}|{_MONTH})){{0,4}},?{_S}(?:and|or|to|until|through){_S}"
    rf"(?:(?:(?:{_SHORT}|{_DAY}),?{_S}){{0,2}}(?P<carried>{_YEAR})"
    rf"|(?:{_SHORT}|{_DAY})(?:{_S}(?:{_SHORT}|{_DAY}))?{_S}(?:of{_S})?"
    rf"(?:(?P<year_nearx>last|this|next)|(?P<year_besidexxx>{_THAT})){_S}year\b(?![’']))))?"
)


def _behind(*words: str) -> str:
    """What stands right before an expression without belonging to it."""
    return "(?:" + "|".join(rf"(?i:(?<=\b{word}[ \xa0]))" for word in words) + ")"


_IN_TIME = _behind(
    "in", "since", "until", "till", "during", "throughout", "between", "from", "before", "after", "through", "circa"
)
_BY_NOUN = _behind("the", "a", "an", "its", "his", "her", "their", "our", "of", "by", "to", "for", "around", "year")
# “Theresa May last year” and “saw prices fall this year” name neither month nor season.
_NO_WORD = (
    rf"(?:{_IN_TIME}|{_behind('by', 'of', 'for', 'the', 'early', 'late', 'mid')}|(?<=[Mm]id-)"
    rf"|(?!(?:May|fall),?{_S}(?:(?:in|during){_S})?(?:last|this|next|that|the)\b))"
)
_SECOND_YEAR = (
    r"(?:(?<!esolutions\ \d\d\d\d\ and\ )(?<=\d\d\d\d\ and\ )|(?<=\d\d\d\d\ or\ )|(?<=\b[12]\d\d\d,\ )"
    r"|(?<=[’']s\ )|(?<=\bpost-)|(?<=\bpre-)|(?<=\())"
)
_SECOND_MONTH = "|".join(
    rf"(?<={month}{word}\ )" for month in MONTHS for word in (r"\ and", r"\ or", r"\ to", r"\ through", r",\ and")
)
_OF_A_YEAR = "was|is|will|saw|brought|began|ended"
"""Verbs behind a year that opens a sentence."""
_MONTH_LISTED = "|".join(rf"(?<={month},\ )" for month in MONTHS)
# Behind “by” it may be a person.
_MONTH_ALONE = (
    rf"(?:{_IN_TIME}|(?!May\b|\w{{4,9}}\ [A-Z][a-z]){_behind('by', 'of', 'for')}|{_SECOND_MONTH}"
    rf"|(?:{_MONTH_LISTED})(?={_MONTH}(?:,{_S}{_MONTH}){{0,4}},?{_S}(?:and|or){_S}{_MONTH}\b))"
)
_MONTH_BEHIND = rf"(?:(?!(?i:may|april|june|august|march)\b){_MONTH}(?=[’']s\b)|{_MONTH_ALONE}{_MONTH}(?![’']s\b))"
_NO_OWNER = "".join(rf"(?<!\b{word}\ )" for word in ("the", "The", "his", "her", "its", "their", "our", "my"))
_PAPERS = (
    r"(?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|Star|Sun|People|Independent|Business|Club|[Ss]chools?|Weld)"
)
_NOT_NAMED = "".join(
    rf"(?<!\b{word}\ )"
    for word in (
        *("Black", "Good", "Palm", "Bloody", "Easter", "Super", "Ash", "Cyber", "Shrove", "Maundy", "Whit", "Mail on"),
        *("Man", "Ruby", "last", "Last", "first", "second", "third", "fourth", "fifth"),
    )
)

# “The year before last, he”; not “the year before last spring’s war”.
_ENDED = (
    rf"[^\w\ \xa0-]|$|{_S}(?:an?|and|are|as|at|but|by|for|from|had|has|he|in|is|it|of|on|or|she|that|the|there|they|to"
    r"|was|we|were|when|which|who|will|with)\b"
)

# “3, 4 and 5 March”: what stands between the first and the last of several days.
_MORE_DAYS = rf"(?:(?:,{_S}{_DAY}){{1,4}},?(?={_S}(?:and|or)\b))?"
_TO = rf"{_S}(?:to|through){_S}"
_AND = rf",?{_S}and{_S}"
_BETWEEN = _behind("between")
_NO_YEAR = rf"(?!,?{_S}(?:{_YEAR}|(?:\w+{_S}){{1,4}}year\b))"


def _again(pattern: str) -> str:
    """The pattern with its parts named as those of another wording."""
    return _NAME.sub(r"(?P<\1xxxx>", pattern)


def _month_first(joint: str) -> str:
    """Days of two months with what joins them: “May 3 to June 5”."""
    return (
        rf"{_ON_WEEKDAY}(?P<month>{_SHORT}){_S}(?P<day>{_DAY})(?:,{_S}(?P<first_year>{_YEAR}))?"
        rf"(?:{joint})(?:(?P<weekday_2>{_WEEKDAY}),?{_S})?(?P<month_2>{_SHORT}){_S}"
        rf"(?P<day_2>{_DAY}){_IF_YEAR}"
    )


def _day_first(joint: str) -> str:
    """What joins the days of one month or two, the second with its month: “3 to”, “3 May to”, before “5 June”."""
    return rf"{_ON_WEEKDAY}(?P<day>{_DAY})(?:{joint})(?P<day_2>{_DAY}){_S}(?:of{_S})?(?P<month_2>{_SHORT}){_IF_YEAR}"


_PATTERNS: dict[str, str] = {
    "iso": r"(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])(?![-/]?\d)",
    "numeric": r"(?<![\d/.-])(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)(?![/.-]?\d)",
    "days_month_first": rf"{_month_first(rf'{_DASH}|{_TO}')}|{_BETWEEN}{_again(_month_first(_AND))}",
    "days_in_month": (
        rf"{_ON_WEEKDAY}(?P<month>{_SHORT}){_S}(?P<day>{_DAY}){_MORE_DAYS}"
        rf"(?:(?:{_DASH}|/)(?P<day_2>{_DAY}){_IF_YEAR}"
        rf"|{_S}(?:and|or|to|through){_S}(?P<day_2x>{_DAY})"
        rf"(?:,{_S}(?P<yearx>{_YEAR})|(?=[.,;:)”\"!?]|$|{_S}(?:in|at|by|when|after|near|against|and)\b)))"
        rf"|{_behind('the')}(?P<monthx>{_SHORT}){_S}(?P<dayx>{_DAY}){_TO}(?P<day_2xx>{_DAY}){_again(_IF_YEAR)}"
    ),
    "days_day_first": (
        _day_first(
            rf"{_MORE_DAYS}(?:{_DASH}|/|{_S}(?:and|or|to|through){_S})"
            rf"|{_S}(?P<month>{_SHORT})(?:,?{_S}(?P<first_year>{_YEAR}))?(?:{_DASH}|{_TO})"
        )
        + rf"|{_BETWEEN}"
        + _again(_day_first(rf"{_S}(?P<month>{_SHORT})(?:,?{_S}(?P<first_year>{_YEAR}))?{_AND}"))
    ),
    "day": (
        rf"{_NO_ATTACKS}{_ON_WEEKDAY}{_DAY_AND_MONTH}(?:{_YEAR_BEHIND}|{_NO_COUNT}{_NO_NAME}{_CARRIED})"
        rf"|{_again(rf'(?P<weekday>{_WEEKDAY}){_S}[(]{_DAY_AND_MONTH}{_YEAR_BEHIND}?[)]')}"
    ),
    "day_of_month": (
        rf"(?P<weekday>{_WEEKDAY}),?{_S}the{_S}(?P<day>(?=\d\d?[a-z]){_DAY})"
        rf"(?=[.,;:)”]|$|{_S}(?:at|when|near|was|were|is|will)\b)"
        rf"|[Tt]he{_S}(?P<dayx>(?=\d\d?[a-z]){_DAY}){_S}of{_S}(?P<near>this|last|next){_S}month\b"
    ),
    "months": (
        rf"(?P<month>{_SHORT})(?:{_DASH}|{_S}(?:to|through|until){_S})(?P<month_2>{_SHORT})"
        rf"{_S}(?:of{_S})?(?P<year>{_YEAR})"
        rf"|{_behind('in', 'from')}(?P<monthx>{_MONTH})(?:{_DASH}|{_S}(?:to|through|until){_S})(?P<month_2x>{_MONTH})\b"
        rf"(?!{_S}\d|[’']){_NO_YEAR}"
        rf"|{_BETWEEN}(?P<monthxx>{_MONTH}){_S}and{_S}(?P<month_2xx>{_MONTH})\b"
        rf"(?:{_S}(?:of{_S})?(?P<yearxx>{_YEAR})|(?!{_S}\d|[’']){_NO_YEAR})"
    ),
    "weekday_of": (
        rf"(?:[Tt]he{_S}(?P<nth>first|second|third|fourth|last|final)|(?P<nthx>[Ll]ast)){_S}(?P<weekday>{_WEEKDAY}){_S}"
        rf"(?:of|in){_S}(?:(?P<month>{_SHORT})(?:{_YEAR_BEHIND}|(?!{_S}\d))|(?P<near>the|this|last|next){_S}month\b)"
    ),
    "week_of": (
        rf"[Tt]he{_S}(?P<nth>first|second|third|fourth|last|final){_S}(?P<unit>week|weekend|days){_S}of{_S}"
        rf"(?P<month>{_MONTH}){_YEAR_BEHIND}?"
    ),
    # Not “the week of May 5–11”.
    "week_of_day": (
        rf"[Tt]he{_S}week{_S}of{_S}{_ON_WEEKDAY}{_DAY_AND_MONTH}{_IF_YEAR}"
        rf"(?!(?:{_DASH}|{_S}(?:and|or|to|through){_S})(?:\d|{_SHORT}))"
    ),
    "month": (
        rf"(?:[Tt]he{_S}(?P<edge>{_EDGE}){_S}of{_S}|{_PART})"
        rf"{_NO_WORD}(?P<month>{_SHORT}){_YEAR_BEHIND}"
    ),
    "month_alone": (
        rf"(?:[Tt]he{_S}(?P<edge>{_EDGE}){_S}of{_S}|(?P<part>(?i:early|mid|late))(?:-|{_S}))"
        rf"(?P<month>{_MONTH})(?![’']s\b|{_S}\d)|(?P<monthx>{_MONTH_BEHIND})\b{_CARRIED}"
    ),
    "season": (
        rf"(?<!\bArab\ )(?<!\bPrague\ )(?:[Tt]he{_S})?{_PART}{_NO_WORD}(?P<season>{_SEASON})"
        rf"(?:{_S}(?:of{_S})?(?P<year>{_YEAR})(?:{_DASH}(?P<year_2>{_YEAR}|\d\d(?!\d)))?|{_YEAR_NEAR})"
    ),
    "season_near": (
        rf"{_PART}(?P<near>(?i:last|next|this)){_S}(?P<seasonx>{_SEASON})\b(?!{_S}(?:in|of|from|to)\b)"
        rf"|(?:(?<=\bin\ )|(?<=\bIn\ ))the{_S}(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\b(?!{_S}of\b)"
    ),
    "decade": (
        rf"(?:[Tt]he{_S})?{_PART}(?P<decade>(?:1[789]|20)\d0)[’']?s\b"
        rf"|[Tt]he{_S}(?:(?P<partx>(?i:early|mid|late))(?:-|{_S}))?[’'‘](?P<short>[1-9]0)s\b"
    ),
    "years": (
        rf"(?<![-–/\d])(?P<year>(?:1[789]|20)\d\d)(?:[-–—/]|{_S}(?:to|through|until){_S}|(?<=\bbetween\ \d{{4}}){_AND})"
        rf"(?P<year_2>(?:1[789]|20)\d\d)(?![-–/]?\d|[,.]\d|\w){_NO_COUNT}"
        rf"|(?:(?=\d)(?:{_IN_TIME}|{_BY_NOUN}|{_behind('and')}))(?P<yearx>(?:19|20)\d\d)[-–/](?P<short>\d\d)(?![-–/]?\d|[,.]\d)"
    ),
    "year": (
        rf"(?:[Tt]he{_S}(?P<edge>{_EDGE}){_S}of{_S}"
        rf"|(?P<part>(?i:early|mid|late))(?:-|{_S})(?:in{_S})?)(?P<year>{_YEAR})(?!-?\w|{_S}{_UNITS}\b)"
        rf"|(?:(?=\d)(?:(?:{_IN_TIME}|{_SECOND_YEAR})(?P<yearx>{_YEAR})(?![-–—]\w|\w|{_S}{_UNITS}\b)"
        rf"|{_BY_NOUN}(?P<yearxx>{_YEAR})(?![-–—/]\w|\w){_NO_COUNT}"
        rf"|(?:^|(?<=[.!?]\ ))(?P<yearxxx>{_YEAR})(?={_S}(?:{_OF_A_YEAR}|(?:and|or){_S}{_YEAR})\b)))"
        rf"|(?P<share>Q[1-4]|H[12]){_S}(?:of{_S})?(?P<yearxxxx>{_YEAR})"
    ),
    "unit_edge": (
        rf"[Tt]he{_S}(?P<edge>{_EDGE}){_S}of{_S}(?P<near>the|this|last|next){_S}"
        rf"(?P<unit>week|month|year|decade)\b"
        rf"|{_behind('by', 'until', 'before', 'at')}(?P<unitx>month|year)(?:-|[’']s{_S})(?P<edgex>end)\b(?!{_S}\d)"
    ),
    "unit_near": (
        rf"{_PART}{_NO_OWNER}(?P<near>(?i:last|next|this(?:{_S}(?:past|coming))?)){_S}"
        rf"(?P<unit>week|weekend|month|year|decade)\b(?!{_S}of\b|-)"
    ),
    "unit_beyond": (
        rf"[Tt]he{_S}(?:(?P<unit>week|weekend|month|year|decade){_S}(?P<near>before{_S}last)"
        rf"|(?P<unitx>week|month|year|decade){_S}(?P<nearx>after{_S}next))(?={_ENDED})"
    ),
    # “Every Monday to Friday”: no days of their own.
    "recurring": (
        rf"[Ee](?:very|ach){_S}(?:(?:other|second|single){_S})?{_WEEKDAY}"
        rf"(?:(?:{_DASH}|,?{_S}(?:(?:and|or|to|through){_S})?){_WEEKDAY}){{0,6}}\b"
    ),
    "weekday_near": (
        rf"(?:(?P<part>(?i:early|late)){_S})?(?P<near>(?i:last|next|this(?:{_S}(?:past|coming))?)){_S}"
        rf"(?P<weekday>{_WEEKDAY})\b(?!{_S}of\b)"
        rf"|(?P<weekdayx>{_WEEKDAY}){_S}(?:of{_S})?(?P<nearx>(?i:last|this|next)){_S}(?P<week>week)\b(?![’'])"
    ),
    "month_near": rf"{_PART}(?P<near>(?i:last|next|this(?:{_S}(?:past|coming))?)){_S}(?P<month>{_MONTH})\b(?!{_S}\d)",
    "weekdays": (
        rf"(?P<weekday>{_WEEKDAY})(?:{_DASH}|{_S}(?:to|through|until|till){_S})(?P<weekday_2>{_WEEKDAY})\b"
        rf"|(?<=\bbetween\ )(?P<weekdayx>{_WEEKDAY}){_S}and{_S}(?P<weekday_2x>{_WEEKDAY})\b"
    ),
    "weekday_week": rf"(?<!\b[Ll]ast\ )(?P<weekday>{_WEEKDAY}){_S}week\b(?![-’'])",
    "weekday": (
        rf"(?:(?P<part>(?i:early|late)){_S})?{_NOT_NAMED}(?!{_behind('the')}\w+{_S}(?:before|after)\b)"
        rf"(?P<weekday>{_WEEKDAY})\b(?!{_S}{_PAPERS}\b)"
    ),
    "weekend": rf"[Tt]he{_S}(?:(?P<near>past|coming){_S})?weekend\b(?!{_S}(?:of|before|after)\b)",
    "around": (
        rf"[Tt]he{_S}(?:day{_S}(?:(?P<before>before{_S}yesterday)|after{_S}tomorrow)\b"
        rf"|night{_S}(?P<beforex>before{_S}last)(?={_ENDED}))"
    ),
    "near": (
        rf"(?<!\bUSA\ )(?P<word>(?i:yesterday|today|tomorrow|tonight|last{_S}night"
        rf"|this{_S}(?:morning|afternoon|evening)))\b"
        rf"(?![’']s{_S}(?:top|latest|best|world|generation|youth|society|standards|headlines)\b)"
    ),
    "ago": (
        rf"(?:{_COUNTED}|{_UNCOUNTED}(?P<unitxx>{_UNIT})s){_S}(?P<way>ago|from{_S}now)\b"
        rf"(?:{_S}(?:on{_S})?(?P<at>today|this{_S}(?:week|month)|{_WEEKDAY})\b)?"
    ),
    "weekdays_ago": (
        rf"(?P<count>(?i:{'|'.join(_NUMBERS[:8])})){_S}(?P<weekday>{_WEEKDAY})s?{_S}(?P<way>ago|from{_S}now)\b"
    ),
    "later": rf"{_COUNTED}{_S}(?P<way>later|earlier)\b",
    "that": (
        rf"(?P<way>(?i:{_THAT})){_S}"
        rf"(?P<unit>day|week|weekend|month|year)\b(?!-)"
        rf"|[Tt]he{_S}(?P<wayx>next){_S}(?P<unitx>day)\b"
        rf"|[Tt]he{_S}(?P<wayxx>following|previous){_S}(?P<unitxx>day|week|weekend|month|year)\b"
        rf"|[Tt]he{_S}(?P<unitxxx>day|week|month|year){_S}(?P<wayxxx>before|after)(?=[.,;:]|$)"
    ),
    "weekday_beside": (
        rf"[Tt]he{_S}(?P<way>following|next|previous){_S}(?P<weekday>{_WEEKDAY})\b"
        rf"|[Tt]he{_S}(?P<weekdayx>{_WEEKDAY}){_S}(?P<wayx>before|after)(?=[.,;:]|$)"
        rf"|(?P<wayxx>That(?:{_S}(?:same|very))?|that{_S}(?:same|very)|[Tt]he{_S}same){_S}(?P<weekdayxx>{_WEEKDAY})\b"
    ),
    "day_of_that_month": (
        rf"[Tt]he{_S}(?P<day>(?=\d\d?[a-z]){_DAY}){_S}of{_S}"
        rf"(?:(?P<way>{_THAT})|the{_S}(?P<wayx>following|next|previous)){_S}(?P<unit>month)\b"
    ),
    "vague": (rf"(?P<way>(?i:recent|(?:the{_S})?coming)){_S}(?P<unit>day|week|month|year)s\b"),
    "holiday": (
        rf"(?P<holiday>Christmas(?!{_S}[Ii]sland\b)(?:{_S}(?:Day|Eve))?|New{_S}Year[’']s{_S}(?:Day|Eve)|Boxing{_S}Day"
        rf"|Fourth{_S}of{_S}July)\b"
        rf"{_YEAR_BEHIND}?"
    ),
}
"""The kinds of expressions, what is longer and surer first.

A part of a second date ends in ``_2``, one of another wording in ``x``.
"""

_GROUP = re.compile(r"\(\?P<\w+>")
_DAYS = ("days_month_first", "days_in_month", "days_day_first", "day")
_FIRST: dict[str, tuple[str, tuple[str, ...]]] = {
    "number": (r"\d", ("iso", "numeric", "days_day_first", "day", "decade", "years", "year", "ago", "later")),
    "month": (_SHORT, ("days_month_first", "days_in_month", "day", "months", "month", "month_alone")),
    "weekday": (
        r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)",
        (*_DAYS, "day_of_month", "weekday_near", "weekdays", "weekday_week", "weekday"),
    ),
    "the": (
        r"[Tt]he\b",
        (
            *(
                "day",
                "day_of_month",
                "weekday_of",
                "week_of",
                "week_of_day",
                "month",
                "month_alone",
                "season",
                "season_near",
            ),
            *("decade", "year", "unit_edge", "unit_beyond", "weekend", "around", "that", "weekday_beside"),
            *("day_of_that_month", "vague"),
        ),
    ),
    "part": (
        r"(?:[Ee]arl|[Ll]at|[Mm]id|EARL|LAT|MID)",
        (
            *("month", "month_alone", "season", "season_near", "decade", "year", "unit_near", "weekday_near"),
            *("month_near", "weekday"),
        ),
    ),
    "near": (
        r"(?:[Ll]ast|[Nn]ext|[Tt]his|LAST|NEXT|THIS)\b",
        ("season_near", "unit_near", "weekday_of", "weekday_near", "month_near", "near"),
    ),
    "word": (r"(?:[Yy]ester|[Tt]oday|[Tt]omor|[Tt]onig|YESTER|TODAY|TOMOR)", ("near",)),
    "that": (r"(?:[Tt]hat|THAT)\b", ("that", "weekday_beside")),
    "count": (
        (
            rf"(?:(?:[Aa]n?|{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in ('half', *_COUNTS))})\b"
            rf"|{_UNIT}s\b)"
        ),
        ("ago", "later", "weekdays_ago"),
    ),
    "season": (rf"{_SEASON}\b", ("season",)),
    "unit": (r"(?:month|year)\b", ("unit_edge",)),
    "recurring": (r"[Ee](?:very|ach)\b", ("recurring",)),
    "vague": (r"(?:[Rr]ecent|[Cc]oming)\b", ("vague",)),
    "share": (r"[QH]\d", ("year",)),
    "holiday": (r"(?:Christ|Boxing|New\b|Fourth\b)", ("holiday",)),
}
"""How an expression can begin, and the kinds that begin so: a text is searched for beginnings only."""
_INITIAL = r"[\dA-FHJL-OQ-Ya-fhl-or-wy]"
"""What any beginning begins with: most words are passed over at one look."""
_BEGINNING = re.compile(
    rf"\b(?={_INITIAL})(?=" + "|".join(f"(?P<{name}>{first})" for name, (first, _) in _FIRST.items()) + ")"
)


# Compiled when first needed: all of them take a quarter of a second, and most of what imports this asks for no date.
@cache
def _of_kind(kind: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[kind])


@cache
def _begun(beginning: str) -> re.Pattern[str]:
    """What a beginning may lead to, by kind and without parts, which would make every try dearer."""
    return re.compile("|".join(f"(?P<{kind}>{_GROUP.sub('(?:', _PATTERNS[kind])})" for kind in _FIRST[beginning][1]))


@dataclass(frozen=True, slots=True)
class Expression:
    """A calendar expression: its range in code points, its kind, and its parts as printed, in lower case."""

    start: int
    end: int
    kind: str
    parts: Mapping[str, str]


def find_dates(value: str) -> Iterator[tuple[int, int]]:
    """The ranges of calendar expressions, absolute, partial and relative, in code points; none overlaps another."""
    for match in _found(value):
        yield match.span()


def find_expressions(value: str) -> Iterator[Expression]:
    """The expressions that :func:`find_dates` finds, with their parts."""
    for found in _found(value):
        kind = found.lastgroup or ""
        match = _of_kind(kind).match(value, found.start())
        if match is not None:
            parts = {name.rstrip("x"): words.casefold() for name, words in match.groupdict().items() if words}
            yield Expression(found.start(), found.end(), kind, parts)


def _found(value: str) -> Iterator[re.Match[str]]:
    """The matches by their kinds, without their parts."""
    end = 0
    for beginning in _BEGINNING.finditer(value):
        if beginning.start() < end:
            continue
        match = _begun(beginning.lastgroup or "").match(value, beginning.start())
        if match is not None:
            end = match.end()
            if match.lastgroup != "recurring":
                yield match
