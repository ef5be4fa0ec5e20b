#!/usr/bin/env bash
# What the tests need beside Python: Chromium, PostgreSQL, and LibreOffice to open the Word files. Installed where they are missing and we may; else said plainly.
set -u
missing=()
command -v chromium >/dev/null 2>&1 || missing+=(chromium fonts-liberation)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || missing+=(postgresql)
command -v soffice >/dev/null 2>&1 || missing+=(libreoffice-writer)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing ${missing[*]} for the tests ..."
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null && exit 0
fi
echo "Not installed, and left out: the tests that need ${missing[*]} (on Debian: apt-get install ${missing[*]})."
[ "${CI:-}" = "true" ] && exit 1
exit 0
