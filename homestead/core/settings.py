"""Every setting there is, in one table.

From it come the defaults, what `config.toml` and `HOMESTEAD_*` may say, what
`homestead config` shows, and what the documentation must tell.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PROFILES = ("production", "staging", "development")

TEXT, NUMBER, SIZE, LIST = "text", "number", "size", "list"

LONGEST_NUMBER = 18
_KIB = 1024
_UNITS = {"": 1, "B": 1, "KB": _KIB, "MB": _KIB**2, "GB": _KIB**3}
_MUST = {
    TEXT: "must be text, in quotes",
    NUMBER: "must be a whole number, without quotes",
    SIZE: 'must be a size, such as "64 MB"',
    LIST: 'must be a list of texts, such as ["one", "two"]',
}


class Setting:
    """One setting: its key (`server.port`), what it may be and what it is for.

    `minimum` and `maximum` bound a number, a size in bytes, or the length of a text.
    `page` tells whether the admin page offers it.
    """

    __slots__ = (
        "choices",
        "default",
        "env",
        "help",
        "key",
        "kind",
        "maximum",
        "minimum",
        "page",
        "secret",
    )

    def __init__(  # noqa: PLR0913 - one argument per column of the table
        self,
        key: str,
        kind: str,
        default: Any,
        help_text: str,
        *,
        env: str = "",
        choices: tuple[str, ...] = (),
        minimum: int = 0,
        maximum: int = 200,
        secret: bool = False,
        page: bool = True,
    ) -> None:
        self.key = key
        self.kind = kind
        self.default = default
        self.help = help_text
        self.env = env or f"HOMESTEAD_{key.partition('.')[2].upper()}"
        self.choices = choices
        self.minimum = minimum
        self.maximum = maximum
        self.secret = secret
        self.page = page

    def read(self, value: Any) -> Any:
        """Return `value`, out of TOML or JSON, as the program uses it.

        Raises ValueError in words that go after the setting's name: "must be …".
        """
        if self.kind == LIST:
            return self._list(value)
        if self.kind == TEXT:
            return self._text(value)
        number = _size(value) if self.kind == SIZE else value
        return self._number(number)

    def parse(self, text: str) -> Any:
        """Return what `text`, from the environment or a command line, says.

        Lists are written with commas. Raises ValueError as `read` does.
        """
        text = text.strip()
        if self.kind == LIST:
            return self.read([part.strip() for part in text.split(",") if part.strip()])
        if self.kind == NUMBER:
            return self.read(_digits(text))
        return self.read(text)

    def _number(self, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(_MUST[self.kind])  # noqa: TRY004 - one kind for all
        if not self.minimum <= value <= self.maximum:
            raise ValueError(f"must be from {self.minimum} to {self.maximum}")
        return value

    def _text(self, value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError(_MUST[TEXT])  # noqa: TRY004 - as above
        if self.choices and value not in self.choices:
            raise ValueError(f"must be one of {', '.join(self.choices)}")
        if not self.minimum <= len(value) <= self.maximum:
            raise ValueError(self._length())
        if any(_unfit(char) for char in value):
            raise ValueError("must be one line of ordinary text")
        return value

    def _length(self) -> str:
        if self.minimum == 1:
            return f"must be 1 to {self.maximum} characters, not empty"
        return f"must be {self.minimum} to {self.maximum} characters long"

    def _list(self, value: Any) -> list[str]:
        if not isinstance(value, list):
            raise ValueError(_MUST[LIST])  # noqa: TRY004 - as above
        if not all(isinstance(part, str) and part for part in value):
            raise ValueError(_MUST[LIST])
        return [self._text(part) for part in value]


def _digits(text: str) -> int:
    """Return the whole number `text` is; not `1_000` and such, which `int` takes."""
    plain = text.isascii() and text.removeprefix("-").isdigit()
    if not plain or len(text) > LONGEST_NUMBER:
        raise ValueError("must be a whole number")
    return int(text)


def _size(value: Any) -> Any:
    """Return the bytes that `"64 MB"` stands for; whatever is no text as it is."""
    if not isinstance(value, str):
        return value
    number = value.strip().rstrip("BKMGbkmg ")
    factor = _UNITS.get(value.strip()[len(number) :].strip().upper())
    try:
        return _digits(number) * factor  # type: ignore[operator]
    except (TypeError, ValueError):
        raise ValueError(_MUST[SIZE]) from None


def _unfit(char: str) -> bool:
    """Tell whether `char` is a control character or half of one (bad UTF-8)."""
    return char < " " or "\x7f" <= char < "\xa0" or "\ud800" <= char <= "\udfff"


SCHEMA = (
    Setting(
        "home.name",
        TEXT,
        "",
        "What this home is called on its pages. Empty: as the {system} is called, else "
        "Homestead.",
        maximum=60,
    ),
    Setting(
        "home.time_zone",
        TEXT,
        "",
        "The time zone people here live in, such as Europe/Lisbon. Empty: the one the "
        "{system} names, else this machine's.",
    ),
    Setting(
        "home.privacy",
        TEXT,
        "private",
        "Who may see a new {alter}, group or field, unless told otherwise.",
        choices=("private", "trusted", "friends", "public"),
    ),
    Setting(
        "home.profile",
        TEXT,
        "production",
        "Which [profile.…] part of the file counts.",
        choices=PROFILES,
        page=False,
    ),
    Setting(
        "server.host",
        TEXT,
        "127.0.0.1",
        "The address the daemon listens on. 0.0.0.0: every network of this machine.",
        minimum=1,
        page=False,
    ),
    Setting(
        "server.port",
        NUMBER,
        7410,
        "The port the daemon listens on. 0: any that is free.",
        maximum=65535,
        page=False,
    ),
    Setting(
        "server.hosts",
        LIST,
        [],
        "Names by which browsers may ask for this home, beside its address; others are "
        "refused.",
    ),
    Setting(
        "server.max_body",
        SIZE,
        64 * _KIB**2,
        "The most that may be sent in one request.",
        minimum=64 * _KIB,
        maximum=4 * _KIB**3,
    ),
    Setting(
        "server.secret_key",
        TEXT,
        "",
        "What sign-ins and links are signed with. Empty: the home's own secret.key.",
        env="HOMESTEAD_SECRET_KEY",
        minimum=32,
        secret=True,
        page=False,
    ),
    Setting(
        "account.session_days",
        NUMBER,
        30,
        "For how many days one stays signed in on a device that is not used.",
        minimum=1,
        maximum=400,
    ),
    *(
        setting
        for word in ("alter", "system", "front")
        for setting in (
            Setting(
                f"terms.{word}",
                TEXT,
                word,
                f'This home\'s word for "{word}".',
                env=f"HOMESTEAD_TERM_{word.upper()}",
                minimum=1,
                maximum=40,
            ),
            Setting(
                f"terms.{word}s",
                TEXT,
                "",
                f"Its plural. Empty: made from terms.{word}.",
                env=f"HOMESTEAD_TERM_{word.upper()}S",
                maximum=40,
            ),
        )
    ),
    Setting(
        "log.level",
        TEXT,
        "info",
        "How much is written to the logs.",
        env="HOMESTEAD_LOG_LEVEL",
        choices=("debug", "info", "warning", "error"),
    ),
    Setting(
        "log.format",
        TEXT,
        "plain",
        "How: plain lines for people, or JSON for programs.",
        env="HOMESTEAD_LOG_FORMAT",
        choices=("plain", "json"),
    ),
)

SETTINGS = {setting.key: setting for setting in SCHEMA}
SECTIONS = tuple(dict.fromkeys(key.partition(".")[0] for key in SETTINGS))
