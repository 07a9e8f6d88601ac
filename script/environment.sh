# Sourced by the other scripts: where the checkout is, and the tools that bootstrap put into it.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
TOOLS=$ROOT/var/tools
PATH=$TOOLS/node_modules/.bin:$PATH
# What one clone has compiled serves the next, wherever it lies.
export CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false

say() { printf '%s\n' "$*" >&2; }
give_up() { say "$@"; exit 1; }

# The packages of a list (word by word) that dpkg does not know as installed.
missing_packages() {
  local installed package
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
  for package in "$@"; do
    grep -qxF "$package" <<<"$installed" || printf '%s\n' "$package"
  done
}

# Node as the web build wants it: 20.19 or later.
has_node() {
  command -v npm >/dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}
