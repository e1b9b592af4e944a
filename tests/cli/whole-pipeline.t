Strategies that carry out the whole pipeline leave the state that the staged one leaves, and the server counts for them:

  $ quick="--samples 1 --min-samples 1 --warmup 0 -q --whole-sync"
  $ cat > table << 'END'
  > import csv, sys
  > samples = list(csv.DictReader(open(sys.argv[1] + "/samples.csv")))
  > print(*sorted({", ".join([s["strategy"], s["new"], s["status"], s["rows_created"], s["rows_updated"], s["rows_unchanged"], s["error"]]) for s in samples}), sep="\n")
  > for new in sorted({s["new"] for s in samples if s["status"] == "ok"}):
  >     print(new, len({s["state_hash"] for s in samples if s["new"] == new}), "state")
  > assert all((s["create_ns"] == "") == s["strategy"].endswith("-sync") for s in samples if s["status"] == "ok")
  > END
  $ upbench run -s copy-temp,merge-sync,staging-sync -r 200 --new 0,0.01,0.1 --gone-share 0.1 --gone delete --table-rows 500 $quick -o run > printed; python3 table run
  copy-temp, 0, ok, 0, 200, 0, 
  copy-temp, 0.01, ok, 2, 198, 0, 
  copy-temp, 0.1, ok, 20, 180, 0, 
  merge-sync, 0, ok, 0, 200, 0, 
  merge-sync, 0.01, ok, 2, 198, 0, 
  merge-sync, 0.1, ok, 20, 180, 0, 
  staging-sync, 0, ok, 0, 200, 0, 
  staging-sync, 0.01, ok, 2, 198, 0, 
  staging-sync, 0.1, ok, 20, 180, 0, 
  0 1 state
  0.01 1 state
  0.1 1 state
  $ upbench run -s copy-temp,merge-sync,staging-sync -r 200 --new 0,0.1 --changed 0.5 --skip-unchanged --overlap $quick -o skip > printed; python3 table skip
  copy-temp, 0, ok, 0, 100, 100, 
  copy-temp, 0.1, ok, 20, 90, 90, 
  merge-sync, 0, ok, 0, 100, 100, 
  merge-sync, 0.1, ok, 20, 90, 90, 
  staging-sync, 0, ok, 0, 100, 100, 
  staging-sync, 0.1, ok, 20, 90, 90, 
  0 1 state
  0.1 1 state
  $ upbench run -s copy-temp,merge-sync,staging-sync -r 66000 --new 0.01 $quick -o stream > printed; python3 table stream
  copy-temp, 0.01, ok, 660, 65340, 0, 
  merge-sync, 0.01, ok, 660, 65340, 0, 
  staging-sync, 0.01, ok, 660, 65340, 0, 
  0.01 1 state

Partitions, and fewer columns:

  $ upbench run -s merge-sync,staging-sync -r 100 --new 0.1 --partitions 3 --partition-by hash,list $quick -o partitions > printed; python3 table partitions | grep ok
  merge-sync, 0.1, ok, 10, 90, 0, 
  staging-sync, 0.1, ok, 10, 90, 0, 
  $ upbench run -s merge-sync,staging-sync -r 100 --columns 5 $quick -o columns > printed; python3 table columns
  merge-sync, 0, ok, 0, 100, 0, 
  staging-sync, 0, ok, 0, 100, 0, 
  0 1 state

They have one connection:

  $ upbench run -s merge-sync,staging-sync -r 100 --workers 2 $quick -o workers > printed 2>&1; python3 table workers
  merge-sync, 0, skipped, , , , merge-sync does not share its rows among workers
  staging-sync, 0, skipped, , , , staging-sync does not share its rows among workers

Before PostgreSQL 17 a MERGE returns nothing, and numbers are read from the statistics, if there are some; from then on it does:

  $ upbench run -s merge-sync,staging-sync -r 20 --set track_counts=off $quick -o statistics > printed 2>&1
  $ python3 - << 'END'
  > import csv, json
  > version = int(json.load(open("statistics/run.json"))["server"]["version"].split(".")[0])
  > reason = "merge-sync counts created rows by track_counts before PostgreSQL 17, which is off"
  > found = {s["strategy"]: (s["status"], s["error"]) for s in csv.DictReader(open("statistics/samples.csv"))}
  > print(found["staging-sync"], found["merge-sync"] == (("skipped", reason) if version < 17 else ("ok", "")))
  > END
  ('ok', '') True

A key of two columns, a generated column, and an identity:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > psql -XAtq -v ON_ERROR_STOP=1 "$SERVER" << 'SQL'
  > CREATE TABLE pairs (a integer, b text, v integer, twice integer GENERATED ALWAYS AS (v * 2) STORED, PRIMARY KEY (a, b));
  > INSERT INTO pairs SELECT n % 7, 'b' || n, n FROM generate_series(1, 200) AS n;
  > CREATE TABLE numbered (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v integer);
  > INSERT INTO numbered (v) SELECT n FROM generate_series(1, 200) AS n;
  > SQL
  > for table in pairs numbered; do
  >   upbench run -d "$SERVER" --table $table -s unnest,merge-sync,staging-sync -r 100 --new 0.1 --gone count,delete $quick -o $table > printed
  > done
  > END
  $ quick="$quick" with-server bash script 2>&1; python3 table pairs; python3 table numbered
  merge-sync, 0.1, ok, 10, 90, 0, 
  staging-sync, 0.1, ok, 10, 90, 0, 
  unnest, 0.1, ok, 10, 90, 0, 
  0.1 2 state
  merge-sync, 0.1, ok, 10, 90, 0, 
  staging-sync, 0.1, ok, 10, 90, 0, 
  unnest, 0.1, ok, 10, 90, 0, 
  0.1 2 state

They are compared by the time of the whole sync, where their update has more to do than that of others:

  $ upbench run -s merge-sync,unnest -r 20 --new 0,0.5 --gone-share 0,0.5 --dry-run | grep -o 'merge-sync .*skipped.*'
  merge-sync rows=20 gone-share=0.5          skipped: merge-sync brings new rows to the table, and treats those that are gone, in its update: to compare it where there are some, --whole-sync is required
  merge-sync rows=20 new=0.5                 skipped: merge-sync brings new rows to the table, and treats those that are gone, in its update: to compare it where there are some, --whole-sync is required
  merge-sync rows=20 new=0.5 gone-share=0.5  skipped: merge-sync brings new rows to the table, and treats those that are gone, in its update: to compare it where there are some, --whole-sync is required
  $ upbench run -s merge-sync,unnest -r 20 --new 0.5 --gone-share 0.5 --whole-sync --dry-run | grep -c skipped
  0
  [1]
  $ upbench run -s staging-sync -r 20 --new 0.5 --gone-share 0.5 --gone delete --whole-sync --sql staging-sync | grep -oE '^(-- staging-sync.*|[A-Z]+( INTO| FROM)? "[a-z_]+")'
  -- staging-sync: INSERT and UPDATE of many rows of "ads_programregistry"
  UPDATE "ads_programregistry"
  INSERT INTO "ads_programregistry"
  DELETE FROM "ads_programregistry"
