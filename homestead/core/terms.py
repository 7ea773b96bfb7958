"""The home's own words."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from homestead.core.config import Config


class Terms:
    """The words for alter, system and front, and their plurals."""

    def __init__(self) -> None:
        self.alter, self.alters = "alter", "alters"
        self.system, self.systems = "system", "systems"
        self.front, self.fronts = "front", "fronts"

    @classmethod
    def of(cls, config: Config) -> Terms:
        """Return the words `config` sets."""
        del config
        return cls()

    def fill(self, text: str) -> str:
        """Put the words where `text` has `{alter}` and the like."""
        return text.format(**vars(self))
