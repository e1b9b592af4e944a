A fresh Debian for a command. Wrong arguments:

  $ fresh=$SOURCE/scripts/fresh
  $ "$fresh"
  scripts/fresh: a suite and a command are needed, as in: scripts/fresh bookworm scripts/bench
  [2]
  $ "$fresh" bookworm
  scripts/fresh: a suite and a command are needed, as in: scripts/fresh bookworm scripts/bench
  [2]
  $ "$fresh" --colour red bookworm true
  scripts/fresh: unknown option: --colour
  [2]
  $ "$fresh" --mirror
  scripts/fresh: --mirror needs a value
  [2]
  $ "$fresh" ../bookworm true
  scripts/fresh: "../bookworm" is not the name of a suite
  [2]
  $ "$fresh" --output nowhere bookworm true
  scripts/fresh: nowhere is not a directory
  [2]
  $ "$fresh" --help | head -n 3
  Runs a command on a fresh Debian: a minimal system of its own with a clone of this checkout in
  it, and nothing else.  Packages of this machine cannot hide one that scripts/setup forgets.
  

A mirror that does not answer has an exit code of its own, and nothing is left behind:

  $ test "$(id -u)" = 0 && command -v debootstrap > /dev/null || exit 80 # debootstrap is missing, or the user is not root
  $ export XDG_CACHE_HOME=$PWD/cache
  $ "$fresh" --mirror http://127.0.0.1:9/debian bookworm true
  scripts/fresh: http://127.0.0.1:9/debian does not answer, try 2 of 3
  scripts/fresh: http://127.0.0.1:9/debian does not answer, try 3 of 3
  scripts/fresh: the mirror http://127.0.0.1:9/debian does not answer after three tries
  [77]
  $ find cache -type f -size +0

One that answers without having the suite is a wrong argument:

  $ mkdir empty
  $ mkfifo address
  $ python3 -u -m http.server --bind 127.0.0.1 --directory empty 0 2> /dev/null > address &
  $ read -r line < address
  $ port=$(echo "$line" | sed 's/.* port \([0-9]*\) .*/\1/')
  $ "$fresh" --mirror "http://127.0.0.1:$port/debian" warty true 2>&1 | sed "s/:$port/:PORT/"
  scripts/fresh: http://127.0.0.1:PORT/debian has no suite "warty"
  $ "$fresh" --mirror "http://127.0.0.1:$port/debian" warty true 2> /dev/null
  [2]
  $ kill %1
