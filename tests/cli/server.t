A named server, which asks for a password:

  $ cat > script << 'END'
  > check() { PGPASSWORD=$SERVER_PASSWORD psql -XAtq "$SERVER" -c "SELECT nspname FROM pg_namespace WHERE nspname ~ '^upbench'"; }
  > run() { upbench run -s unnest -r 5 --samples 1 "$@"; }
  > echo "- with the password"
  > run -d "$SERVER password=$SERVER_PASSWORD" -o run > out 2>&1; echo $?
  > check
  > cat out
  > grep -rl "$SERVER_PASSWORD" run out
  > python3 -c 'import json; print(json.load(open("run/run.json"))["command_line"])'
  > python3 -c 'import json; print(json.load(open("run/run.json"))["plans"])'
  > ls run
  > echo "- as a URI, and from the environment"
  > run -q -d "postgresql://upbench:$SERVER_PASSWORD@/upbench?host=$(sed 's/^host=\([^ ]*\).*/\1/;s,/,%2F,g' <<< "$SERVER")" -o uri; echo $?
  > PGPASSWORD=$SERVER_PASSWORD run -q -d "$SERVER" -o env; echo $?
  > grep -rl "$SERVER_PASSWORD" uri env
  > echo "- stopped by a signal"
  > for signal in INT TERM; do
  >   upbench run -q -s unnest,row -r 5 --samples 1000000 --precision 0 -d "$SERVER password=$SERVER_PASSWORD" -o $signal > out 2>&1 &
  >   until [ "$(cat $signal/samples.csv 2> /dev/null | wc -l)" -gt 4 ] || ! kill -0 $!; do sleep 0.05; done
  >   check | sed 's/_.*/_.../'
  >   kill -$signal $!; wait $!; echo $?
  >   check
  > done
  > echo "- killed: later runs name what it left, but nothing that is in use or of somebody else"
  > export PGPASSWORD=$SERVER_PASSWORD
  > sql() { PGOPTIONS='-c client_min_messages=warning' psql -XAtq "$SERVER" -c "$@"; }
  > psql -XAtq "$SERVER user=postgres" -c 'CREATE SCHEMA upbench_0123456789ab'
  > sql 'CREATE SCHEMA upbench_and_more'
  > begin() {
  >   upbench run -q -s unnest,row -r 5 --samples 1000000 --precision 0 -d "$SERVER" -o $1 > out.$1 2> err.$1 &
  >   until [ "$(cat $1/samples.csv 2> /dev/null | wc -l)" -gt 4 ] || ! kill -0 $!; do sleep 0.05; done
  > }
  > begin killed; kill -KILL $!; wait $! 2> /dev/null
  > until [ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE usename = 'upbench'")" = 1 ]; do sleep 0.05; done
  > left=$(sql "SELECT nspname FROM pg_namespace WHERE nspname ~ '^upbench_.{12}$' AND pg_has_role(nspowner, 'USAGE')")
  > begin lives
  > run -d "$SERVER" -q -o later 2> err; echo $?
  > run -d "$SERVER" -q --arm a:dbname="$SERVER" --arm b:dbname="$SERVER" -o arms 2>> err; echo $?
  > upbench check -s null -d "$SERVER" 2>> err | head -n 1
  > cat err.lives err | sed "s/$left/LEFT/;s/schema upbench_[0-9a-f]*/schema LIVES/"
  > kill -INT %%; wait %% 2> /dev/null; echo $?
  > sql "$(sed -n '1s/.*: DROP/DROP/p' err)"
  > run -d "$SERVER" -q -o last; echo $?
  > sql 'DROP SCHEMA upbench_and_more'; psql -XAtq "$SERVER user=postgres" -c 'DROP SCHEMA upbench_0123456789ab'
  > unset PGPASSWORD
  > echo "- a wrong password, none, another database, a bad setting"
  > run -d "$SERVER password=wr0ng" -o no; echo $?
  > run -d "$SERVER" -o no; echo $?
  > run -d "$SERVER password=$SERVER_PASSWORD dbname=nosuch" -o no; echo $?
  > run -d "$SERVER password=$SERVER_PASSWORD" --set work_mem=much -o no; echo $?
  > PGPASSWORD=$SERVER_PASSWORD psql -XAtq "$SERVER" -c "CREATE DATABASE latin TEMPLATE template0 ENCODING LATIN1 LOCALE 'C'"
  > run -d "$SERVER password=$SERVER_PASSWORD dbname=latin" -o no; echo $?
  > PGPASSWORD=$SERVER_PASSWORD psql -XAtq "$SERVER" -c "CREATE DATABASE ascii TEMPLATE template0 ENCODING SQL_ASCII LOCALE 'C'"
  > run -d "$SERVER password=$SERVER_PASSWORD dbname=ascii" -o no; echo $?
  > upbench run -s unnest -r 64,65 --workers 64 --samples 1 -d "$SERVER password=$SERVER_PASSWORD" -o no; echo $?
  > ls -d no
  > check
  > END
  $ with-server bash script 2>&1 | sed 's,"/.*/\.s\.PGSQL,"SOCKET,'
  - with the password
  0
  upbench run: plans are not captured: the server refused: access to library "auto_explain" is not allowed (SQLSTATE 42501)
  5 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +first +call +remark (re)
    unnest +\S+ \S+ +1 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
  
  Samples  run/samples.csv
  Summary  run/summary.csv
  Manifest run/run.json
  Report   run/report.html
  Plots    run/plots/distribution-5.svg
           run/plots/stages-5.svg
  ['upbench', 'run', '--strategy=unnest', '--rows=5', '--samples=1', '--dbname=...', '--output=run']
  access to library "auto_explain" is not allowed (SQLSTATE 42501)
  plots
  report.html
  run.json
  samples.csv
  summary.csv
  - as a URI, and from the environment
  uri
  0
  env
  0
  - stopped by a signal
  upbench_...
  5
  upbench_...
  5
  - killed: later runs name what it left, but nothing that is in use or of somebody else
  later
  0
  arms
  0
  a key twice: the last one wins
  upbench run: warning: killed runs left schemas on the server; to remove them: DROP SCHEMA LEFT CASCADE
  upbench run: warning: killed runs left schemas on the server; to remove them: DROP SCHEMA LEFT CASCADE
  upbench run: warning: another run of upbench is at work on this server, so neither measures what it would alone: schema LIVES
  upbench run: warning: killed runs left schemas on the server; to remove them: DROP SCHEMA LEFT CASCADE
  upbench run: warning: another run of upbench is at work on this server, so neither measures what it would alone: schema LIVES
  upbench check: warning: killed runs left schemas on the server; to remove them: DROP SCHEMA LEFT CASCADE
  5
  last
  0
  - a wrong password, none, another database, a bad setting
  upbench run: connection to server on socket "SOCKET.5432" failed: FATAL: password authentication failed for user "upbench"
  5
  upbench run: connection to server on socket "SOCKET.5432" failed: fe_sendauth: no password supplied
  5
  upbench run: connection to server on socket "SOCKET.5432" failed: FATAL: database "nosuch" does not exist
  5
  upbench run: --set: invalid value for parameter "work_mem": "much" (SQLSTATE 22023)
  2
  upbench run: --dbname: the encoding of the database must be UTF8 (it is LATIN1): it lacks characters of the data set; name another database
  2
  upbench run: --dbname: the encoding of the database must be UTF8 (it is SQL_ASCII): it lacks characters of the data set; name another database
  2
  upbench run: --dbname: 130 connections are needed at once, two of them for control and watchdog, and the server allows 97: a case that gets none fails; run fewer cases, or raise max_connections or the limits of role and database
  2
  ls: cannot access 'no': No such file or directory

A private cluster lets in as many as the cases need:

  $ upbench run -q -s unnest -r 64,65 --workers 64 --samples 1 --warmup 0 -o many
  many
  $ grep -o 'max_connections=.*[0-9]' many/run.json
  max_connections=138

Servers that are not there, and connection strings that are none, of which nothing is repeated:

  $ run() { upbench run -s unnest -o no "$@"; }
  $ run -d 'host=/no/such/directory password=s3cret'
  upbench run: connection to server on socket "/no/such/directory/.s.PGSQL.5432" failed: No such file or directory; Is the server running locally and accepting connections on that socket?
  [5]
  $ run -d 'postgresql://u:s3cret@localhost:1/db' 2>&1 | grep -c s3cret
  0
  [1]
  $ run -d 'postgresql://u:s3cret@localhost:1/db' 2> /dev/null
  [5]
  $ run -d 'host=/no/such/directory password=s3cret with blanks'
  upbench run: --dbname: libpq does not understand this connection string (not repeated here, since it may hold a password)
  [2]
  $ run -d 'postgresql://u:s3cret@[::1/db'
  upbench run: --dbname: libpq does not understand this connection string (not repeated here, since it may hold a password)
  [2]
  $ run -d 'hots=x'
  upbench run: --dbname: invalid connection option "hots"
  [2]
  $ run -d 'host=/no/such/directory port=x'
  upbench run: invalid integer value "x" for connection option "port"
  [5]
  $ ls -d no
  ls: cannot access 'no': No such file or directory
  [2]
