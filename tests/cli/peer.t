An upbench that is measured by another one, spoken to by hand:

  $ cat > rows << 'END'
  > id,note,at
  > 1,"",2024-05-21 16:43:26.422+00
  > 2,,
  > 3,"a ""b"", c",infinity
  > END
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGAPPNAME=me PGOPTIONS='-c search_path=s -c timezone=Asia/Tokyo'
  > eval "$(sed 's/host=\(\S*\) port=\(\S*\) user=\(\S*\) dbname=\(\S*\)/export PGHOST=\1 PGPORT=\2 PGUSER=\3 PGDATABASE=\4/' <<< "$SERVER")"
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$@"; }
  > reset() { sql -c "TRUNCATE s.t" -c "INSERT INTO s.t (who, id, note) SELECT who, id, 'old' FROM unnest(array['me', 'you']) who, generate_series(1, 4) id"; }
  > state() { sql -c "COPY (SELECT who, id, note, at AT TIME ZONE 'UTC' FROM s.t ORDER BY 1, 2) TO STDOUT CSV"; }
  > open() {
  >   printf '{"protocol": 1, "strategy": "%s", "schema": "s", "table": "%s", ' "$1" "${2-t}"
  >   printf '"scope": {"name": "who", "type": "character varying(8)", "value": "me"}, "columns": ['
  >   printf '{"name": "id", "type": "integer", "nullable": false}, {"name": "note", "type": "character varying(10)", "nullable": true}, '
  >   printf '{"name": "at", "type": "timestamp(3) with time zone", "nullable": true}], '
  >   printf '"rows": %s, "data": "%s", "settings": %s}\n' "${ROWS-3}" "${DATA-rows}" "${SETTINGS-"{\"jit\": \"off\"}"}"
  > }
  > update() { echo '{"update": 1}'; }
  > mask() { sed 's/"ready": "upbench [0-9.]* ([0-9a-z-]*)"/"ready": "upbench ..."/; s/\("ns"\|"round_trips"\): [1-9][0-9]*/\1: N/g'; }
  > peer() { "${PEER-upbench}" peer | mask; echo "exit ${PIPESTATUS[0]}"; }
  > sql -c 'CREATE SCHEMA s' -c 'CREATE TABLE s.t (who varchar(8) NOT NULL, id integer NOT NULL, note varchar(10), at timestamptz(3), extra integer NOT NULL DEFAULT 1, UNIQUE (who, id))'
  > . ./steps
  > END

Open, update as often as one likes, end:

  $ cat > steps << 'END'
  > reset; (open unnest; update; update; echo '{"update": 3}'; echo '{"flush": 7}') | peer; state
  > echo "- data that has no name"
  > reset; (DATA=/dev/fd/5 open unnest; update) | peer 5< rows
  > END
  $ with-server bash script
  {"ready": "upbench ...", "flushes": true}
  {"rows": 3, "ns": N, "round_trips": N}
  {"rows": 3, "ns": N, "round_trips": N}
  {"rows": 3, "ns": N, "round_trips": N}
  {"flushed": 7}
  exit 0
  me,1,"",2024-05-21 16:43:26.422
  me,2,,
  me,3,"a ""b"", c",infinity
  me,4,old,
  you,1,old,
  you,2,old,
  you,3,old,
  you,4,old,
  - data that has no name
  {"ready": "upbench ...", "flushes": true}
  {"rows": 3, "ns": N, "round_trips": N}
  exit 0

Every strategy answers the same and leaves the same, but for the one that does nothing:

  $ cat > steps << 'END'
  > reset; (open row; update) | peer > answers; state > right; cat answers
  > for strategy in $(upbench list strategies --format names); do
  >   reset; (open $strategy; update) | peer > other
  >   cmp -s answers other && state | cmp -s right - || { echo "- $strategy"; cat other; }
  > done
  > END
  $ with-server bash script
  {"ready": "upbench ...", "flushes": true}
  {"rows": 3, "ns": N, "round_trips": N}
  exit 0
  - null
  {"ready": "upbench ...", "flushes": true}
  {"rows": 0, "ns": N, "round_trips": N}
  exit 0

What cannot be done is an answer:

  $ cat > steps << 'END'
  > echo "- no such strategy"; open nosuch | peer
  > echo "- no such table, for a strategy that prepares and one that does not"
  > open unnest-binary nosuch | peer; open row nosuch | peer
  > echo "- a column that must be there for an INSERT"
  > sql -c 'ALTER TABLE s.t ALTER extra DROP DEFAULT'; open upsert-copy | peer; sql -c 'ALTER TABLE s.t ALTER extra SET DEFAULT 1'
  > echo "- data"
  > ROWS=4 open unnest | peer; DATA=script open unnest | peer; DATA=/no/such/file open unnest | peer
  > printf 'id,note,at\n1,,\n1,,\n,,\n' > twice; DATA=twice open unnest | peer
  > printf 'id,note,at\n1,,\n2,,\n1,,\n' > twice; DATA=twice open unnest | peer
  > echo "- settings"
  > SETTINGS='{"jit": "maybe"}' open unnest | peer
  > SETTINGS='{"transaction_read_only": "on", "default_transaction_read_only": "on"}'; (open row; update) | peer; unset SETTINGS
  > echo "- an update that fails; nothing is left of it"
  > reset; sql -c "ALTER TABLE s.t ADD CONSTRAINT small CHECK (id < 3 OR note = 'old')"
  > (open row; update) | peer; (open unnest; update) | peer; state | grep -vc old
  > echo "- in a transaction of each row"
  > (open row-autocommit; update) | peer; state | grep -vc old
  > echo "- no server"
  > PGHOST=/no/such/directory; open unnest | peer
  > END
  $ with-server bash script
  - no such strategy
  {"skip": "there is no strategy \"nosuch\"; `upbench list strategies` names them"}
  exit 0
  - no such table, for a strategy that prepares and one that does not
  {"error": "relation \"s.nosuch\" does not exist (SQLSTATE 42P01)"}
  exit 0
  {"error": "relation \"s.nosuch\" does not exist (SQLSTATE 42P01)"}
  exit 0
  - a column that must be there for an INSERT
  {"skip": "upsert-copy inserts whole rows: it needs all columns of \"t\""}
  exit 0
  - data
  {"error": "rows has 3 rows, and should have 4"}
  exit 0
  {"error": "script:1: column 1 of the header, \"export PGPASSWORD=$SERVER_PASSWORD PGAPPNAME=me PGOPTIONS='-c search_path=s -c t\", is no column of t"}
  exit 0
  {"error": "cannot open /no/such/file: No such file or directory"}
  exit 0
  {"error": "twice:4: column id: null, in a column that is NOT NULL"}
  exit 0
  {"error": "twice has a key more than once"}
  exit 0
  - settings
  {"error": "parameter \"jit\" requires a Boolean value (SQLSTATE 22023)"}
  exit 0
  {"ready": "upbench ...", "flushes": true}
  {"error": "cannot execute UPDATE in a read-only transaction (SQLSTATE 25006)"}
  exit 0
  - an update that fails; nothing is left of it
  {"ready": "upbench ...", "flushes": true}
  {"error": "new row for relation \"t\" violates check constraint \"small\"; Failing row contains (me, 3, a \"b\", c, infinity, 1). (SQLSTATE 23514)"}
  exit 0
  {"ready": "upbench ...", "flushes": true}
  {"error": "new row for relation \"t\" violates check constraint \"small\"; Failing row contains (me, 3, a \"b\", c, infinity, 1). (SQLSTATE 23514)"}
  exit 0
  0
  - in a transaction of each row
  {"ready": "upbench ...", "flushes": true}
  {"error": "new row for relation \"t\" violates check constraint \"small\"; Failing row contains (me, 3, a \"b\", c, infinity, 1). (SQLSTATE 23514)"}
  exit 0
  2
  - no server
  {"error": "connection to server on socket \"/no/such/directory/.s.PGSQL.5432\" failed: No such file or directory; Is the server running locally and accepting connections on that socket?"}
  exit 0

What is no message has none; the last line on standard error says why:

  $ peer() { upbench peer; }
  $ echo '{"protocol"' | peer
  upbench peer: message 1: not JSON: ':' expected near end of file
  [2]
  $ echo '{"protocol": 1}' | peer
  upbench peer: message 1: the opening message is malformed: Object item not found: strategy
  [2]
  $ echo '{"update": 1}' | peer
  upbench peer: message 1: "update" before "protocol"
  [2]
  $ printf '{"update": 1}' | peer
  upbench peer: message 1: the input ends before its newline
  [2]
  $ head -c 100000 /dev/zero | tr '\0' ' ' | peer
  upbench peer: message 1: longer than 65536 bytes
  [2]
  $ peer < /dev/null
  $ peer < .
  upbench peer: message 1: cannot be read: Is a directory
  [5]
  $ echo '{"protocol": 2}' | upbench peer > /dev/full
  upbench peer: message 1: cannot write an answer: No space left on device
  [5]
  $ upbench peer surplus
  upbench peer: surplus argument "surplus": expected none
  Try 'upbench peer --help'.
  [2]
