"""A visitor without a browser: speaks Streamlit's protocol over a websocket, and can repeat what a browser sent."""

import asyncio
import http.client
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

FORM = "form-of-a-test"


@dataclass
class Recording:
    """What a page sent to publish a file: each request to run the script, the file, and the key that was pasted."""

    upload: bytes
    key: str
    requests: list[bytes] = field(default_factory=list)

    def listen_to(self, page: Page) -> None:
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._keep)

    def _keep(self, content: bytes | str) -> None:
        message = BackMsg()
        message.ParseFromString(content if isinstance(content, bytes) else content.encode("latin-1"))
        if message.WhichOneof("type") == "rerun_script" and not message.rerun_script.fragment_id:
            self.requests.append(message.SerializeToString())


def repeat(recording: Recording, address: str, key: str = "", host: str | None = None) -> str:
    """Sends the recorded requests in a new session, with the file uploaded again; all that the server then shows.

    `key` takes the place of the key that was pasted; `host`: the name to ask for, where it is another.
    """
    with ThreadPoolExecutor(1) as thread:  # while the tests have a browser, the main thread has a running loop
        return thread.submit(asyncio.run, _repeat(recording, address, key, host)).result()


async def _repeat(recording: Recording, address: str, key: str, host: str | None) -> str:
    async with visiting(address, host) as visitor:
        said = ""
        for request in recording.requests:
            message = _with_key(BackMsg.FromString(request), recording.key, key)
            for file in _files_in(message):
                put_file(address, visitor.session, file, recording.upload)
            said += await visitor.run(message)
        return said


@asynccontextmanager
async def visiting(address: str, host: str | None = None) -> AsyncIterator["Visitor"]:
    """A visitor of the dashboard at an address; `host`: the name to ask for, where it is another."""
    server = urlsplit(address).netloc
    origin = Origin(f"http://{host or server}")
    async with connect(f"ws://{server}/_stcore/stream", origin=origin, max_size=None, ping_interval=None) as connection:
        yield Visitor(connection)


def asking(page: str = "", address: str = "") -> BackMsg:
    """What a browser sends to have a page shown: the end of its path, and what comes after its question mark."""
    return BackMsg(rerun_script=ClientState(page_name=page, query_string=address))


class Visitor:
    """One session: sends messages and reads what comes back."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection, self.session, self.uploader = connection, "", ""

    async def send(self, message: BackMsg) -> None:
        await self.connection.send(message.SerializeToString())

    async def run(self, message: BackMsg, seconds: float = 60) -> str:
        """Asks for a run of the script; the text of all that it shows until its end."""
        await self.send(message)
        return await self.until_finished(seconds)

    async def until_finished(self, seconds: float = 60) -> str:
        """The text of all messages up to the end of a run. Raises TimeoutError."""
        said = []
        while True:
            message = ForwardMsg.FromString(await asyncio.wait_for(self.connection.recv(), seconds))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id or self.session
            if kind == "delta":
                self.uploader = message.delta.new_element.file_uploader.id or self.uploader
                said.append(str(message.delta))
            if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return "".join(said)


def _with_key(message: BackMsg, former: str, key: str) -> BackMsg:
    for state in message.rerun_script.widget_states.widgets:
        if state.string_value == former:
            state.string_value = key
    return message


def _files_in(message: BackMsg) -> list[str]:
    states = message.rerun_script.widget_states.widgets
    return [
        file.file_id for state in states for file in state.file_uploader_state_value.uploaded_file_info if file.file_id
    ]


def choosing(request: BackMsg, uploader: str, file: str, size: int) -> BackMsg:
    """The request of a page once a file that was uploaded under this id is chosen in its uploader."""
    state = request.rerun_script.widget_states.widgets.add(id=uploader)
    state.file_uploader_state_value.uploaded_file_info.add(file_id=file, name=f"{file}.csv", size=size)
    return request


def put_file(address: str, session: str, file: str, content: bytes) -> int:
    """Uploads a file under an id as a browser does, with the token against requests of other sites; the status."""
    parts = [f"--{FORM}", f'Content-Disposition: form-data; name="{file}"; filename="{file}.csv"', "", ""]
    body = "\r\n".join(parts).encode() + content + f"\r\n--{FORM}--\r\n".encode()
    server = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    server.request("GET", "/_stcore/health")
    cookies = server.getresponse().headers.get_all("Set-Cookie") or []
    server.close()
    token = next((c.split(";")[0].partition("=")[2] for c in cookies if c.startswith("_streamlit_xsrf=")), "")
    headers = {
        "Content-Type": f"multipart/form-data; boundary={FORM}",
        "X-Xsrftoken": token,
        "Cookie": f"_streamlit_xsrf={token}",
    }
    server = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    server.request("PUT", f"/_stcore/upload_file/{session}/{file}", body, headers)
    status = server.getresponse().status
    server.close()
    return status
