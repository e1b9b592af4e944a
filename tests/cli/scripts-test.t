scripts/test: what it makes of the results of ctest, in a project of three tests.

  $ mkdir scripts && cp "$SOURCE/scripts/test" scripts
  $ printf '#!/bin/sh\necho setup $*\n' > scripts/setup && chmod +x scripts/setup
  $ cat > CMakePresets.json << 'END'
  > {"version": 6,
  >  "configurePresets": [
  >    {"name": "ci", "generator": "Ninja", "binaryDir": "${sourceDir}/build/${presetName}"},
  >    {"name": "asan", "inherits": "ci"}],
  >  "buildPresets": [{"name": "ci", "configurePreset": "ci"}, {"name": "asan", "configurePreset": "asan"}],
  >  "testPresets": [
  >    {"name": "ci", "configurePreset": "ci", "output": {"outputOnFailure": true},
  >     "execution": {"noTestsAction": "error"}},
  >    {"name": "asan", "inherits": "ci", "configurePreset": "asan", "filter": {"exclude": {"label": "once"}}}]}
  > END
  $ cat > CMakeLists.txt << 'END'
  > cmake_minimum_required(VERSION 3.25)
  > project(three LANGUAGES NONE)
  > enable_testing()
  > foreach(name first second third)
  >   add_test(NAME ${name} COMMAND sh ${PROJECT_SOURCE_DIR}/${name})
  >   set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
  > endforeach()
  > set_tests_properties(third PROPERTIES LABELS once)
  > END
  $ echo 'exit 0' | tee first second > third
  $ scripts/test > out; echo "exit $?"; sed -n 's/^\[.* s\] //p' out; tail -n 1 out
  exit 0
  setup
  build: asan
  build: ci
  test: asan
  test: ci
  done
  5 passed, 0 failed

A test that is skipped, with its reason; the last line counts it:

  $ echo 'echo "skipped: no moon tonight"; exit 77' > third
  $ scripts/test > out; echo "exit $?"; grep moon out; tail -n 1 out
  exit 0
  third: skipped: no moon tonight
  4 passed, 0 failed, 1 skipped

A package that scripts/setup --test installs is no reason to skip anything:

  $ echo 'echo "skipped: cram is missing; scripts/setup --test installs it"; exit 77' > third
  $ scripts/test > out; echo "exit $?"; tail -n 1 out
  exit 1
  4 passed, 1 failed

A failure, with its output:

  $ echo 'exit 0' > third
  $ echo 'echo so wrong; exit 1' > second
  $ scripts/test > out 2> /dev/null; echo "exit $?"; grep -c '^so wrong' out; tail -n 1 out
  exit 1
  2
  3 passed, 2 failed

Nothing is run when the build fails, and no test at all is a failure, too:

  $ sed -i 's/^foreach/if(FALSE)\n&/; s/^set_tests.*/endif()/' CMakeLists.txt
  $ scripts/test > out 2> /dev/null; echo "exit $?"; tail -n 1 out
  exit 1
  0 passed, 2 failed
  $ echo 'message(FATAL_ERROR "no compiler")' >> CMakeLists.txt
  $ scripts/test > out; echo "exit $?"; grep -A 1 'CMake Error' out; grep -c test: out; tail -n 1 out
  exit 1
  CMake Error at CMakeLists.txt:* (message): (glob)
    no compiler
  0
  0 passed, 1 failed
