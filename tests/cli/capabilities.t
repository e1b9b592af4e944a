What a server refuses is found with ten rows, before anything is measured: here the right to make temporary tables.

  $ cat > samples.py << 'END'
  > import csv, sys
  > found = {}
  > for r in csv.DictReader(open(sys.argv[1] + "/samples.csv", newline="")):
  >     found.setdefault(r["case"].split()[0], []).append((r["phase"], r["status"], r["error"]))
  > for name in sorted(found):
  >     print(name, *(" ".join(sample).strip() for sample in found[name]), sep="\n  ")
  > END
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > psql -XAtq "$SERVER user=postgres" -c 'REVOKE TEMP ON DATABASE upbench FROM public, upbench'
  > echo "- the built-in table"
  > upbench run -q -d "$SERVER" -s unnest,copy-temp,copy-staging,row-autocommit -r 20 --samples 1 --warmup 0 -o run; echo $?
  > python3 samples.py run
  > echo "- a stage that needs them"
  > upbench run -q -d "$SERVER" -s unnest -r 20 --gone-share 0.5 --gone ignore,delete --samples 1 --warmup 0 -o gone; echo $?
  > python3 samples.py gone
  > echo "- nothing can be done"
  > upbench run -q -d "$SERVER" -s copy-temp -r 20,30 --samples 1 -o none; echo $?
  > python3 samples.py none
  > echo "- a table of the user's"
  > psql -XAtq "$SERVER" -c "CREATE TABLE stock (item text PRIMARY KEY, word text); INSERT INTO stock SELECT n, 'secret' FROM generate_series(1, 50) AS n"
  > upbench run -q -d "$SERVER" --table stock -s unnest,copy-temp -r 20 --samples 1 --warmup 0 -o own; echo $?
  > python3 samples.py own
  > grep -rl secret own
  > echo "- upbench check"
  > upbench check -d "$SERVER" -s unnest,copy-temp --format json > check.json; echo $?
  > python3 -c 'import collections, json
  > for key, count in sorted(collections.Counter((c["strategy"], c["verdict"], c["outcome"] if c["verdict"] == "skipped" else "") for c in json.load(open("check.json"))).items()):
  >     print(*key, count > 9)'
  > END
  $ with-server bash script 2>&1
  - the built-in table
  upbench run: warning: the role may not make temporary tables: strategies that need one are skipped; GRANT TEMPORARY on the database to the role
  run
  0
  copy-staging
    cold skipped the server refuses it: permission denied to create temporary tables in database "upbench" (SQLSTATE 42501)
  copy-temp
    cold skipped the server refuses it: permission denied to create temporary tables in database "upbench" (SQLSTATE 42501)
  row-autocommit
    cold ok
    measure ok
  unnest
    cold ok
    measure ok
  - a stage that needs them
  upbench run: warning: the role may not make temporary tables: strategies that need one are skipped; GRANT TEMPORARY on the database to the role
  gone
  0
  unnest
    cold skipped the server refuses it: permission denied to create temporary tables in database "upbench" (SQLSTATE 42501)
    cold ok
    measure ok
  - nothing can be done
  upbench run: warning: the role may not make temporary tables: strategies that need one are skipped; GRANT TEMPORARY on the database to the role
  upbench run: no case could be measured; the reasons are in none/samples.csv
  none
  2
  copy-temp
    cold skipped the server refuses it: permission denied to create temporary tables in database "upbench" (SQLSTATE 42501)
    cold skipped the server refuses it: permission denied to create temporary tables in database "upbench" (SQLSTATE 42501)
  - a table of the user's
  upbench run: warning: the role may not make temporary tables: strategies that need one are skipped; GRANT TEMPORARY on the database to the role
  own
  0
  copy-temp
    cold skipped the server refuses it: permission denied to create temporary tables in database "upbench" (SQLSTATE 42501)
  unnest
    cold ok
    measure ok
  - upbench check
  upbench check: warning: the role may not make temporary tables: strategies that need one are skipped; GRANT TEMPORARY on the database to the role
  0
  copy-temp skipped the server refuses it: permission denied to create temporary tables in database "upbench" (SQLSTATE 42501) True
  unnest ok  True

What passes with ten rows and fails with more has failed, and so has what is no question of the server's capabilities:

  $ cat > many.sql << 'END'
  > CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  >     IF (SELECT count(*) FROM changed) > 10 THEN RAISE 'too many rows' USING ERRCODE = '0A000'; END IF;
  >     RETURN NULL;
  > END $$;
  > CREATE TRIGGER refuse AFTER UPDATE ON ads_programregistry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  >     EXECUTE FUNCTION refuse();
  > END
  $ cat > all.sql << 'END'
  > CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''never''; END';
  > CREATE TRIGGER refuse BEFORE UPDATE ON ads_programregistry FOR EACH ROW EXECUTE FUNCTION refuse();
  > END
  $ upbench run -q -s unnest -r 20 --samples 1 --warmup 0 --arm base --arm many:schema-sql=many.sql --arm all:schema-sql=all.sql -o later
  later
  [5]
  $ sed -i 's/r\["case"\].split()\[0\]/r["case"]/' samples.py; python3 samples.py later
  unnest rows=20 arm=all
    cold failed never (SQLSTATE P0001)
  unnest rows=20 arm=base
    cold ok
    measure ok
  unnest rows=20 arm=many
    cold failed too many rows (SQLSTATE 0A000)
