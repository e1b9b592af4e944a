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
  $ upbench list experiments > /dev/full
  upbench: cannot write to the standard output: No space left on device
  [5]
  $ upbench --help > /dev/full
  upbench: cannot write to the standard output: No space left on device
  [5]
  $ upbench --help >&-
  upbench: cannot write to the standard output: Bad file descriptor
  [5]

A reader that leaves changes nothing: there is no message, every command does what it does, and its exit code is the one
that it would have had. (Nobody reads from descriptor 5.)

  $ mkfifo pipe; exec 4<>pipe 5>pipe 4<&-
  $ gone() { upbench "$@" >&5; echo "$? $1"; }
  $ fake-run planned -rows=[1000,2000,5000] unnest:a=3e6:b=900 row:a=1e6:b=90000
  $ fake-run arms -samples=12 -started='"2026-01-01T00:00:00Z"' row:arm=base:ms=20 row:arm=new:ms=40; upbench history arms -o history.csv > out
  $ for word in --help --version --man 'list columns' 'list peers --format json' 'help run'; do gone $word; done
  0 --help
  0 --version
  0 --man
  0 list
  0 list
  0 help
  $ gone run --dry-run
  0 run
  $ gone run -s unnest -r 1 --samples 1 -o gone; ls gone | wc -l
  0 run
  6
  $ gone report planned; ls planned | wc -l
  0 report
  5
  $ gone report planned -o -; gone report planned --format markdown; gone report planned --plots plots
  0 report
  0 report
  0 report
  $ gone compare arms; gone compare arms --format json; gone compare arms -o comparison; test -s comparison
  1 compare
  1 compare
  1 compare
  $ gone compare arms --history history.csv
  0 compare
  $ gone compare arms -q --export bencher=/dev/fd/5; gone compare arms -q -o /dev/fd/5
  1 compare
  1 compare
  $ gone plan planned --rows 3000; gone advise planned --rows 3000
  0 plan
  0 advise
  $ gone history arms -o history.csv; gone history arms -o -
  0 history
  0 history
  $ gone check -s unnest
  0 check
  $ gone data -r 10000000; gone data -r 10000000 -o -
  0 data
  0 data
  $ gone peer < /dev/null
  0 peer
  $ gone nosuch
  upbench: unknown command "nosuch"
  Try 'upbench --help'.
  2 nosuch
  $ ls $TMPDIR

Also where a block before the last one failed, there is an error, and none named "Success":

  $ upbench run -s null --dry-run > /dev/full
  upbench: cannot write all to the standard output
  [5]
