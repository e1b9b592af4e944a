Runs of a table that is made from its shape, compared:

  $ cat > own << 'END'
  > made() {
  >   out=$1; shift; echo "- $*"
  >   upbench run --samples 2 --min-samples 2 --warmup 0 --budget 1s -q -o $out "$@" | grep -vx $out
  >   code=${PIPESTATUS[0]}; [ $code = 0 ] || echo "  [$code]"
  >   [ ! -e $out ] || outcomes $out
  > }
  > END
  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" -f "$SOURCE/fixtures/tables/kinds.sql" -c 'CREATE TABLE kinds.more (LIKE kinds.uuid_key INCLUDING ALL, extra text)' -c 'ANALYZE kinds.uuid_key'
  > for table in uuid_key more; do upbench shape -q -d "$SERVER" kinds.$table -o $table.json; done
  > END
  $ with-server bash script 2>&1
  $ . ./own

Two runs of one table are compared; of a table that has another structure they are not:

  $ made base --shape uuid_key.json -s row,unnest,copy-temp -r 20 2>&1
  - --shape uuid_key.json -s row,unnest,copy-temp -r 20
    ok 3 copy-temp,row,unnest
  $ made again --shape uuid_key.json -s row,unnest,copy-temp -r 20 2>&1
  - --shape uuid_key.json -s row,unnest,copy-temp -r 20
    ok 3 copy-temp,row,unnest
  $ upbench compare base again --metric round_trips,bytes_sent > printed 2>&1; echo "[$?]"; grep '^[0-9].* of ' printed; grep -c 'row rows=20' printed
  [0]
  6 of 6 comparisons equivalent.
  1
  $ made other --shape more.json -s row,unnest,copy-temp -r 20 2>&1
  - --shape more.json -s row,unnest,copy-temp -r 20
    ok 3 copy-temp,row,unnest
  $ upbench compare base other 2>&1 | sed -E '/^ *restore/d; s/sha256 [0-9a-f]{64}/sha256 .../g; s/  +/  /g; s/ +$//'; echo "[${PIPESTATUS[0]}]"
  upbench compare: the runs cannot be compared (--force compares them anyway)
  Nothing was compared: the runs differ in server, settings, host or data, or a run is incomplete.
  Why:
  
    fact  base  new
    relation table  uuid_key  more
    shape of the table  sha256 ...  sha256 ...
    statistics of the shape  sha256 ...  not recorded
    relation column extra  none  text, nullable
  [4]
  $ cmp <(python3 -c 'import json; print(json.load(open("base/run.json"))["relation"])') <(python3 -c 'import json; print(json.load(open("again/run.json"))["relation"])')
