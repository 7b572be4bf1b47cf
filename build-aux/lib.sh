# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the scripts in this folder share. To be sourced by bash.

house_scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
house_root=$(dirname "$house_scripts")
house_cache=${XDG_CACHE_HOME:-$HOME/.cache}/regulars
house_build=$house_root/_build
# What it takes to run the program from the plain tree.
house_programs=(src/app/regulars src/cli/regulars-cli po/zh_CN/LC_MESSAGES/regulars.mo data/gschemas.compiled)

house_say () { printf '%s\n' "$*" >&2; }

# house_enter "$@": the script goes on inside the development environment.
house_enter () {
  [ -n "${REGULARS_IN_DEVENV:-}" ] || exec "$house_scripts/devenv" "$(readlink -f "$0")" "$@"
}

# house_configure plain|checked: make the build tree, or make it again when the
# platform or the options changed. The two trees are all there are.
#
#   plain    what people run: the window, the command line, benchmarks, pictures
#   checked  with the address and undefined-behaviour sanitizers, every change
#            checked against the journal: most tests
house_configure () {
  local name=$1 tree=$house_build/$1 options stamp
  case $name in
    plain)
      options=(-Dprofile=default)
      # A newer compiler has newer warnings; they must not keep people from
      # running the program.
      if [ "${REGULARS_IN_DEVENV:-}" = container ]; then options+=(-Dwerror=true); fi
      ;;
    checked)
      options=(-Dprofile=development -Dwerror=true -Db_sanitize=address,undefined -Db_lundef=false)
      ;;
    *) house_say "no such build tree: $name"; return 1 ;;
  esac
  stamp="$house_root ${REGULARS_PLATFORM:-} ${options[*]}"
  if [ -f "$tree/build.ninja" ] && [ "$(cat "$tree/.house" 2>/dev/null)" = "$stamp" ]; then
    return 0
  fi
  mkdir -p "$house_build"
  rm -rf "$tree"
  if ! (cd "$house_root" && meson setup "$tree" "${options[@]}") >"$house_build/$name.log" 2>&1 </dev/null; then
    tail -n 30 "$house_build/$name.log" >&2
    house_say "The build tree “$name” could not be configured; all of it is in _build/$name.log."
    rm -rf "$tree"
    return 1
  fi
  printf '%s' "$stamp" > "$tree/.house"
}

# house_compile plain|checked [TARGET…]: quietly, the chatter is shown only when
# it fails. One at a time: ninja does not guard its tree against a second one.
house_compile () {
  local name=$1; shift
  mkdir -p "$house_build"
  (
    flock 8
    house_configure "$name" || exit 1
    if ! ninja -C "$house_build/$name" "$@" >"$house_build/$name.log" 2>&1 </dev/null; then
      # What failed, without the hundreds of lines that went well.
      grep -v '^\[[0-9]*/[0-9]*\] [A-Z]' "$house_build/$name.log" | tail -n 60 >&2
      house_say "It does not build; all of it is in _build/$name.log."
      exit 1
    fi
  ) 8>"$house_build/$name.lock"
}

# house_uninstalled: what a program needs to run from the plain tree.
house_uninstalled () {
  local tree=$house_build/plain
  export REGULARS_LOCALEDIR=$tree/po
  export GSETTINGS_SCHEMA_DIR=$tree/data
  export XDG_DATA_DIRS=$house_root/data:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
}

# house_runtime_dir: a private folder for sockets where the machine gives none.
house_runtime_dir () {
  if [ -z "${XDG_RUNTIME_DIR:-}" ] || [ ! -w "$XDG_RUNTIME_DIR" ]; then
    XDG_RUNTIME_DIR=$(mktemp -d "${TMPDIR:-/tmp}/regulars-run.XXXXXX")
    export XDG_RUNTIME_DIR
    chmod 700 "$XDG_RUNTIME_DIR"
    house_own_runtime_dir=$XDG_RUNTIME_DIR
  fi
}
