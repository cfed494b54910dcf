"""Where an account is read and under what terms it may be used again: address and licence."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator

#: SPDX names of the open licences that may be stated (publish/formats/licences.py has their words).
Licence = Literal["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "ODC-By-1.0", "ODbL-1.0"]


def _address(value: str) -> str:
    """An address that begins with http(s) and names a folder; it always ends in «/»."""
    text = value.strip()
    if not text:
        return ""
    parts = urlsplit(text)
    plain = not (parts.query or parts.fragment or "@" in parts.netloc or any(c.isspace() for c in text))
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise ValueError(
            "no es una dirección completa: escríbala como https://cuenta.ejemplo.cl/, sin «?» ni «#»"
        )
    return text if text.endswith("/") else f"{text}/"


PublicAddress = Annotated[str, AfterValidator(_address)]
