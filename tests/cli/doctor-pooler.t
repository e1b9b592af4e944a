A pooler between upbench and the server.  In transaction mode nothing is measured, and no setting reaches the pooler's other clients:

  $ command -v pgbouncer > /dev/null || exit 80 # pgbouncer is missing; scripts/setup --test installs it
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > pooled="host=$SERVER_AREA port=6432 user=upbench dbname=upbench"
  > start() {
  >   $SERVER_AS tee "$SERVER_AREA/users" <<< "\"upbench\" \"$PGPASSWORD\"" > users
  >   $SERVER_AS tee "$SERVER_AREA/ini" > ini << INI
  > [databases]
  > upbench = ${SERVER/user=upbench /} pool_size=${2:-20}
  > [pgbouncer]
  > pool_mode = $1
  > unix_socket_dir = $SERVER_AREA
  > listen_port = 6432
  > auth_type = trust
  > auth_file = $SERVER_AREA/users
  > logfile = $SERVER_AREA/log.$1
  > pidfile = $SERVER_AREA/pid
  > INI
  >   $SERVER_AS pgbouncer -q -d "$SERVER_AREA/ini"
  >   until psql -XAtq "$pooled" -c 'SELECT 1' > ready 2>&1; do :; done
  > }
  > stop() {
  >   kill "$(cat "$SERVER_AREA/pid")"
  >   while [[ -e $SERVER_AREA/.s.PGSQL.6432 ]]; do :; done
  > }
  > run() { upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -o "$1" -d "$pooled"; echo "run $?"; }
  > for mode in statement transaction session; do
  >   start $mode
  >   echo "# $mode"
  >   psql -XAtq "$pooled" -c "SELECT name, setting FROM pg_settings ORDER BY name" > before
  >   upbench doctor -d "$pooled" | grep -o 'a pooler in .* mode$'; echo "doctor ${PIPESTATUS[0]}"
  >   run $mode
  >   psql -XAtq "$pooled" -c "SELECT name, setting FROM pg_settings ORDER BY name" > after
  >   cmp before after
  >   stop
  > done
  > start session 1
  > echo "# session, a pool of one backend"
  > upbench doctor -d "$pooled" | sed -n '/rules a run out/,/^ *$/p'; echo "doctor ${PIPESTATUS[0]}"
  > run one
  > stop
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
  upbench run: --dbname: a pooler in transaction mode is between upbench and the server: settings would reach its other clients, and statements of a case any backend; name the server itself
  run 2
  # session
  a pooler in session mode
  doctor 0
  upbench run: warning: a pooler in session mode is between upbench and the server: a backend that does not heed a cancellation cannot be ended, and each connection takes one of the pool for the whole run; name the server itself
  session
  run 0
  # session, a pool of one backend
  What rules a run out:
    - a second connection gets no backend within 5 s: a run needs several at once; name the server itself, or enlarge the pool
  
  doctor 2
  upbench run: --dbname: a second connection gets no backend within 5 s: a run needs several at once; name the server itself, or enlarge the pool
  run 2
  $ ls -d transaction
  ls: cannot access 'transaction': No such file or directory
  [2]
