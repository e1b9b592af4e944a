What rules out a run through a pooler, before anything is made:

  $ command -v pgbouncer > /dev/null || exit 80 # pgbouncer is missing; scripts/setup --test installs it
  $ cat > refused.sh << 'END'
  > . pooler
  > try() { echo "# $1"; shift; upbench run -q -s unnest -r 5 --samples 1 "$@" -o refused; echo "run $?"; }
  > pooler_start transaction 1
  > try 'no control' -d "$pooled" --pooled
  > try 'no pooler' --pooled --control "$SERVER"
  > try 'not pooled' -d "$pooled" --control "$SERVER"
  > try 'control is the pooler' -d "$pooled" --pooled --control "$pooled"
  > try 'another role' -d "$pooled" --pooled --control "${SERVER/user=upbench/user=postgres}"
  > psql -XAtq "$SERVER" -c 'CREATE DATABASE other'
  > try 'another database' -d "$pooled" --pooled --control "${SERVER/dbname=upbench/dbname=other}"
  > try 'another server' -d "$pooled" --pooled --control "$OTHER"
  > try 'more workers than backends' -d "$pooled" --pooled --control "$SERVER" --workers 2
  > try 'an arm without a server' --arm a --arm "b:pooled=$pooled"
  > try 'an arm with a peer' -d "$SERVER" --arm a --arm "b:pooled=$pooled,peer=$(command -v upbench)"
  > try 'an arm and another database' -d "${SERVER/dbname=upbench/dbname=other}" --arm a --arm "b:pooled=$pooled"
  > psql -XAtq "$SERVER" -c 'CREATE TABLE stock (id integer PRIMARY KEY, rest integer); INSERT INTO stock VALUES (1, 1)'
  > try 'a table' -d "$pooled" --table stock
  > try 'a table, and an arm' -d "$SERVER" --table stock --arm a --arm "b:dbname=$pooled"
  > echo '# its shape'; upbench shape stock -d "$pooled"; echo "shape $?"
  > PGOPTIONS='-c jit=off' try 'options' -d "$pooled" --pooled --control "$SERVER" 2>&1 | sed 's/on socket .* failed/failed/'
  > pooler_stop
  > pooler_start statement
  > try 'statement mode' -d "$pooled" --pooled --control "$SERVER"
  > pooler_stop
  > pooler_start session
  > try 'session mode' -d "$pooled" --pooled --control "$SERVER"
  > pooler_stop
  > END
  $ with-server bash -c 'OTHER_SERVER=$SERVER OTHER_AREA=$SERVER_AREA OTHER_AS=$SERVER_AS with-server bash -c "export OTHER=\"\$SERVER\"; SERVER=\$OTHER_SERVER SERVER_AREA=\$OTHER_AREA SERVER_AS=\$OTHER_AS bash refused.sh"'
  # no control
  upbench run: --pooled requires --control: name the server behind the pooler, for what is not measured
  run 2
  # no pooler
  upbench run: --pooled requires --dbname: name the pooler
  run 2
  # not pooled
  upbench run: --control requires --pooled: without a pooler, --dbname is the server itself
  run 2
  # control is the pooler
  upbench run: --control: a pooler in transaction mode is between upbench and the server: settings would reach its other clients, and statements of a case any backend; name the server itself; `upbench run` measures through the pooler with --pooled, and --control CONNINFO for the server itself
  run 2
  # another role
  upbench run: --dbname: the pooler leads to the role upbench, and the direct connection to postgres
  run 2
  # another database
  upbench run: --dbname: the pooler leads to the database upbench, and the direct connection to other
  run 2
  # another server
  upbench run: --dbname: the pooler leads to another server than the direct connection
  run 2
  # more workers than backends
  upbench run: --dbname: a case has 2 workers, which need a transaction each at once, and the pooler has backends for 1
  run 2
  # an arm without a server
  upbench run: --arm: b: pooled requires a server behind the pooler: name it by dbname or --dbname
  run 2
  # an arm with a peer
  upbench run: --arm: b: pooled is not possible with peer, which needs a session
  run 2
  # an arm and another database
  upbench run: arm b: pooled: the pooler leads to the database upbench, and the direct connection to other
  run 2
  # a table
  upbench run: --dbname: a pooler in transaction mode is between upbench and the server: settings would reach its other clients; name the server itself
  run 2
  # a table, and an arm
  upbench run: arm b: dbname: a pooler in transaction mode is between upbench and the server: settings would reach its other clients, and statements of a case any backend; name the server itself; `upbench run` measures through the pooler with --pooled, and --control CONNINFO for the server itself
  run 2
  # its shape
  upbench shape: --dbname: a pooler in transaction mode is between upbench and the server: settings would reach its other clients; name the server itself
  shape 2
  # options
  upbench run: --dbname: connection to server failed: FATAL: unsupported startup parameter(: options| in options: jit) (re)
  run 5
  # statement mode
  upbench run: --dbname: the pooler is in statement mode: it takes no transactions, which a sync is
  run 2
  # session mode
  refused
  run 0
