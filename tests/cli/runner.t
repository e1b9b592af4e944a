The runner itself. A transcript that is true:

  $ cat > true.t << 'END'
  >   $ echo to stdout; echo to stderr >&2
  >   to stdout
  >   to stderr
  >   $ (exit 3)
  >   [3]
  >   $ echo took 12 ms
  >   took [0-9]+ ms (re)
  >   $ echo one two three
  >   one * three (glob)
  >   $ ls
  > END
  $ run="$TESTDIR/run --program /bin/true"
  $ $run true.t
  ok   true
  tests: 1 passed, 0 failed

Wrong output, a wrong exit code and a transcript that hangs are failures, and do not hide each other:

  $ printf '  $ false || exit 80 # no moon tonight\n' > skip.t
  $ $run true.t skip.t | sort
  ok   true
  skip skip: no moon tonight
  tests: 1 passed, 0 failed
  $ $run skip.t
  skip skip: no moon tonight
  tests: 0 passed, 0 failed
  skipped: no moon tonight
  [77]
  $ rm skip.t
  $ printf '  $ echo one\n  two\n' > output.t
  $ printf '  $ (exit 3)\n  [4]\n' > code.t
  $ printf '  $ sleep 60\n' > hang.t
  $ $run true.t output.t code.t > out
  [1]
  $ CLI_TEST_TIMEOUT=1 $run hang.t >> out
  [1]
  $ grep -v '^ ' out | sort
  FAIL code
  FAIL hang
  FAIL output
  ok   true
  tests: 0 passed, 1 failed
  tests: 1 passed, 2 failed
  $ grep -E '^ +([-+] |stopped)' out | sort
       +  [3]
       +  one
       -  [4]
       -  two
       stopped after 1 seconds

It leaves nothing behind, and `--update` makes a wrong transcript true:

  $ ls
  code.t
  hang.t
  out
  output.t
  true.t
  $ $run --update output.t > /dev/null
  $ cat output.t
    $ echo one
    one

`upbench` is the program under test, wherever the transcript runs:

  $ printf '  $ upbench; echo $?\n  0\n' > program.t
  $ $run program.t
  ok   program
  tests: 1 passed, 0 failed
  $ $TESTDIR/run --program /no/such/program
  tests/cli/run: no program at /no/such/program: build it first
  [2]
