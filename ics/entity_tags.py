"""Entity tags: whether the caller of an address has its answer already."""


def is_known(tag: str, if_none_match: str) -> bool:
    """Whether the header If-None-Match of a request names the tag, strong or weak, or any."""
    known = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return tag in known or "*" in known
