#include <connectors/email/bounce.hpp>

#include <connectors/email/message_id.hpp>

#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::connectors::email {
namespace {

constexpr auto groups_max = 50U;
constexpr auto detail_characters_max = std::size_t{500};

// One field of a block of "Name: value" lines, folded ones joined.
std::string field_of(std::string_view block, std::string_view name) {
    auto value = std::string{};
    auto is_found = false;
    while (!block.empty()) {
        auto const end = block.find('\n');
        auto const line = block.substr(0, end);
        block = end == std::string_view::npos ? std::string_view{} : block.substr(end + 1);
        if (is_found && (line.starts_with(' ') || line.starts_with('\t'))) {
            value += ' ';
            value += trimmed(line);
            continue;
        }
        if (is_found) { break; }
        auto const colon = line.find(':');
        if (colon == std::string_view::npos || lowered(trimmed(line.substr(0, colon))) != name) { continue; }
        is_found = true;
        value = std::string{trimmed(line.substr(colon + 1))};
    }
    return value;
}

// Groups stand apart by an empty line: the first is about the mail, each other one about a recipient.
std::string_view next_group(std::string_view& rest) {
    auto begin = std::size_t{0};
    while (begin < rest.size()) {
        auto const end = rest.find('\n', begin);
        auto const line = rest.substr(begin, end == std::string_view::npos ? end : end - begin);
        auto const next = end == std::string_view::npos ? rest.size() : end + 1;
        if (trimmed(line).empty()) {
            auto const group = rest.substr(0, begin);
            rest.remove_prefix(next);
            return group;
        }
        begin = next;
    }
    return std::exchange(rest, std::string_view{});
}

// "rfc822; anna@example.org": what stands behind the type.
std::string without_type(std::string const& value) {
    auto const mark = value.find(';');
    return std::string{trimmed(mark == std::string::npos ? std::string_view{value}
                                                         : std::string_view{value}.substr(mark + 1))};
}

std::string original_id(Mail const& mail) {
    for (auto const name : {"message-id", "x-original-message-id"}) {
        auto const ids = ids_in(field_of(mail.returned_head, name));
        if (!ids.empty()) { return ids.front(); }
    }
    for (auto const name : {"in-reply-to", "references"}) {
        auto const ids = ids_in(head_field(mail, name));
        if (!ids.empty()) { return ids.back(); }
    }
    return {};
}

std::string detail_of(std::string_view group) {
    auto words = without_type(field_of(group, "diagnostic-code"));
    if (words.empty()) { words = without_type(field_of(group, "final-recipient")); }
    return printable(first_characters(storable(std::move(words)), detail_characters_max));
}

}  // namespace

std::optional<Bounce> bounce_in(Mail const& mail) {
    auto bounce = Bounce{};
    bounce.update.external_id = original_id(mail);
    if (mail.delivery_report.empty() || bounce.update.external_id.empty()) { return std::nullopt; }
    auto rest = std::string_view{mail.delivery_report};
    auto best = std::string{};
    for (auto seen = 0U; !rest.empty() && seen < groups_max; ++seen) {
        auto const group = next_group(rest);
        auto const action = lowered(field_of(group, "action"));
        auto const is_worse = best.empty() || (action == "failed" && best != "failed");
        if (action.empty() || !is_worse) { continue; }
        best = action;
        bounce.update.error_code = printable(first_characters(storable(field_of(group, "status")), 20));
        bounce.update.error_detail = detail_of(group);
    }
    if (best.empty()) { return std::nullopt; }
    bounce.update.platform_at = mail.at;
    bounce.is_final = best == "failed" || best == "delivered";
    bounce.update.status = best == "failed"      ? DeliveryStatus::failed
                           : best == "delivered" ? DeliveryStatus::delivered
                                                 : DeliveryStatus::sent;
    if (best == "failed") { bounce.update.error_title = "The mail could not be delivered"; }
    if (best != "failed") { bounce.update.error_code = bounce.update.error_detail = {}; }
    return bounce;
}

}  // namespace balie::connectors::email
