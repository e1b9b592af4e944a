Rows that the table has and a sync does not bring: whatever becomes of them, the table is as the oracle expects.

  $ quick="--samples 1 --min-samples 1 --warmup 0 -q"
  $ cat > table << 'END'
  > import csv, sys
  > stages = ["fetch", "classify", "create", "update", "gone", "business", "commit"]
  > samples = list(csv.DictReader(open(sys.argv[1] + "/samples.csv")))
  > print(*sorted({", ".join([s["strategy"], "overlap" * int(s["overlap"]), s["gone"], s["status"], s["table_rows"], s["rows_gone"], s["error"]]) for s in samples}), sep="\n")
  > for s in samples:
  >     if s["status"] != "ok" or s["overlap"] == "1":
  >         continue
  >     assert (s["gone_ns"] == "") == (s["gone"] == "ignore") == (s["rows_gone"] == ""), s
  >     assert sum(int(s[stage + "_ns"] or 0) for stage in stages) <= int(s["total_ns"]), s
  > for s in samples:
  >     if s["overlap"] == "1":
  >         assert sum(int(s[stage + "_critical_ns"] or 0) for stage in stages) == int(s["total_ns"]), s
  > END
  $ upbench run -s row-autocommit,copy-temp -r 100 --new 0.1 --gone-share 0.2 --table-rows 0,300 --gone auto,ignore,deactivate,delete $quick -o run > printed
  $ python3 table run
  copy-temp, , count, ok, 110, 20, 
  copy-temp, , count, ok, 300, 20, 
  copy-temp, , deactivate, ok, 110, 18, 
  copy-temp, , deactivate, ok, 300, 18, 
  copy-temp, , delete, ok, 110, 20, 
  copy-temp, , delete, ok, 300, 20, 
  copy-temp, , ignore, ok, 110, , 
  copy-temp, , ignore, ok, 300, , 
  row-autocommit, , count, ok, 110, 20, 
  row-autocommit, , count, ok, 300, 20, 
  row-autocommit, , deactivate, ok, 110, 18, 
  row-autocommit, , deactivate, ok, 300, 18, 
  row-autocommit, , delete, ok, 110, 20, 
  row-autocommit, , delete, ok, 300, 20, 
  row-autocommit, , ignore, ok, 110, , 
  row-autocommit, , ignore, ok, 300, , 

Streamed, and overlapped; the stage is in the report:

  $ upbench run -s copy-temp-binary -r 70000 --gone-share 0.001 --gone delete $quick -o stream > printed; python3 table stream
  copy-temp-binary, , delete, ok, 70070, 70, 
  $ upbench run -s row-pipeline -r 300 --gone-share 0.1 --gone count,deactivate,delete --overlap $quick -o overlap > printed; python3 table overlap
  row-pipeline, overlap, count, ok, 330, 30, 
  row-pipeline, overlap, deactivate, ok, 330, 27, 
  row-pipeline, overlap, delete, ok, 330, 30, 
  $ grep -c '<td[^>]*>gone</td>' overlap/report.html > /dev/null
  $ grep -ho '>gone<' overlap/plots/stages-*.svg | sort -u
  >gone<
  $ grep -c '>gone<' stream/plots/stages-*-narrow.svg | sort -u
  1

Without a share, of made rows none is looked for; of a file, which is a whole, they are counted:

  $ upbench run -s copy-temp -r 20 $quick -o made > printed; python3 table made
  copy-temp, , ignore, ok, 20, , 
  $ upbench data -r 60 > rows.csv
  $ upbench run -s copy-temp --source csv:rows.csv --table-rows 100 --gone auto,deactivate,delete $quick -o file > printed; python3 table file
  copy-temp, , count, ok, 100, 40, 
  copy-temp, , deactivate, ok, 100, 35, 
  copy-temp, , delete, ok, 100, 40, 
  $ upbench run -s copy-temp --source csv:rows.csv --gone-share 0.1 $quick -o refused > printed; tail -1 printed; python3 table refused
  upbench run: no case could be measured; the reasons are in refused/samples.csv
  refused
  copy-temp, , count, skipped, 66, , --gone-share: which rows are gone follows from --source

Of a user's table those are gone that are in its scope and not among the rows of the sync:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > psql -XAtq "$SERVER" -c 'CREATE TABLE stock (shop integer, id integer, amount integer, PRIMARY KEY (shop, id))' \
  >   -c "INSERT INTO stock SELECT shop, n, n FROM generate_series(1, 3) AS shop, generate_series(1, 100) AS n" -c 'ANALYZE stock'
  > upbench run -d "$SERVER" --table stock -s unnest -r 20 --gone count,deactivate,delete $quick -o own > printed
  > upbench run -d "$SERVER" --table stock --scope shop=2 -s unnest -r 20 --new 0.5 --gone count,delete $quick -o scoped > printed
  > END
  $ quick="$quick" with-server bash script 2>&1; python3 table own; python3 table scoped
  unnest, , count, ok, 300, 280, 
  unnest, , deactivate, skipped, 300, , --gone deactivate: only the built-in table has a status for rows that are gone; count and delete are possible
  unnest, , delete, ok, 300, 280, 
  unnest, , count, ok, 290, 80, 
  unnest, , delete, ok, 290, 80, 
  $ upbench run --gone remove
  upbench run: --gone: "remove" is not one of auto, ignore, count, deactivate, delete
  Try 'upbench run --help'.
  [2]
