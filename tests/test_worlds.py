"""A world that is written straight into the tables is the one that would have been published."""

from ics.checks.check import check_files
from ics.store.store import Store
from tests.support.spoilt.world import content
from tests.support.worlds import little_files, little_world, publish

WORLD = {
    "areas": [{"population": 5}, {"region": "London"}],
    "area_milestones": [
        {"area_code": f"E54999{number:03}", "date": f"202{number}-04-01", "extent": "whole"} for number in (2, 1)
    ],
    "points_of_light": [{"area_code": "E54999001", "cited_on": "2017-02-01", "cited_on_precision": "day"}],
}


def test_little_world_is_what_would_have_been_published(tmp_path):
    written, published = tmp_path / "written", Store(tmp_path / "published")
    for folder in (written, published.folder):
        folder.mkdir()
    publish(check_files(little_files(**WORLD), published, None), published, "A little world", accept_warnings=True)
    assert content(little_world(written, **WORLD), 1) == content(published, 1)
