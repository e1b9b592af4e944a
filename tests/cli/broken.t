Strategies that are broken on purpose, beside one that is not: the run goes on with that one.

  $ run() { upbench-broken run --strategy "$1,unnest" --rows 7 --samples 1 --warmup 0 --order-seed 2 --output $1 "${@:2}"; }
  $ states() { python3 -c 'import csv, sys
  > for r in csv.DictReader(open(sys.argv[1] + "/samples.csv", newline="")):
  >     print(r["strategy"], r["phase"], r["status"], r["error"])' $1 | sort; }

A wrong table is told with row and column, and never ranked:

  $ run broken-rows
  7 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +remark (re)
    unnest +\S+ \S+ +1 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    broken-rows  left the table in a wrong state: program_id "pT39wQXvmhDGL8qK-UZCzD": yelp_business_id is "hrmXK07-6dGZIphXjiLTsA", expected "eQclL9T_SjGWng6CsdDqeF"; wrong columns: yelp_business_id, status, program_name and 16 more
  
  Samples  broken-rows/samples.csv
  Summary  broken-rows/summary.csv
  Manifest broken-rows/run.json
  Report   broken-rows/report.html
  Plots    broken-rows/plots/distribution-7.svg
           broken-rows/plots/stages-7.svg
  [6]
  $ states broken-rows
  broken-rows cold mismatch program_id "pT39wQXvmhDGL8qK-UZCzD": yelp_business_id is "hrmXK07-6dGZIphXjiLTsA", expected "eQclL9T_SjGWng6CsdDqeF"; wrong columns: yelp_business_id, status, program_name and 16 more
  unnest cold ok 
  unnest measure ok 
  $ run broken-value
  7 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +remark (re)
    unnest +\S+ \S+ +1 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    broken-value  left the table in a wrong state: program_id "KsfBSPZtx4BjdSPrVid91E": program_name is "wrong", expected "Pacific Brewing - Houston"
  
  Samples  broken-value/samples.csv
  Summary  broken-value/summary.csv
  Manifest broken-value/run.json
  Report   broken-value/report.html
  Plots    broken-value/plots/distribution-7.svg
           broken-value/plots/stages-7.svg
  [6]
  $ states broken-value
  broken-value cold mismatch program_id "KsfBSPZtx4BjdSPrVid91E": program_name is "wrong", expected "Pacific Brewing - Houston"
  unnest cold ok 
  unnest measure ok 

A statement that fails:

  $ run broken-statement
  7 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +remark (re)
    unnest +\S+ \S+ +1 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    broken-statement  failed: division by zero (SQLSTATE 22012)
  
  Samples  broken-statement/samples.csv
  Summary  broken-statement/summary.csv
  Manifest broken-statement/run.json
  Report   broken-statement/report.html
  Plots    broken-statement/plots/distribution-7.svg
           broken-statement/plots/stages-7.svg
  [5]
  $ states broken-statement
  broken-statement cold failed division by zero (SQLSTATE 22012)
  unnest cold ok 
  unnest measure ok 

One that takes too long:

  $ run broken-sleep --timeout 0.5
  7 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +remark (re)
    unnest +\S+ \S+ +1 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    broken-sleep  timed out: stopped after its limit of 0.5 s
  
  Samples  broken-sleep/samples.csv
  Summary  broken-sleep/summary.csv
  Manifest broken-sleep/run.json
  Report   broken-sleep/report.html
  Plots    broken-sleep/plots/distribution-7.svg
           broken-sleep/plots/stages-7.svg
  [5]
  $ states broken-sleep
  broken-sleep cold timeout stopped after its limit of 0.5 s
  unnest cold ok 
  unnest measure ok 

A backend that goes away:

  $ run broken-backend
  7 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +remark (re)
    unnest +\S+ \S+ +1 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    broken-backend  failed: FATAL: terminating connection due to administrator command; server closed the connection unexpectedly; This probably means the server terminated abnormally; before or while processing the request.
  
  Samples  broken-backend/samples.csv
  Summary  broken-backend/summary.csv
  Manifest broken-backend/run.json
  Report   broken-backend/report.html
  Plots    broken-backend/plots/distribution-7.svg
           broken-backend/plots/stages-7.svg
  [5]
  $ states broken-backend
  broken-backend cold failed FATAL: terminating connection due to administrator command; server closed the connection unexpectedly; This probably means the server terminated abnormally; before or while processing the request.
  unnest cold ok 
  unnest measure ok 

A server that crashes and recovers; the connections of others went with it, and are made anew:

  $ run broken-server
  7 rows? \S+ 20 columns.* (re)
    case +median +n +rows/s +vs +fastest +first +call +remark (re)
    unnest +\S+ \S+ +1 +[0-9,.]+ +\S+ +\S+ \S+.* (re)
    broken-server  failed: server closed the connection unexpectedly; This probably means the server terminated abnormally; before or while processing the request.
  
  Samples  broken-server/samples.csv
  Summary  broken-server/summary.csv
  Manifest broken-server/run.json
  Report   broken-server/report.html
  Plots    broken-server/plots/distribution-7.svg
           broken-server/plots/stages-7.svg
  [5]
  $ states broken-server
  broken-server cold failed server closed the connection unexpectedly; This probably means the server terminated abnormally; before or while processing the request.
  unnest cold ok 
  unnest cold ok 
  unnest measure ok 

A mismatch counts for more than a failure:

  $ upbench-broken run -q -s broken-statement,broken-rows -r 7 -o both
  both
  [6]
  $ ls $TMPDIR
