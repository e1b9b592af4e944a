A pooler between upbench and the server.  In transaction mode nothing is measured, and no setting reaches the pooler's other clients:

  $ command -v pgbouncer > /dev/null || exit 80 # pgbouncer is missing; scripts/setup --test installs it
  $ cat > script << 'END'
  > . pooler
  > run() { upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -o "$1" -d "$pooled"; echo "run $?"; }
  > for mode in statement transaction session; do
  >   pooler_start $mode
  >   echo "# $mode"
  >   pooler_settings > before
  >   upbench doctor -d "$pooled" | grep -o 'a pooler in .* mode$'; echo "doctor ${PIPESTATUS[0]}"
  >   run $mode
  >   pooler_settings > after
  >   cmp before after
  >   pooler_stop
  > done
  > for size in 1 2 3; do
  >   pooler_start session $size
  >   echo "# session, a pool of $size"
  >   upbench doctor -d "$pooled" | sed -n '/rules a run out/,/^ *$/p'; echo "doctor ${PIPESTATUS[0]}"
  >   run pool-$size
  >   pooler_stop
  > done
  > pooler_start session 3
  > echo "# two cases, a pool of 3"
  > upbench run -q -s unnest,json -r 5 -o two -d "$pooled"; echo "run $?"
  > upbench doctor -d "$pooled" --format json | grep -E '"(pooling|second_answers|backends)"'
  > pooler_stop
  > END
  $ with-server bash script
  # statement
  a pooler in statement mode
  doctor 2
  upbench run: --dbname: a pooler in statement mode is between upbench and the server: it takes no transactions, which a sync is; name the server itself
  run 2
  # transaction
  a pooler in transaction mode
  doctor 2
  upbench run: --dbname: a pooler in transaction mode is between upbench and the server: settings would reach its other clients, and statements of a case any backend; name the server itself; `upbench run` measures through the pooler with --pooled, and --control CONNINFO for the server itself
  run 2
  # session
  a pooler in session mode
  doctor 0
  upbench run: warning: a pooler in session mode is between upbench and the server: each connection takes a backend of the pool for the whole run; name the server itself
  session
  run 0
  # session, a pool of 1
  What rules a run out:
    - a second connection gets no backend within 5 s: a run needs several at once; name the server itself, or enlarge the pool
  
  doctor 2
  upbench run: --dbname: a second connection gets no backend within 5 s: a run needs several at once; name the server itself, or enlarge the pool
  run 2
  # session, a pool of 2
  What rules a run out:
    - 3 connections are needed at once, two of them for control and watchdog, and the pooler has backends for 2: a case that gets none waits for one; name the server itself, enlarge the pool, or run fewer cases
  
  doctor 2
  upbench run: --dbname: 3 connections are needed at once, two of them for control and watchdog, and the pooler has backends for 2: a case that gets none waits for one; name the server itself, enlarge the pool, or run fewer cases
  run 2
  # session, a pool of 3
  Nothing rules a run out.
  doctor 0
  upbench run: warning: a pooler in session mode is between upbench and the server: each connection takes a backend of the pool for the whole run; name the server itself
  pool-3
  run 0
  # two cases, a pool of 3
  upbench run: --dbname: 4 connections are needed at once, two of them for control and watchdog, and the pooler has backends for 3: a case that gets none waits for one; name the server itself, enlarge the pool, or run fewer cases
  run 2
      "pooling": "session",
      "second_answers": true,
      "backends": 3,
  $ ls -d transaction two pool-1
  ls: cannot access 'transaction': No such file or directory
  ls: cannot access 'two': No such file or directory
  ls: cannot access 'pool-1': No such file or directory
  [2]
