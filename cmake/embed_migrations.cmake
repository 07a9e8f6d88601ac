# Writes the files of migrations/ into a C++ source: cmake -D FOLDER=... -D OUTPUT=... -P embed_migrations.cmake
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)
set(entries "")
foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME)
    if(NOT name MATCHES "^([0-9][0-9][0-9][0-9])_[a-z0-9_]+\\.sql$")
        message(FATAL_ERROR "${name}: a migration is called 0001_what_it_does.sql")
    endif()
    # "1" before the digits keeps CMake from reading a leading zero as octal.
    math(EXPR version "1${CMAKE_MATCH_1} - 10000")
    file(READ ${file} sql)
    string(APPEND entries "        {${version}, \"${name}\", R\"balie_sql(${sql})balie_sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Written by cmake/embed_migrations.cmake from migrations/.
#include \"db/migrator.hpp\"

namespace balie::db {

std::vector<Migration> const& migrations() {
    static auto const all = std::vector<Migration>{
${entries}    };
    return all;
}

}  // namespace balie::db
")
