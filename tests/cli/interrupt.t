What is measured when a signal comes stays, and the private cluster goes:

  $ begin() {
  >   upbench run --strategy unnest,row --rows 5 --samples 1000000 --precision 0 --output $1 > out 2> err &
  >   until [ "$(cat $1/samples.csv 2> /dev/null | wc -l)" -gt 8 ] || ! kill -0 $!; do sleep 0.05; done
  >   ls $TMPDIR | wc -l
  > }
  $ for signal in INT TERM HUP; do
  >   begin $signal; kill -$signal $!; wait $!; echo $?
  >   cat err; ls $TMPDIR
  >   grep outcome $signal/run.json
  > done
  1
  5
  upbench: interrupted: stopping; press Ctrl-C again to stop at once
  upbench run: [0-9]+ samples are kept in INT: interrupted by SIGINT (re)
    "outcome": "interrupted by SIGINT",
  1
  5
  upbench: interrupted: stopping; the same signal again stops it at once
  upbench run: [0-9]+ samples are kept in TERM: interrupted by SIGTERM (re)
    "outcome": "interrupted by SIGTERM",
  1
  5
  upbench: interrupted: stopping; the same signal again stops it at once
  upbench run: [0-9]+ samples are kept in HUP: interrupted by SIGHUP (re)
    "outcome": "interrupted by SIGHUP",
  $ head -n 1 out
  This run is incomplete: interrupted by SIGHUP after [0-9]+ of 2000000 samples (re)
  $ upbench report -q INT
  INT

A report of such a run begins with that, and a history refuses it:

  $ cp -r INT cut; sed -i 's/"outcome": .*/"outcome": null,/' cut/run.json
  $ upbench report cut | head -n 1
  This run is incomplete: killed, or still running, after [0-9]+ of 2000000 samples (re)
  $ upbench report INT --format markdown | sed -n '/./p' | sed -n 2p
  \*\*This run is incomplete: interrupted by SIGINT after [0-9]+ of 2000000 samples.*\*\* (re)
  $ grep -c 'This run is incomplete: interrupted by SIGINT after' INT/report.html
  1
  $ upbench history INT -o history.csv; upbench history cut -o history.csv; ls history.csv
  upbench history: INT is incomplete (interrupted by SIGINT): --force adds it anyway
  upbench history: cut is incomplete (killed, or still running): --force adds it anyway
  ls: cannot access 'history.csv': No such file or directory
  [2]
  $ upbench history --force INT -o history.csv
  history.csv: [12] rows? added, 0 already present (re)

Before the first sample nothing is left:

  $ upbench run -s unnest -o early & until ls $TMPDIR/upbench-* > /dev/null 2>&1; do :; done; kill -INT $!; wait $!
  upbench: interrupted: stopping; press Ctrl-C again to stop at once
  upbench run: nothing was measured: interrupted by SIGINT
  [5]
  $ ls -d early
  ls: cannot access 'early': No such file or directory
  [2]
  $ ls $TMPDIR

A signal ends a wait for rows, too:

  $ for overlap in "" --overlap; do
  >   upbench run -s unnest -r 5 --fetch-delay 1h --timeout 2h $overlap -o wait$overlap > out 2> err &
  >   until [ -e wait$overlap/samples.csv ] || ! kill -0 $!; do sleep 0.01; done
  >   kill -INT $!; wait $!; echo "exit code $?"; cat err; ls $TMPDIR
  > done
  exit code 5
  upbench: interrupted: stopping; press Ctrl-C again to stop at once
  upbench run: nothing was measured: interrupted by SIGINT
  exit code 5
  upbench: interrupted: stopping; press Ctrl-C again to stop at once
  upbench run: nothing was measured: interrupted by SIGINT

Twice, while the server does not answer. That the first was heard is printed before anything ends:

  $ begin twice; kill -STOP $(ps -o pid= --ppid $(head -n 1 $TMPDIR/*/data/postmaster.pid))
  1
  $ pending() { sed -n 's/^ShdPnd:.//p' /proc/$1/status; }
  $ kill -INT $!; until [ $(pending $!) = 0000000000000000 ] && [ -s err ] || ! kill -0 $!; do sleep 0.01; done
  $ cat err
  upbench: interrupted: stopping; press Ctrl-C again to stop at once

The second ends it at once, with a message, and the cluster goes all the same:

  $ kill -INT $!; wait $!
  [5]
  $ cat err
  upbench: interrupted: stopping; press Ctrl-C again to stop at once
  upbench: interrupted twice: stopped at once; samples of a run that were written are kept, and the next command on a named server names the schema that is left there
  $ for i in $(seq 400); do [ -z "$(ls $TMPDIR)" ] && break; sleep 0.05; done; ls $TMPDIR
  $ upbench report -q twice
  twice

A killed run: whoever watches over the cluster removes it.

  $ begin killed; kill -KILL $!; wait $! 2> /dev/null
  1
  [137]
  $ for i in $(seq 200); do [ -z "$(ls $TMPDIR)" ] && break; sleep 0.05; done; ls $TMPDIR
  $ upbench report killed > /dev/null; grep -c . killed/summary.csv
  3

A killed server process is no reason to leave anything, either:

  $ begin postmaster; kill -QUIT $(head -n 1 $TMPDIR/*/data/postmaster.pid); wait $!
  1
  [5]
  $ sed -E 's/[0-9]+ samples/N samples/; s,"/.*/\.s,"SOCKET,; s/failed: .*/failed: .../' err
  upbench run: N samples are kept in postmaster: connection to server on socket "SOCKET.PGSQL.5432" failed: ...
  $ ls $TMPDIR
