A table made from its shape alone, on a private cluster and on a server that has another database:

  $ cat > outcomes.py << 'END'
  > import collections, csv, sys
  > seen = collections.defaultdict(set)
  > for row in csv.DictReader(open(sys.argv[1] + "/samples.csv", newline="")):
  >     seen[row["status"], row["error"]].add(row["strategy"])
  > for (status, error), strategies in sorted(seen.items()):
  >     few = ",".join(sorted(strategies)) if len(strategies) < 5 else ""
  >     print(" ", *filter(None, (status, len(strategies), error, few)))
  > END
  $ cat > own << 'END'
  > made() {
  >   out=$1; shift; echo "- $*"
  >   upbench run --samples 2 --min-samples 2 --warmup 0 --budget 1s -q -o $out "$@" | grep -vx $out
  >   code=${PIPESTATUS[0]}; [ $code = 0 ] || echo "  [$code]"
  >   [ ! -e $out ] || python3 outcomes.py $out
  > }
  > END
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" -f "$SOURCE/fixtures/tables/traps.sql" -f "$SOURCE/fixtures/tables/kinds.sql" -c 'ANALYZE kinds.types, kinds.child' \
  >   -c "INSERT INTO kinds.types (id, mood, positive) SELECT n, 'sad', 1 FROM generate_series(1000, 2000) AS n" -c 'CREATE TABLE kinds.more (LIKE kinds.uuid_key INCLUDING ALL, extra text)'
  > for table in types child generated identity uuid_key two_keys checked more; do upbench shape -q -d "$SERVER" kinds.$table -o $table.json; done
  > upbench shape -q -d "$SERVER" sales.events -o events.json; upbench shape -q -d "$SERVER" sales.orders -o orders.json
  > . ./own
  > made other -d "$SERVER" --shape uuid_key.json -s row,unnest -r 10
  > made types -d "$SERVER" --shape types.json -s row,unnest -r 10
  > psql -XAtq "$SERVER" -c "SELECT 'left: ' || nspname FROM pg_namespace WHERE nspname LIKE 'upbench%'"
  > END
  $ with-server bash script 2>&1

  $ . ./own
  $ for table in types child generated identity uuid_key two_keys checked events orders; do made $table --shape $table.json -s all -r 20; done 2>&1
  $ few="-s row,unnest,case-when,copy-temp,upsert-copy"
  $ made wide --shape types.json $few -r 20 --table-rows 0,200 2>&1
  $ made new --shape types.json $few -r 20 --new 0.5 2>&1
  $ made narrow --shape types.json $few -r 20 --table-rows 5 2>&1
  $ made peers --shape uuid_key.json -s row --peer psycopg-copy,asyncpg-copy -r 20 2>&1
  $ echo 'CREATE INDEX ON uuid_key (name)' > index.sql
  $ made arms --shape uuid_key.json $few -r 20 --arm base --arm nojit:set=jit=off --arm more:schema-sql=index.sql 2>&1

Two runs of one table are compared; of a table that has another structure they are not:

  $ made again --shape uuid_key.json -s all -r 20 2>&1
  $ upbench compare uuid_key again > printed 2>&1; echo "[$?]"; grep -c 'row rows=20' printed
  $ made other --shape more.json -s all -r 20 2>&1
  $ upbench compare uuid_key other
