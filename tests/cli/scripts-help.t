A script explains itself, and does nothing else then:

  $ for script in scripts/setup scripts/bench scripts/test scripts/package scripts/fresh scripts/generations scripts/check \
  >     scripts/check-layers scripts/check-shape scripts/setup-servers tests/fresh/run; do
  >   timeout 10 "$SOURCE/$script" --help > out || echo "$script: $?"
  >   test $(wc -l < out) -gt 5 || echo "$script: no help"
  > done
  $ "$SOURCE/scripts/test" everything
  scripts/test: unknown argument: everything (to run some tests, see ctest in CONTRIBUTING.md)
  [2]
  $ "$SOURCE/scripts/package" --fast
  usage: scripts/package [DIRECTORY]
  [2]
  $ "$SOURCE/tests/fresh/run" bookworm
  tests/fresh/run: there is no part bookworm; tests/fresh/run --help lists them
  [2]
