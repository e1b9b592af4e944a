A cluster with Citus, whose connection string UPBENCH_TEST_CITUS has.  What it refuses is skipped with its words:

  $ [ -n "$UPBENCH_TEST_CITUS" ] || exit 80 # UPBENCH_TEST_CITUS names no cluster with Citus
  $ schemas() { psql -XAtq "$UPBENCH_TEST_CITUS" -c "SELECT nspname FROM pg_namespace WHERE nspname ~ '^upbench_[0-9a-f]+$' UNION SELECT logicalrelid::text FROM pg_dist_partition ORDER BY 1"; }
  $ schemas > before
  $ upbench run -q -s unnest,copy-temp,copy-unlogged,upsert-copy,merge-copy -r 100 --samples 1 -d "$UPBENCH_TEST_CITUS" --distribute none,scope,key,reference --shards 4 -o run 2> warnings
  run
  $ cat > cases.py << 'END'
  > import csv, json
  > rows = list(csv.DictReader(open("run/samples.csv", newline="")))
  > for case, status, error in sorted({(r["strategy"] + " " + r["arm"], r["status"], r["error"]) for r in rows}):
  >     print(case, status, error)
  > END
  $ python3 cases.py
  copy-temp key ok 
  copy-temp none ok 
  copy-temp reference ok 
  copy-temp scope ok 
  copy-unlogged key ok 
  copy-unlogged none ok 
  copy-unlogged reference ok 
  copy-unlogged scope ok 
  merge-copy key skipped the server refuses it: MERGE INTO an distributed table from Postgres table is not yet supported (SQLSTATE XX000)
  merge-copy none ok 
  merge-copy reference skipped the server refuses it: Reference table as target is not allowed in MERGE command (SQLSTATE 0A000)
  merge-copy scope skipped the server refuses it: MERGE INTO an distributed table from Postgres table is not yet supported (SQLSTATE XX000)
  unnest key ok 
  unnest none ok 
  unnest reference ok 
  unnest scope ok 
  upsert-copy key ok 
  upsert-copy none ok 
  upsert-copy reference ok 
  upsert-copy scope ok 

What a database with Citus always has is no cause for a warning:

  $ grep -c 'event trigger' warnings
  0
  [1]

Sizes are those of all shards, and what only the coordinator counts is empty:

  $ cat > known.py << 'END'
  > import csv
  > names = "table_bytes", "index_bytes", "toast_bytes", "hot_updates", "dead_tuples", "wal_bytes", "server_cpu_ns"
  > rows = [r for r in csv.DictReader(open("run/samples.csv", newline="")) if r["status"] == "ok" and r["phase"] == "measure"]
  > for arm in "none", "scope", "key", "reference":
  >     of = [r for r in rows if r["arm"] == arm]
  >     print(arm, len(of) >= 4, *(n for n in names if any(r[n] for r in of) and (arm != "none" or n != "server_cpu_ns")))
  >     print(arm, any(int(r["table_bytes"]) > 0 for r in of))
  > END
  $ python3 known.py
  none True table_bytes index_bytes toast_bytes hot_updates dead_tuples
  none True
  scope True table_bytes index_bytes
  scope True
  key True table_bytes index_bytes
  key True
  reference True table_bytes index_bytes
  reference True
  $ python3 -c 'import json; r = json.load(open("run/run.json")); print(r["restore"][-1], r["server"]["engine"]["name"], r["server"]["engine"]["nodes"] > 0)'
  SELECT run_command_on_all_nodes('CHECKPOINT') Citus True

What carries out the whole pipeline follows the shards; a MERGE is refused whose rows have a default with a sequence, as those of
this table do:

  $ upbench run -q -s copy-temp,staging-sync,merge-sync -r 200 --new 0.1 --gone-share 0.1 --gone delete --table-rows 500 --whole-sync --samples 1 --min-samples 1 -d "$UPBENCH_TEST_CITUS" --distribute none,scope,key --shards 4 -o whole > printed 2> warnings
  $ cat > whole.py << 'END'
  > import csv
  > rows = [r for r in csv.DictReader(open("whole/samples.csv", newline="")) if r["phase"] == "measure" or r["status"] != "ok"]
  > for line in sorted({" ".join([r["strategy"], r["arm"], r["status"], r["rows_created"], r["rows_updated"], r["rows_gone"], r["error"]]) for r in rows}):
  >     print(line)
  > print(len({r["state_hash"] for r in rows if r["status"] == "ok"}), "state")
  > END
  $ python3 whole.py
  copy-temp key ok 20 180 20 
  copy-temp none ok 20 180 20 
  copy-temp scope ok 20 180 20 
  merge-sync key skipped    the server refuses it: non-IMMUTABLE functions are not yet supported in MERGE sql with distributed tables (SQLSTATE XX000)
  merge-sync none ok 20 180 20 
  merge-sync scope skipped    the server refuses it: non-IMMUTABLE functions are not yet supported in MERGE sql with distributed tables (SQLSTATE XX000)
  staging-sync key ok 20 180 20 
  staging-sync none ok 20 180 20 
  staging-sync scope ok 20 180 20 
  1 state

The statements that are printed are those that are sent to each of the tables, without the value of the scope:

  $ upbench run -q -s copy-unlogged -r 10 --columns 2 --samples 1 --min-samples 1 --warmup 0 -d "$UPBENCH_TEST_CITUS" --distribute none,scope,key --shards 4 -o script --sql copy-unlogged 2> warnings > printed
  $ grep -E '^-- Arm|^CREATE|^TRUNCATE|^DELETE|^UPDATE|stands for' printed
  CREATE UNLOGGED TABLE upsync_incoming_1 ("program_id" character varying(64), "yelp_business_id" character varying(64));
  TRUNCATE upsync_incoming_1;
  UPDATE "ads_programregistry" AS t SET "yelp_business_id" = u."yelp_business_id" FROM (SELECT * FROM upsync_incoming_1) AS u ("program_id", "yelp_business_id") WHERE t."username" = $1 AND t."program_id" = u."program_id";
  -- Arm scope: the table is distributed by scope.
  -- NULL /* value */ stands for a quoted literal, or a null: the scope of the rows.
  CREATE UNLOGGED TABLE upsync_incoming_1 ("program_id" character varying(64), "yelp_business_id" character varying(64), "username" character varying(150) DEFAULT NULL /* value */); SELECT pg_catalog.create_distributed_table('upsync_incoming_1', 'username', colocate_with => '"ads_programregistry"');
  DELETE FROM upsync_incoming_1;
  UPDATE "ads_programregistry" AS t SET "yelp_business_id" = u."yelp_business_id" FROM (SELECT * FROM upsync_incoming_1) AS u ("program_id", "yelp_business_id") WHERE t."username" = $1 AND t."username" = u."username" AND t."program_id" = u."program_id";
  -- Arm key: the table is distributed by key.
  CREATE UNLOGGED TABLE upsync_incoming_1 ("program_id" character varying(64), "yelp_business_id" character varying(64)); SELECT pg_catalog.create_distributed_table('upsync_incoming_1', 'program_id', colocate_with => '"ads_programregistry"');
  DELETE FROM upsync_incoming_1;
  UPDATE "ads_programregistry" AS t SET "yelp_business_id" = u."yelp_business_id" FROM (SELECT * FROM upsync_incoming_1) AS u ("program_id", "yelp_business_id") WHERE t."username" = $1 AND t."program_id" = u."program_id";

  $ upbench run -q -s staging-sync,merge-sync -r 10 --columns 2 --samples 1 --min-samples 1 --warmup 0 --gone-share 0.1 --gone count --whole-sync -d "$UPBENCH_TEST_CITUS" --distribute scope --shards 4 -o whole-script --sql staging-sync 2> warnings | grep -E '^UPDATE|^INSERT|^SELECT count|^CREATE'
  CREATE UNLOGGED TABLE upsync_incoming_1 ("program_id" character varying(64), "yelp_business_id" character varying(64), "username" character varying(150) DEFAULT NULL /* value */); SELECT pg_catalog.create_distributed_table('upsync_incoming_1', 'username', colocate_with => '"ads_programregistry"');
  UPDATE "ads_programregistry" AS t SET "yelp_business_id" = u."yelp_business_id" FROM (SELECT * FROM upsync_incoming_1) AS u ("program_id", "yelp_business_id") WHERE t."username" = $1::character varying AND t."username" = u."username" AND t."program_id" = u."program_id";
  INSERT INTO "ads_programregistry" AS t ("username", "program_id", "yelp_business_id") OVERRIDING SYSTEM VALUE SELECT u."username", u."program_id", u."yelp_business_id" FROM (SELECT * FROM upsync_incoming_1) AS u ("program_id", "yelp_business_id") WHERE NOT EXISTS (SELECT FROM "ads_programregistry" AS t WHERE t."username" = $1::character varying AND t."username" = u."username" AND t."program_id" = u."program_id");
  SELECT count(*) FROM "ads_programregistry" AS t WHERE t."username" = $1::character varying AND NOT EXISTS (SELECT FROM (SELECT * FROM upsync_incoming_1) AS u WHERE t."username" = u."username" AND t."program_id" = u."program_id");

A run that is interrupted leaves nothing on any node; the next one names what a killed one left, and the statement that it prints removes
that from all nodes:

  $ nodes() { psql -XAtq "$UPBENCH_TEST_CITUS" -c "SELECT result FROM run_command_on_all_nodes(\$\$SELECT string_agg(nspname, ' ') FROM pg_namespace WHERE nspname ~ '^upbench_[0-9a-f]+\$'\$\$)" | tr ' ' '\n' | grep . | sort | uniq -c; }
  $ nodes > nodes-before
  $ begin() {
  >   upbench run -q -s unnest,copy-unlogged,staging-sync -r 100 --samples 1000000 --precision 0 -d "$UPBENCH_TEST_CITUS" --distribute key -o $1 > out 2> err &
  >   until [ "$(cat $1/samples.csv 2> /dev/null | wc -l)" -gt 3 ] || ! kill -0 $!; do sleep 0.05; done
  > }
  $ begin interrupted; kill -INT $!; wait $!
  [5]
  $ nodes | diff nodes-before -
  $ begin killed; kill -KILL $!; wait $! 2> /dev/null
  [137]
  $ name=$(nodes | diff nodes-before - | grep -o 'upbench_.*')
  $ upbench run -q -s unnest -r 10 --samples 1 --min-samples 1 --warmup 0 -d "$UPBENCH_TEST_CITUS" -o next 2> warnings
  next
  $ [ -n "$name" ] && grep -c "to remove them: DROP SCHEMA .*$name" warnings
  1
  $ psql -XAtq "$UPBENCH_TEST_CITUS" -c "DROP SCHEMA $name CASCADE" 2> /dev/null; nodes | diff nodes-before -

Nothing is left there:

  $ schemas | comm -13 before -
