"""The words and sentences of the page Who did what, where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ics.formatting import date_in_words, day_in_words, join_and
from ics.query_rows import ProgrammesByRegionAndServiceRow, ProgrammesCountedRow, ProgrammesFoundRow, rows_as
from ics.sentences.places import in_regions
from ics.sentences.points_of_light import EVIDENCE

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
_MOST_NAMED = 6

PROGRAMMES_RULE = (
    "**This list is not complete.** If a place is missing, we found no source for it. "
    "Not recorded does not mean no.\n\n"
    "A place without services is one whose services we did not find. For some places the services are what was "
    "planned, not what was seen. Results are the latest we know, at any date. The level is our reading of how far a "
    "place reaches."
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
    """From when to when a place was in the programme, as exactly as it is known."""
    start = date_in_words(row.started_on, row.start_precision)
    end = {
        "ended": f"ended {date_in_words(row.ended_on, row.end_precision)}",
        "not ended": "had not ended by this date",
        "not recorded": "end not known",
    }
    return f"{f'from {start}' if start else 'start not known'}, {end[row.end_state]}"


def found_title(counts: ProgrammesCountedRow, search: Search, regions: Sequence[str], as_at: date) -> str:
    """The answer as the title of the page: how many places match, of how many. `regions`: empty for all."""
    if _is_outside(search, regions):
        return f"{search.area_name} is {in_regions([search.area_region])}, so it has no places {in_regions(regions)}"
    by, where = f"by {day_in_words(as_at)}", f"in {search.area_name}" if search.area_name else in_regions(regions)
    if not counts.sites_in_place:
        return f"We found no place {where} in a programme {by}"
    criteria = _criteria(search)
    if not criteria:
        places = "1 place" if counts.sites == 1 else f"{counts.sites} places"
        were = _it(counts.sites, "was in a programme", "were in programmes")
        return f"{places} {where} {were} to join up services {by}"
    match, many_match, does_not_match = criteria
    if counts.sites_in_place == 1:
        return f"The only place {where} {match if counts.sites else does_not_match} {by}"
    some = f"{counts.sites or 'None'} of {counts.sites_in_place} places {where}"
    return f"{some} {match if counts.sites < 2 else many_match} {by}"


def _is_outside(search: Search, regions: Sequence[str]) -> bool:
    """Whether an area is chosen that is in none of the chosen regions."""
    return bool(search.area_code and regions) and search.area_region not in regions


def _criteria(search: Search) -> tuple[str, str, str] | None:
    """What is said of one place and of several that match, and of one that does not; None where nothing was asked."""
    others = _other_choices(search)
    if search.services:
        joined = join_and(search.services) if search.match == "all" else _either(search.services)
        rest = f" ({others})" if others else ""
        described = f"described as joining up {joined}{rest}"
        return f"is {described}", f"are {described}", f"is not {described}"
    choices = f"your choices ({others})"
    return (f"matches {choices}", f"match {choices}", f"does not match {choices}") if others else None


def _other_choices(search: Search) -> str:
    chosen = {
        "programme": _either(word(PROGRAMMES, programme) for programme in search.programmes),
        "level": _either(search.levels),
        "evidence": _either(EVIDENCE[strength].name for strength in search.evidence),
        "text": f"“{search.find}”" if search.find else "",
    }
    return ", ".join(f"{name}: {words}" for name, words in chosen.items() if words)


def _either(words: Iterable[str]) -> str:
    *first, last = list(words) or [""]
    return f"{', '.join(first)} or {last}" if first else last


def evidence_sentence(found: pd.DataFrame) -> str:
    """How strong the evidence is: with the names of the places when they are few. `found`: query programmes_found."""
    if found.empty:
        return ""
    if len(found) > _MOST_NAMED:
        return _evidence_of_many(found["evidence"])
    places = found.groupby("evidence")["site_name"].agg(list).to_dict()
    shown = [f"{EVIDENCE[strength].name}: {_quoted(places[strength])}." for strength in EVIDENCE if strength in places]
    return " ".join(f"{text[0].upper()}{text[1:]}" for text in shown)


def _evidence_of_many(strengths: "pd.Series[str]") -> str:
    tested, without = (int((strengths == strength).sum()) for strength in ("controlled study", "none"))
    if without == len(strengths):
        return "None has a measured result."
    said = f"{tested or 'None'} {_it(tested or 1, 'has', 'have')} been tested in a controlled study."
    return said + (f" {without} {_it(without, 'has', 'have')} no measured result." if without else "")


def _quoted(names: Iterable[str]) -> str:
    return join_and(f"“{name}”" for name in names)


def dates_sentence(found: pd.DataFrame) -> str:
    """How many of the places had ended, and of how many we lack the dates. `found`: query programmes_found."""
    if found.empty:
        return ""
    ended, of = int((found["end_state"] == "ended").sum()), len(found)
    open_ = int((found["end_state"] == "not recorded").sum())
    undated = int(found["started_on"].isna().sum())
    said = [_ended(ended, of)] if ended or open_ < of else []
    if open_:
        said.append(f"We do not know whether {open_ if open_ < of else _it(of, 'it', f'any of {of}')} had ended.")
    if undated:
        said.append(
            f"{undated} {_it(undated, 'has', 'have')} no start date, so we include {_it(undated, 'it', 'them')}."
        )
    return " ".join(said)


def _ended(ended: int, of: int) -> str:
    if of == 1:
        return "It had ended by this date." if ended else "It had not ended by this date."
    part = f"All {of}" if ended == of else f"{ended or 'None'} of {of}"
    return f"{part} had ended by this date."


def unsure_sentence(counts: ProgrammesCountedRow) -> str:
    """Which places are left out although they match, or may match."""
    said = []
    if counts.later_sites:
        said.append(f"{counts.later_sites} more started later.")
    if counts.sites_without_services:
        number = counts.sites_without_services
        said.append(f"We do not know the services of {number} more, which may match too.")
    if counts.unplaced_sites:
        number = counts.unplaced_sites
        are, do = _it(number, "is", "are"), _it(number, "it does", "they do")
        said.append(f"{number} more {are} not tied to an area, so {do} not appear when you filter.")
    return " ".join(said)


def _it(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def spread_sentence(rows: pd.DataFrame) -> str:
    """What the figure shows. `rows`: query programmes_by_region_and_service."""
    together = rows[rows["region"].isna() & (rows["sites"] > 0)].sort_values("sites", ascending=False, kind="stable")
    named = [f"{r.service} {r.sites}" for r in rows_as(ProgrammesByRegionAndServiceRow, together) if r.service]
    unknown = int(together.loc[together["service"].isna(), "sites"].sum())
    of = int(together["region_sites"].max())
    said = [f"Services joined up in {_it(of, '1 place', f'{of} places')}: {', '.join(named)}."] if named else []
    if unknown:
        said.append(f"Services not known: {unknown}{'' if named else _it(of, ' of 1 place', f' of {of} places')}.")
    return " ".join([*said, _HOW_COUNTED])


_HOW_COUNTED = (
    "A place counts once for each service and each region. The numbers show where programmes ran, not who did more."
)


def reviews_sentence(reviews: pd.DataFrame) -> str:
    """How many reviews there were, and why they are not counted above. `reviews`: query reviews_found."""
    listed = _it(len(reviews), "1 local system review", f"{len(reviews) or 'no'} local system reviews")
    return (
        f"We list {listed} by the Care Quality Commission (CQC) by this date. We have not found them all. "
        "Most areas were chosen because of delays in leaving hospital. So a review is context, not an achievement, "
        "and we do not count it above. Only your region, area and date apply here."
    )


def empty_hint(counts: ProgrammesCountedRow, search: Search, regions: Sequence[str]) -> str:
    """What to change when no place matches."""
    is_outside = _is_outside(search, regions)
    ways = {
        "choose all areas": search.area_code,
        f"add {search.area_region} to the regions": is_outside,
        "match any service": len(search.services) > 1 and search.match == "all",
        "clear some choices": _criteria(search),
        "choose all of England": is_outside or (regions and not search.area_code),
        "choose a later date": counts.later_sites,
    }
    possible = [way for way, helps in ways.items() if helps]
    return f"No place matches. You could {_either(possible)}." if possible else "We found no place."
