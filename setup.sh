# Sourced by ./run, ./test and ./clementia: finds or installs what they need. Says what it does, does nothing twice.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

say() { printf '%s\n' "$*" >&2; }

# need COMMAND PACKAGE... : makes sure COMMAND is on the path, installing Debian packages when it is not.
# Returns 1, having said what to do, when it cannot.
need() {
  local command=$1; shift
  command -v "$command" >/dev/null 2>&1 && return 0
  local as=()
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as=(sudo -n)
    else say "'$command' is missing and this user may not install it: as root, run apt-get install $*"; return 1; fi
  fi
  command -v apt-get >/dev/null 2>&1 || { say "'$command' is missing, and there is no apt-get here: install $*"; return 1; }
  say "Installing $* ..."
  if [ -z "${apt_updated:-}" ]; then
    "${as[@]}" apt-get update -qq >/dev/null 2>&1 || true
    apt_updated=1
  fi
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >/dev/null 2>&1 \
    || { say "Installing $* did not work: run apt-get install $* and read what it says."; return 1; }
  command -v "$command" >/dev/null 2>&1
}

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 && dotnet --list-sdks 2>/dev/null | grep -q '^10\.' && return 0
  say "Clementia needs the .NET 10 SDK: install it (package dotnet-sdk-10.0 where your system has it) and run this again."
  exit 2
}

# Typst, which sets the brief's PDF, comes from npm into the folder of the brief's writer. Not `npm ci`: that wants the packages of every
# platform in the lock file, and not every registry serves them all; the lock's digests are checked either way.
need_typst() {
  local folder="$root/src/Clementia.Documents/Briefs/typst"
  [ -d "$folder" ] || return 0
  if [ ! -e "$folder/node_modules/.package-lock.json" ] || [ "$folder/package-lock.json" -nt "$folder/node_modules/.package-lock.json" ]; then
    need node nodejs npm && need npm npm || return 1
    say "Fetching Typst (sets the brief) ..."
    (cd "$folder" && npm install --no-save --no-audit --no-fund --loglevel=error >/dev/null 2>&1) \
      || { say "npm install --no-save in src/Clementia.Documents/Briefs/typst did not work: run it there and read what it says. Until then briefs come out as .docx and .html only."; return 1; }
    touch "$folder/node_modules/.package-lock.json"
  fi
}

# Whether a source is newer than the last build. Folders count too: a file that was taken away changes only its folder.
is_stale() {
  local stamp="$root/artifacts/run/built"
  [ ! -e "$stamp" ] || [ -n "$(find "$root/src" "$root/catalog" "$root/law" "$root/policies" "$root/mappings" "$root"/Directory.*.props "$root/global.json" -newer "$stamp" -not -path '*/node_modules*' -print -quit 2>/dev/null)" ]
}

# Builds the command line when it is stale. Two commands started at once build once: the second waits for the first.
build_lean() {
  is_stale || return 0
  need_dotnet
  mkdir -p "$root/artifacts/run"
  (
    ! command -v flock >/dev/null 2>&1 || flock 9
    is_stale || exit 0
    say "Building ..."
    # The stamp carries the time the build began, so that a file changed meanwhile is seen next time.
    stamp="$root/artifacts/run/built"
    touch "$stamp.new"
    # The compiler's server outlives the build and must not hold the lock.
    CLEMENTIA_LEAN=1 dotnet build "$root/src/Clementia.Cli" -c Release -v q --nologo -clp:ErrorsOnly >"$root/artifacts/run/build.log" 2>&1 9>&- \
      || { cat "$root/artifacts/run/build.log" >&2; rm -f "$stamp.new"; exit 1; }
    mv "$stamp.new" "$stamp"
  ) 9>"$root/artifacts/run/lock" || exit 1
}

clementia() { dotnet "$root/artifacts/run/bin/Clementia.Cli/release/clementia.dll" "$@"; }
