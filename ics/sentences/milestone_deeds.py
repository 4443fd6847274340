"""What areas did when they reached a milestone, in words."""

from typing import NamedTuple


class Deed(NamedTuple):
    """Said of one area or of many: "one area became …", "no area had become …"."""

    one_did: str
    many_did: str
    one_had: str
    many_had: str

    def did(self, areas: int) -> str:
        return self.one_did if areas == 1 else self.many_did

    def had(self, areas: int) -> str:
        return self.one_had if areas == 1 else self.many_had


def deed(milestone_id: str, milestone_name: str) -> Deed:
    """The words for a milestone. One that has none here is told by its name: "reached “Milestone”"."""
    return _DEEDS.get(milestone_id) or _same(f"reached “{milestone_name}”")


def _same(words: str) -> Deed:
    return Deed(words, words, words, words)


def _named(one: str, many: str) -> Deed:
    return Deed(f"was {one}", f"were {many}", f"been {one}", f"been {many}")


_DEEDS = {
    "stp_footprint": _named("announced as a planning area", "announced as planning areas"),
    "stp_plan_published": Deed(
        "published its plan", "published their plans", "published its plan", "published their plans"
    ),
    "shadow_ics": _named("named as a shadow or aspirant system", "named as shadow or aspirant systems"),
    "ics_designated": Deed(
        "became an integrated care system",
        "became integrated care systems",
        "become an integrated care system",
        "become integrated care systems",
    ),
    "chair_designate": _same("named a chair designate"),
    "chief_executive_designate": _same("named a chief executive designate"),
    "icb_statutory": _same("got a statutory board"),
}
