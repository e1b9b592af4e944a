Columns that travel, chosen by their names:

  $ cat > outcomes.py << 'END'
  > import collections, csv, json, sys
  > seen = collections.defaultdict(set)
  > for row in csv.DictReader(open(sys.argv[1] + "/samples.csv", newline="")):
  >     seen[row["status"], "columns=" + row["columns"], row["error"]].add(row["strategy"])
  > for (status, columns, error), strategies in sorted(seen.items()):
  >     few = ",".join(sorted(strategies)) if len(strategies) < 4 else str(len(strategies))
  >     print(" ", *filter(None, (status, columns, error, few)))
  > relation = json.load(open(sys.argv[1] + "/run.json"))["relation"]
  > print(" ", relation.get("named_columns"), "of", [c["name"] for c in relation["columns"]][:6])
  > END
  $ cat > named << 'END'
  > named() {
  >   out=$1; shift; echo "- $*" | sed 's/ -d .*//'
  >   upbench run --samples 2 --min-samples 2 --warmup 0 --budget 1s -q -o $out "$@" 2>&1 | grep -vx $out
  >   code=${PIPESTATUS[0]}; [ $code = 0 ] || echo "  [$code]"
  >   [ ! -e $out ] || python3 outcomes.py $out
  > }
  > END
  $ cat > script << 'END'
  > . ./named
  > export PGPASSWORD=$SERVER_PASSWORD PGOPTIONS='-c client_min_messages=warning'
  > psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" -f "$SOURCE/fixtures/tables/kinds.sql" -c 'CREATE TABLE kinds.tied (id integer PRIMARY KEY, name text, low integer, high integer, number integer UNIQUE, CHECK (low <= high))' \
  >   -c "INSERT INTO kinds.tied SELECT n, 'n' || n, n, n + 3, n FROM generate_series(1, 40) n"
  > named types --table kinds.types --columns tags,mood,doc -s all -r 20 -d "$SERVER"
  > named swapped --table kinds.types --columns 'DOC, Tags, "mood"' -s row,unnest -r 20 -d "$SERVER"
  > cmp <(python3 -c 'import json; print(json.load(open("types/run.json"))["relation"]["columns"])') <(python3 -c 'import json; print(json.load(open("swapped/run.json"))["relation"]["columns"])')
  > named quoted --table 'kinds."SELECT"' --columns '"$1","quo""te",ü' -s row,case-when,copy-temp -r 20 -d "$SERVER"
  > named tied --table kinds.tied --columns high,low -s row,unnest -r 20 -d "$SERVER"
  > named scoped --table kinds.two_keys --scope a=3 --columns w -s row,unnest,upsert-copy -d "$SERVER"
  > named added --table kinds.two_keys --columns w --new 0.5 -s row -r 20 -d "$SERVER"
  > named made --table kinds.types --data shape --columns pairs,span -s row,unnest -r 20 -d "$SERVER"
  > echo "- refused"
  > refused() { upbench run --table "$1" --columns "$2" -r 20 -o refused -d "$SERVER" 2>&1; [ ! -e refused ] || echo made; }
  > for name in 'mood,id' nosuch mod mood,doc,mood mood, '"mood'; do refused kinds.types "$name"; done
  > for name in ab a; do refused kinds.generated "$name"; done
  > for name in number other serial; do refused kinds.identity "$name"; done
  > for name in name,high number 3; do refused kinds.tied "$name"; done
  > upbench shape -q -d "$SERVER" kinds.tied -o tied.json
  > upbench data --shape tied.json --columns 3
  > upbench run --columns 3 --arm built-in --arm tied:shape=tied.json -o refused; [ ! -e refused ] || echo made
  > upbench run --table kinds.two_keys --scope a=3 --columns a -d "$SERVER"
  > END
  $ with-server bash script 2>&1
  - --table kinds.types --columns tags,mood,doc -s all -r 20
    ok columns=4 21
    ['mood', 'doc', 'tags'] of ['id', 'mood', 'doc', 'tags', 'matrix', 'positive']
  - --table kinds.types --columns DOC, Tags, "mood" -s row,unnest -r 20
    ok columns=4 row,unnest
    ['mood', 'doc', 'tags'] of ['id', 'mood', 'doc', 'tags', 'matrix', 'positive']
  - --table kinds."SELECT" --columns "$1","quo""te",\xc3\xbc -s row,case-when,copy-temp -r 20 (esc)
    ok columns=4 case-when,copy-temp,row
    ['quo"te', '$1', '\xc3\xbc'] of ['from', 'quo"te', '$1', '\xc3\xbc', 'order', 'a.b'] (esc)
  - --table kinds.tied --columns high,low -s row,unnest -r 20
    ok columns=3 row,unnest
    ['low', 'high'] of ['id', 'low', 'high', 'name']
  - --table kinds.two_keys --scope a=3 --columns w -s row,unnest,upsert-copy
    ok columns=2 row,unnest
    skipped columns=2 upsert-copy inserts whole rows: column "v" of "two_keys", which may not be null, is not sent upsert-copy
    ['w'] of ['b', 'w', 'v']
  - --table kinds.two_keys --columns w --new 0.5 -s row -r 20
  upbench run: no case could be measured; the reasons are in added/samples.csv
    [2]
    skipped columns=3 --new requires the column v, which may not be null row
    ['w'] of ['a', 'b', 'w', 'v']
  - --table kinds.types --data shape --columns pairs,span -s row,unnest -r 20
    ok columns=3 row,unnest
    ['pairs', 'span'] of ['id', 'pairs', 'span', 'mood', 'doc', 'tags']
  - refused
  upbench run: --columns: "id" cannot be chosen: it is part of the key, which always travels
  upbench run: --columns: types has no column "nosuch" that travels
  upbench run: --columns: no column "mod" travels (did you mean "mood"?)
  upbench run: --columns: "mood" is in the list twice
  upbench run: --columns: mood,: a name is empty
  upbench run: --columns: "mood: a double quote is not closed
  upbench run: --columns: "ab" cannot be chosen: it is generated
  upbench run: --columns: "a" requires "b": a constraint ties them, so that both take their values from the same row
  upbench run: --columns: "number" cannot be chosen: it is GENERATED ALWAYS AS IDENTITY
  upbench run: --columns: "other" cannot be chosen: its default draws from a sequence
  upbench run: --columns: "serial" cannot be chosen: its default draws from a sequence
  upbench run: --columns: "high" requires "low": a constraint ties them, so that both take their values from the same row
  upbench run: --columns: "number" cannot be chosen: a unique index has it
  upbench run: --columns: 3 ends between "low" and "high": a constraint ties them, so that both take their values from the same row (4 is possible)
  upbench data: --columns: 3 ends between "low" and "high": a constraint ties them, so that both take their values from the same row (4 is possible)
  upbench run: --columns: arm tied: 3 ends between "low" and "high": a constraint ties them, so that both take their values from the same row (4 is possible)
  upbench run: --columns: "a" cannot be chosen: it is the scope, or a generated scope is made of it
  [2]

Of the built-in table. Without the column that refers to the businesses a sync has nothing to do there:

  $ . ./named
  $ named status --columns status,budget -s row,unnest,copy-temp,case-when --peer psycopg-copy -r 50
  - --columns status,budget -s row,unnest,copy-temp,case-when --peer psycopg-copy -r 50
    ok columns=3 5
    ['status', 'budget'] of ['program_id', 'status', 'budget', 'yelp_business_id', 'program_name', 'start_date']
  $ named business --columns budget,yelp_business_id -s row,unnest,copy-temp,case-when -r 50
  - --columns budget,yelp_business_id -s row,unnest,copy-temp,case-when -r 50
    ok columns=3 4
    ['yelp_business_id', 'budget'] of ['program_id', 'yelp_business_id', 'budget', 'status', 'program_name', 'start_date']
  $ for run in status business; do grep -c 'INSERT INTO.*ads_business' $run/run.json; done
  0
  1
  $ upbench compare status business 2>&1 | grep '^ *relation'
    relation named columns      status, budget                                 yelp_business_id, budget
  $ grep 'key, ' status/report.html | sed 's/<[^>]*>//g'
  Besides the key, status, budget travel (--columns).
  $ for name in program_id username id statu; do upbench run --columns $name; done
  upbench run: --columns: "program_id" cannot be chosen: it is part of the key, which always travels
  upbench run: --columns: "username" cannot be chosen: it is the scope, or a generated scope is made of it
  upbench run: --columns: ads_programregistry has no column "id" that travels
  upbench run: --columns: no column "statu" travels (did you mean "status"?)
  [2]
  $ upbench run --columns 3,status 2>&1 | sed 1q
  upbench run: --columns: "status" is not a whole number such as 1914, 10_000, 5M or 1.5e6
  $ upbench run -s row --columns status --columns budget --dry-run | grep row
    row rows=1914 columns=3    141 KiB     3       20    30.0 s

In an experiment all groups name the same columns, or none does:

  $ printf '[a]\nstrategy = row\nrows = 10\ncolumns = status,budget\n[b]\nstrategy = unnest\nrows = 10\ncolumns = budget, status\n' > same.ini
  $ upbench run same.ini --dry-run | grep rows=
    row rows=10 columns=3         753 B     3       20    30.0 s
    unnest rows=10 columns=3   2.21 KiB     3       20    30.0 s
  $ sed 's/budget, status/5/' same.ini > number.ini; sed 's/budget, status/budget/' same.ini > other.ini; sed 's/budget, status/budget,nosuch/' same.ini > unknown.ini
  $ for file in number other unknown; do upbench run $file.ini --dry-run; done
  upbench run: number.ini:8: columns: all groups of a run name the same columns, or none does
  upbench run: other.ini:8: columns: all groups of a run name the same columns, or none does
  upbench run: unknown.ini:8: columns: ads_programregistry has no column "nosuch" that travels
  [2]
  $ upbench run number.ini --columns status --dry-run | grep rows=
    row rows=10 columns=2         571 B     3       20    30.0 s
    unnest rows=10 columns=2   1.67 KiB     3       20    30.0 s
  $ printf '[claim]\nfigure = row rows=10 columns=status: update=1ms\n' | cat same.ini - > claim.ini
  $ upbench run claim.ini --dry-run
  upbench run: claim.ini:10: figure: names are not possible here: give the number of columns, with those of the key
  [2]
