"""Commands that train optional models: train attribution."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toldby.cli.options import AsJson
from toldby.cli.output import note, say_columns, say_json


def register(app: typer.Typer) -> None:
    """Put the group into the application."""
    group = typer.Typer(
        help="Models of your own, trained on this machine; none is shipped.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.callback()(_keep_group)
    group.command("attribution")(attribution)
    app.add_typer(group, name="train")


def _keep_group() -> None:
    """Models of your own, trained on this machine; none is shipped."""


def attribution(
    gold: Annotated[list[str], typer.Argument(help="Gold files: attributions as JSON lines.", metavar="GOLD")],
    out: Annotated[Path, typer.Option("--out", help="The file of the model.")] = Path("judge.json"),
    as_json: AsJson = False,
) -> int:
    """Train a judge that rates what the rules find; its figures come from documents it has not seen."""
    from toldby import api

    model = api.train_attribution(tuple(gold), str(out))
    if as_json:
        say_json({"model": model.name, "file": str(out), "threshold": model.threshold, "figures": model.figures})
        return 0
    say_columns([("model", model.name), ("threshold", f"{model.threshold:g}")])
    say_columns([(name.replace("_", " "), f"{value:g}") for name, value in model.figures.items()])
    note(f"wrote {out}; use it with toldby build FOLDER --judge {out}")
    return 0
