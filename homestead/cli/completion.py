"""`homestead completion`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from homestead.core.commands import noun

app = noun("Let the shell complete commands and names.")

_VARIABLE = "_HOMESTEAD_COMPLETE"


class Shell(StrEnum):
    """The shells Homestead completes in."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


@app.command()
def completion(
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")],
    *,
    install: Annotated[
        bool, typer.Option("--install", help="Put it where the shell finds it.")
    ] = False,
) -> None:
    """Print the script that completes in SHELL, or --install it."""
    from typer._completion_shared import get_completion_script
    from typer._completion_shared import install as put

    if install:
        _, path = put(shell=shell.value, prog_name="homestead", complete_var=_VARIABLE)
        print(f"Installed in {path}; open a new shell.")
    else:
        print(
            get_completion_script(
                prog_name="homestead", complete_var=_VARIABLE, shell=shell.value
            )
        )
