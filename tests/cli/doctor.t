What a server is, before anything is measured there.  Version, compiler and checksums vary, so their lines are left out:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > upbench doctor -d "$SERVER"; echo $?
  > psql -XAtq "$SERVER" -c "SELECT count(*) FROM pg_namespace WHERE nspname ~ '^upbench'" -c "SELECT count(*) FROM pg_stat_activity WHERE state ~ 'transaction'"
  > END
  $ with-server bash script > out; grep -v 'version\|JIT\|jit\|checksums' out
    fact         value
    engine       PostgreSQL
    state        primary
    connection   same machine, not encrypted, no pooler
    role         upbench, no superuser, may create a schema, no CHECKPOINT, no plans, not all settings, own statistics
    database     upbench, UTF8, collation C, 97 connections
    extensions   plpgsql 1.0
    replication  0 standbys
  
    setting             value     source
    DateStyle           ISO, MDY  configuration file
    fsync               off       command line
    full_page_writes    on        default
    max_connections     100       configuration file
    max_wal_size        1.00 GiB  configuration file
    shared_buffers      128 MiB   configuration file
    synchronous_commit  on        default
    wal_level           replica   default
  
  What a run does there
    action       detail
    schema       creates upbench_<id>, works in it alone, and drops it at the end
    disk         roughly 4.17 MiB for tables of 1,914 rows, and 2.28 MiB of WAL until the next checkpoint
    connections  one for control, one for the watchdog, and those of each case from its first sample to the end of a session
    locks        on its own tables only, by TRUNCATE, VACUUM and the measured statements; an advisory lock for the schema
    VACUUM       of its own tables, before each sample
    CHECKPOINT   none: the role may not
    plans        not captured: the role may not load auto_explain
  
  Notes:
    - the role may not load auto_explain: the run has no plans; measure as a superuser
    - fsync is off: commits cost less than where data must last; measure with fsync = on
    - autovacuum is on: it may run beside a sample; see the column autovacuums of samples.csv
  Nothing rules a run out.
  0
  0
  0

The server is named:

  $ upbench doctor
  upbench doctor: --dbname is missing: name the server
  [2]
  $ upbench doctor -d 'host=/nonexistent dbname=x'; echo $?
  upbench doctor: connection to server on socket "/nonexistent/.s.PGSQL.5432" failed: No such file or directory; Is the server running locally and accepting connections on that socket?
  5

A server where much is to be found, and what a run makes of it.  Findings have a subject for programs:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > admin() { psql -XAtq "$SERVER user=postgres" "$@"; }
  > found() {
  >   upbench doctor -d "$1" --format json > found.json; echo "doctor $?"
  >   /usr/bin/python3 -c 'import json; [print(f["severity"], f["subject"]) for f in json.load(open("found.json"))["findings"] if f["severity"] != "note"]'
  > }
  > run() { upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -o "$1" -d "$2"; echo "run $?"; }
  > echo "# a role that may not create a schema"
  > admin -c "CREATE ROLE guest LOGIN PASSWORD '$SERVER_PASSWORD'"
  > found "$SERVER user=guest"
  > upbench doctor -d "$SERVER user=guest" | grep -c 'What a run does\|creates upbench_'
  > run guest "$SERVER user=guest"
  > echo "# transactions that only read, by default"
  > admin -c "ALTER ROLE upbench SET default_transaction_read_only = on"
  > found "$SERVER"
  > run read_only "$SERVER"
  > upbench check -s unnest -d "$SERVER"; echo "check $?"
  > PGOPTIONS='-c default_transaction_read_only=off' run overridden "$SERVER"
  > admin -c "ALTER ROLE upbench RESET default_transaction_read_only"
  > echo "# a role that gets fewer connections than one case needs"
  > admin -c "ALTER ROLE upbench CONNECTION LIMIT 2"
  > found "$SERVER"
  > upbench check -s unnest -d "$SERVER"; echo "check $?"
  > admin -c "ALTER ROLE upbench CONNECTION LIMIT -1"
  > echo "# limits and reserved connections are not for superusers"
  > admin -c "ALTER ROLE postgres CONNECTION LIMIT 2" -c "ALTER DATABASE upbench CONNECTION LIMIT 3"
  > for role in upbench postgres; do upbench doctor -d "$SERVER user=$role" --format json | /usr/bin/python3 -c 'import json, sys; print(json.load(sys.stdin)["database"]["connections"])'; done
  > admin -c "ALTER ROLE postgres CONNECTION LIMIT -1" -c "ALTER DATABASE upbench CONNECTION LIMIT -1"
  > echo "# a standby that commits wait for, and that is not there"
  > admin -c "ALTER SYSTEM SET synchronous_standby_names = 'FIRST 2 (a, b)'" -c "SELECT pg_reload_conf()" > reloaded
  > until [[ $(psql -XAtq "$SERVER" -c 'SHOW synchronous_standby_names') == FIRST* ]]; do :; done
  > found "$SERVER"
  > run synchronous "$SERVER"
  > PGOPTIONS='-c synchronous_commit=local' run local "$SERVER"
  > PGOPTIONS='-c synchronous_commit=local' admin -c "ALTER SYSTEM RESET synchronous_standby_names" -c "SELECT pg_reload_conf()" > reloaded
  > until [[ $(psql -XAtq "$SERVER" -c 'SHOW synchronous_standby_names') == '' ]]; do :; done
  > echo "# what is only a warning"
  > admin -c "SELECT pg_create_physical_replication_slot('forgotten', true)" > slot
  > admin -c "CREATE FUNCTION noted() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'" -c "CREATE EVENT TRIGGER watched ON ddl_command_end EXECUTE FUNCTION noted()"
  > admin -c "ALTER ROLE upbench SET statement_timeout = '90s'" -c "REVOKE TEMPORARY ON DATABASE upbench FROM PUBLIC" -c "ALTER DATABASE upbench SET log_statement = 'all'"
  > admin -c "REVOKE ALL ON DATABASE upbench FROM upbench" -c "GRANT CREATE, CONNECT ON DATABASE upbench TO upbench"
  > admin -c "ALTER ROLE upbench SET session_replication_role = replica" -c "REVOKE EXECUTE ON FUNCTION pg_tablespace_location(oid) FROM PUBLIC" -c "REVOKE EXECUTE ON FUNCTION pg_jit_available() FROM PUBLIC"
  > found "$SERVER"
  > upbench doctor -d "$SERVER" | grep 'statement_timeout'
  > run warned "$SERVER"
  > admin -c "DROP EVENT TRIGGER watched" -c "SELECT pg_drop_replication_slot('forgotten')" > dropped
  > echo "# rights of a role that manages without being superuser"
  > admin -c "GRANT pg_monitor, pg_checkpoint TO upbench"
  > upbench doctor -d "$SERVER" --format markdown | grep '^| \(role\|CHECKPOINT\|plans\|state\) |'
  > upbench doctor -d "$SERVER user=postgres" --format markdown | grep '^| \(role\|CHECKPOINT\|plans\) |'
  > echo "# an engine, by the name of its extension"
  > admin -c "UPDATE pg_extension SET extname = 'citus', extversion = '13.0-1' WHERE extname = 'plpgsql'"
  > upbench doctor -d "$SERVER" | grep '^  engine\|Citus'
  > run citus "$SERVER" 2> warnings
  > upbench compare -q overridden citus 2>&1 | grep 'engine'
  > echo "# what every connection states for itself is no matter"
  > admin -c "ALTER ROLE upbench SET default_transaction_isolation = serializable"
  > upbench doctor -d "$SERVER" | grep 'isolation'
  > echo "# what is left"
  > admin -c "SELECT count(*) FROM pg_namespace WHERE nspname ~ '^upbench'"
  > END
  $ with-server bash script
  # a role that may not create a schema
  doctor 2
  refused schema
  0
  upbench run: --dbname: the role guest may not create a schema in the database upbench: all tables are made in a schema of upbench's own; GRANT CREATE ON DATABASE "upbench" TO "guest", or name an empty schema in which it may create, with --schema
  run 2
  # transactions that only read, by default
  doctor 2
  refused read_only
  upbench run: --dbname: default_transaction_read_only is on (set for: user): nothing is to be written there; name another server, or set PGOPTIONS='-c default_transaction_read_only=off' if it is meant
  run 2
  upbench check: --dbname: default_transaction_read_only is on (set for: user): nothing is to be written there; name another server, or set PGOPTIONS='-c default_transaction_read_only=off' if it is meant
  check 2
  overridden
  run 0
  # a role that gets fewer connections than one case needs
  doctor 2
  refused connections
  upbench check: --dbname: 3 connections are needed at once, two of them for control and watchdog, and the server allows 2: a case that gets none fails; run fewer cases, or raise max_connections or the limits of role and database
  check 2
  # limits and reserved connections are not for superusers
  3
  100
  # a standby that commits wait for, and that is not there
  doctor 2
  refused synchronous_standby
  upbench run: --dbname: commits wait for 2 standbys by synchronous_standby_names, and 0 of them are connected: the first commit would not end; start the standby, or set PGOPTIONS='-c synchronous_commit=local'
  run 2
  local
  run 0
  # what is only a warning
  doctor 0
  warning event_trigger
  warning slot
  warning log
  warning session_replication_role
  warning temporary_tables
  warning unread
    statement_timeout         1 min 30 s  user
    - statement_timeout is 90000 ms: a case that exceeds it fails; raise it for the role
  upbench run: warning: the database has event triggers: watched: they fire for the statements that make and drop upbench's tables; measure in another database if they do more than log
  upbench run: warning: the replication slot forgotten is not in use and retains WAL: all WAL of a run stays on the disk; start what reads the slot, or drop the slot if it is not needed
  upbench run: warning: the server logs all statements: logging is part of the measured time, and the log grows by each statement and its parameters; set log_statement and log_min_duration_statement for the role
  upbench run: warning: session_replication_role is replica: triggers and foreign keys do not fire; reset it for the role and the database
  upbench run: warning: the role may not make temporary tables: strategies that need one are skipped; GRANT TEMPORARY on the database to the role
  upbench run: warning: the server did not answer (space: cannot read the catalogs (survey/space.sql): permission denied for function pg_tablespace_location (SQLSTATE 42501)): what it would rule out is not known; look for it before you measure
  warned
  run 0
  # rights of a role that manages without being superuser
  | state | primary |
  | role | upbench, no superuser, may create a schema, no temporary tables, CHECKPOINT, no plans, all settings, all statistics |
  | CHECKPOINT | of the whole server, before each sample |
  | plans | not captured: the role may not load auto\_explain |
  | role | postgres, superuser, may create a schema, CHECKPOINT, plans, all settings, all statistics, reads files of the server |
  | CHECKPOINT | of the whole server, before each sample |
  | plans | by auto\_explain, in one session, for one sample of each case that is not measured |
  # an engine, by the name of its extension
    engine       Citus 13.0-1
    - the server is Citus 13.0-1: it may refuse strategies, and count costs in other ways or not at all; compare with runs on the same engine only
  citus
  run 0
    engine: PostgreSQL -> Citus 13.0-1
  # what every connection states for itself is no matter
    default_transaction_isolation  serializable  user
  # what is left
  0
  $ ls -d guest read_only synchronous
  ls: cannot access 'guest': No such file or directory
  ls: cannot access 'read_only': No such file or directory
  ls: cannot access 'synchronous': No such file or directory
  [2]
