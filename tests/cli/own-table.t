Every strategy over tables that have everything (fixtures/tables), as a role that is no superuser. The
numbers are those of strategies.

  $ cat > own << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > sql() { psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" "$@"; }
  > number=0
  > own() {
  >   number=$((number + 1)); rm -rf run$number
  >   upbench run -d "$SERVER" --samples 1 --min-samples 1 --warmup 0 --budget 1s -q -o run$number "$@" | grep -vx run$number
  >   code=${PIPESTATUS[0]}; [ $code = 0 ] || echo "  [$code]"
  >   [ ! -e run$number ] || outcomes run$number
  > }
  > left() { sql -c "SELECT 'left: ' || nspname FROM pg_namespace WHERE nspname LIKE 'upbench%'"; }
  > END
  $ cat > script << 'END'
  > . ./own
  > sql -f "$SOURCE/fixtures/tables/traps.sql" -f "$SOURCE/fixtures/tables/kinds.sql"
  > sql << 'SQL'
  > CREATE EXTENSION citext; CREATE EXTENSION hstore;
  > CREATE TABLE kinds.extended (id citext PRIMARY KEY, name citext, more hstore);
  > INSERT INTO kinds.extended SELECT 'Key' || n, 'Name' || n, hstore('a', n::text) FROM generate_series(1, 40) n;
  > INSERT INTO "We ird"."T""x" SELECT n, 'text ' || n, 'other ' || n FROM generate_series(1, 40) n;
  > SQL
  > for table in sales.orders sales.events '"We ird"."T""x"' kinds.two_keys kinds.uuid_key kinds.types kinds.generated kinds.identity \
  >   kinds.child kinds.stamped kinds.checked kinds.extended kinds.text_key kinds.long_key kinds.empties 'kinds."SELECT"' kinds.deferred kinds.hashed kinds.booked kinds.ruled; do
  >   echo "- $table"
  >   own --table "$table" -s all -r 20
  > done
  > left
  > END
  $ with-server bash script 2>&1
  - sales.orders
    ok 21
  - sales.events
    ok 21
  - "We ird"."T""x"
    ok 21
  - kinds.two_keys
    ok 21
  - kinds.uuid_key
    ok 21
  - kinds.types
    ok 21
  - kinds.generated
    ok 21
  - kinds.identity
    ok 21
  - kinds.child
    ok 21
  - kinds.stamped
    ok 21
  - kinds.checked
    ok 21
  - kinds.extended
    ok 21
  - kinds.text_key
    ok 21
  - kinds.long_key
    ok 21
  - kinds.empties
    ok 21
  - kinds."SELECT"
    ok 21
  - kinds.deferred
    ok 21
  - kinds.hashed
    ok 21
  - kinds.booked
    ok 21
  - kinds.ruled
    ok 21
