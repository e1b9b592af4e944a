tests/fresh/run: which parts run when, and what is printed of them, with a scripts/fresh that only names its suite.

  $ mkdir -p scripts tests/fresh && cp "$SOURCE/tests/fresh/run" tests/fresh && cp "$SOURCE/README.md" .
  $ cat > scripts/fresh << 'END'
  > #!/bin/bash
  > input=$2 output=$4 suite=$5
  > echo "this is $suite"
  > echo "$suite begins" >> order
  > . ./script
  > echo "$suite ends" >> order
  > exit $status
  > END
  $ chmod +x scripts/fresh
  $ run() { rm -f order; tests/fresh/run "$@" > out 2> err; echo "exit $?"; cat err; sed 's/^\[ *[0-9]* s\]/[N s]/' out; }

Two suites run side by side: the first waits for the second here. What is printed is in the order of the arguments.

  $ mkfifo begun
  $ cat > script << 'END'
  > status=0
  > case $suite in
  > one) read -r word < begun ;;
  > two) echo begun > begun ;;
  > esac
  > END
  $ run one-tests two-tests
  exit 0
  [N s] fresh: one-tests
           $ scripts/setup --test
           $ cmake --preset ci
           $ cmake --build --preset ci
           $ ctest --preset ci --parallel 2 --label-regex '^(unit|db|peer)$'
           $ ctest --preset ci --parallel 2 --tests-regex '^cli\.(arms|check|compare|doctor|export|first-result|habits|own-table|plan|pooled|pooled-prepared|pooled-refused|report|run|setup|shape|source|sync|tls)$'
           $ scripts/bench --strategy copy-temp,unnest --rows 500 --samples 5
  [N s] end of one-tests
  [N s] fresh: two-tests
           $ scripts/setup --test
           $ cmake --preset ci
           $ cmake --build --preset ci
           $ ctest --preset ci --parallel 2 --label-regex '^(unit|db|peer)$'
           $ ctest --preset ci --parallel 2 --tests-regex '^cli\.(arms|check|compare|doctor|export|first-result|habits|own-table|plan|pooled|pooled-prepared|pooled-refused|report|run|setup|shape|source|sync|tls)$'
           $ scripts/bench --strategy copy-temp,unnest --rows 500 --samples 5
  [N s] end of two-tests
  [N s] done
  tests: 2 passed, 0 failed

A third waits until one of them is over, and two parts of one suite never run side by side. What one command leaves the
next one finds:

  $ cat > script << 'END'
  > status=0
  > case $(sed -n '1s/ .*//p' "$input/commands") in
  > scripts/setup) echo package > "$output/made" ;;
  > tests/package/run) cat "$input/made" >> order ;;
  > esac
  > END
  $ run one-package one-readme | grep -v '\$ '; cat order
  exit 0
  [N s] fresh: one-package
  [N s] end of one-package
  [N s] fresh: one-readme
  [N s] end of one-readme
  [N s] done
  tests: 2 passed, 0 failed
  one begins
  one ends
  one begins
  package
  one ends
  one begins
  one ends
  $ cat > script << 'END'
  > status=0
  > case $suite in
  > one) read -r word < begun ;;
  > two) until grep -q 'one begins' order; do :; done; if grep -q three order; then status=1; fi; echo begun > begun ;;
  > esac
  > END
  $ run one-tests two-tests three-tests | tail -n 1
  tests: 3 passed, 0 failed

A failure, with its log, and a mirror that does not answer:

  $ cat > script << 'END'
  > status=0
  > case $suite in
  > one) echo "so wrong"; status=3 ;;
  > two) echo "the mirror is away"; status=77 ;;
  > esac
  > END
  $ run one-readme two-readme three-readme | grep -v '\$ '
  exit 1
  [N s] fresh: one-readme
  this is one
  so wrong
  FAIL one-readme: exit code 3
  [N s] end of one-readme
  [N s] fresh: two-readme
  skipped: two-readme: the mirror is away
  [N s] end of two-readme
  [N s] fresh: three-readme
  [N s] end of three-readme
  [N s] done
  tests: 1 passed, 1 failed, 1 skipped
  $ run two-readme | tail -n 1
  tests: 0 passed, 0 failed, 1 skipped

A warning of the compiler fails the commands of the README:

  $ cat > script << 'END'
  > status=0
  > tail -n 1 "$input/commands" > aftermath
  > END
  $ run one-readme > /dev/null; mkdir -p build
  $ for line in "bench/cli/server_warning.c" "a.c:1:2: warning: unused" "CMake Warning at CMakeLists.txt:1"; do
  >   echo "$line" > build/bench.log; bash -e aftermath; echo $?
  > done
  0
  a.c:1:2: warning: unused
  1
  CMake Warning at CMakeLists.txt:1
  1

A signal ends what runs, and leaves nothing:

  $ cat > script << 'END'
  > trap 'echo "$suite is stopped" >> order; exit 1' TERM
  > sleep 1000 & echo $! >> sleepers; echo begun > begun; wait
  > END
  $ ls $TMPDIR
  $ exec 9<> begun; tests/fresh/run one-tests two-tests > out 2> err & read -r word <&9; read -r word <&9; kill -TERM $!; wait $!
  [1]
  $ grep -c 'is stopped' order; ls $TMPDIR; ps -o stat=,args= $(cat sleepers) | grep -v '^Z'
  2
  [1]
