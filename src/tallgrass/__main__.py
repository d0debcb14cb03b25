"""``python -m tallgrass``, for machines where the command is not on the path."""

from tallgrass.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
