"""The home's own words for alter, system and front."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from homestead.core.config import Config

WORDS = ("alter", "system", "front")


class Terms:
    """The words and their plurals, as the home writes them."""

    __slots__ = ("alter", "alters", "front", "fronts", "system", "systems")

    alter: str
    alters: str
    system: str
    systems: str
    front: str
    fronts: str

    def __init__(self, **words: str) -> None:
        for word in WORDS:
            one = words.get(word) or word
            setattr(self, word, one)
            setattr(self, f"{word}s", words.get(f"{word}s") or plural(one))

    @classmethod
    def of(cls, config: Config) -> Terms:
        """Return the words `config` sets."""
        return cls(**{name: config[f"terms.{name}"] for name in cls.__slots__})

    def fill(self, text: str) -> str:
        """Put the words where `text` has `{alter}` and the like.

        `{Alter}` starts with a capital, `{an_alter}` has its article. Raises KeyError
        for what is no word of the home's.
        """
        # Not by `format`: a template's text could ask it for anything.
        filling = _Filling(self)
        told, *parts = text.split("{")
        for part in parts:
            name, _, after = part.partition("}")
            told += filling[name] + after
        return told

    def named(self, collection: str) -> str:
        """Return what people call a collection: `custom_fronts` is "custom fronts"."""
        own = {word: str(getattr(self, word)) for word in self.__slots__}
        return " ".join(own.get(word, word) for word in collection.split("_"))

    def title(self, word: str) -> str:
        """Return the home's word for `word` as a heading has it: `title("alters")`."""
        return capital(str(getattr(self, word)))

    def a(self, word: str) -> str:
        """Return the home's word with its article: "an alter", "a headmate"."""
        told = str(getattr(self, word))
        return f"{article(told)} {told}"


class _Filling:
    """What `{…}` in a text may be."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def __getitem__(self, name: str) -> str:
        word = name.lower()
        bare = word.removeprefix("an_")
        if bare not in Terms.__slots__:
            raise KeyError(name)
        told = self._terms.a(bare) if bare != word else str(getattr(self._terms, bare))
        return capital(told) if name != word else told


def plural(word: str) -> str:
    """Return the plural an English word most likely has."""
    low = word.lower()
    if low.endswith("y") and low[-2:-1] not in {"", *"aeiou"}:
        return f"{word[:-1]}ies"
    return word + ("es" if low.endswith(("s", "x", "z", "ch", "sh")) else "s")


def article(word: str) -> str:
    """Return "an" before a vowel, "a" before anything else.

    By letters, as far as they tell: u is taken as in "unit", as it is in most words
    a system calls itself by.
    """
    return "an" if word[:1].lower() in {*"aeio"} else "a"


def capital(word: str) -> str:
    """Return `word` with its first letter large and the rest as it is."""
    return word[:1].upper() + word[1:]
