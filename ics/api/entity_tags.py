"""Entity tags: whether the caller of an address has its answer already."""

from starlette.datastructures import Headers


def is_known(tag: str, asked: Headers) -> bool:
    """Whether If-None-Match of a request names the tag, strong or weak, or any."""
    known = [one.strip().removeprefix("W/") for one in asked.get("if-none-match", "").split(",")]
    return tag in known or "*" in known
