"""Numbers as documents print them in Chile: «U$ 28.000.-», «136%», «1.234,5», «s/i»."""

from __future__ import annotations

import re
from decimal import Decimal

#: What documents write when they do not know.
UNKNOWN = frozenset({"", "-", "s/i", "sin información", "sin informacion", "n/d"})
_NOT_DIGITS = re.compile(r"^(?:US?\$|\$|M\$)\s*|\s*(?:%|\.-|\.–)$|^\s+|\s+$", re.IGNORECASE)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"-?\d+([.,]\d+)?")


def printed_number(text: str) -> Decimal | None:
    """The number that `text` prints; None when it says that there is none.

    A dot followed by three digits separates thousands, but after a zero it is decimal. Raises ValueError
    on what cannot be read with certainty, like «142..000».
    """
    bare = text.strip()
    if bare.lower() in UNKNOWN:
        return None
    while (shorter := _NOT_DIGITS.sub("", bare)) != bare:
        bare = shorter
    if _THOUSANDS.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    raise ValueError("no es un número que se pueda leer con certeza")
