// Mails come from anybody: what is made of their bytes can be kept, their HTML gives words and nothing else, and an
// answer to them is the mail that we meant, whatever they wrote.
#include "fuzz/promises.hpp"

#include "connectors/describe.hpp"
#include "support/files.hpp"

#include <balie/base/email_address.hpp>
#include <balie/base/text.hpp>
#include <connectors/email/dialect.hpp>
#include <connectors/email/html_text.hpp>
#include <connectors/email/letter.hpp>
#include <connectors/email/mime.hpp>
#include <connectors/email/quotes.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace balie::test {
namespace {

using connectors::email::Read;

constexpr auto own = std::string_view{"service@winkel.example"};
constexpr auto text_characters_max = std::size_t{100'000};
constexpr auto hidden_word = std::string_view{"zz9hidden"};
// Whatever stands before, after this a reader stands in words, in a comment or in an element that is not shown: no
// longer inside a tag or the value of an attribute.
constexpr auto out_of_tags = std::string_view{"x\">'>"};
// Nothing of these is for eyes.
constexpr auto traps = std::to_array<std::string_view>(
    {"<script>zz9hidden</script>", "<style>p{background:url(https://zz9hidden.example/a)}</style>",
     "<!-- zz9hidden -->", "<img src=\"https://zz9hidden.example/pixel\" onerror='zz9hidden()'>",
     "<svg><a href=https://zz9hidden.example>zz9hidden</a></svg>",
     "<a href=\"javascript:zz9hidden\">words</a>", "<iframe src=https://zz9hidden.example></iframe>",
     "<link rel=stylesheet href=//zz9hidden.example/a>"});

std::string broken_by_files(InboundMessage const& message, Read const& read) {
    if (message.attachments.size() != read.files.size()) { return "other files than attachments"; }
    auto ids = std::set<std::string>{};
    for (auto const& attachment : message.attachments) {
        if (!ids.insert(attachment.media_id).second) { return "two files of one name"; }
        if (attachment.name != printable(attachment.name)) { return "a file's name that deceives"; }
    }
    return {};
}

std::string broken_by_reading(Result<Read> const& first, Result<Read> const& second) {
    if (first.has_value() != second.has_value()) { return "a second reading gives something else"; }
    if (!first) {
        return first.error().code == ErrorCode::malformed ? "" : "an error that is not `malformed`";
    }
    if (describe(first->events) != describe(second->events) || first->files != second->files) {
        return "a second reading gives something else";
    }
    if (first->events.size() > 1) { return "a mail that is more than one thing"; }
    for (auto const& event : first->events) {
        auto broken = broken_by_event(event);
        auto const* const message = std::get_if<InboundMessage>(&event);
        if (broken.empty() && message != nullptr) { broken = broken_by_files(*message, *first); }
        if (!broken.empty()) { return broken + ": " + describe(event); }
        if (message != nullptr && count_characters(message->text) > text_characters_max) {
            return "a text without an end";
        }
    }
    return {};
}

std::string without_returns(std::string text) {
    std::erase(text, '\r');
    return text;
}

std::string next_line(std::string_view& bytes) {
    auto const end = std::min(bytes.find('\n'), bytes.size());
    auto line = storable(std::string{bytes.substr(0, end)});
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    return line;
}

struct Answer {
    connectors::email::LetterHead head;
    OutboundMessage message;
};

// What the customer wrote and what stands in the desk, as lines; a text has the rest.
Answer answer_of(std::string_view bytes) {
    auto answer = Answer{};
    answer.head = {std::string{own}, next_line(bytes), "anna@klant.example", "1.abc@winkel.example",
                   Time{std::chrono::seconds{1'777'000'000}}};
    answer.message.subject = next_line(bytes);
    answer.message.reply_to_external_id = next_line(bytes);
    answer.message.thread_external_ids = {next_line(bytes)};
    if (auto copy = next_line(bytes); is_email_address(copy)) { answer.message.copies = {std::move(copy)}; }
    auto name = next_line(bytes);
    if (!name.empty()) {
        auto file = OutboundAttachment{};
        file.name = std::move(name);
        file.mime = next_line(bytes);
        file.file = payloads("email") / "vacation.eml";
        answer.message.attachments.push_back(std::move(file));
    }
    answer.message.text = storable(std::string{bytes});
    return answer;
}

std::string broken_by_head(connectors::email::Mail const& mail, Answer const& answer) {
    static auto const expected = std::set<std::string>{"from",
                                                       "to",
                                                       "cc",
                                                       "subject",
                                                       "message-id",
                                                       "date",
                                                       "mime-version",
                                                       "content-type",
                                                       "in-reply-to",
                                                       "references",
                                                       "content-transfer-encoding"};
    auto seen = std::set<std::string>{};
    for (auto const& [name, value] : mail.head) {
        if (!expected.contains(name)) { return "a field of its own: " + name; }
        if (!seen.insert(name).second) { return "a field twice: " + name; }
    }
    if (mail.from.size() != 1 || mail.from.front().address != own) { return "another sender"; }
    if (mail.to.size() != 1 || mail.to.front().address != answer.head.to) { return "another recipient"; }
    if (mail.cc.size() != answer.message.copies.size()) { return "other copies"; }
    if (!mail.cc.empty() && mail.cc.front().address != lowered(answer.message.copies.front())) {
        return "a copy to somebody else: " + mail.cc.front().address;
    }
    return {};
}

}  // namespace

std::string broken_by_mailing(std::string_view bytes) {
    using namespace connectors::email;
    auto broken = broken_by_reading(read_events(bytes, own), read_events(bytes, own));
    if (!broken.empty()) { return broken; }
    broken = broken_by_reading(read_head(bytes, own), read_head(bytes, own));
    return broken.empty() ? broken : "its header alone: " + broken;
}

std::string broken_by_showing(std::string_view bytes) {
    using connectors::email::text_of_html;
    auto const html = storable(std::string{bytes});
    auto const words = text_of_html(html);
    if (!is_utf8(words) || words.find('\0') != std::string::npos) { return "words that cannot be kept"; }
    auto const folded = connectors::email::fold(words);
    if (folded.fresh.size() + folded.quoted.size() > words.size()) { return "more words than there were"; }
    if (html.find(hidden_word) != std::string::npos) { return {}; }
    auto before = html.substr(0, html.size() / 2);
    before += out_of_tags;
    for (auto const trap : traps) {
        auto spiked = before;
        spiked += trap;
        spiked += html.substr(html.size() / 2);
        if (text_of_html(spiked).find(hidden_word) != std::string::npos) {
            return "it shows what is hidden: " + std::string{trap};
        }
    }
    return {};
}

std::string broken_by_writing(std::string_view bytes) {
    auto const answer = answer_of(bytes);
    auto const letter = connectors::email::write_letter(answer.head, answer.message);
    if (!letter) { return "a letter that is not written"; }
    auto const mail = connectors::email::read_mail(*letter);
    if (!mail) { return "a letter that cannot be read"; }
    auto const broken = broken_by_head(*mail, answer);
    if (!broken.empty()) { return broken; }
    if (trimmed(mail->text) != trimmed(without_returns(answer.message.text))) { return "another text"; }
    if (mail->files.size() != answer.message.attachments.size()) { return "other files"; }
    if (!mail->files.empty() &&
        mail->files.front().bytes != bytes_of(answer.message.attachments.front().file)) {
        return "another file";
    }
    return {};
}

}  // namespace balie::test
