"""The words and sentences of the page Who did what, where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ics.formatting import date_in_words, day_in_words, join_and, pluralise
from ics.query_rows import ProgrammesByRegionAndServiceRow, ProgrammesCountedRow, ProgrammesFoundRow, rows_as

PROGRAMMES = {
    "devolution": "Devolution of health and care",
    "local_programme": "Local programme",
    "pioneer": "Pioneer (integrated care and support)",
    "vanguard": "Vanguard (new care model)",
}
MODELS = {
    "ACC": "acute care collaboration (ACC)",
    "EHCH": "enhanced health in care homes (EHCH)",
    "MCP": "multispecialty community provider (MCP)",
    "PACS": "primary and acute care system (PACS)",
    "UEC": "urgent and emergency care (UEC)",
    "integrated care and support pioneer, wave 1": "wave 1",
    "integrated care and support pioneer, wave 2": "wave 2",
}
ORGANISATIONS = {
    "CCG": "clinical commissioning group (CCG)",
    "GP organisation": "general practice (GP) organisation",
}
NO_RESULT = {"none": "no measured result"}
_MOST_NAMED = 6

PROGRAMMES_RULE = (
    "**What is not here.** A site that is missing was not found in a source on these programmes: it does not follow "
    "that nobody did it. A site without services is one whose services were not found, and of some sites (17 when the "
    "list was compiled) the services are the intended scope of the model, not what was seen on the ground. "
    "Results are those known today, for any as-at date; the level is our reading of how far a site reaches."
)


@dataclass(frozen=True)
class Search:
    """What the reader looks for among the programmes; nothing chosen means everything."""

    area_code: str | None = None
    area_name: str = ""
    area_region: str = ""
    programmes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    match: str = "all"
    levels: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    find: str = ""

    @property
    def parameters(self) -> dict[str, object]:
        """As query parameters."""
        return {
            "area_codes": [self.area_code] if self.area_code else [],
            "programmes": list(self.programmes),
            "services": list(self.services),
            "match": self.match,
            "levels": list(self.levels),
            "evidence": list(self.evidence),
            "find": self.find,
        }


def word(words: Mapping[str, str], code: str) -> str:
    """The word for a code; a code without one is its own word."""
    return words.get(code, code)


def kind_in_words(programme: str, model_type: str) -> str:
    """The programme and its model or wave: "Vanguard (new care model): primary and acute care system (PACS)"."""
    return f"{word(PROGRAMMES, programme)}: {word(MODELS, model_type)}"


def when_in_words(row: ProgrammesFoundRow) -> str:
    """From when to when a site ran, as precisely as it is known."""
    start = date_in_words(row.started_on, row.start_precision)
    end = {
        "ended": f"ended {date_in_words(row.ended_on, row.end_precision)}",
        "not ended": "had not ended by the as-at date",
        "not recorded": "no end recorded",
    }
    return f"{f'from {start}' if start else 'start not recorded'}; {end[row.end_state]}"


def found_sentence(counts: ProgrammesCountedRow, search: Search, regions: Sequence[str], as_at: date) -> str:
    """How many sites fit, of how many. `regions`: empty for all."""
    when = f"as at {day_in_words(as_at)}"
    if _is_outside(search, regions):
        place = f"{search.area_name} within {join_and(regions)}"
        return f"{place}, {when}: no site can fit, because the area is in {search.area_region}."
    lead = f"{search.area_name or join_and(regions) or 'England'}, {when}"
    if not counts.sites_in_place:
        return f"{lead}: no site is recorded, which does not mean that nothing was integrated."
    criteria = _criteria(search)
    if not criteria:
        return f"{lead}: {pluralise(counts.sites, 'site is', 'sites are')} recorded."
    of = pluralise(counts.sites_in_place, "recorded site", "recorded sites")
    return f"{lead}: {counts.sites or 'none'} of {of} {criteria[0 if counts.sites < 2 else 1]}."


def _is_outside(search: Search, regions: Sequence[str]) -> bool:
    """Whether an area is chosen that is in none of the chosen regions."""
    return bool(search.area_code and regions) and search.area_region not in regions


def _criteria(search: Search) -> tuple[str, str] | None:
    """What is said of none or one site, and of several, that fit; None where nothing was asked."""
    others = _other_choices(search)
    if search.services:
        joined = join_and(search.services) if search.match == "all" else _either(search.services)
        rest = f", within the other choices ({others})" if others else ""
        return f"is described as joining up {joined}{rest}", f"are described as joining up {joined}{rest}"
    return (f"fits the choices ({others})", f"fit the choices ({others})") if others else None


def _other_choices(search: Search) -> str:
    chosen = {
        "programme": _either(word(PROGRAMMES, programme) for programme in search.programmes),
        "level": _either(search.levels),
        "evidence": _either(word(NO_RESULT, strength) for strength in search.evidence),
        "text": f"“{search.find}”" if search.find else "",
    }
    return "; ".join(f"{name}: {words}" for name, words in chosen.items() if words)


def _either(words: Iterable[str]) -> str:
    *first, last = list(words) or [""]
    return f"{', '.join(first)} or {last}" if first else last


def evidence_sentence(found: pd.DataFrame, strengths: Sequence[str]) -> str:
    """How strong the evidence is: with the names of the sites when they are few. `found`: query programmes_found.

    `strengths`: in the order in which they are to be said.
    """
    sites = found.groupby("evidence")["site_name"].agg(list).to_dict()
    is_few = len(found) <= _MOST_NAMED
    shown = {strength: sites[strength] for strength in strengths if strength in sites}
    texts = [f"{word(NO_RESULT, strength)} for {_sites(names, is_few)}" for strength, names in shown.items()]
    study = " A controlled study may point either way." if "controlled study" in shown else ""
    return f"Strength of evidence: {'; '.join(texts)}.{study}" if texts else ""


def _sites(names: list[str], is_few: bool) -> str:
    return _quoted(names) if is_few else pluralise(len(names), "site", "sites")


def _quoted(names: Iterable[str]) -> str:
    return join_and(f"“{name}”" for name in names)


def dates_sentence(found: pd.DataFrame) -> str:
    """How many of the sites had ended, and of how many the dates are not recorded. `found`: query programmes_found."""
    if found.empty:
        return ""
    ended, of = int((found["end_state"] == "ended").sum()), len(found)
    open_ = int((found["end_state"] == "not recorded").sum())
    undated = int(found["started_on"].isna().sum())
    if ended == of:
        said = ["It had ended by then" if of == 1 else f"All {of} had ended by then"]
    else:
        said = [f"{ended or 'None'} of {of} had ended by then"]
    if open_:
        said.append(f"of {open_} no end is recorded")
    if undated:
        said.append(f"of {undated} the start is not recorded, so that {_it(undated, 'it is', 'they are')} kept in")
    return f"{'; '.join(said)}."


def unsure_sentence(counts: ProgrammesCountedRow) -> str:
    """Which sites are left out although they fit, or may fit."""
    said = []
    if counts.later_sites:
        said.append(f"{counts.later_sites} began later and {_it(counts.later_sites, 'is', 'are')} left out.")
    if counts.sites_without_services:
        number = counts.sites_without_services
        said.append(f"The services of {number} more are not recorded: {_it(number, 'it', 'they')} may fit as well.")
    if counts.unplaced_sites:
        number = counts.unplaced_sites
        said.append(
            f"{number} more could be placed in no area, so no region and no area finds {_it(number, 'it', 'them')}."
        )
    return " ".join(said)


def _it(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def spread_sentence(rows: pd.DataFrame) -> str:
    """What the figure shows. `rows`: query programmes_by_region_and_service."""
    together = rows[rows["region"].isna() & (rows["sites"] > 0)].sort_values("sites", ascending=False, kind="stable")
    named = [f"{r.service} {r.sites}" for r in rows_as(ProgrammesByRegionAndServiceRow, together) if r.service]
    unknown = int(together.loc[together["service"].isna(), "sites"].sum())
    parts = [f"joined up: {', '.join(named)}"] if named else []
    parts += [f"services not recorded: {unknown}"] if unknown else []
    return (
        f"Of {pluralise(int(together['region_sites'].max()), 'site', 'sites')}, {'; '.join(parts)}. A site that joins "
        "up several services counts under each of them, and one in several regions once in each. The numbers say where "
        "these programmes ran, not where more was done."
    )


def reviews_sentence(reviews: pd.DataFrame) -> str:
    """How many reviews there were, and why they are not counted above. `reviews`: query reviews_found."""
    return (
        "Local system reviews by the Care Quality Commission (CQC) recorded here by this date: "
        f"{len(reviews) or 'none'}. Areas were chosen for review, mostly over delayed discharges from hospital: a "
        "review is context, not an achievement, and none is counted above. The reviews follow the region, the area and "
        "the as-at date only. Ten of the first twenty were found when the list was compiled, so a missing one does "
        "not mean that there was no review."
    )


def empty_hint(counts: ProgrammesCountedRow, search: Search, regions: Sequence[str]) -> str:
    """What to change when no site fits."""
    is_outside = _is_outside(search, regions)
    ways = {
        "ask for all areas": search.area_code,
        f"add {search.area_region} to the regions": is_outside,
        "ask for any of the services instead of all of them": len(search.services) > 1 and search.match == "all",
        "clear some of the choices": _criteria(search),
        "ask for all of England": is_outside or (regions and not search.area_code),
        "choose a later as-at date": counts.later_sites,
    }
    possible = [way for way, helps in ways.items() if helps]
    return f"No site fits. You could {_either(possible)}." if possible else "No site is recorded."
