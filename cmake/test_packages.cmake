# SPDX-License-Identifier: PostgreSQL
# Looks for what only the tests are linked with.  Sets missing_test_packages to a clause that names
# what is missing and the remedy, or to nothing.
set(missing_test_packages "")

# GSL only as an oracle: its license is the GPL, so the program must not be linked with it.
foreach(module_and_package criterion:libcriterion-dev gsl:libgsl-dev)
  string(REGEX MATCH "(.*):(.*)" matched ${module_and_package})
  set(module ${CMAKE_MATCH_1})
  set(package ${CMAKE_MATCH_2})
  string(TOUPPER ${module} prefix)
  pkg_check_modules(${prefix} QUIET IMPORTED_TARGET ${module})
  if(NOT ${prefix}_FOUND)
    list(APPEND missing_test_packages "${module} (package ${package})")
  endif()
endforeach()
if(missing_test_packages)
  list(JOIN missing_test_packages " and " missing_test_packages)
  string(APPEND missing_test_packages " is missing; scripts/setup --test installs it")
elseif(NOT UPBENCH_BUILD_BENCH)
  set(missing_test_packages "they need UPBENCH_BUILD_BENCH=ON")
endif()
