Arms: every case once in each, in the same rounds. One differs in settings, one in the table, one in the program:

  $ cat > trigger.sql << 'END'
  > CREATE TABLE log (clicks bigint);
  > CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (NEW.clicks); RETURN NEW; END';
  > CREATE TRIGGER note BEFORE UPDATE ON ads_programregistry FOR EACH ROW EXECUTE FUNCTION note();
  > END
  $ upbench run -s unnest,row -r 5 --set jit=on --samples 2 --arm base --arm nojit:set=jit=off,set='"search_path=public, pg_temp"' --arm trigger:schema-sql=trigger.sql --arm other:peer=$(command -v upbench) -q -o run
  upbench run: warning: some arms have a peer and others do not: their processes and protocols differ, not only what is compared. Give all arms a peer
  run
  $ cat > count.py << 'END'
  > import collections, csv, sys
  > *names, path = sys.argv[1:]
  > rows = csv.DictReader(open(path, newline=""))
  > for values, count in sorted(collections.Counter(tuple(r[n] for n in names) for r in rows).items()):
  >     print(count, *values, sep="|")
  > END
  $ python3 count.py case strategy peer arm settings status run/samples.csv
  4|row rows=5 jit=on arm=base|row||base|jit=on|ok
  4|row rows=5 jit=on arm=nojit|row||nojit|jit=off search_path='public, pg_temp'|ok
  4|row rows=5 jit=on arm=other|row|row|other|jit=on|ok
  4|row rows=5 jit=on arm=trigger|row||trigger|jit=on|ok
  4|unnest rows=5 jit=on arm=base|unnest||base|jit=on|ok
  4|unnest rows=5 jit=on arm=nojit|unnest||nojit|jit=off search_path='public, pg_temp'|ok
  4|unnest rows=5 jit=on arm=other|unnest|unnest|other|jit=on|ok
  4|unnest rows=5 jit=on arm=trigger|unnest||trigger|jit=on|ok
  $ python3 count.py round run/samples.csv
  8|1
  8|2
  8|3
  8|4
  $ python3 count.py rows state_hash run/samples.csv
  32|5|2eb5eaa6aa8368e47182e468d16cc4f7

The trigger was there: it wrote to the log, so there is more WAL.

  $ cat > wal.py << 'END'
  > import csv, statistics
  > rows = list(csv.DictReader(open("run/samples.csv", newline="")))
  > wal = lambda arm: statistics.median(int(r["wal_bytes"]) for r in rows if r["arm"] == arm and r["strategy"] == "unnest")
  > print(wal("trigger") > wal("base"))
  > END
  $ python3 wal.py
  True

Whatever prints verdicts or a report lists the arms; the program has its version and commit:

  $ upbench compare run --threshold 1000 > compared 2> /dev/null
  [3]
  $ upbench report run > reported; upbench report run --format markdown > marked
  $ grep -cE '^(#+ |[*]+)?Arms[*]*$' compared reported marked
  compared:1
  reported:1
  marked:1
  $ sed -n '/^Arms/,/^$/p' compared | grep -oE 'nojit.*jit=off, search_path=public, pg_temp|trigger.*trigger.sql|other.*: upbench [0-9.]+ \([^)]+\)' | cut -d ' ' -f 1
  nojit
  trigger
  other

On record are the arms, and of each case its arm and what it is paired by:

  $ cat > arms.py << 'END'
  > import hashlib, json, sys
  > run = json.load(open(sys.argv[1] + "/run.json"))
  > for arm in run["arms"]:
  >     print(arm["name"], arm["settings"], arm["schema_sql"] and arm["schema_sql"]["file"], arm["peer"] is not None, "peer_version" in arm, arm["own_server"], arm["server"]["version_number"] > 100000, arm["server"]["private"])
  > for arm in run["arms"]:
  >     if arm["schema_sql"]: print(arm["schema_sql"]["sha256"] == hashlib.sha256(open(arm["schema_sql"]["file"], "rb").read()).hexdigest())
  > for case in run["cases"]:
  >     print(case["name"], case["arm"], case["pair"], case["settings"], sep="|")
  > print(run["servers"])
  > END
  $ python3 arms.py run
  base {} None False False False True True
  nojit {'jit': 'off', 'search_path': 'public, pg_temp'} None False False False True True
  trigger {} trigger.sql False False True True True
  other {} None True True False True True
  True
  unnest rows=5 jit=on arm=base|base|unnest rows=5 jit=on|{'jit': 'on'}
  unnest rows=5 jit=on arm=nojit|nojit|unnest rows=5 jit=on|{'jit': 'off', 'search_path': 'public, pg_temp'}
  unnest rows=5 jit=on arm=trigger|trigger|unnest rows=5 jit=on|{'jit': 'on'}
  unnest rows=5 jit=on arm=other|other|unnest rows=5 jit=on|{'jit': 'on'}
  row rows=5 jit=on arm=base|base|row rows=5 jit=on|{'jit': 'on'}
  row rows=5 jit=on arm=nojit|nojit|row rows=5 jit=on|{'jit': 'off', 'search_path': 'public, pg_temp'}
  row rows=5 jit=on arm=trigger|trigger|row rows=5 jit=on|{'jit': 'on'}
  row rows=5 jit=on arm=other|other|row rows=5 jit=on|{'jit': 'on'}
  {'count': 2, 'used': 'one at a time'}
  $ ls $TMPDIR

In a file an arm stands on a line of its own; groups share them:

  $ cat > arms.ini << 'END'
  > [global]
  > rows = 5
  > samples = 1
  > warmup = 0
  > arm = base
  > arm = nojit:set=jit=off
  > [one]
  > strategy = unnest
  > [two]
  > strategy = row
  > END
  $ upbench run arms.ini --sessions 2 -q -o file
  file
  $ python3 count.py case session phase status file/samples.csv
  1|row rows=5 arm=base|1|cold|ok
  1|row rows=5 arm=base|1|measure|ok
  1|row rows=5 arm=base|2|cold|ok
  1|row rows=5 arm=base|2|measure|ok
  1|row rows=5 arm=nojit|1|cold|ok
  1|row rows=5 arm=nojit|1|measure|ok
  1|row rows=5 arm=nojit|2|cold|ok
  1|row rows=5 arm=nojit|2|measure|ok
  1|unnest rows=5 arm=base|1|cold|ok
  1|unnest rows=5 arm=base|1|measure|ok
  1|unnest rows=5 arm=base|2|cold|ok
  1|unnest rows=5 arm=base|2|measure|ok
  1|unnest rows=5 arm=nojit|1|cold|ok
  1|unnest rows=5 arm=nojit|1|measure|ok
  1|unnest rows=5 arm=nojit|2|cold|ok
  1|unnest rows=5 arm=nojit|2|measure|ok
  $ upbench run arms.ini --memory 1GiB --dry-run
    case                        memory  min.  samples    budget
    unnest rows=5 arm=base    6.79 KiB     1        1    30.0 s
    unnest rows=5 arm=nojit   6.79 KiB     1        1    30.0 s
    row rows=5 arm=base       2.26 KiB     1        1    30.0 s
    row rows=5 arm=nojit      2.26 KiB     1        1    30.0 s
  
  4 cases to measure, 0 to skip; nothing was run.
  
  Memory  6.79 KiB for the largest case (limit: 1.00 GiB), 18.1 KiB for all together
  Disk    roughly 17.3 KiB on the server, for 1 data set
  Time    2 min 00 s if every case uses its whole budget, plus loading
  Set     not checked: a run stops before its first sample if the server rejects a setting
  $ upbench run -s unnest -r 5 --memory 1GiB --arm a --arm b:schema-sql=trigger.sql --dry-run | grep Disk
  Disk    roughly 19.8 KiB on the server, for 2 data sets

Another server, with a password that is written nowhere; the environment says how to reach it:

  $ cat > both << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > upbench run -s unnest -r 5 --samples 1 --warmup 0 --arm here --arm "there:dbname=$SERVER" -q -o both.run
  > upbench run -s unnest -r 5 --samples 1 --warmup 0 --arm "one:dbname=$SERVER password=$PGPASSWORD" --arm "two:dbname=$SERVER,schema-sql=trigger.sql" -q -o two.run
  > upbench run -s unnest -r 5 --samples 1 --warmup 0 -d "$SERVER" --arm "one" --arm "two:schema-sql=trigger.sql" -q -o named.run
  > psql -XAtq "$SERVER" -c "SELECT count(*) FROM pg_namespace WHERE nspname ~ '^upbench'"
  > END
  $ with-server bash both
  both.run
  two.run
  named.run
  0
  $ python3 arms.py both.run
  here {} None False False False True True
  there {} None False False True True False
  unnest rows=5 arm=here|here|unnest rows=5|{}
  unnest rows=5 arm=there|there|unnest rows=5|{}
  {'count': 2, 'used': 'one at a time'}
  $ python3 arms.py two.run
  one {} None False False True True False
  two {} trigger.sql False False True True False
  True
  unnest rows=5 arm=one|one|unnest rows=5|{}
  unnest rows=5 arm=two|two|unnest rows=5|{}
  {'count': 2, 'used': 'one at a time'}
  $ python3 arms.py named.run
  one {} None False False False True False
  two {} trigger.sql False False True True False
  True
  unnest rows=5 arm=one|one|unnest rows=5|{}
  unnest rows=5 arm=two|two|unnest rows=5|{}
  {'count': 2, 'used': 'one at a time'}
  $ python3 count.py case status both.run/samples.csv
  2|unnest rows=5 arm=here|ok
  2|unnest rows=5 arm=there|ok
  $ python3 count.py case status two.run/samples.csv
  2|unnest rows=5 arm=one|ok
  2|unnest rows=5 arm=two|ok
  $ python3 count.py case status named.run/samples.csv
  2|unnest rows=5 arm=one|ok
  2|unnest rows=5 arm=two|ok
  $ grep -rl -e s3cret -e host= *.run
  [1]
  $ ls $TMPDIR

What makes no arm. Nothing that may be a part of a password is repeated:

  $ try() { upbench run -s unnest -r 5 "$@"; }
  $ try --arm base
  upbench run: --arm: "base" is the only arm: at least two arms are needed
  [2]
  $ try --arm base --arm base:set=jit=off
  upbench run: --arm: two arms are named "base"
  [2]
  $ try --arm base --arm base
  upbench run: --arm: two arms are named "base"
  [2]
  $ try --arm base --arm 'dbname=host=a password=secret'
  upbench run: --arm: an arm begins with its name (letters, digits, '-', '_' and '.'), as in base or nojit:set=jit=off
  [2]
  $ try --arm base --arm 'x:dbname=host=a password=sec,ret'
  upbench run: --arm: x: item 2 is not of the form KEY=VALUE (a value with a comma must be in double quotes)
  [2]
  $ try --arm base --arm 'x:dbname=host=a password=sec,r=t'
  upbench run: --arm: x: the key of item 2 is not dbname, pooled, set, schema-sql, distribute, shards, shape or peer
  [2]
  $ try --arm base --arm 'x:dbname="host=a password=sec,r=t'
  upbench run: --arm: x: the closing '"' of a value is missing
  [2]
  $ try --arm base --arm 'x:dbname="host=a"password=sec'
  upbench run: --arm: x: after the closing '"' of a value a comma is expected
  [2]
  $ try --arm base --arm 'x:dbname=a,dbname=b'
  upbench run: --arm: x: dbname is given twice
  [2]
  $ try --arm base --arm 'x:dbname='
  upbench run: --arm: x: dbname is empty
  [2]
  $ try --arm base --arm 'x:set=jit'
  upbench run: --arm: x: set: "jit" is not of the form NAME=VALUE
  [2]
  $ try --arm base --arm 'x:set=jit=off,'
  upbench run: --arm: x: there is nothing after the last comma
  [2]
  $ try --arm base --arm 'x:peer=/no/such/upbench'
  upbench run: --arm: x: peer: cannot run /no/such/upbench: No such file or directory
  [2]
  $ try --arm base --arm 'x:schema-sql=missing.sql'
  upbench run: --arm: x: schema-sql missing.sql: No such file or directory
  [2]
  $ printf '[a]\nstrategy = unnest\narm = base\n' > bad.ini; upbench run bad.ini
  upbench run: bad.ini:3: arm: "base" is the only arm: at least two arms are needed
  [2]
  $ printf '[a]\nstrategy = unnest\narm = base\narm = x\n[b]\nstrategy = row\narm = base:set=jit=off\narm = y\n' > bad.ini; upbench run bad.ini
  upbench run: bad.ini:7: arm: two arms are named "base"
  [2]

Commands of psql are found, but not in quotes and comments; a byte order mark is nothing:

  $ printf 'SELECT 1;\n\n  \\restrict abc\n' > psql.sql; try --arm base --arm x:schema-sql=psql.sql
  upbench run: --arm: x: schema-sql psql.sql:3: \restrict is a command of psql, not SQL
  [2]
  $ cat > quotes.sql << 'END'
  > COMMENT ON TABLE ads_programregistry IS 'it''s
  > \ here'; /* and
  > \ here */ -- "
  > DO $do$ BEGIN PERFORM $$
  > \ here$$; END $do$;
  > END
  $ printf '\357\273\277' | cat - quotes.sql > mark.sql
  $ try --samples 1 --arm base --arm x:schema-sql=mark.sql -q -o quotes
  quotes

The role's own path follows the schema, as where an extension lies there:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > psql -qd "$SERVER user=postgres" -c 'CREATE EXTENSION pg_trgm SCHEMA public'
  > echo 'CREATE INDEX ON ads_programregistry USING gin (program_name gin_trgm_ops)' > trigram.sql
  > upbench run -s unnest -r 5 --samples 1 --warmup 0 -d "$SERVER" --arm base --arm x:schema-sql=trigram.sql -q -o trigram
  > psql -qd "$SERVER user=postgres" -c 'DROP EXTENSION pg_trgm'
  > END
  $ with-server bash script
  trigram

What a server says against it:

  $ echo 'CREATE INDEX ON ads_programregistry (nothing)' > wrong.sql
  $ try --arm base --arm x:schema-sql=wrong.sql
  upbench run: arm x: wrong.sql: column "nothing" does not exist (SQLSTATE 42703)
  [2]
  $ try --arm base --arm x:set=no_such_setting=1
  upbench run: arm x: set: unrecognized configuration parameter "no_such_setting" (SQLSTATE 42704)
  [2]
  $ try --arm base --arm 'x:dbname=host=/no/such/directory'
  upbench run: arm x: connection to server on socket "/no/such/directory/.s.PGSQL.5432" failed: No such file or directory; Is the server running locally and accepting connections on that socket?
  [5]
  $ try --arm base --arm 'x:dbname=host=a passwort=secret'
  upbench run: arm x: dbname: invalid connection option "passwort"
  [2]
  $ ls -d results
  ls: cannot access 'results': No such file or directory
  [2]
  $ ls $TMPDIR

A program that does not work is a case that failed:

  $ try --samples 1 --arm base --arm x:peer=/bin/false -q -o failed
  upbench run: warning: some arms have a peer and others do not: their processes and protocols differ, not only what is compared. Give all arms a peer
  failed
  [5]
  $ python3 count.py case status failed/samples.csv
  3|unnest rows=5 arm=base|ok
  1|unnest rows=5 arm=x|failed
