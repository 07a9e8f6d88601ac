// Mails: whatever somebody puts into the mailbox is read to an end, twice alike, and can be kept.
#include "fuzz/promises.hpp"

#include "connectors/describe.hpp"

#include <connectors/email/dialect.hpp>
#include <connectors/email/html_text.hpp>

#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::test {
namespace {

using connectors::email::Read;

constexpr auto own_address = std::string_view{"service@desk.test"};
// A line may stand in six quotations; a link names its address behind its words.
constexpr auto growth_max = std::size_t{16};

std::string broken_by_read(Result<Read> const& read) {
    if (!read) {
        auto const is_theirs =
            read.error().code == ErrorCode::malformed || read.error().code == ErrorCode::too_large;
        return is_theirs ? "" : "a refusal that says it is our fault";
    }
    auto files = std::size_t{0};
    for (auto const& event : read->events) {
        auto const broken = broken_by_event(event);
        if (!broken.empty()) { return broken + ": " + describe(event); }
        auto const* const message = std::get_if<InboundMessage>(&event);
        if (message != nullptr) { files += message->attachments.size(); }
    }
    return files == read->files.size() ? "" : "files that no message names";
}

std::string broken_by_reading(Result<Read> (*reader)(std::string_view, std::string_view),
                              std::string_view bytes) {
    auto const first = reader(bytes, own_address);
    auto const second = reader(bytes, own_address);
    if (first.has_value() != second.has_value()) { return "a second reading ends otherwise"; }
    if (first && describe(first->events) != describe(second->events)) {
        return "a second reading gives something else";
    }
    return broken_by_read(first);
}

}  // namespace

std::string broken_by_mailing(std::string_view bytes) {
    auto const broken = broken_by_reading(connectors::email::read_events, bytes);
    return broken.empty() ? broken_by_reading(connectors::email::read_head, bytes) : broken;
}

std::string broken_by_html(std::string_view bytes) {
    auto const text = connectors::email::text_of_html(bytes);
    if (is_utf8(bytes) && !is_utf8(text)) { return "a character that was torn"; }
    return text.size() <= growth_max * (bytes.size() + 1) ? "" : "more words than there were bytes";
}

}  // namespace balie::test
