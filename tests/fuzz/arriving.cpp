// What strangers send to the website chat's own door: bodies as JSON, and files in forms.
#include "fuzz/promises.hpp"

#include "client/bodies.hpp"
#include "media/multipart.hpp"
#include "support/files.hpp"

#include <balie/base/text.hpp>

#include <unistd.h>

#include <fstream>

namespace balie::test {
namespace {

bool can_be_kept(std::string const& text, std::size_t bytes_max) {
    return is_utf8(text) && text.find('\0') == std::string::npos && text.size() <= bytes_max;
}

bool is_refusal(ErrorCode code) {
    return code == ErrorCode::malformed || code == ErrorCode::unprocessable ||
           code == ErrorCode::unsupported || code == ErrorCode::too_large;
}

template <class T>
std::string broken_by_refusing(Result<T> const& read) {
    if (read) { return {}; }
    if (!is_refusal(read.error().code)) { return "a refusal that says it is our fault"; }
    return is_utf8(read.error().detail) ? std::string{} : "a refusal that cannot be written";
}

// In bytes: a character has four at most.
std::string broken_by_person(client::Person const& person) {
    auto const is_kept = can_be_kept(person.external_id, 800) && can_be_kept(person.hash, 512) &&
                         can_be_kept(person.name, 320) && can_be_kept(person.email, 1016) &&
                         can_be_kept(person.phone, 160);
    return is_kept ? std::string{} : "a person who cannot be kept";
}

std::string broken_by_message(client::Said const& said) {
    if (!can_be_kept(said.text, 40'000)) { return "a text that cannot be kept"; }
    if (said.client_id.empty() || said.client_id.size() > 64) { return "a client_id of no length"; }
    if (trimmed(said.text).empty() && said.attachments.empty()) { return "a message that says nothing"; }
    return said.attachments.size() > 10 ? "too many files" : "";
}

std::string broken_by_page(client::Page const& page) {
    if (!can_be_kept(page.url, 2'000) || !can_be_kept(page.title, 800)) {
        return "a page that cannot be kept";
    }
    if (page.url.find_first_of("?#") != std::string::npos) { return "a page with what was typed elsewhere"; }
    return page.url.starts_with("http") ? "" : "a page that is no page";
}

struct Folder {
    std::filesystem::path body;
    std::filesystem::path part;

    Folder() {
        auto const own =
            std::filesystem::temp_directory_path() / ("balie-form-" + std::to_string(::getpid()));
        body = own.string() + ".body";
        part = own.string() + ".part";
    }
    ~Folder() {
        std::filesystem::remove(body);
        std::filesystem::remove(part);
    }
};

}  // namespace

std::string broken_by_saying(std::string_view bytes) {
    auto request = http::Request{};
    request.headers = {{"Content-Type", "application/json"}};
    request.body = bytes;
    auto const wanted = client::read_wanted(request);
    auto const said = client::read_said(request);
    auto const seen = client::read_seen(request);
    auto const page = client::read_page(request);
    auto const nothing = client::read_nothing(request);
    for (auto const& broken :
         {broken_by_refusing(wanted), broken_by_refusing(said), broken_by_refusing(seen),
          broken_by_refusing(page), broken_by_refusing(nothing),
          wanted ? broken_by_person(wanted->person) : std::string{},
          said ? broken_by_message(*said) : std::string{}, page ? broken_by_page(*page) : std::string{}}) {
        if (!broken.empty()) { return broken; }
    }
    if (wanted && !can_be_kept(wanted->widget_key, 400)) { return "a key that cannot be kept"; }
    // Two of them are never the same body: whoever reads one field refuses the other's.
    return (wanted && said) || (said && page) || (wanted && page) ? "a body that is two things at once" : "";
}

std::string broken_by_uploading(std::string_view bytes) {
    static auto const folder = Folder{};
    auto const line = std::min(bytes.find('\n'), bytes.size());
    auto const type = bytes.substr(0, line);
    auto const body = bytes.substr(std::min(line + 1, bytes.size()));
    std::ofstream{folder.body, std::ios::binary | std::ios::trunc} << body;
    auto const part = media::extract_file(folder.body, type, folder.part);
    if (!part) { return broken_by_refusing(part); }
    auto const kept = bytes_of(folder.part);
    if (kept.size() != part->bytes) { return "a file of another size than was told"; }
    if (body.find(kept) == std::string_view::npos) { return "a file that was not in the form"; }
    auto const again = media::extract_file(folder.body, type, folder.part);
    return again && again->bytes == part->bytes && again->file_name == part->file_name
               ? ""
               : "two readings of one form";
}

}  // namespace balie::test
