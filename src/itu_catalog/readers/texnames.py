"""What the commands of LaTeX mean for a reader: tables, no code."""

from __future__ import annotations

__all__ = ["ACCENTS", "ARGUMENTS", "BREAKS", "ENVIRONMENTS", "LETTERS", "MATHS", "SYMBOLS", "VERBATIM"]

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
}
"""Commands that put an accent on the letter behind them."""

LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "th": "þ",
    "dj": "đ",
}
"""Commands that are letters."""

SYMBOLS = {
    "textbar": "|",
    "textendash": "–",
    "textemdash": "—",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textunderscore": "_",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "guillemotleft": "«",
    "guillemotright": "»",
    "textregistered": "®",
    "texttrademark": "™",
    "textcopyright": "©",
    "textnumero": "№",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "slash": "/",
    "S": "§",
    "P": "¶",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "space": " ",
    "quad": " ",
    "qquad": " ",
    "enspace": " ",
    "thinspace": " ",
    "nobreakspace": "\xa0",
    "textnonbreakinghyphen": "\u2011",
    "hyp": "-",
}
"""Commands that are characters."""

BREAKS = {
    **dict.fromkeys(
        (
            "par",
            "part",
            "chapter",
            "section",
            "subsection",
            "subsubsection",
            "paragraph",
            "subparagraph",
            "title",
        ),
        "paragraph",
    ),
    **dict.fromkeys(
        ("author", "date", "caption", "bibitem", "hline", "toprule", "midrule", "bottomrule"), "paragraph"
    ),
    **dict.fromkeys(("item", "newline", "linebreak"), "line"),
}
"""Commands before which a line or a paragraph ends."""

ARGUMENTS = {
    # v: a value, put aside as a target; n: a note, put aside as text; l: the text of a link;
    # b: text that ends a paragraph; whatever is not listed is text.
    "href": "vl",
    "hyperref": "l",
    "hyperlink": "vl",
    "hypertarget": "vt",
    "footnote": "n",
    "footnotetext": "n",
    "thanks": "n",
    "marginpar": "n",
    "endnote": "n",
    **dict.fromkeys(
        ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph"), "b"
    ),
    **dict.fromkeys(("title", "author", "date", "caption"), "b"),
    **dict.fromkeys(
        ("cite", "citep", "citet", "citeauthor", "citeyear", "parencite", "textcite", "autocite"), "v"
    ),
    **dict.fromkeys(
        ("footcite", "nocite", "bibitem", "label", "ref", "pageref", "eqref", "cref", "Cref"), "v"
    ),
    **dict.fromkeys(
        ("autoref", "nameref", "vref", "index", "glossary", "gls", "Gls", "acrshort", "acrlong"), "v"
    ),
    **dict.fromkeys(("input", "include", "includegraphics", "bibliography", "bibliographystyle"), "v"),
    **dict.fromkeys(
        ("addbibresource", "usepackage", "RequirePackage", "documentclass", "documentstyle"), "v"
    ),
    **dict.fromkeys(("pagestyle", "thispagestyle", "vspace", "hspace", "color", "pagenumbering"), "v"),
    **dict.fromkeys(("setlength", "addtolength", "setcounter", "addtocounter", "definecolor"), "vv"),
    **dict.fromkeys(("textcolor", "colorbox", "fontsize", "selectlanguage", "foreignlanguage", "rule"), "vt"),
    "multicolumn": "vvt",
    "multirow": "vvt",
}
"""Command → what its arguments are."""

VERBATIM = frozenset(
    (
        "verbatim",
        "verbatim*",
        "Verbatim",
        "BVerbatim",
        "lstlisting",
        "minted",
        "alltt",
        "filecontents",
        "filecontents*",
    )
)
"""Environments whose content is code."""

MATHS = frozenset(
    f"{name}{star}"
    for name in (
        "equation",
        "align",
        "gather",
        "multline",
        "eqnarray",
        "displaymath",
        "math",
        "flalign",
        "alignat",
    )
    for star in ("", "*")
) | {"tikzpicture"}
"""Environments whose content is mathematics, or a drawing."""

ENVIRONMENTS = {
    "tabular": 1,
    "tabularx": 2,
    "tabulary": 2,
    "tabu": 1,
    "longtable": 1,
    "xltabular": 2,
    "array": 1,
    "minipage": 1,
    "thebibliography": 1,
    "multicols": 1,
    "wrapfigure": 2,
    "list": 2,
}
"""Environment → how many of its arguments are no text."""
