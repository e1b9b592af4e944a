Runs whose numbers depend on where they were measured are not compared. A disk that must be written to, and memory:

  $ [ "$(stat -f -c %T /dev/shm)" = tmpfs ] && [ "$(stat -f -c %T /var/tmp)" != tmpfs ] && [ "$(nproc)" -gt 1 ] || exit 80 # it needs a tmpfs in /dev/shm, a disk in /var/tmp, and two processors
  $ run() { upbench run -s row -r 10 --samples 2 "$@"; }
  $ compare() { upbench compare --format markdown "$@" > table 2> refused; code=$?; sed -n '5,$p' table; return $code; }
  $ TMPDIR=/var/tmp run -q -o disk
  disk
  $ TMPDIR=/dev/shm run -o memory | grep -A 1 '^Conditions'
  Conditions:
    - The private cluster was on tmpfs, in memory, where commits cost nothing.
  $ upbench report memory --format markdown | grep -c 'on tmpfs, in memory'
  1
  $ upbench report disk --format markdown | grep -c 'in memory'
  0
  [1]
  $ compare disk memory
  | fact | base | new |
  | --- | --- | --- |
  [|] file system [|] [a-z0-9]+ [|] tmpfs [|] (re)
  [4]

Nor are those on different numbers of processors:

  $ first=$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//')
  $ TMPDIR=/var/tmp taskset -c "$first" upbench run -s row -r 10 --samples 2 -q -o one
  one
  $ compare disk one
  | fact | base | new |
  | --- | --- | --- |
  [|] usable processors [|] [0-9]+ [|] 1 [|] (re)
  [4]

Nor are those in databases that sort differently, have other extensions, or load other libraries:

  $ cat > script << 'END'
  > export PGPASSWORD=$SERVER_PASSWORD
  > sql() { psql -XAtq "$SERVER user=postgres" -c "$@"; }
  > run() { upbench run -s row -r 10 --samples 2 -q "$@" > /dev/null; }
  > compare() { upbench compare --format markdown "$@" > table 2> refused; echo $?; sed -n '7,$p' table; }
  > sql "CREATE DATABASE english OWNER upbench TEMPLATE template0 ENCODING UTF8 LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
  > run -d "$SERVER" -o c
  > run -d "$SERVER dbname=english" -o english
  > compare c english
  > python3 - << 'PY'
  > import json
  > server = json.load(open("c/run.json"))["server"]
  > print(server["filesystem"], server["block_size"] > 0, server["sync_standbys"], server["database"]["extensions"])
  > PY
  > echo "- an arm's"
  > run --arm a:dbname="$SERVER" --arm b:dbname="$SERVER" -o same
  > run --arm a:dbname="$SERVER" --arm b:dbname="$SERVER dbname=english" -o other
  > compare same other
  > echo "- extensions"
  > sql 'CREATE EXTENSION pg_trgm'
  > run -d "$SERVER" -o extended
  > compare c extended
  > echo "- libraries, which not every role sees"
  > run -d "$SERVER user=postgres" -o before
  > sql "ALTER DATABASE upbench SET session_preload_libraries = 'auto_explain'"
  > run -d "$SERVER user=postgres" -o after
  > compare before after
  > compare extended before
  > END
  $ with-server bash script
  4
  | collation provider | libc | icu |
  | collation | C | en-US |
  [|] collation version [|] not recorded [|] [0-9.]+ [|] (re)
  None True 0 \['plpgsql [0-9.]+'\] (re)
  - an arm's
  4
  | arm b: collation provider | libc | icu |
  | arm b: collation | C | en-US |
  [|] arm b: collation version [|] not recorded [|] [0-9.]+ [|] (re)
  - extensions
  4
  [|] extensions [|] plpgsql [0-9.]+ [|] pg\\_trgm [0-9.]+, plpgsql [0-9.]+ [|] (re)
  - libraries, which not every role sees
  4
  | setting session\_preload\_libraries | default | auto\_explain |
  4
  | all settings visible | no | yes |
  | checkpoint before each sample | no | yes |
