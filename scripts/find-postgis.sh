#!/bin/sh
# Print the folder of PostgreSQL's programs, of a version that has PostGIS; install Debian's where none is found
# and this user may. Usage: find-postgis.sh [--no-install]
set -eu

find_one() {
    for folder in ${POSTGRESQL_BIN:+"$POSTGRESQL_BIN"} /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \
        /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin /usr/local/pgsql/bin; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_config" ] \
            && [ -f "$("$folder/pg_config" --sharedir)/extension/postgis.control" ]; then
            echo "$folder"
            return 0
        fi
    done
    return 1
}

find_one && exit 0
if [ "${1:-}" != "--no-install" ] && command -v apt-get >/dev/null 2>&1; then
    sudo=""
    if [ "$(id -u)" -ne 0 ]; then sudo="sudo -n"; fi
    if [ -z "$sudo" ] || sudo -n true 2>/dev/null; then
        echo "==> no PostgreSQL with PostGIS found: installing the system's packages" >&2
        # The tests make servers of their own: Debian need not make one, nor start it with the machine.
        settings=/etc/postgresql-common
        if [ ! -e "$settings/createcluster.conf" ]; then
            $sudo mkdir -p "$settings/createcluster.d"  # beside the package's own file, which reads it
            echo "create_main_cluster = false" | $sudo tee "$settings/createcluster.d/dateline.conf" >/dev/null
        fi
        # Lists that were fetched a moment ago will do; a refresh that fails is no reason to stop.
        newest() { apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' | cut -d' ' -f1 | sort -V | tail -n 1; }
        install() {
            DEBIAN_FRONTEND=noninteractive $sudo apt-get -o DPkg::Lock::Timeout=300 install -y -qq \
                --no-install-recommends "$1" >&2
        }
        package=$(newest)
        if [ -z "$package" ] || ! install "$package"; then
            $sudo apt-get update -qq >&2 || true
            package=$(newest)
            install "${package:-postgresql-15-postgis-3}" || true
        fi
        find_one && exit 0
    fi
fi
echo "No PostgreSQL with PostGIS found; the tests of cases in a database need one." >&2
echo "Run: sudo apt-get install postgresql-15-postgis-3 (elsewhere: set POSTGRESQL_BIN to the folder of initdb)" >&2
exit 1
