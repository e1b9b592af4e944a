What strategies make of hostile data, one that commits each row and one that updates nothing among them:

  $ upbench check --strategy row-autocommit,unnest,null
  a key twice: the last one wins
    verdict  outcome                                          strategies
    ok       the last one wins                                row-autocommit, unnest
    skipped  it updates nothing                               null
  
  a new key twice: one is created, the last one wins
    verdict  outcome                                          strategies
    ok       the last one wins                                row-autocommit, unnest
    skipped  it updates nothing                               null
  
  too long for varchar(10): error 22001, table untouched
    verdict  outcome                                          strategies
    ok       error 22001, rows before it are kept             row-autocommit
             error 22001, table untouched                     unnest
    skipped  it updates nothing                               null
  
  too long for character(3): error 22001, table untouched
    verdict  outcome                                          strategies
    ok       error 22001, rows before it are kept             row-autocommit
             error 22001, table untouched                     unnest
    skipped  it updates nothing                               null
  
  too long for bit(4): error 22026, table untouched
    verdict  outcome                                          strategies
    ok       error 22026, rows before it are kept             row-autocommit
             error 22026, table untouched                     unnest
    skipped  it updates nothing                               null
  
  too long for a domain over varchar(5): error 22001, table untouched
    verdict  outcome                                          strategies
    ok       error 22001, rows before it are kept             row-autocommit
             error 22001, table untouched                     unnest
    skipped  it updates nothing                               null
  
  out of range of numeric(6,2): error 22003, table untouched
    verdict  outcome                                          strategies
    ok       error 22003, rows before it are kept             row-autocommit
             error 22003, table untouched                     unnest
    skipped  it updates nothing                               null
  
  blanks and digits in excess: blanks are cut and digits rounded, as in an INSERT
    verdict  outcome                                          strategies
    ok       blanks are cut, digits rounded                   row-autocommit, unnest
    skipped  it updates nothing                               null
  
  a NUL byte: refused before its batch is sent
    verdict  outcome                                          strategies
    ok       refused before its batch is sent                 row-autocommit, unnest
    skipped  it updates nothing                               null
  
  invalid UTF-8: error 22021 or the client's own, table untouched
    verdict  outcome                                          strategies
    ok       error 22021, rows before it are kept             row-autocommit
             error 22021, table untouched                     unnest
    skipped  it updates nothing                               null
  
  a key that is null: refused before its batch is sent
    verdict  outcome                                          strategies
    ok       refused before its batch is sent                 row-autocommit, unnest
    skipped  it updates nothing                               null
  
  absent keys: the pipeline creates them
    verdict  outcome                                          strategies
    ok       they are created                                 row-autocommit, unnest
    skipped  it updates nothing                               null
  
  absent keys, without the pipeline: not created, except where the strategy inserts
    verdict  outcome                                          strategies
    ok       not created                                      row-autocommit, unnest
    skipped  it updates nothing                               null
  
  no rows: table untouched
    verdict  outcome                                          strategies
    ok       table untouched                                  row-autocommit, unnest
    skipped  it updates nothing                               null
  
  one row: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  columns of only nulls: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  texts like arrays, JSON, SQL: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  extreme values of all types: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  enums, arrays, ranges and other types: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  a key of two columns: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  a key of three columns, no scope: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  no scope: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  a key that is unique without the scope: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  a key that is GENERATED ALWAYS AS IDENTITY: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  reserved words and quotes as names: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  generated columns: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  a BEFORE trigger that changes a column: same table as the oracle, each row counted once
    verdict  outcome                                          strategies
    ok       same table as the oracle, each row counted once  row-autocommit, unnest
    skipped  it updates nothing                               null
  
  an AFTER trigger: same table as the oracle, each row counted once
    verdict  outcome                                          strategies
    ok       same table as the oracle, each row counted once  row-autocommit, unnest
    skipped  it updates nothing                               null
  
  partitions by hash of the key: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  partitions by list of the scope: same table as the oracle
    verdict  outcome                                          strategies
    ok       same table as the oracle                         row-autocommit, unnest
    skipped  it updates nothing                               null
  
  Totals
    strategy        ok  departs  skipped
    row-autocommit  30        0        0
    unnest          30        0        0
    null             0        0       30

The other forms:

  $ upbench check -s unnest --format markdown | head -4
  ### a key twice: the last one wins
  
  | verdict | outcome | strategies |
  | --- | --- | --- |
  $ upbench check -s unnest,row-autocommit --format json > check.json
  $ python3 -c 'import json
  > for r in json.load(open("check.json"))[:6]: print(r["case"], "/", r["strategy"], "/", r["verdict"], "/", r["outcome"])'
  a key twice / unnest / ok / the last one wins
  a key twice / row-autocommit / ok / the last one wins
  a new key twice / unnest / ok / the last one wins
  a new key twice / row-autocommit / ok / the last one wins
  too long for varchar(10) / unnest / ok / error 22001, table untouched
  too long for varchar(10) / row-autocommit / ok / error 22001, rows before it are kept

A strategy that departs from the policy:

  $ upbench-broken check -s broken-value | tail -1
    broken-value   9       21        0
  $ upbench-broken check -s broken-value > broken
  [6]
  $ head -3 broken
  a key twice: the last one wins
    verdict  outcome                                                                 strategies
    departs  the table is wrong                                                      broken-value

One that takes the server with it:

  $ upbench-broken check -s broken-server
  upbench check: broken-server, a key twice: server closed the connection unexpectedly; This probably means the server terminated abnormally; before or while processing the request.
  [5]

A strategy that there is not:

  $ upbench check -s unest
  upbench check: --strategy: there is no strategy "unest" (did you mean "unnest"?)
  [2]
  $ upbench check --pg-bin / --dbname postgres
  upbench check: --pg-bin and --dbname cannot be combined: --pg-bin is for a private cluster
  [2]

Nothing is left:

  $ ls $TMPDIR
