"""`homestead serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from homestead.core.commands import noun, the_door

app = noun("Run the home: the daemon, in the foreground.", no_args_is_help=False)


@app.command()
def serve(
    ctx: typer.Context,
    host: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Address to listen on; 127.0.0.1 if not set."
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(metavar="PORT", help="Port to listen on; 7410 if not set.", min=0),
    ] = None,
    *,
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the home in a browser.")
    ] = False,
) -> None:
    """Run the home: the daemon, in the foreground. Ctrl-C ends it."""
    from homestead import daemon

    door = the_door(ctx)

    def ready(url: str, first: str) -> None:
        door.say(f"Homestead is at {url} (Ctrl-C ends it)")
        if first:
            from homestead.cli.showing import welcome

            for line in welcome.lines(first):
                door.say(line)
        if open_page:
            import webbrowser

            webbrowser.open(first or url)

    daemon.serve(door.paths, host=host, port=port, ready=ready)
