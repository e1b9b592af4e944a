Only a server with Citus distributes a table. Elsewhere nothing is made, and the usage is wrong:

  $ upbench run -s unnest -r 10 --distribute key -q
  upbench run: --distribute: key: a table can be distributed on a server with Citus only: name one by --dbname
  [2]
  $ upbench run -s unnest -r 10 --arm a --arm b:distribute=scope -q
  upbench run: --arm: b: a table can be distributed on a server with Citus only: name one by --dbname
  [2]
  $ cat > elsewhere << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > upbench run -s unnest -r 10 -d "$SERVER" --distribute key -q -o key
  > echo $?
  > psql -XAtq "$SERVER" -c "SELECT nspname FROM pg_namespace WHERE nspname ~ '^upbench'"
  > upbench run -s unnest -r 10 -d "$SERVER" --distribute none --samples 1 -q -o none
  > END
  $ with-server sh elsewhere
  upbench run: arm key: --dbname: the server is PostgreSQL without Citus in the database: tables cannot be distributed there; name a database with the extension citus, or distribute none
  2
  none

An experiment for such a server is marked, and needs its name for everything but a dry run:

  $ upbench list experiments | sed -n 's/^citus .*\[/[/p'
  [needs citus: --dbname]
  $ upbench list experiments --format json | python3 -c 'import json, sys
  > print(*((e["name"], e["needs"]) for e in json.load(sys.stdin) if e["needs"]))'
  ('citus', 'citus')
  $ upbench run citus
  upbench run: citus: the experiment needs a server with Citus, which a private cluster is not: name one by --dbname
  [2]
  $ upbench run citus --distribute none -s unnest
  upbench run: citus: the experiment needs a server with Citus, which a private cluster is not: name one by --dbname
  [2]
  $ upbench run citus -s unnest --memory 1GiB --dry-run | sed -n 's/ rows=.* arm=/ /; /^  unnest/s/ \{2,\}[0-9].*//p; /^Server/p'
    unnest none
    unnest key
    unnest scope
    unnest none
    unnest key
    unnest scope
  Server  not named: a run requires --dbname, of a server with Citus
  $ upbench run citus -s unnest -d "" --memory 1GiB --dry-run | grep -c '^Server'
  0
  [1]
  $ upbench run -s unnest -r 10 --distribute none,scope --memory 1GiB --dry-run | tail -1
  Server  not named: a run requires --dbname, of a server with Citus
  $ cat > needs << 'END'
  > PGPASSWORD=$SERVER_PASSWORD upbench run citus -d "$SERVER" -q -o citus
  > END
  $ with-server sh needs
  upbench run: arm key: --dbname: the server is PostgreSQL without Citus in the database: tables cannot be distributed there; name a database with the extension citus, or distribute none
  [2]

What is no way to distribute it, and options that do not go together:

  $ upbench run -s unnest -r 10 -d "" --distribute status -q
  upbench run: --distribute: status: distribute: "status" is not none, scope, key, reference, username or program_id: by another column no unique index on the key is possible
  [2]
  $ upbench run -s unnest -r 10 -d "" --shards 4 -q
  upbench run: --shards: requires --distribute
  [2]
  $ upbench run -s unnest -r 10 -d "" --arm a --arm b --distribute none -q
  upbench run: --arm: not possible with --distribute: give arms the key distribute
  [2]
  $ upbench run -s unnest -r 10 -d "" --arm a:distribute=reference,shards=4 --arm b -q
  upbench run: --arm: a: distribute: a number of shards is possible for a table that is distributed by a column, which "reference" is not
  [2]
  $ upbench run -s unnest -r 10 -d "" --arm a:distribute=key,schema-sql=/dev/null --arm b -q
  upbench run: --arm: a: distribute is of the built-in table: it is not possible with schema-sql, whose SQL can distribute a table, nor with shape
  [2]
