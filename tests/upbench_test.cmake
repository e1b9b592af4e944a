# SPDX-License-Identifier: PostgreSQL

# upbench_test(NAME name LABEL label TIMEOUT seconds [PROCESSORS count] [SERIAL] [ONCE]
#              [NEEDS package...] COMMAND word...)
#
# A test that succeeds when the command exits with 0, and is skipped when it exits with 77 after
# a line "skipped: REASON".  The command is stopped after the given time (with SIGTERM first, so
# that it can remove its servers), and fails when a sanitizer reports anything in it or in a process
# that it has started: see tests/watched.
#
# PROCESSORS: how many it keeps busy, for ctest -j (1); SERIAL: nothing may run beside it.
# ONCE: the result does not depend on how the program was built, so that one build is enough for
# scripts/test; the label "once" selects these tests.
# NEEDS: packages, by Debian's names, which tests/watched must know; where one is missing, the test
# is skipped with a reason that names it.
function(upbench_test)
  cmake_parse_arguments(PARSE_ARGV 0 test "SERIAL;ONCE" "NAME;LABEL;TIMEOUT;PROCESSORS" "NEEDS;COMMAND")
  if(test_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "upbench_test: unknown: ${test_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT test_PROCESSORS)
    set(test_PROCESSORS 1)
  endif()
  set(labels ${test_LABEL})
  if(test_ONCE)
    list(APPEND labels once)
  endif()
  list(TRANSFORM test_NEEDS PREPEND --needs=)
  math(EXPR last_resort "${test_TIMEOUT} + 30")
  add_test(NAME ${test_NAME}
           COMMAND ${PROJECT_SOURCE_DIR}/tests/watched ${test_NEEDS} ${test_TIMEOUT} ${test_COMMAND})
  set_tests_properties(${test_NAME} PROPERTIES LABELS "${labels}" TIMEOUT ${last_resort}
                       SKIP_RETURN_CODE 77 PROCESSORS ${test_PROCESSORS} RUN_SERIAL ${test_SERIAL})
endfunction()
