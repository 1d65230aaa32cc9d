"""`python -m toldby` is the command line."""

from toldby.cli import main

main()
