# SPDX-License-Identifier: PostgreSQL
# cmake -D SOURCE_DIR=... -D HEADER=... -P revision.cmake
#
# Writes the git revision of SOURCE_DIR into HEADER, and leaves HEADER alone
# when it says so already, so that a commit recompiles one file and no commit
# none.  A source tree that was unpacked inside another project's repository
# must not report that one's revision.
set(revision unknown)
find_program(GIT git)
if(GIT)
  # A build only looks: it must not take the lock of the index.
  set(ENV{GIT_OPTIONAL_LOCKS} 0)
  execute_process(COMMAND ${GIT} -C ${SOURCE_DIR} rev-parse --show-prefix
                  OUTPUT_VARIABLE prefix OUTPUT_STRIP_TRAILING_WHITESPACE
                  RESULT_VARIABLE failed ERROR_QUIET)
  if(NOT failed AND prefix STREQUAL "")
    execute_process(COMMAND ${GIT} -C ${SOURCE_DIR} describe --always --dirty --abbrev=12 --exclude=*
                    OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE
                    RESULT_VARIABLE failed ERROR_QUIET)
    if(NOT failed AND NOT described STREQUAL "")
      set(revision ${described})
    endif()
  endif()
endif()
file(CONFIGURE OUTPUT ${HEADER} CONTENT "#define UPBENCH_REVISION \"${revision}\"\n")
