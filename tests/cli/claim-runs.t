The claim in several runs, of runs that never took place:

  $ section() { sed -n "/^## $1/,\$p" | awk '/^## / && NR > 1 { exit } NF'; }
  $ peers='{"django-bulk-update": "Django 5.2.17, psycopg 3.3.5, Python 3.14.8", "asyncpg-unnest": "asyncpg 0.31.0, Python 3.14.8"}'
  $ fake-run debian12 -experiment='"seed"' -server.version='"15.20 (Debian 15.20-0+deb12u1)"' -server.jit_available=true -cold=700 \
  >   django-bulk-update:peer:ms=10000:samples=2 django-bulk-update:peer:set=jit=off:ms=3000:samples=2 \
  >   asyncpg-unnest:peer:ms=33:samples=6 unnest:ms=20:samples=6
  $ fake-run testing -experiment='"seed"' -server.version='"18.6"' -server.jit_available=false -peers="$peers" -cold=35 \
  >   django-bulk-update:peer:ms=3000:samples=2 django-bulk-update:peer:set=jit=off:ms=2900:samples=2 \
  >   asyncpg-unnest:peer:ms=30:samples=6 unnest:ms=15:samples=6
  $ fake-run other -samples=6 unnest:ms=20
  $ upbench report debian12 testing | sed -n '/^The claim, by run/,/^$/p'
  The claim, by run
                                                           debian12         testing
    PostgreSQL                                             15.20            18.6
    JIT compiler                                           yes              no
    django-bulk-update                                     -                Django 5.2.17, psycopg 3.3.5, Python 3.14.8
    asyncpg-unnest                                         -                asyncpg 0.31.0, Python 3.14.8
    django-bulk-update: update                             10.0 s           3.00 s
    django-bulk-update: first call on a connection         700 ms           35.0 ms
    asyncpg-unnest: update                                 33.0 ms          30.0 ms
    asyncpg-unnest: first call on a connection             700 ms           35.0 ms
    asyncpg-unnest: times as fast (update)                 303              100
    django-bulk-update fetch-delay=5.8s: fetch             -                -
    django-bulk-update fetch-delay=5.8s: business          -                -
    django-bulk-update fetch-delay=5.8s: sync              -                -
    asyncpg-unnest fetch-delay=5.8s: sync                  -                -
    the JIT compiler (times)                               3.33             1.03
    the JIT compiler, without Django (times)               -                -
    all rows in one statement (times)                      -                -
    Django, with a statement and a commit per row (times)  -                -
    Django, with a statement of the same shape (times)     -                -
    asyncpg, with a statement of the same shape (times)    1.65             2.00
    pgbench, with the same statements (times)              -                -
    fastest                                                unnest, 20.0 ms  unnest, 15.0 ms
  
  $ upbench report debian12 other testing --format markdown | section 'The claim, by run'
  ## The claim, by run
  Medians. The update ends when its rows are durable.
  |  | debian12 | testing |
  | --- | --- | --- |
  | PostgreSQL | 15.20 | 18.6 |
  | JIT compiler | yes | no |
  | django-bulk-update | - | Django 5.2.17, psycopg 3.3.5, Python 3.14.8 |
  | asyncpg-unnest | - | asyncpg 0.31.0, Python 3.14.8 |
  | django-bulk-update: update | 10.0 s | 3.00 s |
  | django-bulk-update: first call on a connection | 700 ms | 35.0 ms |
  | asyncpg-unnest: update | 33.0 ms | 30.0 ms |
  | asyncpg-unnest: first call on a connection | 700 ms | 35.0 ms |
  | asyncpg-unnest: times as fast (update) | 303 | 100 |
  | django-bulk-update fetch-delay=5.8s: fetch | - | - |
  | django-bulk-update fetch-delay=5.8s: business | - | - |
  | django-bulk-update fetch-delay=5.8s: sync | - | - |
  | asyncpg-unnest fetch-delay=5.8s: sync | - | - |
  | the JIT compiler (times) | 3.33 | 1.03 |
  | the JIT compiler, without Django (times) | - | - |
  | all rows in one statement (times) | - | - |
  | Django, with a statement and a commit per row (times) | - | - |
  | Django, with a statement of the same shape (times) | - | - |
  | asyncpg, with a statement of the same shape (times) | 1.65 | 2.00 |
  | pgbench, with the same statements (times) | - | - |
  | fastest | unnest, 20.0 ms | unnest, 15.0 ms |
  $ grep -o 'data-name="claim-runs"' testing/report.html
  data-name="claim-runs"

On a server without a JIT compiler jit=off changes nothing:

  $ upbench report testing | grep 'JIT'
    - the JIT compiler: django-bulk-update takes 3.00 s, django-bulk-update jit=off 2.90 s; this server has no JIT compiler, so jit=off changes nothing.
  $ upbench report debian12 | grep 'JIT'
    - the JIT compiler: django-bulk-update takes 10.0 s, django-bulk-update jit=off 3.00 s, 3.33 times as fast (any two samples: 3.31 \xe2\x80\xa6 3.36). (esc)
  The JIT compiler is on by default in PostgreSQL 12 to 18 and off in 19, where the time with jit=off applies.

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
