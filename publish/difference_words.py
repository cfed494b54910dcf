"""How a difference and its margin of error are said, in plain Spanish."""

from __future__ import annotations

from publish import text
from publish.differences import Difference


def between(found: Difference, decimals: int, of: str = "") -> str:
    """« (entre 7,0 y 9,8 menos)», the 95 % interval of a clear difference; '' when it is not clear.

    of: of whom, after «menos»: « en mujeres». The word «más» or «menos» tells the auditor that it is no
    interval of a figure.
    """
    if found.low is None or found.high is None or not found.is_clear:
        return ""
    near, far = sorted((abs(found.low), abs(found.high)))
    more = "más" if found.amount > 0 else "menos"
    if not shows(near, decimals):
        return f" (hasta {text.number(far, decimals)} {more}{of})"
    return f" (entre {text.number(near, decimals)} y {text.number(far, decimals)} {more}{of})"


def at_most(found: Difference, unit: str, decimals: int) -> str:
    """«: pudo bajar hasta 1,2 o subir hasta 2,3 puntos porcentuales», of a change that is not clear."""
    if found.low is None or found.high is None or found.is_clear:
        return ""
    ways = (("bajar", max(0.0, -found.low)), ("subir", max(0.0, found.high)))
    said = [(verb, amount) for verb, amount in ways if shows(amount, decimals)]
    if len(said) == 2:
        down, up = text.number(said[0][1], decimals), text.difference(said[1][1], unit, decimals)
        return f": pudo bajar hasta {down} o subir hasta {up}"
    return "".join(f": pudo {verb} hasta {text.difference(amount, unit, decimals)}" for verb, amount in said)


def shows(amount: float, decimals: int) -> bool:
    """Whether an amount rounds to more than nothing with these decimals."""
    return bool(text.number(abs(amount), decimals).strip("0,"))
