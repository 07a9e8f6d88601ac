# Writes files into a C++ source, byte for byte, with a gzip copy where that pays:
#   cmake -D FOLDER=... -D FILES=a;b (or all) -D FUNCTION=web_files -D OUTPUT=... -P embed_files.cmake
# The bytes stay in their files and enter through the assembler: a megabyte of array initialisers would take the
# compiler longer than everything else.
if(FILES)
    set(paths ${FILES})
else()
    file(GLOB_RECURSE paths RELATIVE ${FOLDER} ${FOLDER}/*)
endif()
list(SORT paths)
get_filename_component(name ${OUTPUT} NAME_WE)
get_filename_component(folder ${OUTPUT} DIRECTORY)
set(packed_folder ${folder}/${name})
file(REMOVE_RECURSE ${packed_folder})
file(MAKE_DIRECTORY ${packed_folder})
find_program(GZIP gzip REQUIRED)

function(include_bytes variable symbol file)
    set(${variable} "asm(\".section .rodata\\n.balign 16\\n${symbol}:\\n.incbin \\\"${file}\\\"\\n${symbol}_end:\\n.byte 0\\n.previous\\n\");
extern char const ${symbol}[] asm(\"${symbol}\");
extern char const ${symbol}_end[] asm(\"${symbol}_end\");
" PARENT_SCOPE)
endfunction()

set(bytes "")
set(entries "")
set(number 0)
foreach(path IN LISTS paths)
    set(symbol "balie_${name}_${number}")
    math(EXPR number "${number} + 1")
    file(SHA256 ${FOLDER}/${path} digest)
    string(SUBSTRING ${digest} 0 32 digest)
    include_bytes(source ${symbol} ${FOLDER}/${path})
    string(APPEND bytes "${source}")
    set(packed "{}")
    if(path MATCHES "\\.(js|css|json|svg|html|txt|webmanifest)$")
        execute_process(COMMAND ${GZIP} -9 -n -c ${FOLDER}/${path} OUTPUT_FILE ${packed_folder}/${symbol}.gz
                        COMMAND_ERROR_IS_FATAL ANY)
        include_bytes(source ${symbol}_gz ${packed_folder}/${symbol}.gz)
        string(APPEND bytes "${source}")
        set(packed "between(${symbol}_gz, ${symbol}_gz_end)")
    endif()
    string(APPEND entries "        {\"${path}\", between(${symbol}, ${symbol}_end), ${packed}, \"${digest}\"},\n")
endforeach()

file(WRITE ${OUTPUT} "// Written by cmake/embed_files.cmake from ${name}.
#include \"api/embedded_file.hpp\"

#include <vector>

${bytes}
namespace balie::api {

std::span<EmbeddedFile const> ${FUNCTION}() noexcept {
    [[maybe_unused]] auto const between = [](char const* begin, char const* end) {
        return std::string_view{begin, static_cast<std::size_t>(end - begin)};
    };
    static auto const all = std::vector<EmbeddedFile>{
${entries}    };
    return all;
}

}  // namespace balie::api
")
