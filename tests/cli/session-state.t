The settings of a role and of a database, which a run neither suffers from nor passes over:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > root() { psql -XAtq "$SERVER user=postgres" -c "$@"; }
  > set_for() { for setting in "${@:2}"; do root "ALTER $1 upbench SET $setting"; done; }
  > reset() { PGOPTIONS='-c default_transaction_read_only=off' root "ALTER $1 upbench RESET ALL"; }
  > run() { upbench run -q --warmup 0 -d "$SERVER" "$@"; echo $?; }
  > outcomes() { python3 -c 'import csv, sys; [print(s["strategy"], s["status"], s["error"]) for s in csv.DictReader(open(sys.argv[1] + "/samples.csv"))]' $1 | sort -u; }
  > setting() { python3 -c 'import json, sys; print([(s["value"], s["source"]) for s in json.load(open(sys.argv[1] + "/run.json"))["server"]["settings"] if s["name"] == sys.argv[2]])' "$@"; }
  > 
  > echo "- idle sessions and transactions of the role's are ended soon, and it may not wait for locks"
  > set_for ROLE "idle_session_timeout = '300ms'" "idle_in_transaction_session_timeout = '10s'" "lock_timeout = '10s'"
  > # The client waits for half a second while one connection after the other has nothing to do.
  > run -s unnest,row-prepared,copy-temp -r 5 --samples 2 --fetch-delay 500ms -o idle
  > outcomes idle
  > setting idle idle_session_timeout; setting idle lock_timeout
  > reset ROLE
  > 
  > echo "- a time that no run can do with"
  > set_for ROLE "statement_timeout = '1ms'"
  > run -s unnest -r 5 --samples 1 -o ended 2>&1 | grep -oE '^5$|too short for a run: .*'
  > reset ROLE
  > echo "- the time of a statement: loading is not measured, a sample is"
  > set_for ROLE "statement_timeout = '40ms'"
  > run -s unnest -r 30000 --samples 1 -o limited
  > outcomes limited | sed 's/due to .* (/due to ... (/'
  > setting limited statement_timeout
  > run -s unnest -r 30000 --samples 1 --set statement_timeout=0 -o unlimited
  > outcomes unlimited
  > reset ROLE
  > set_for DATABASE "statement_timeout = '40ms'"
  > run -s unnest -r 30000 --samples 1 -o database
  > outcomes database | sed 's/.*; //'
  > setting database statement_timeout
  > upbench compare idle database 2>&1 | grep -o 'setting statement_timeout.*'
  > reset DATABASE
  > 
  > echo "- every style is another one"
  > set_for DATABASE "datestyle = 'German, DMY'" "intervalstyle = 'sql_standard'" "bytea_output = 'escape'" "extra_float_digits = -15" \
  >   "array_nulls = off" "standard_conforming_strings = off" "client_encoding = 'latin1'" "timezone = 'Asia/Kathmandu'" "quote_all_identifiers = on" \
  >   "default_transaction_isolation = 'serializable'" "default_transaction_deferrable = on" "row_security = off" "search_path = 'pg_catalog'" "xmloption = 'document'"
  > run -s all -r 50 --samples 1 -o styles
  > outcomes styles | grep -v ' ok '
  > upbench check -s unnest,values,json,copy-temp -d "$SERVER" > check; echo $?
  > reset DATABASE
  > 
  > echo "- transactions are read-only by default"
  > set_for DATABASE 'default_transaction_read_only = on'
  > run -s unnest -r 5 -o no
  > PGOPTIONS='-c default_transaction_read_only=off' upbench run -q --warmup 0 -d "$SERVER" -s unnest -r 5 --samples 1 -o written; echo $?
  > reset DATABASE
  > PGOPTIONS='-c default_transaction_read_only=off' set_for ROLE 'default_transaction_read_only = on'
  > upbench check -s unnest -d "$SERVER"; echo $?
  > reset ROLE
  > ls -d no
  > END
  $ with-server bash script 2>&1
  - idle sessions and transactions of the role's are ended soon, and it may not wait for locks
  idle
  0
  copy-temp ok 
  row-prepared ok 
  unnest ok 
  []
  [('10000', 'user')]
  - a time that no run can do with
  too short for a run: raise it, or set PGOPTIONS='-c statement_timeout=0' for the run
  5
  - the time of a statement: loading is not measured, a sample is
  limited
  5
  unnest failed canceling statement due to ... (SQLSTATE 57014); statement_timeout of the role is 40ms
  [('40', 'user')]
  unlimited
  0
  unnest ok 
  database
  5
  statement_timeout of the database is 40ms
  [('40', 'database')]
  setting statement_timeout                    default     40 \xc3\x97 ms (esc)
  - every style is another one
  styles
  0
  0
  - transactions are read-only by default
  upbench run: --dbname: default_transaction_read_only is on (set for: database): nothing is to be written there; name another server, or set PGOPTIONS='-c default_transaction_read_only=off' if it is meant
  2
  written
  0
  upbench check: --dbname: default_transaction_read_only is on (set for: user): nothing is to be written there; name another server, or set PGOPTIONS='-c default_transaction_read_only=off' if it is meant
  2
  ls: cannot access 'no': No such file or directory
  [2]
