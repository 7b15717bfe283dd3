"""Strings that are made to be misread."""

NASTY = [
    *r"""
*a* ¦ **a** ¦ _a_ ¦ __a__ ¦ a_b_c ¦ `a` ¦ ``a`b`` ¦ ~~a~~ ¦ H~2~O ¦ x^2^ ¦ ^[note] ¦ [^1] ¦ [^1]: x ¦ [a](b)
![a](b) ¦ [a][b] ¦ [a]: b ¦ <b>x</b> ¦ <!-- x --> ¦ <https://a.b> ¦ a < b > c ¦ &amp; ¦ &#65; ¦ &copy; & R&D;
\ ¦ \\ ¦ a\*b\ ¦ \n ¦ $x$ and $y$ ¦ $$x$$ ¦ \(x\) ¦ |a|b| ¦ a | b ¦ |---|---| ¦ # a ¦ #a ¦ ## a ## ¦ a #b
C# and #fefccb ¦ > a ¦ >a ¦ - a ¦ + a ¦ * a ¦ -a ¦ --- ¦ - - - ¦ *** ¦ ___ ¦ === ¦ a == b == ¦ 1. a ¦ 1) a ¦ 1.
12) a ¦ a. b ¦ iv. b ¦ A) b ¦ (1) a ¦ (@) a ¦ #. a ¦ : a ¦ ~ a ¦ ::: a ¦ ::: ¦ % a ¦ %% a %% ¦ ``` ¦ ~~~ ¦ ``` a
+++ ¦ -- ¦ a -- b --- c ¦ ... ¦ a..b ¦ 'a' ¦ "a" ¦ it's ¦ @a ¦ a@b.org ¦ [@a, p. 1] ¦ -@a ¦ :smile: ¦ :+1:
http://a.b/c_d ¦ https://a.b ¦ www.a.b ¦ WWW.A.B x ¦ ftp://a.b ¦ mailto:a@b.c ¦ {.a} ¦ a{.b} ¦ {=html} ¦ [a]{.b}
[ ] a ¦ [x] a ¦ - [ ] a ¦ [[a]] ¦ ![[a]] ¦ [su_note note_color=”#fefccb”]x[/su_note] ¦ [/x] ¦ [@click=app.quit]x
Table: a ¦ a:b ¦ “a” ¦ a  b ¦ \ a ¦ a! ¦ ! ¦ ![ ¦ !\[ ¦ &#x41; ¦ &a ¦ 1.5 m ¦ 3.) ¦ ivory ¦ i) x
T. E. Lawrence
""".strip()
    .replace("\n", " ¦ ")
    .split(" ¦ "),
    *(
        "a\xa0b",
        "\u200b",
        "\xa0- a",
        "\u30001. a",
        "\u2003# a",
        "e\u0301",
        "\U0001f600",
        "\u0639\u0631\u0628\u064a",
        "a\tb",
        "a ",
        "a\xa0",
    ),
]
"""Strings on which some dialect of Markdown acts; `` ¦ `` parts them."""
