"""The rows of the published tables about resources and services, under their Spanish names."""

from __future__ import annotations

import pandas as pd

from publish.account import Account
from publish.resource_sentences import why

_OFFERS = {
    "offer_id": "recurso", "name": "nombre", "kind": "tipo", "territory_id": "territorio",
    "need": "necesidad", "population": "poblacion", "sex": "sexo", "age": "edad", "date_from": "desde",
    "date_to": "hasta", "schedule": "horario", "place": "lugar", "capacity": "capacidad", "unit": "unidad",
    "annual_cost": "costo_anual", "funder": "financia", "provider": "ejecuta", "source": "fuente",
}  # fmt: skip
_FINDINGS = {
    "kind": "tipo", "need": "necesidad", "population": "poblacion", "territory_id": "territorio",
    "offers": "ofertas", "capacity": "capacidad", "demand": "demanda", "sex": "sexo", "why": "motivo",
}  # fmt: skip
_NEEDS = {
    "need": "necesidad", "name": "nombre", "population": "poblacion", "sex": "sexo",
    "territory_id": "territorio", "date_from": "desde", "date_to": "hasta", "offers": "ofertas",
    "capacity": "capacidad", "own_capacity": "capacidad_propia", "uninformed": "sin_informar",
    "demand": "demanda", "unit": "unidad", "threshold": "umbral_cobertura", "state": "situacion",
    "unserved_sex": "sexo_sin_oferta", "indicator_id": "indicador", "mark": "marca", "source": "fuente",
}  # fmt: skip
_QUALITY = {
    "service": "servicio", "territory_id": "territorio", "scored_on": "fecha", "axis": "eje",
    "response_days": "tiempo_respuesta_dias", "quality": "calidad", "covered_from": "cobertura_desde",
    "covered_to": "cobertura_hasta", "guarantee": "garantia", "sufficient": "suficiente",
    "pertinent": "pertinente", "efficient": "eficiente", "timely": "oportuna", "scored_by": "puntuo",
    "evidence": "evidencia", "source": "fuente",
}  # fmt: skip
_REFERRALS = {
    "period": "periodo", "from_service": "desde_servicio", "to_service": "hacia_servicio",
    "territory_id": "territorio", "sex": "sexo", "referred": "derivadas", "attended": "atendidas",
    "share": "de_cada_cien", "ci_low": "ic_inf", "ci_high": "ic_sup", "waiting_days": "dias_espera",
    "mark": "marca", "source": "fuente",
}  # fmt: skip


def resource_rows(account: Account) -> dict[str, pd.DataFrame]:
    """The rows of each table of RESOURCE_TABLES, by its name."""
    resources, services = account.resources, account.services
    reasons = [why(resources, row) for row in resources.findings.to_dict("records")]
    return {
        "recursos": resources.offers.rename(columns=_OFFERS),
        "recursos_hallazgos": resources.findings.assign(why=reasons).rename(columns=_FINDINGS),
        "recursos_necesidades": resources.needs.rename(columns=_NEEDS),
        "servicios": services.quality.rename(columns=_QUALITY),
        "derivaciones": services.referrals.rename(columns=_REFERRALS),
    }
