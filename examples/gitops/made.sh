#!/usr/bin/env bash
# Keeps what was made in the branch photoshoot-state, between runs on machines that are thrown away.
#
#   made.sh fetch    brings state, originals and pictures into .photoshoot
#   made.sh save     commits and pushes them; run it after apply, whatever apply ended with
#
# Only one apply may run at a time: the CI system sees to that (concurrency, resource_group). If another one
# was faster all the same, the push is refused and the run fails aloud: nothing is overwritten.
set -euo pipefail
branch=photoshoot-state
here=$(cd "$(dirname "$0")" && pwd)
remote=${PHOTOSHOOT_REMOTE:-$(git -C "$here" remote get-url origin)}

case "${1:-}" in
fetch)
	if git ls-remote --exit-code --heads "$remote" "$branch" >/dev/null; then
		git clone --quiet --single-branch --branch "$branch" "$remote" "$here/.photoshoot"
	else
		git init --quiet --initial-branch "$branch" "$here/.photoshoot"
		git -C "$here/.photoshoot" remote add origin "$remote"
	fi
	mkdir -p "$here/.photoshoot/out"
	ln -sfn .photoshoot/out "$here/out" # pictures are kept with the rest
	;;
save)
	cd "$here/.photoshoot"
	printf '%s\n' thumbs/ backups/ photos.cache '*.lock' '*-shm' '*.part' >.gitignore # a -wal is state, too
	git add --all
	git diff --cached --quiet && exit 0
	git -c user.name=photoshoot -c user.email=photoshoot@localhost commit --quiet -m "What was made for ${GITHUB_SHA:-${CI_COMMIT_SHA:-this commit}}"
	git push --quiet origin "HEAD:$branch"
	;;
*)
	echo "usage: made.sh fetch|save" >&2
	exit 2
	;;
esac
