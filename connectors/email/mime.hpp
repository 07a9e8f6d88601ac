// A mail's bytes as its header, its words and its files (GMime behind). Bounded in depth, parts and bytes: whatever
// comes, it ends.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balie::connectors::email {

struct MailAddress {
    std::string address;  // lower case
    std::string name = {};
};

struct MailFile {
    std::string mime;
    std::string name;
    std::string bytes;
};

struct Mail {
    std::vector<std::pair<std::string, std::string>> head;  // names in lower case, in their order
    std::vector<MailAddress> from;
    std::vector<MailAddress> reply_to;
    std::vector<MailAddress> to;
    std::vector<MailAddress> cc;
    std::string subject;
    std::optional<Time> at;
    std::string text;  // of all plain parts that are no files
    std::string html;  // of those that come in HTML only
    std::vector<MailFile> files;
    std::string delivery_report;  // of a multipart/report: the machine's part
    std::string returned_head;    // and the header of the mail that it is about
    bool is_cut = false;          // something was left out: too many parts, too much text
};

constexpr auto mail_bytes_max = std::size_t{40} << 20U;

// Errors: malformed (no header at all), too_large.
Result<Mail> read_mail(std::string_view bytes);

// The first of that name (lower case); empty when absent.
std::string_view head_field(Mail const& mail, std::string_view name) noexcept;

}  // namespace balie::connectors::email
