# Files that become part of the binary. The sources that hold them are written at build time.

# Adds function() of api/embedded_file.hpp to the target, with the FILES of a folder, or all of it as it is after
# AFTER was made.
function(balie_embed target function folder)
    cmake_parse_arguments(EMBED "" "AFTER" "FILES" ${ARGN})
    set(source ${PROJECT_BINARY_DIR}/generated/${function}.cpp)
    list(TRANSFORM EMBED_FILES PREPEND ${folder}/ OUTPUT_VARIABLE paths)
    string(REPLACE ";" "\\;" files "${EMBED_FILES}")
    add_custom_command(OUTPUT ${source}
        COMMAND ${CMAKE_COMMAND} -D FOLDER=${folder} "-D FILES=${files}" -D FUNCTION=${function} -D OUTPUT=${source}
                -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
        DEPENDS ${paths} ${EMBED_AFTER} ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake)
    target_sources(${target} PRIVATE ${source})
endfunction()

# web_files() and widget_files(): the browser's program and the website's chat, built by npm when BALIE_WEB is on, else
# nothing.
function(balie_embed_web target)
    set(web ${PROJECT_SOURCE_DIR}/web)
    if(NOT BALIE_WEB)
        set(empty ${PROJECT_BINARY_DIR}/generated/no_web)
        file(MAKE_DIRECTORY ${empty})
        balie_embed(${target} web_files ${empty})
        balie_embed(${target} widget_files ${empty})
        return()
    endif()
    find_program(NPM npm REQUIRED)
    file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web}/src/* ${web}/public/*)
    list(REMOVE_ITEM web_sources ${web}/src/api/schema.d.ts)  # the build writes it
    file(GLOB web_settings CONFIGURE_DEPENDS ${web}/*.html ${web}/*.json ${web}/*.ts ${web}/*.js)
    set(stamp ${PROJECT_BINARY_DIR}/generated/web.stamp)
    add_custom_command(OUTPUT ${stamp}
        COMMAND ${NPM} run --silent build
        COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
        WORKING_DIRECTORY ${web}
        DEPENDS ${web_sources} ${web_settings} ${PROJECT_SOURCE_DIR}/src/api/openapi.json
        COMMENT "Building the web inbox")
    balie_embed(${target} web_files ${web}/dist AFTER ${stamp})

    file(GLOB_RECURSE widget_sources CONFIGURE_DEPENDS ${web}/widget/src/*)
    file(GLOB widget_settings CONFIGURE_DEPENDS ${web}/widget/*.json ${web}/widget/*.ts)
    set(widget_stamp ${PROJECT_BINARY_DIR}/generated/widget.stamp)
    add_custom_command(OUTPUT ${widget_stamp}
        COMMAND ${NPM} run --silent build
        COMMAND ${CMAKE_COMMAND} -E touch ${widget_stamp}
        WORKING_DIRECTORY ${web}/widget
        DEPENDS ${widget_sources} ${widget_settings}
        COMMENT "Building the website chat")
    balie_embed(${target} widget_files ${web}/widget/dist AFTER ${widget_stamp})
endfunction()
