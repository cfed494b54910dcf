"""Which indicators have figures to download, and from what year to what year."""

from __future__ import annotations

from publish.account import Account
from publish.text import period_end


def coverage(account: Account) -> dict[str, tuple[int, int]]:
    """First and last year of each indicator with a row in the downloads, by id; reserved years count."""
    rows = account.valores
    pairs = rows.loc[rows["marca"] != "nd", ["indicador", "periodo"]].drop_duplicates()
    found: dict[str, tuple[int, int]] = {}
    for indicator, period in sorted(pairs.itertuples(index=False, name=None)):
        first, last = int(period[:4]), period_end(period)[0]
        before = found.get(indicator, (first, last))
        found[indicator] = (min(first, before[0]), max(last, before[1]))
    return found


def whole(account: Account) -> tuple[int, int] | None:
    """First and last year of the account; None without a figure."""
    spans = coverage(account).values()
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
