#!/usr/bin/env bash
# Sees to what tests need besides Python packages: PostgreSQL's server and Chromium. Installs what is missing
# where it may (Debian or Ubuntu, as root); anywhere else it only says what to install.
set -euo pipefail

wanted=()
compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null || command -v pg_ctl >/dev/null || wanted+=(postgresql)
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
  wanted+=(chromium)
[ ${#wanted[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${wanted[*]} ..."
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } >/dev/null || true
else
  echo "Tests would use ${wanted[*]}, which this computer lacks. Install them to run every test."
fi
