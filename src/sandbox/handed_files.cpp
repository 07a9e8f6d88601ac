// The platforms are on the desk's own machine: they find it at the address where it listens.
#include "sandbox/handed_files.hpp"

#include <balie/base/text.hpp>

#include <chrono>

namespace balie::sandbox {
namespace {

constexpr auto file_bytes_max = std::size_t{32} << 20U;
constexpr auto fetch_timeout = std::chrono::seconds{10};

std::string near(std::string url, Addresses const& addresses) {
    auto const& known = addresses.public_url;
    return url.starts_with(known + '/') ? addresses.base_url + url.substr(known.size()) : url;
}

std::string name_in(std::string_view disposition) {
    constexpr auto mark = std::string_view{"filename=\""};
    auto const begin = disposition.find(mark);
    if (begin == std::string_view::npos) { return {}; }
    auto const rest = disposition.substr(begin + mark.size());
    return std::string{rest.substr(0, rest.find('"'))};
}

}  // namespace

Task<std::vector<std::string>> HandedFiles::fetch(std::vector<std::string> urls, Addresses const& addresses) {
    auto ids = std::vector<std::string>{};
    for (auto& url : urls) {
        auto id = co_await fetch_one(near(std::move(url), addresses));
        if (id.empty()) { break; }
        ids.push_back(std::move(id));
    }
    co_return ids;
}

// Empty: it did not come.
Task<std::string> HandedFiles::fetch_one(std::string url) {
    auto call = HttpCall{"GET", std::move(url)};
    call.timeout = fetch_timeout;
    call.answer_bytes_max = file_bytes_max;
    auto answer = co_await http_.call(std::move(call));
    if (!answer || answer->status != 200) { co_return std::string{}; }
    auto mime = std::string{header(answer->headers, "Content-Type")};
    auto name = name_in(header(answer->headers, "Content-Disposition"));
    co_return media_.add(std::move(answer->body), std::move(mime), std::move(name)).id;
}

}  // namespace balie::sandbox
