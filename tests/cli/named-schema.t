A role that may create in one schema only, which is not its own, with the schema named:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > app="${SERVER/user=upbench/user=app}"
  > admin() { psql -XAtq "$SERVER user=postgres" "$@"; }
  > content() {
  >   admin -c "SELECT string_agg(c.relname, ' ' ORDER BY 1) FROM pg_class c WHERE relnamespace = 'apps'::regnamespace" \
  >     -c "SELECT count(*) FROM pg_depend WHERE refobjid = 'apps'::regnamespace AND deptype = 'n'" \
  >     -c "SELECT nspname FROM pg_namespace WHERE nspname ~ '^upbench_|apps'"
  > }
  > run() { upbench run -q -s unnest,copy-unlogged,copy-temp -r 5 --samples 1 --warmup 0 "$@"; echo $?; }
  > admin -c "CREATE ROLE app LOGIN PASSWORD '$SERVER_PASSWORD'" -c 'CREATE SCHEMA apps' -c 'GRANT USAGE, CREATE ON SCHEMA apps TO app'
  > echo "- without it"
  > run -d "$app" -o no
  > echo "- a run, arms, several partitions, hostile data"
  > run -d "$app" --schema apps -o run
  > run -d "$app" --schema apps --arm a --arm b:set=jit=off --samples 2 --sessions 2 --partitions 0,2 -o arms
  > upbench check -d "$app" --schema apps -s unnest,merge-copy > out; echo $?
  > content
  > echo "- what the role may not know is printed once, and empty"
  > admin -c 'CREATE ROLE managed LOGIN' -c "ALTER ROLE managed PASSWORD '$SERVER_PASSWORD'" -c 'GRANT pg_monitor, pg_checkpoint TO managed' -c 'CREATE SCHEMA AUTHORIZATION managed'
  > for role in app managed; do
  >   upbench run -s unnest,row -r 5 --samples 2 --warmup 1 -d "${SERVER/user=upbench/user=$role}" --schema ${role/app/apps} -o $role 2> err > out; echo $?; cat err
  >   python3 - $role << 'PY'
  > import csv, json, sys
  > rows = list(csv.DictReader(open(sys.argv[1] + "/samples.csv")))
  > print({row["status"] for row in rows}, sorted(name for name in ("wal_bytes", "buffers_hit", "checkpoints", "hot_updates") if any(row[name] for row in rows)))
  > run = json.load(open(sys.argv[1] + "/run.json"))
  > print(run["plans"])
  > PY
  > done
  > content; admin -c "SELECT count(*) FROM pg_depend WHERE refobjid = 'managed'::regnamespace"
  > python3 - << 'PY'
  > import csv
  > rows = list(csv.DictReader(open("run/samples.csv")))
  > print({row["status"] for row in rows}, len(rows))
  > PY
  > echo "- an arm that needs a schema beside it; no server; a dry run"
  > echo 'SELECT 1' > arm.sql
  > run -d "$app" --schema apps --arm a --arm b:schema-sql=arm.sql -o no
  > run --schema apps -o no
  > upbench check --schema apps -s unnest; echo $?
  > upbench data --schema apps; echo $?
  > upbench run -s unnest -r 5 -d "$app" --schema apps --dry-run | grep Schema
  > echo "- a schema that is missing, one without the rights, one of the system's, one that is in use"
  > run -d "$app" --schema nosuch -o no
  > run -d "$app" --schema 'No "such' -o no
  > run -d "$app" --schema public -o no
  > run -d "$SERVER user=postgres" --schema pg_catalog -o no
  > admin -c 'CREATE SCHEMA closed' -c 'GRANT CREATE ON SCHEMA closed TO app'
  > run -d "$app" --schema closed -o no
  > psql -XAtq "$app" -c 'CREATE TABLE apps.orders (id bigserial PRIMARY KEY)' -c 'CREATE VIEW apps.v AS SELECT * FROM apps.orders'
  > run -d "$app" --schema apps -o no
  > psql -XAtq "$app" -c 'SELECT count(*) FROM apps.orders'
  > psql -XAtq "$app" -c 'DROP TABLE apps.orders CASCADE' 2> /dev/null
  > ls -d no
  > content
  > END
  $ with-server bash script 2>&1
  - without it
  upbench run: --dbname: the role app may not create a schema in the database upbench: all tables are made in a schema of upbench's own; GRANT CREATE ON DATABASE "upbench" TO "app", or name an empty schema in which it may create, with --schema
  2
  - a run, arms, several partitions, hostile data
  run
  0
  arms
  0
  0
  
  0
  apps
  - what the role may not know is printed once, and empty
  0
  upbench run: plans are not captured: the server refused: access to library "auto_explain" is not allowed (SQLSTATE 42501)
  {'ok'} ['checkpoints', 'hot_updates']
  access to library "auto_explain" is not allowed (SQLSTATE 42501)
  0
  upbench run: plans are not captured: the server refused: access to library "auto_explain" is not allowed (SQLSTATE 42501)
  {'ok'} ['checkpoints', 'hot_updates']
  access to library "auto_explain" is not allowed (SQLSTATE 42501)
  
  0
  apps
  0
  {'ok'} 6
  - an arm that needs a schema beside it; no server; a dry run
  upbench run: --schema: arm b needs a schema beside that of the other cases, and one is given: leave out --schema, or measure the arm in a run of its own
  2
  upbench run: --schema requires --dbname: in a private cluster upbench may create schemas
  2
  upbench check: --schema requires --dbname: in a private cluster upbench may create schemas
  2
  upbench data: --schema requires --dbname: in a private cluster upbench may create schemas
  2
  Schema  apps, which must be empty, and is left empty
  - a schema that is missing, one without the rights, one of the system's, one that is in use
  upbench run: --schema: there is no schema nosuch: tables are made in the one that is named, and none is created; CREATE SCHEMA "nosuch" AUTHORIZATION "app"
  2
  upbench run: --schema: there is no schema No "such: tables are made in the one that is named, and none is created; CREATE SCHEMA "No ""such" AUTHORIZATION "app"
  2
  upbench run: --schema: the role app may not create in the schema public: all tables are made there; GRANT USAGE, CREATE ON SCHEMA "public" TO "app"
  2
  upbench run: --schema: the schema pg_catalog is one of the system's: nothing is to be made there; name a schema that is empty
  2
  upbench run: --schema: the role app may not use the schema closed: all tables are made there; GRANT USAGE, CREATE ON SCHEMA "closed" TO "app"
  2
  upbench run: --schema: the schema apps is not empty: 3 objects, the first is sequence apps.orders_id_seq: all that is in it would be removed at the end of a run; name a schema that is empty
  2
  0
  ls: cannot access 'no': No such file or directory
  
  0
  apps

What ends a run does not keep it from leaving the schema empty, except a kill, of which the next run knows; two runs
at once:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > app="${SERVER/user=upbench/user=app}"
  > admin() { PGOPTIONS='-c client_min_messages=warning' psql -XAtq "$SERVER user=postgres" "$@"; }
  > content() { admin -c "SELECT count(*) || ' objects' FROM pg_depend WHERE refobjid = 'apps'::regnamespace AND deptype = 'n'"; }
  > begin() {
  >   upbench run -q -s unnest,row -r 5 --samples 1000000 --precision 0 -d "$app" --schema apps -o $1 > out.$1 2> err.$1 &
  >   until [ "$(cat $1/samples.csv 2> /dev/null | wc -l)" -gt 4 ] || ! kill -0 $!; do sleep 0.05; done
  > }
  > run() { upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -d "$app" --schema apps "$@"; echo $?; }
  > admin -c "CREATE ROLE app LOGIN PASSWORD '$SERVER_PASSWORD'" -c 'CREATE SCHEMA apps AUTHORIZATION app'
  > admin -c 'CREATE DATABASE other' -c 'GRANT CREATE ON DATABASE other TO app'
  > echo "- a signal"
  > begin INT; kill -INT $!; wait $!; echo $?; content
  > echo "- SQL of an arm that fails, after it has made something"
  > echo 'CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE AGGREGATE last(integer) (sfunc = int4larger, stype = integer); CREATE OPERATOR === (leftarg = integer, rightarg = integer, function = int4eq); CREATE TYPE span AS RANGE (subtype = integer); CREATE DOMAIN few AS integer; CREATE SEQUENCE counter; CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a few, b integer); CREATE STATISTICS s ON a, b FROM t; CREATE MATERIALIZED VIEW "My view" AS TABLE t; CREATE TEXT SEARCH CONFIGURATION words (copy = simple); CREATE COLLATION c FROM "C"; CREATE PROCEDURE p() LANGUAGE sql AS $$ SELECT 1 $$' > arm.sql
  > run --arm a:schema-sql=arm.sql --arm b:schema-sql=arm.sql -o no
  > psql -XAtq "$app dbname=other" -c 'CREATE SCHEMA apps'
  > echo '; SELECT 1/0' | cat arm.sql - > fails.sql
  > run --arm a:schema-sql=arm.sql --arm b:dbname="$app dbname=other" -o sql; content
  > run --arm a:schema-sql=fails.sql --arm b:dbname="$app dbname=other" -o no; content
  > psql -XAtq "$app dbname=other" -c "SELECT count(*) FROM pg_depend WHERE refobjid = 'apps'::regnamespace"
  > echo "- two at once, and one in another database"
  > begin lives
  > run -o no
  > upbench doctor -d "$app" --schema apps | grep 'schema \|schema:\|another'
  > upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -d "$app" -o no; echo $?
  > upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -d "$app dbname=other" -o other; echo $?
  > kill -INT $!; wait $!; content
  > echo "- a kill"
  > begin killed; kill -KILL $!; wait $! 2> /dev/null
  > until [ "$(admin -c "SELECT count(*) FROM pg_stat_activity WHERE usename = 'app'")" = 0 ]; do sleep 0.05; done
  > run -o no 2> left; cat left | tail -n 1
  > upbench doctor -d "$app" --schema apps | grep '^  *schema'; upbench doctor -d "$app" --schema apps > /dev/null; echo $?
  > psql -XAtq "$app" -c "$(sed -n '1s/.*to remove them: //p' left)"
  > content
  > run -o after
  > echo "- a publication of the schema"
  > admin -c 'CREATE PUBLICATION p FOR TABLES IN SCHEMA apps' 2> /dev/null
  > run -o no
  > run --allow-published -o published; content
  > END
  $ with-server bash script 2>&1
  - a signal
  5
  0 objects
  - SQL of an arm that fails, after it has made something
  upbench run: --schema: arm b needs a schema beside that of the other cases, and one is given: leave out --schema, or measure the arm in a run of its own
  2
  sql
  0
  0 objects
  upbench run: arm a: fails.sql: division by zero (SQLSTATE 22012)
  2
  0 objects
  0
  - two at once, and one in another database
  upbench run: --schema: another run of upbench works in the schema apps: both would make the same tables; wait for its end, or name another schema
  2
    schema       apps, in use by another run, 4 objects
    - another run of upbench works in the schema apps: both would make the same tables; wait for its end, or name another schema
  upbench run: --dbname: the role app may not create a schema in the database upbench: all tables are made in a schema of upbench's own; GRANT CREATE ON DATABASE "upbench" TO "app", or name an empty schema in which it may create, with --schema
  2
  upbench run: warning: another run of upbench is at work on this server, so neither measures what it would alone: schema (one that was given, in database upbench)
  other
  0
  0 objects
  - a kill
  2
  upbench run: --schema: a killed run left 4 objects in the schema apps: it must be empty; to remove them: DROP TABLE IF EXISTS apps.ads_business CASCADE; DROP TABLE IF EXISTS apps.ads_programregistry CASCADE; DROP TABLE IF EXISTS apps.pristine_1 CASCADE; DROP TYPE IF EXISTS apps.upbench_run CASCADE
    schema       apps, 4 objects
  2
  0 objects
  after
  0
  - a publication of the schema
  upbench run: --dbname: the publication p is FOR TABLES IN SCHEMA apps: subscribers would get changes of tables that they do not have, and stop; with --allow-published it is done all the same
  2
  published
  0
  0 objects

A table of the user's is copied into it, with its types, triggers and rows:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > app="${SERVER/user=upbench/user=app}"
  > admin() { PGOPTIONS='-c client_min_messages=warning' psql -XAtq "$SERVER user=postgres" "$@"; }
  > content() { admin -c "SELECT count(*) || ' objects' FROM pg_depend WHERE refobjid = 'apps'::regnamespace AND deptype = 'n'"; }
  > admin -c "CREATE ROLE app LOGIN PASSWORD '$SERVER_PASSWORD'" -c 'CREATE SCHEMA apps AUTHORIZATION app'
  > admin -c "CREATE TYPE mood AS ENUM ('low', 'high'); CREATE TABLE person (id serial PRIMARY KEY, name text NOT NULL, mood mood, parent integer REFERENCES person); INSERT INTO person (name, mood) SELECT 'n' || i, 'low' FROM generate_series(1, 50) i; GRANT SELECT ON person TO app"
  > upbench run -q --table person -s unnest,copy-temp --samples 1 --warmup 0 -d "$app" --schema apps -o own; echo $?; content
  > upbench run --table person -s unnest --samples 1 -d "$app" --schema apps --dry-run | grep '"apps"\|apps,'
  > upbench check --table person -s unnest -d "$app" --schema apps | tail -n 1; content
  > upbench data --table person -r 3 -d "$app" --schema apps | wc -l; content
  > END
  $ with-server bash script 2>&1
  own
  0
  0 objects
  CREATE SEQUENCE "apps"."person_id_seq" AS integer INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1;
  CREATE TABLE "apps"."person" (
    "id" integer DEFAULT nextval('"apps"."person_id_seq"'::regclass) NOT NULL,
  ALTER SEQUENCE "apps"."person_id_seq" OWNED BY "apps"."person"."id";
  INSERT INTO "apps"."person" ("id", "name", "mood", "parent") OVERRIDING SYSTEM VALUE SELECT "id", "name", "mood", "parent" FROM "public"."person";
  ALTER TABLE "apps"."person" ADD CONSTRAINT "person_pkey" PRIMARY KEY (id);
  Schema  apps, which must be empty, and is left empty
    unnest    12        0        0
  0 objects
  4
  0 objects
