"""What every open format says of an edition: whose it is, its name, its licence and its address."""

from __future__ import annotations

from dataclasses import dataclass

from publish.account import Account
from publish.formats.licences import Licence, licence_of

#: Dataset ids in vocabularies that want a short name without accents.
NAME = "cuenta-comun"
LANGUAGE = "es"
CURRENT = "actual"


@dataclass(frozen=True)
class Terms:
    """The words shared by every format. `site` ends in «/» and is '' when the settings give no address."""

    edition: str
    year: int
    publisher: str
    title: str
    description: str
    contact: str
    licence: Licence
    site: str
    synthetic: bool

    def address(self, path: str = "index.html") -> str:
        """Permanent address of a file of this edition; '' without a public address."""
        return f"{self.site}{self.edition}/{path}" if self.site else ""

    def current(self, path: str = "index.html") -> str:
        """Address of a file in whatever edition is in force; '' without a public address."""
        return f"{self.site}{CURRENT}/{path}" if self.site else ""


def terms_of(account: Account, edition_id: str) -> Terms:
    """The words of an account; they tell no time."""
    settings = account.settings
    publisher = str(settings.get("nombre") or "")
    title = f"Cuenta pública de resultados {account.year}"
    written = str(settings.get("descripcion") or "").strip()
    made = f"Cifras de la {title[0].lower()}{title[1:]}, por indicador, territorio, período y sexo."
    synthetic = bool(settings.get("sintetico"))
    warning = "Datos sintéticos: son inventados y no describen a ninguna comuna real. " if synthetic else ""
    return Terms(
        edition=edition_id,
        year=account.year,
        publisher=publisher,
        title=f"{title}: {publisher}" if publisher else title,
        description=f"{warning}{made} {written}".strip(),
        contact=str(settings.get("contacto") or ""),
        licence=licence_of(settings),
        site=str(settings.get("sitio") or ""),
        synthetic=synthetic,
    )
