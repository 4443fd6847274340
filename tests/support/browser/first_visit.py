"""What a first visit of a page costs: the bytes that travel, and how far what is in sight jumps."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

# Layout shifts add up as in Chromium's own measure: the largest sum within windows of at most 5 seconds, each shift
# within a second of the one before. Shifts just after an input of the reader do not count.
WATCH = """
window.shifts = [];
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        const moved = entry.sources.map(source => {
            const node = source.node && (source.node.nodeType === 1 ? source.node : source.node.parentElement);
            const named = node && node.closest('[class*="st-key-"], [data-testid]');
            const [was, is] = [source.previousRect, source.currentRect];
            const name = named ? named.className.match(/st-key-[^ ]+/)?.[0] || named.dataset.testid : '?';
            return `${name} ${was.x},${was.y} ${was.width}x${was.height} -> ${is.x},${is.y} ${is.width}x${is.height}`;
        });
        window.shifts.push({at: entry.startTime, value: entry.value, moved});
    }
}).observe({type: 'layout-shift', buffered: true});
"""
PAUSE, LONGEST = 1000, 5000  # milliseconds of a window


@dataclass
class Traffic:
    """The bytes that a browser received, by address; `messages`: those of the websocket."""

    page: Page
    answers: dict[str, int] = field(default_factory=dict)
    messages: int = 0

    def __post_init__(self) -> None:
        self._urls: dict[str, str] = {}
        session = self.page.context.new_cdp_session(self.page)
        session.on("Network.requestWillBeSent", self._begin)
        session.on("Network.loadingFinished", self._end)
        session.on("Network.webSocketFrameReceived", self._hear)
        session.send("Network.enable")

    @property
    def total(self) -> int:
        return sum(self.answers.values()) + self.messages

    @property
    def largest(self) -> list[tuple[int, str]]:
        """For the message of a test that fails."""
        return sorted(((size, url) for url, size in self.answers.items()), reverse=True)[:8]

    def _begin(self, event: dict[str, Any]) -> None:
        self._urls[event["requestId"]] = event["request"]["url"]

    def _end(self, event: dict[str, Any]) -> None:
        url = self._urls.get(event["requestId"], "?")
        self.answers[url] = self.answers.get(url, 0) + int(event["encodedDataLength"])

    def _hear(self, event: dict[str, Any]) -> None:
        self.messages += len(event["response"]["payloadData"]) * 3 // 4  # it is written in base64


def watch_shifts(page: Page) -> None:
    """Before the page is opened."""
    page.add_init_script(WATCH)


def cumulative_shift(page: Page) -> tuple[float, list[str]]:
    """The cumulative layout shift until now, and what moved in the order of how much."""
    shifts = page.evaluate("window.shifts")
    worst = sorted(shifts, key=lambda shift: -shift["value"])[:4]
    moved = [f"{shift['value']:.3f} at {shift['at']:.0f} ms: {shift['moved'][:3]}" for shift in worst]
    return max(map(sum, _windows(shifts)), default=0.0), moved


def _windows(shifts: list[dict[str, Any]]) -> list[list[float]]:
    windows: list[list[float]] = []
    began = last = float("-inf")
    for shift in shifts:
        if shift["at"] - last > PAUSE or shift["at"] - began > LONGEST:
            windows.append([])
            began = shift["at"]
        windows[-1].append(shift["value"])
        last = shift["at"]
    return windows
