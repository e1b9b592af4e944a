An experiment file with a mistake is told by file and line. The exit code is 2.

  $ check() { printf "$1" > bad.ini; upbench run bad.ini; }

  $ upbench run missing.ini
  upbench run: experiment missing.ini: No such file or directory
  [2]
  $ upbench run ./missing
  upbench run: experiment ./missing: No such file or directory
  [2]
  $ mkdir directory.ini
  $ upbench run directory.ini
  upbench run: experiment directory.ini: Is a directory
  [2]
  $ check ''
  upbench run: bad.ini:1: the file is empty: at least one [section] is needed
  [2]
  $ check '; nothing\n\n# at all\n'
  upbench run: bad.ini:1: the file is empty: at least one [section] is needed
  [2]
  $ check '[global]\nrows = 1\n'
  upbench run: bad.ini:1: there is no section besides [global]: at least one group of cases is needed
  [2]
  $ check 'rows = 1\n'
  upbench run: bad.ini:1: "rows" comes before any [section]
  [2]
  $ check '\357\273\277rows = 1\n'
  upbench run: bad.ini:1: "rows" comes before any [section]
  [2]
  $ check '[a]\nstrategy unnest\n'
  upbench run: bad.ini:2: neither "key = value" nor "[section]"
  [2]
  $ check '[a\nstrategy = unnest\n'
  upbench run: bad.ini:1: neither "key = value" nor "[section]"
  [2]
  $ check '[]\nstrategy = unnest\n'
  upbench run: bad.ini:1: the section has no name
  [2]
  $ check '[a]\nstrategy = unnest\nrowz = 1\n'
  upbench run: bad.ini:3: unknown key "rowz" (did you mean "rows"?)
  [2]
  $ check '[a]\nstrategy = unnest\n\n; a comment\nrows = none\n'
  upbench run: bad.ini:5: rows: "none" is not a whole number such as 1914, 10_000, 5M or 1.5e6
  [2]
  $ check '[a]\nstrategy = unnest\ncolumns = 21\n'
  upbench run: bad.ini:3: columns: "21" is not between 2 and 20
  [2]
  $ check '[a]\nstrategy = unnest\nrows =\n'
  upbench run: bad.ini:3: rows: the list is empty
  [2]
  $ check '[a]\nstrategy = unnest\nthreshold = fast\n'
  upbench run: bad.ini:3: threshold: "fast" is not a percentage such as 2, 0.5 or 5%
  [2]
  $ check '[global]\nmetric = speed\n[a]\nstrategy = unnest\n'
  upbench run: bad.ini:2: metric: "speed" is not one of update, total, wal_bytes, round_trips, bytes_sent, buffers, server_cpu, client_cpu, backend_peak, client_peak, server_instructions, client_instructions, temp_bytes, table_bytes, index_bytes, cold, update_mean, update_slow, update_spread, tails
  [2]
  $ check '[a]\nstrategy = unnest\nset = jit\n'
  upbench run: bad.ini:3: set: "jit" is not of the form NAME=VALUE
  [2]
  $ check '[a]\nstrategy = unnest\noutput = x\n'
  upbench run: bad.ini:3: "output" cannot be set in a file, only on the command line
  [2]
  $ check '[a]\nstrategy = unnest\ndbname = x\n'
  upbench run: bad.ini:3: "dbname" cannot be set in a file, only on the command line
  [2]
  $ check '[a]\nstrategy = unnest\nrows = 1\nrows = 2\n'
  upbench run: bad.ini:4: "rows" is already set in line 3
  [2]
  $ check '[a]\nstrategy = unnest\n[a]\nstrategy = row\n'
  upbench run: bad.ini:3: section [a] exists already, in line 1
  [2]
  $ check '[a]\nstrategy = unnest\n[global]\nrows = 1\n'
  upbench run: bad.ini:3: [global] must be the first section
  [2]
  $ check '[a]\nstrategy = unnest\ndescription = x\n'
  upbench run: bad.ini:3: "description" belongs in [global]
  [2]
  $ check '[a]\nstrategy = unest\n'
  upbench run: bad.ini:2: strategy: there is no strategy "unest" (did you mean "unnest"?)
  [2]
  $ check '[a]\nrows = 1\n'
  upbench run: bad.ini:1: [a] has neither "strategy" nor "peer"
  [2]
  $ check '[a]\nstrategy = unnest\n[b]\nrows = 1\n'
  upbench run: bad.ini:3: [b] has neither "strategy" nor "peer"
  [2]
  $ check '[a]\nstrategy = unnest\nrows = 1\n[b]\nstrategy = row\nrows = 0\n'
  upbench run: bad.ini:6: rows: "0" is not between 1 and 10000000
  [2]
  $ check '[a]\nstrategy = unnest\n\000'
  upbench run: experiment bad.ini: it has a NUL byte
  [2]
  $ head -c 5000 /dev/urandom > binary.ini
  $ upbench run binary.ini 2> message
  [2]
  $ wc -l < message
  1

The same for the lines of [claim]:

  $ claim() { check "[a]\\nstrategy = unnest\\n[claim]\\n$1\\n"; }

  $ claim 'figure = unest: update=1s'
  upbench run: bad.ini:4: figure: there is no peer "unest" (did you mean the strategy "unnest", for --strategy?)
  [2]
  $ claim 'figure = unnest update=1s'
  upbench run: bad.ini:4: figure: "unnest update=1s" is not of the form CASE: STAGE=VALUE
  [2]
  $ claim 'figure = unnest: update'
  upbench run: bad.ini:4: figure: "update" is not of the form STAGE=VALUE
  [2]
  $ claim 'figure = unnest: updat=1s'
  upbench run: bad.ini:4: figure: "updat" is not a stage: use fetch, classify, create, update, business or sync
  [2]
  $ claim 'figure = unnest: update=8s..7s'
  upbench run: bad.ini:4: figure: a claim is a duration above 0 such as 500ms, or a range such as 7s..8s, the lower end first
  [2]
  $ claim 'figure = unnest rows=1,2: update=1s'
  upbench run: bad.ini:4: figure: unnest: 2 cases, where a figure needs exactly one: give each option one value
  [2]
  $ claim 'pair = unnest: words'
  upbench run: bad.ini:4: pair: "unnest: words" is not of the form CASE, CASE: WORDS
  [2]
  $ claim 'pair = unnest, row rows=x: words'
  upbench run: bad.ini:4: pair: rows: "x" is not a whole number such as 1914, 10_000, 5M or 1.5e6
  [2]
  $ claim 'speed = 3'
  upbench run: bad.ini:4: [claim] has lines "figure" and "pair", not "speed"
  [2]
  $ check '[claim]\npair = unnest, row: words\n'
  upbench run: bad.ini:1: there is no section besides [claim]: at least one group of cases is needed
  [2]

The command line is checked before the file, and nothing was run:

  $ upbench run bad.ini --rows 0
  upbench run: --rows: "0" is not between 1 and 10000000
  Try 'upbench run --help'.
  [2]
  $ ls -d results
  ls: cannot access 'results': No such file or directory
  [2]
