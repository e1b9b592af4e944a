Standard output that is closed, full, or read by nobody:

  $ upbench run -s unnest -r 1 --samples 1 -o closed >&-
  upbench: cannot write to the standard output: Bad file descriptor
  [5]
  $ wc -l < closed/samples.csv
  4
  $ upbench run -s unnest -r 1 --samples 1 -o full > /dev/full
  upbench: cannot write to the standard output: No space left on device
  [5]
  $ ls full | grep csv
  samples.csv
  summary.csv
  $ upbench run -s unnest -r 1 --samples 1 -o silent >&- 2>&- <&-
  [5]
  $ grep -c ^run silent/samples.csv
  1
  $ upbench run -s unnest -r 1 --samples 1 -o head | head -n 1
  1 rows? \S+ 20 columns.* (re)
  $ upbench list columns > /dev/full
  upbench: cannot write to the standard output: No space left on device
  [5]
  $ upbench --help > /dev/full
  upbench: cannot write to the standard output: No space left on device
  [5]
  $ upbench --help >&-
  upbench: cannot write to the standard output: Bad file descriptor
  [5]
  $ ls $TMPDIR
