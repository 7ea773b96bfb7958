"""What people read about the command line is made from the command line."""

import re
import shutil
import subprocess

import manual
import pytest

from homestead.core.terms import Terms

MADE = manual.script().files()
HELP = manual.script().everything()


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_nothing_is_out_of_date(path):
    assert path.read_text(encoding="utf-8") == MADE[path], "run `make docs`"


@pytest.mark.parametrize("context", HELP, ids=lambda context: context.command_path)
def test_a_newcomer_is_told_what_to_put_where(context):
    told = context.command.get_help(context)
    assert not re.search(r"<[a-z ]+>|[{}]|\.\.\.", told)
    assert all(text for _, text in manual.script().options(context))


@pytest.mark.parametrize("context", HELP, ids=lambda context: context.command_path)
def test_help_is_told_in_whole_sentences(context):
    assert re.fullmatch(r"[A-Z].*\.", context.command.help, re.DOTALL)


def test_the_manual_is_clean_troff():
    if not shutil.which("groff"):
        pytest.skip("no groff here")
    told = subprocess.run(
        ["groff", "-ww", "-man", "-z", manual.ROOT / "share/man/homestead.1"],
        capture_output=True,
        text=True,
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_the_homes_words_are_in_every_help():
    words = Terms(alter="facet", system="household", front="helm")
    contexts = manual.script().everything(words)
    for context in [contexts[0].parent, *contexts]:
        told = context.command.get_help(context)
        assert defaults(told) == [], context.command_path


def defaults(told):
    """Return the usual words in a help text; names of commands and scopes stay."""
    names = (
        r"(?m)homestead [a-z -]+[a-z](\.\w+)?|^  (?!home)[a-z-]+ |`[^`]*`|--[a-z-]+"
        r"|[a-z]+:\w+"
    )
    plain = re.sub(names, "", told)
    return re.findall(
        r"\b(?<!co-)(?:sub)?(?:alter|system|front)s?\b", plain, re.IGNORECASE
    )
