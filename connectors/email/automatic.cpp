#include <connectors/email/automatic.hpp>

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::email {
namespace {

constexpr auto machine_precedences = std::to_array<std::string_view>({"bulk", "junk", "list", "auto_reply"});
constexpr auto autoresponder_fields =
    std::to_array<std::string_view>({"x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-reply-from",
                                     "x-mail-autoreply", "x-failed-recipients"});

// "auto-replied (vacation)": the word before comments and parameters.
std::string first_word(std::string_view value) {
    return lowered(trimmed(value.substr(0, value.find_first_of(" ;(\t"))));
}

bool is_returned_to_nobody(Mail const& mail) {
    auto const path = trimmed(head_field(mail, "return-path"));
    if (path == "<>") { return true; }
    return std::ranges::any_of(mail.from, [](MailAddress const& from) {
        return from.address.starts_with("mailer-daemon@") || from.address.starts_with("postmaster@");
    });
}

}  // namespace

std::string automatic_reason(Mail const& mail) {
    auto const submitted = first_word(head_field(mail, "auto-submitted"));
    if (!submitted.empty() && submitted != "no") { return "auto_submitted"; }
    if (!mail.delivery_report.empty() || is_returned_to_nobody(mail)) { return "bounce"; }
    auto const precedence = first_word(head_field(mail, "precedence"));
    if (std::ranges::find(machine_precedences, precedence) != machine_precedences.end()) {
        return "precedence";
    }
    if (std::ranges::any_of(mail.head, [](auto const& field) { return field.first.starts_with("list-"); })) {
        return "list";
    }
    auto const suppressed = first_word(head_field(mail, "x-auto-response-suppress"));
    if (!suppressed.empty() && suppressed != "none") { return "suppressed"; }
    auto const is_autoresponder = std::ranges::any_of(
        autoresponder_fields, [&mail](std::string_view name) { return !head_field(mail, name).empty(); });
    return is_autoresponder ? "auto_submitted" : std::string{};
}

}  // namespace balie::connectors::email
