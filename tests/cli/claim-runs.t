The claim in several runs, of runs that never took place:

  $ section() { sed -n "/^## $1/,\$p" | awk '/^## / && NR > 1 { exit } NF'; }
  $ peers='{"django-bulk-update": "Django 5.2.17, psycopg 3.3.5, Python 3.14.8", "asyncpg-unnest": "asyncpg 0.31.0, Python 3.14.8"}'
  $ fake-run debian12 -server.version='"15.20 (Debian 15.20-0+deb12u1)"' -server.jit_available=true -cold=700 \
  >   django-bulk-update:peer:ms=10000:samples=2 django-bulk-update:peer:set=jit=off:ms=3000:samples=2 asyncpg-unnest:peer:ms=33:samples=6 unnest:ms=20:samples=6
  $ fake-run testing -server.version='"18.6"' -server.jit_available=false -peers="$peers" -cold=35 \
  >   django-bulk-update:peer:ms=3000:samples=2 django-bulk-update:peer:set=jit=off:ms=2900:samples=2 asyncpg-unnest:peer:ms=30:samples=6 unnest:ms=15:samples=6
  $ fake-run other -samples=6 unnest:ms=20
  $ upbench report debian12 testing | sed -n '/^The claim, by run/,/^$/p'
  The claim, by run: 1,914 programs of 20 columns
                                                   debian12  testing
    PostgreSQL                                     15.20     18.6
    JIT compiler                                   yes       no
    Django                                         -         5.2.17
    Django's driver                                -         psycopg 3.3.5
    asyncpg                                        -         0.31.0
    Python                                         -         3.14.8
    Django's bulk_update()                         10.0 s    3.00 s
    bulk_update() with jit=off                     3.00 s    2.90 s
    share of the JIT compiler                      70.0 %    -
    asyncpg's unnest                               33.0 ms   30.0 ms
    asyncpg's first call on a connection           700 ms    35.0 ms
    asyncpg: times faster than Django              303       100
    asyncpg, first call: times faster than Django  14.3      85.7
    fastest of upbench                             unnest    unnest
    fastest of upbench: update                     20.0 ms   15.0 ms
    fastest of upbench: times faster than Django   500       200
    whole sync with Django                         10.0 s    3.00 s
    whole sync with asyncpg                        36.8 ms   33.8 ms
  
  $ upbench report debian12 other testing --format markdown | section 'The claim, by run'
  ## The claim, by run
  1,914 programs of 20 columns. Times are medians of update and commit; the whole sync contains the stated delay of the fetch.
  |  | debian12 | testing |
  | --- | --- | --- |
  | PostgreSQL | 15.20 | 18.6 |
  | JIT compiler | yes | no |
  | Django | - | 5.2.17 |
  | Django's driver | - | psycopg 3.3.5 |
  | asyncpg | - | 0.31.0 |
  | Python | - | 3.14.8 |
  | Django's bulk\_update() | 10.0 s | 3.00 s |
  | bulk\_update() with jit=off | 3.00 s | 2.90 s |
  | share of the JIT compiler | 70.0 % | - |
  | asyncpg's unnest | 33.0 ms | 30.0 ms |
  | asyncpg's first call on a connection | 700 ms | 35.0 ms |
  | asyncpg: times faster than Django | 303 | 100 |
  | asyncpg, first call: times faster than Django | 14.3 | 85.7 |
  | fastest of upbench | unnest | unnest |
  | fastest of upbench: update | 20.0 ms | 15.0 ms |
  | fastest of upbench: times faster than Django | 500 | 200 |
  | whole sync with Django | 10.0 s | 3.00 s |
  | whole sync with asyncpg | 36.8 ms | 33.8 ms |
  $ grep -o 'data-name="claim-runs"' testing/report.html
  data-name="claim-runs"

On a server without a JIT compiler jit=off is told to change nothing:

  $ upbench report testing | grep 'JIT compiler'
    - django-bulk-update: this server has no JIT compiler, so jit=off changes nothing (2.90 s against 3.00 s).
  $ upbench report debian12 | grep 'JIT compiler'
    - django-bulk-update: the JIT compiler takes 7.00 s of 10.0 s (3.00 s with jit=off).
    - PostgreSQL 12 to 18 turn the JIT compiler on by default, 19 turns it off: there the same statement takes what it takes here with jit=off.

One run, or one that has the claim, makes no table:

  $ upbench report testing | grep -c 'by run'
  0
  [1]
  $ upbench report other testing --format markdown | grep -c 'by run'
  0
  [1]
  $ upbench report -q testing; grep -c 'data-name="claim-runs"' testing/report.html
  testing
  0
  [1]

The table in results/README.md is the one that the program prints of the runs that are kept:

  $ cd "$SOURCE/results"; kept=$(ls -d seed-*)
  $ upbench report $kept --format markdown | section 'The claim, by run' | awk '/^[|]/' > "$OLDPWD/printed"
  $ awk '/^<!-- end -->$/ { inside = 0 } inside; /^<!-- begin: scripts.generations/ { inside = 1 }' README.md | diff - "$OLDPWD/printed"
