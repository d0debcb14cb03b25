#!/bin/sh
# Brings a site in containers to the newest Tallgrass: backup, new source, new image, restart.
#
#   sh deploy/update.sh
#
# In a clone it fetches the newest source itself. Without one, unpack the new download over this folder first.
set -eu
cd "$(dirname "$0")"

if [ ! -f .env ]; then
    echo "There is no .env beside this script, so no site to update. See docs/how-to/put-it-online.md." >&2
    exit 2
fi
if command -v docker >/dev/null 2>&1; then engine=docker; else engine=podman; fi

backup="before-update-$(date -u +%Y-%m-%d-%H%M%S).zip"
echo "Backing up ..."
$engine compose run --rm --no-deps -T site tallgrass backup --out "/data/backups/$backup"

if [ -d ../.git ]; then
    echo "Fetching the newest source ..."
    git -C .. pull --ff-only
fi

echo "Making the new image, while the site goes on running ..."
$engine compose build --pull site
echo "Starting it; the database is brought up to date as it starts ..."
$engine compose up --detach

echo "Done. As it was before: backups/$backup in the data of the site."
echo "In a minute, see that all is well: $engine compose exec site tallgrass checklist"
