# SPDX-License-Identifier: PostgreSQL
# The documents that are installed, and the packages of Debian that `cpack` makes of it all (see
# scripts/package): upbench, libupsync0 and libupsync-dev, one for each component.

set(package_of_program upbench)
set(package_of_library libupsync0)
set(package_of_development libupsync-dev)
set(components program library development)

set(doc_dir ${CMAKE_INSTALL_DATAROOTDIR}/doc)
file(GLOB documents CONFIGURE_DEPENDS docs/*.md docs/*.json)
install(FILES README.md DESTINATION ${doc_dir}/upbench COMPONENT program)
install(FILES ${documents} DESTINATION ${doc_dir}/upbench/docs COMPONENT program)
if(NOT UPBENCH_DEBIAN_LAYOUT)
  install(FILES LICENSE DESTINATION ${doc_dir}/upbench COMPONENT program)
  return()
endif()

set(CPACK_PACKAGE_CONTACT "The upbench developers <maintainers@upbench.invalid>" CACHE STRING
    "Maintainer of the packages")

# The date of the last commit, so that the same sources give the same files.
execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} log -1 --format=%cD OUTPUT_VARIABLE changelog_date
                OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT changelog_date)
  string(TIMESTAMP changelog_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
endif()
find_program(GZIP gzip REQUIRED)
configure_file(cmake/changelog.in debian/changelog @ONLY)
execute_process(COMMAND ${GZIP} -9nkf ${PROJECT_BINARY_DIR}/debian/changelog COMMAND_ERROR_IS_FATAL ANY)
foreach(component IN LISTS components)
  set(directory ${doc_dir}/${package_of_${component}})
  install(FILES ${PROJECT_BINARY_DIR}/debian/changelog.gz DESTINATION ${directory} COMPONENT ${component})
  install(FILES LICENSE DESTINATION ${directory} RENAME copyright COMPONENT ${component})
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "upbench")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_COMPONENTS_ALL ${components})
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
foreach(component IN LISTS components)
  string(TOUPPER ${component} name)
  set(CPACK_DEBIAN_${name}_PACKAGE_NAME ${package_of_${component}})
  if(NOT component STREQUAL program)
    set(CPACK_DEBIAN_${name}_PACKAGE_SOURCE upbench)
  endif()
endforeach()

# The first line of each description is the synopsis, instead of the project's.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "postgresql, gnuplot-nox")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS
    "python3-django, python3-psycopg2, python3-asyncpg, python3-aiohttp, python3-psycopg")
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "benchmark of strategies to UPDATE many rows in PostgreSQL
upbench measures strategies to update a few thousand to a few million rows
(a statement per row, CASE WHEN, VALUES, COPY, unnest, MERGE and more) in a
private cluster or on a named server. It verifies that each strategy leaves
the table in the same state, prints a table with confidence intervals, draws
plots, and compares runs.")

set(about_library "libupsync fetches rows from a source, creates the new ones in a table and
updates the others by one of several strategies, in one transaction.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION
    "library to sync rows into a PostgreSQL table (shared library)\n${about_library}")
# CPack would write scripts that call ldconfig, where Debian's policy wants a trigger.  It leaves that
# to whoever names files for them, and ignores those that do not exist.
file(WRITE ${PROJECT_BINARY_DIR}/debian/triggers "activate-noawait ldconfig\n")
foreach(file triggers postinst postrm)
  list(APPEND CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${PROJECT_BINARY_DIR}/debian/${file})
endforeach()

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libupsync0 (= ${PROJECT_VERSION}), libpq-dev, libxxhash-dev, libcsv-dev, zlib1g-dev, libcurl4-openssl-dev, libyajl-dev")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION
    "library to sync rows into a PostgreSQL table (development files)\n${about_library}
\nThis package has the headers, the static library and the pkg-config file.")
include(CPack)
