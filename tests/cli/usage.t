What is wrong with a command line is said in one line that names it, then where to look. The exit code is 2.

The program:

  $ upbench
  upbench: a command is missing
  Try 'upbench --help'.
  [2]
  $ upbench frobnicate
  upbench: unknown command "frobnicate"
  Try 'upbench --help'.
  [2]
  $ upbench rnu
  upbench: unknown command "rnu" (did you mean "run"?)
  Try 'upbench --help'.
  [2]
  $ upbench RUN
  upbench: unknown command "RUN"
  Try 'upbench --help'.
  [2]
  $ upbench --frobnicate
  upbench: unknown option --frobnicate
  Try 'upbench --help'.
  [2]
  $ upbench -x
  upbench: unknown option -x
  Try 'upbench --help'.
  [2]
  $ upbench --version surplus
  upbench: surplus argument "surplus"
  Try 'upbench --help'.
  [2]
  $ upbench --completion zsh
  upbench: --completion: "zsh" is not one of bash
  Try 'upbench --help'.
  [2]
  $ upbench help frobnicate
  upbench: unknown command "frobnicate"
  Try 'upbench --help'.
  [2]
  $ upbench help run surplus
  upbench: surplus argument "surplus"
  Try 'upbench --help'.
  [2]
  $ upbench ''
  upbench: unknown command ""
  Try 'upbench --help'.
  [2]

Options, and what is a number, a list, a share, a duration:

  $ upbench run --stratgy unnest
  upbench run: unknown option --stratgy (did you mean --strategy?)
  Try 'upbench run --help'.
  [2]
  $ upbench run -z
  upbench run: unknown option -z
  Try 'upbench run --help'.
  [2]
  $ upbench run --s unnest
  upbench run: option --s is ambiguous: --schema, --shape, --scope, --sample, --source, --strategy, --skip-unchanged, --set, --server-set, --shards, --server-columns, --samples, --stop-at-budget, --sessions, --seed, --sql
  Try 'upbench run --help'.
  [2]
  $ upbench run --quiet=yes
  upbench run: --quiet takes no argument
  Try 'upbench run --help'.
  [2]
  $ upbench run --no-rows
  upbench run: unknown option --no-rows (did you mean --for-rows?)
  Try 'upbench run --help'.
  [2]
  $ upbench run --=1
  upbench run: --=1: the name of the option is missing
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows
  upbench run: --rows needs an argument: --rows LIST
  Try 'upbench run --help'.
  [2]
  $ upbench run -r
  upbench run: -r needs an argument: -r LIST
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows 0
  upbench run: --rows: "0" is not between 1 and 10000000
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows many
  upbench run: --rows: "many" is not a whole number such as 1914, 10_000, 5M or 1.5e6
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows -5
  upbench run: --rows: "-5" is not between 1 and 10000000
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows 1.5
  upbench run: --rows: "1.5" is not a whole number such as 1914, 10_000, 5M or 1.5e6
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows ''
  upbench run: --rows: the list is empty
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows 1,,2
  upbench run: --rows: "1,,2" has an empty item
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows 1,2,1
  upbench run: --rows: "1" is in the list twice
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows 1e3,1000
  upbench run: --rows: "1000" is in the list twice
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows 10000001
  upbench run: --rows: "10000001" is not between 1 and 10000000
  Try 'upbench run --help'.
  [2]
  $ upbench run --rows 99999999999999999999
  upbench run: --rows: "99999999999999999999" is not between 1 and 10000000
  Try 'upbench run --help'.
  [2]
  $ upbench run --columns 1
  upbench run: --columns: "1" is not between 2 and 1600
  Try 'upbench run --help'.
  [2]
  $ upbench run --columns 21
  upbench run: --columns: "21" is not between 2 and 20
  [2]
  $ upbench run --chunk -1
  upbench run: --chunk: "-1" is not between 0 and 10000000
  Try 'upbench run --help'.
  [2]
  $ upbench run --changed 1.1
  upbench run: --changed: "1.1" is not a share between 0 and 1
  Try 'upbench run --help'.
  [2]
  $ upbench run --changed half
  upbench run: --changed: "half" is not a share between 0 and 1
  Try 'upbench run --help'.
  [2]
  $ upbench run --changed nan
  upbench run: --changed: "nan" is not a share between 0 and 1
  Try 'upbench run --help'.
  [2]
  $ upbench run --new 0.5,0.50
  upbench run: --new: "0.50" is in the list twice
  Try 'upbench run --help'.
  [2]
  $ upbench run --set jit
  upbench run: --set: "jit" is not of the form NAME=VALUE
  Try 'upbench run --help'.
  [2]
  $ upbench run --set =off
  upbench run: --set: "=off" is not of the form NAME=VALUE
  Try 'upbench run --help'.
  [2]
  $ upbench run --samples 0
  upbench run: --samples: "0" is not between 1 and 1000000
  Try 'upbench run --help'.
  [2]
  $ upbench run --min-samples 0
  upbench run: --min-samples: "0" is not between 1 and 1000000
  Try 'upbench run --help'.
  [2]
  $ upbench run --warmup -1
  upbench run: --warmup: "-1" is not between 0 and 1000
  Try 'upbench run --help'.
  [2]
  $ upbench run --budget soon
  upbench run: --budget: "soon" is not a duration such as 30, 0.5, 200ms, 10s or 1h30m
  Try 'upbench run --help'.
  [2]
  $ upbench run --budget 2d
  upbench run: --budget: "2d" is not between 0 and 86400 s
  Try 'upbench run --help'.
  [2]
  $ upbench run --timeout -1
  upbench run: --timeout: "-1" is not a duration such as 30, 0.5, 200ms, 10s or 1h30m
  Try 'upbench run --help'.
  [2]
  $ upbench run --timeout 100000
  upbench run: --timeout: "100000" is not between 0 and 86400 s
  Try 'upbench run --help'.
  [2]
  $ upbench run --seed -1
  upbench run: --seed: "-1" is less than 0
  Try 'upbench run --help'.
  [2]
  $ upbench run --seed 9223372036854775808
  upbench run: --seed: "9223372036854775808" is greater than 9223372036854775807
  Try 'upbench run --help'.
  [2]
  $ upbench run --progress sometimes
  upbench run: --progress: "sometimes" is not one of auto, always, never
  Try 'upbench run --help'.
  [2]
  $ upbench run default default
  upbench run: surplus argument "default": expected [EXPERIMENT]
  Try 'upbench run --help'.
  [2]

Strategies and experiments that do not exist:

  $ upbench run --strategy unest
  upbench run: --strategy: there is no strategy "unest" (did you mean "unnest"?)
  [2]
  $ upbench run --strategy unnest,unnest
  upbench run: --strategy: "unnest" is in the list twice
  Try 'upbench run --help'.
  [2]
  $ upbench run --strategy quicksort
  upbench run: --strategy: there is no strategy "quicksort"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  [2]
  $ upbench run --strategy django
  upbench run: --strategy: there is no strategy "django" (did you mean the peer "django-bulk-update", which upbench run measures with --peer?)
  [2]
  $ upbench check --strategy asyncpg-unnest
  upbench check: --strategy: there is no strategy "asyncpg-unnest" (did you mean the peer "asyncpg-unnest", which upbench run measures with --peer?)
  [2]
  $ upbench run --peer django
  upbench run: --peer: there is no peer "django" (did you mean "django-bulk-update"?)
  [2]
  $ upbench run --peer asyncpg-unest
  upbench run: --peer: there is no peer "asyncpg-unest" (did you mean "asyncpg-unnest"?)
  [2]
  $ upbench run --peer unest
  upbench run: --peer: there is no peer "unest" (did you mean the strategy "unnest", for --strategy?)
  [2]
  $ upbench run --peer quicksort
  upbench run: --peer: there is no peer "quicksort": `upbench list peers` lists the shipped ones; NAME=PATH names a program
  [2]
  $ upbench report nosuch --export bencher
  upbench report: --export: "bencher" is not of the form KIND=FILE
  Try 'upbench report --help'.
  [2]
  $ upbench run --set jit
  upbench run: --set: "jit" is not of the form NAME=VALUE
  Try 'upbench run --help'.
  [2]
  $ upbench run --strategy ''
  upbench run: --strategy: the list is empty
  Try 'upbench run --help'.
  [2]
  $ upbench run nosuch
  upbench run: there is no experiment "nosuch": `upbench list experiments` lists the shipped ones; the name of a file must contain a / or end in .ini
  [2]
  $ upbench run defualt
  upbench run: there is no experiment "defualt" (did you mean "default"?)
  [2]

Places:

  $ upbench run --output ''
  upbench run: --output: the name of the directory is empty
  [2]
  $ touch file
  $ upbench run --strategy unnest --output file
  upbench run: --output: file is not a directory, and a run consists of several files: name an existing or a new directory
  [2]
  $ upbench run --strategy unnest --output file/below
  upbench run: --output: file is not a directory, and a run consists of several files: name an existing or a new directory
  [2]
  $ mkdir taken; touch taken/samples.csv
  $ upbench run --strategy unnest --output taken
  upbench run: --output: taken/samples.csv exists: name a directory without a run in it
  [2]
  $ upbench run --strategy unnest --pg-bin nowhere
  upbench run: --pg-bin: nowhere: No such file or directory
  [2]
  $ upbench run --strategy unnest --pg-bin taken
  upbench run: --pg-bin: taken does not contain initdb and postgres
  [2]
  $ upbench run --strategy unnest --pg-bin taken --dbname x
  upbench run: --pg-bin and --dbname cannot be combined: --pg-bin is for a private cluster
  [2]
  $ TMPDIR=relative upbench run --strategy unnest
  upbench run: TMPDIR=relative: must be an absolute path without commas or quotes
  [2]
  $ TMPDIR=/no/such upbench run --strategy unnest
  upbench run: TMPDIR=/no/such: cannot make directory /no/such/upbench-*: No such file or directory (glob)
  [2]
  $ TMPDIR=$PWD/file upbench run --strategy unnest
  upbench run: TMPDIR=*/file: cannot make directory */file/upbench-*: Not a directory (glob)
  [2]
  $ TMPDIR=/proc upbench check
  upbench check: TMPDIR=/proc: cannot make directory /proc/upbench-*: No such file or directory (glob)
  [2]
  $ fake-run run row:ms=20; TMPDIR=/no/such upbench report run -q -o report.html
  upbench report: TMPDIR=/no/such: cannot make directory /no/such/upbench-*: No such file or directory (glob)
  run
  [2]
  $ rm -r run
  $ TMPDIR=$PWD/$(printf '%0100d' 0) upbench run --strategy unnest 2>&1 | sed 's,=/.*/0*:,=...:,'
  upbench run: TMPDIR=\.\.\.: too long by [0-9]+ bytes for the path of a Unix socket \(at most 107 bytes\): set TMPDIR to a shorter one (re)

The other commands:

  $ upbench report
  upbench report: an argument is missing: expected RUN [RUN ...]
  Try 'upbench report --help'.
  [2]
  $ upbench report nosuch
  upbench report: nosuch is not a run: run.json: No such file or directory
  [2]
  $ upbench report taken
  upbench report: taken is not a run: run.json: No such file or directory
  [2]
  $ upbench report file
  upbench report: file is a file, not the directory of a run
  [2]
  $ upbench data surplus
  upbench data: surplus argument "surplus": expected none
  Try 'upbench data --help'.
  [2]
  $ upbench data --rows 1,2
  upbench data: --rows: "1,2" is not a whole number such as 1914, 10_000, 5M or 1.5e6
  Try 'upbench data --help'.
  [2]
  $ upbench data --changed 0,1
  upbench data: --changed: "0,1" is not a share between 0 and 1
  Try 'upbench data --help'.
  [2]
  $ upbench data --new 0,1
  upbench data: --new: "0,1" is not a share between 0 and 1
  Try 'upbench data --help'.
  [2]
  $ upbench data --edition middle
  upbench data: --edition: "middle" is not one of old, new
  Try 'upbench data --help'.
  [2]
  $ upbench data --edition nwe
  upbench data: --edition: "nwe" is not one of old, new (did you mean "new"?)
  Try 'upbench data --help'.
  [2]
  $ upbench list
  upbench list: an argument is missing: expected strategies|peers|experiments|columns|summary
  Try 'upbench list --help'.
  [2]
  $ upbench list nouns
  upbench list: "nouns" is none of strategies, peers, experiments, columns, summary
  [2]
  $ upbench list columns strategies
  upbench list: surplus argument "strategies": expected strategies|peers|experiments|columns|summary
  Try 'upbench list --help'.
  [2]
  $ upbench list columns --format xml
  upbench list: --format: "xml" is not one of terminal, json, names
  Try 'upbench list --help'.
  [2]

Nothing was run, and nothing was left:

  $ ls
  file
  taken
  $ ls taken
  samples.csv
  $ ls $TMPDIR

Settings with which strategies would send or read other values, or could not write:

  $ for name in client_encoding ARRAY_NULLS lc_monetary xmloption role session_authorization default_transaction_read_only transaction_read_only transaction_isolation transaction_deferrable; do
  >   upbench run --set $name=x || echo $?
  > done
  upbench run: --set: client_encoding cannot be changed: values are sent and read in UTF-8
  2
  upbench run: --set: array_nulls cannot be changed: arrays of strategies have nulls
  2
  upbench run: --set: lc_monetary cannot be changed: amounts of money are sent as in the locale C
  2
  upbench run: --set: xmloption cannot be changed: values of type xml need not be documents
  2
  upbench run: --set: role cannot be changed: the measured table belongs to the role that connects: name another one in --dbname
  2
  upbench run: --set: session_authorization cannot be changed: the measured table belongs to the role that connects: name another one in --dbname
  2
  upbench run: --set: default_transaction_read_only cannot be changed: a sync writes
  2
  upbench run: --set: transaction_read_only cannot be changed: a sync writes
  2
  upbench run: --set: transaction_isolation cannot be changed: it is one of a transaction: take default_transaction_isolation
  2
  upbench run: --set: transaction_deferrable cannot be changed: it is one of a transaction: take default_transaction_deferrable
  2
  $ upbench run --set jit=off --arm a --arm b:set=role=x
  upbench run: --arm: b: set: role cannot be changed: the measured table belongs to the role that connects: name another one in --dbname
  [2]
  $ printf '[run]\nstrategy = row\nset = role=x\n' > set.ini; upbench run set.ini; rm set.ini
  upbench run: set.ini:3: set: role cannot be changed: the measured table belongs to the role that connects: name another one in --dbname
