What looks after each test of ctest. A command that succeeds, fails, or is skipped by itself:

  $ watched=$SOURCE/tests/watched
  $ $watched 10 sh -c 'echo "$@"' sh 'one two' three
  one two three
  $ $watched 10 sh -c 'exit 3'
  [3]
  $ $watched 10 sh -c 'echo "skipped: no moon tonight"; exit 77'
  skipped: no moon tonight
  [77]

A missing package is a reason to skip it, and named:

  $ $watched --needs=bash --needs=no-such-package --needs=binutils 10 echo never
  skipped: no-such-package is missing; scripts/setup --test installs it
  [77]

It has limited time:

  $ $watched 1 sh -c 'echo began; exec sleep 60'
  began
  stopped after 1 seconds
  [1]

A report of a sanitizer fails it, whatever it exits with, also that of a process which another user
owns; and nothing is left of the report:

  $ report='file=${ASAN_OPTIONS#log_path=}; echo "leak of 1 byte" > "${file%%:*}.$$"'
  $ $watched 10 sh -c "$report"
  leak of 1 byte
  a sanitizer reported the above
  [1]
  $ as_other=; if [ "$(id -u)" = 0 ]; then as_other='runuser -u nobody --'; fi
  $ $watched 10 $as_other sh -c "$report"
  leak of 1 byte
  a sanitizer reported the above
  [1]
  $ ls "$TMPDIR"
