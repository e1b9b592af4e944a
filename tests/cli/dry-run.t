What a run would do, without a server and without a directory:

  $ upbench run -s row,json --rows 1914,1e6 --samples 5 --budget 10s --memory 64MiB --dry-run
    case                  memory  min.  samples    budget
    row rows=1914        867 KiB     3        5    10.0 s
    row rows=1000000    29.0 MiB     3        5    10.0 s
    json rows=1914      2.54 MiB     3        5    10.0 s
    json rows=1000000  skipped: json needs 1.3 GiB for 1,000,000 rows at once, more than --memory 64.0 MiB
  
  3 cases to measure, 1 to skip; nothing was run.
  
  Memory  29.0 MiB for the largest case (limit: 64.0 MiB), 32.4 MiB for all together
  Disk    roughly 3.29 GiB on the server, for 2 data sets
  Time    30.0 s if every case uses its whole budget, plus loading
  $ upbench run -s unnest --rows 100 --changed 0,1 --table-rows 0,1000 --new 0,1 --memory 1GiB --stop-at-budget --dry-run
    case                                                memory  min.  samples    budget
    unnest rows=100 changed=0                          136 KiB     3       20    30.0 s
    unnest rows=100 changed=0 table-rows=1000          136 KiB     3       20    30.0 s
    unnest rows=100 changed=0 new=1                    136 KiB     3       20    30.0 s
    unnest rows=100 changed=0 new=1 table-rows=1000    136 KiB     3       20    30.0 s
    unnest rows=100                                    136 KiB     3       20    30.0 s
    unnest rows=100 table-rows=1000                    136 KiB     3       20    30.0 s
    unnest rows=100 new=1                              136 KiB     3       20    30.0 s
    unnest rows=100 new=1 table-rows=1000              136 KiB     3       20    30.0 s
  
  8 cases to measure, 0 to skip; nothing was run.
  
  Memory  136 KiB for the largest case (limit: 1.00 GiB), 1.06 MiB for all together
  Disk    roughly 5.23 MiB on the server, for 8 data sets
  Time    4 min 00 s if every case uses its whole budget, plus loading
          (a size is skipped when smaller ones predict that it takes too long)
  $ cat > groups.ini << 'END'
  > [global]
  > rows = 10
  > [one]
  > strategy = unnest
  > budget = 0.5
  > [two]
  > strategy = row
  > rows = 10, 20
  > END
  $ upbench run groups.ini --memory 1GiB --output new --dry-run
    case               memory  min.  samples    budget
    unnest rows=10   13.6 KiB     3       20    500 ms
    row rows=10      4.53 KiB     3       20    30.0 s
    row rows=20      9.06 KiB     3       20    30.0 s
  
  3 cases to measure, 0 to skip; nothing was run.
  
  Memory  13.6 KiB for the largest case (limit: 1.00 GiB), 27.2 KiB for all together
  Disk    roughly 74.1 KiB on the server, for 2 data sets
  Time    1 min 01 s if every case uses its whole budget, plus loading
  $ ls
  groups.ini

Every shipped experiment would run, and nothing of it be skipped:

  $ for name in $(upbench list experiments --format names); do
  >   upbench run $name --memory 1TiB --dry-run > cases || echo "$name fails"
  >   grep -q ' to measure, 0 to skip; nothing was run\.$' cases || echo "$name skips"
  > done

Only a server knows its settings; a run refuses one before its first sample (see run.t):

  $ upbench run -s unnest -r 5 --set nosuch=off --memory 1GiB --dry-run | tail -2
  Time    30.0 s if every case uses its whole budget, plus loading
  Set     not checked: a run stops before its first sample if the server rejects a setting

When nothing could be measured, that is no success:

  $ upbench run -s row --chunk 5 --dry-run
    case                      memory  min.  samples    budget
    row rows=1914 chunk=5  skipped: row does not split its rows into chunks
  
  0 cases to measure, 1 to skip; nothing was run.
  upbench run: no case could be measured
  [2]
  $ upbench run -s unnest --dry-run --memory 0
  upbench run: --memory: "0" is less than 1 byte
  Try 'upbench run --help'.
  [2]
  $ upbench run nosuch --dry-run
  upbench run: there is no experiment "nosuch": `upbench list experiments` lists the shipped ones; the name of a file must contain a / or end in .ini
  [2]
