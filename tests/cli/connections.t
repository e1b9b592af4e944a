The connections of a run have the names of the run and of their purpose, unless the user names them:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > sql() { psql -XAtq "$SERVER" -c "$@"; }
  > begin() {
  >   upbench run -q -s unnest --workers 2 -r 5 --samples 1000000 --precision 0 "${@:2}" -o $1 > out.$1 2> err.$1 &
  >   until [ "$(cat $1/samples.csv 2> /dev/null | wc -l)" -gt 2 ] || ! kill -0 $!; do sleep 0.05; done
  > }
  > names() { sql "SELECT DISTINCT application_name FROM pg_stat_activity WHERE usename = 'upbench' AND pid <> pg_backend_pid() ORDER BY 1"; }
  > id() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1] + "/run.json"))["id"])' $1; }
  > end() { kill -INT $!; wait $!; }
  > begin named -d "$SERVER"; names | sed "s/$(id named)/ID/"; end
  > PGAPPNAME=nightly begin environment -d "$SERVER"; names; end
  > begin string -d "$SERVER application_name=weekly"; names; end
  > 
  > echo "- two runs at once: each learns of the other"
  > sql 'CREATE DATABASE other'
  > begin first -d "$SERVER"; pid=$!
  > upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -d "$SERVER dbname=other" -o second 2> err.second; echo $?
  > rounds=$(wc -l < first/samples.csv)
  > until [ "$(wc -l < first/samples.csv)" -gt $((rounds + 2)) ] || ! kill -0 $pid; do sleep 0.05; done
  > kill -INT $pid; wait $pid
  > sed 's/upbench_[0-9a-f]*/SCHEMA/' err.second; grep warning err.first | sed 's/upbench_[0-9a-f]*/SCHEMA/'
  > for run in first second; do python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1] + "/run.json"))["servers"]["other_runs"]))' $run; done
  > upbench report --format markdown first | grep -o 'Another run of upbench was at work.*schema'
  > 
  > END
  $ with-server bash script 2>&1
  upbench ID control
  upbench ID measured
  upbench ID watchdog
  nightly
  weekly
  - two runs at once: each learns of the other
  second
  0
  upbench run: warning: another run of upbench is at work on this server, so neither measures what it would alone: schema SCHEMA
  upbench run: warning: another run of upbench is at work on this server, so neither measures what it would alone: schema SCHEMA
  1
  1
  Another run of upbench was at work on the same server meanwhile, in schema

Of several servers all connections reach one, which is no standby:

  $ cat > balancer << 'END'
  > """Passes connections to a Unix socket on to those of several servers in turn, as a load balancer does."""
  > import itertools, socket, sys, threading
  > def pass_on(source, target):
  >     try:
  >         while data := source.recv(65536):
  >             target.sendall(data)
  >         target.shutdown(socket.SHUT_WR)
  >     except OSError:
  >         pass
  > listener = socket.socket(socket.AF_UNIX)
  > listener.bind(sys.argv[1])
  > listener.listen()
  > for path in itertools.cycle(sys.argv[2:]):
  >     client, server = listener.accept()[0], socket.socket(socket.AF_UNIX)
  >     server.connect(path)
  >     for pair in (client, server), (server, client):
  >         threading.Thread(target=pass_on, args=pair, daemon=True).start()
  > END
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > directory=$(sed 's/^host=\([^ ]*\).*/\1/' <<< "$SERVER")
  > run() { upbench run -q -s unnest -r 5 --samples 1 --warmup 0 "$@"; echo $?; }
  > hosts() { echo "host=$directory,$directory port=$1,$2 user=upbench dbname=upbench"; }
  > run -d "$STANDBY" -o no
  > upbench check -s unnest -d "$STANDBY"; echo $?
  > run -d "$(hosts 5433 5432)" -o no
  > upbench shape public.nothing -d "$STANDBY"; echo $?
  > run --arm a --arm b:set=jit=off -d "$(hosts 5433 5432) target_session_attrs=read-write" -o hosts
  > # A service file as the only one that knows the hosts.
  > printf '[up]\nhost=%s,%s\nport=5431,5432\nuser=upbench\ndbname=upbench\n' /no/such/directory "$directory" > service
  > PGSERVICEFILE=$PWD/service run --rtt 0,1ms -d service=up -o by-service
  > python3 balancer "$directory/.s.PGSQL.5434" "$directory/.s.PGSQL.5432" "$directory/.s.PGSQL.5433" & balancer=$!
  > until [ -S "$directory/.s.PGSQL.5434" ] || ! kill -0 $balancer; do sleep 0.05; done
  > run -d "${SERVER/5432/5434}" -o no
  > kill $balancer
  > ls -d no
  > END
  $ with-server --standby bash script 2>&1
  upbench run: --dbname: the server is a standby: nothing can be written to it; name its primary (of several hosts, target_session_attrs=read-write takes it)
  2
  upbench check: --dbname: the server is a standby: nothing can be written to it; name its primary (of several hosts, target_session_attrs=read-write takes it)
  2
  upbench run: --dbname: the server is a standby: nothing can be written to it; name its primary (of several hosts, target_session_attrs=read-write takes it)
  2
  upbench shape: there is no table "nothing" in the schema "public"
  2
  hosts
  0
  by-service
  0
  upbench run: --dbname: its connections reach different servers, as through a load balancer: name one server
  2
  ls: cannot access 'no': No such file or directory
  [2]
