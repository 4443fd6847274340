"""A chart as a picture to take away, with what it needs to be understood elsewhere. `picture.js` makes it."""

from ics.ui.components.files import component_of_files

_picture = component_of_files(
    "picture",
    '<button type="button">Download this chart (PNG)</button> <span role="status"></span>',
    shares=("button.css",),
)


def offer_picture(chart: str, title: str, sentence: str, source: str, file_name: str) -> None:
    """A button that saves a chart of the page as it is seen, between its title, sentence and source.

    `chart`: the key of the chart or of the container around it; letters, digits, `_` and `-`.
    """
    data = {"chart": chart, "title": title, "sentence": sentence, "source": source, "file": file_name}
    _picture(key=f"picture-{chart}", data=data)
