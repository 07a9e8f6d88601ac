// What a browser loads: the page, its program, and the description of the API.
#pragma once

#include "api/embedded_file.hpp"
#include "api/route.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace balie::api {

struct FileOptions {
    bool is_demo = false;  // the sandbox phone is there
};

class FileRoutes {
public:
    FileRoutes(std::span<EmbeddedFile const> api_files, std::span<EmbeddedFile const> web_files,
               FileOptions options);
    void add_to(Routes& routes);  // this outlives them; "/" and every address of the browser's program

private:
    Task<Result<http::Response>> show_page(Call call, std::string path) const;
    Task<Result<http::Response>> show_asset(Call call) const;
    Task<Result<http::Response>> show_program(Call call) const;
    Task<Result<http::Response>> show_description(Call call) const;

    std::map<std::string_view, EmbeddedFile> files_;
    EmbeddedFile description_;
    FileOptions options_;
};

}  // namespace balie::api
