#include <connectors/email/dialect.hpp>

#include <connectors/email/automatic.hpp>
#include <connectors/email/bounce.hpp>
#include <connectors/email/html_text.hpp>
#include <connectors/email/message_id.hpp>
#include <connectors/email/mime.hpp>
#include <connectors/email/quotes.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::connectors::email {
namespace {

using nlohmann::json;

constexpr auto text_characters_max = std::size_t{100'000};
constexpr auto quoted_characters_max = std::size_t{50'000};
constexpr auto addresses_shown_max = std::size_t{20};

json address_json(MailAddress const& address) {
    auto object = json{{"address", address.address}};
    if (!address.name.empty()) { object["name"] = address.name; }
    return object;
}

json addresses_json(std::vector<MailAddress> const& addresses) {
    auto list = json::array();
    for (auto const& address : addresses) {
        if (list.size() == addresses_shown_max) { break; }
        list.push_back(address_json(address));
    }
    return list;
}

// The customer's side: who is to be answered. A form on a website writes as the inbox itself and names the customer in
// Reply-To; a list names itself there.
MailAddress const* customer_of(Mail const& mail, std::string_view address, bool is_list) {
    auto const is_ours = [address](MailAddress const& one) { return one.address == address; };
    if (!is_list && mail.reply_to.size() == 1 && !is_ours(mail.reply_to.front())) {
        return &mail.reply_to.front();
    }
    auto const found = std::ranges::find_if_not(mail.from, is_ours);
    return found == mail.from.end() ? nullptr : &*found;
}

// What our own address sent to somebody else, from another program.
MailAddress const* addressee_of(Mail const& mail, std::string_view address) {
    auto const is_theirs = [address](MailAddress const& one) { return one.address != address; };
    auto const found = std::ranges::find_if(mail.to, is_theirs);
    return found == mail.to.end() ? nullptr : &*found;
}

AttachmentKind kind_of(std::string const& mime) {
    if (mime.starts_with("image/") && mime != "image/svg+xml" && mime != "image/tiff") {
        return AttachmentKind::image;
    }
    if (mime.starts_with("audio/")) { return AttachmentKind::audio; }
    if (mime.starts_with("video/")) { return AttachmentKind::video; }
    return AttachmentKind::document;
}

// All that it names, the nearest first.
std::vector<std::string> answered_by(Mail const& mail) {
    auto ids = ids_in(head_field(mail, "in-reply-to"));
    auto further = ids_in(head_field(mail, "references"));
    for (auto at = further.rbegin(); at != further.rend(); ++at) {
        if (std::ranges::find(ids, *at) == ids.end()) { ids.push_back(std::move(*at)); }
    }
    return ids;
}

// Whoever names the same first mail is in the same thread, though none of us has it.
std::string thread_of(Mail const& mail, std::string const& own_id) {
    auto const references = ids_in(head_field(mail, "references"));
    auto const answered = ids_in(head_field(mail, "in-reply-to"));
    auto const& root = !references.empty() ? references.front()
                       : !answered.empty() ? answered.front()
                                           : own_id;
    return "mail:" + to_hex(sha256(root)).substr(0, 40);
}

class Reader {
public:
    Reader(Mail mail, std::string digest, std::string_view address)
        : mail_(std::move(mail)),
          digest_(std::move(digest)),
          address_(lowered(address)),
          reason_(automatic_reason(mail_)) {}

    Read run(bool is_head_only) {
        auto read = Read{};
        if (auto bounce = bounce_in(mail_)) {
            if (bounce->is_final) { read.events.emplace_back(std::move(bounce->update)); }
            return read;  // "still trying" is said to people who wait, and ours see that it is sent
        }
        auto message = head_of_message();
        if (!message) {
            read.events.emplace_back(Unreadable{"a mail that does not say who sent it", {}});
            return read;
        }
        fill(*message, is_head_only);
        for (auto& file : mail_.files) { read.files.push_back(std::move(file.bytes)); }
        read.events.emplace_back(std::move(*message));
        return read;
    }

private:
    std::optional<InboundMessage> head_of_message() const {
        auto message = InboundMessage{};
        auto const is_list = reason_ == "list" || !head_field(mail_, "list-id").empty();
        auto const* who = customer_of(mail_, address_, is_list);
        if (who == nullptr) {
            who = addressee_of(mail_, address_);
            message.direction = Direction::out;
        }
        if (who == nullptr) { return std::nullopt; }
        message.contact.identities.emplace_back(IdentityKind::email, who->address);
        message.contact.name = who->name;
        return message;
    }

    void fill(InboundMessage& message, bool is_head_only) {
        auto const ids = ids_in(head_field(mail_, "message-id"));
        message.external_id = ids.empty() ? "sha256:" + digest_ : ids.front();
        message.platform_at = mail_.at;
        message.thread_external_ids = answered_by(mail_);
        message.thread_key = thread_of(mail_, message.external_id);
        message.is_private_thread = true;
        // Our own letters are known by their ids and never come here: whoever writes From may have written ours.
        if (message.direction == Direction::out) { reason_ = "unproved"; }
        message.is_automatic = !reason_.empty();
        auto const words =
            mail_.text.empty() || trimmed(mail_.text).empty() ? text_of_html(mail_.html) : mail_.text;
        auto folded = fold(words);
        message.text = first_characters(folded.fresh, text_characters_max);
        if (is_head_only) { message.content_type = ContentType::unsupported; }
        if (message.text.empty() && mail_.files.empty()) { message.text = mail_.subject; }
        add_files(message);
        message.content = content_of(folded.quoted, folded.fresh.size() != message.text.size(), is_head_only);
    }

    void add_files(InboundMessage& message) const {
        for (auto place = std::size_t{0}; place < mail_.files.size(); ++place) {
            auto const& file = mail_.files[place];
            auto attachment = InboundAttachment{};
            attachment.kind = kind_of(file.mime);
            attachment.media_id = media_id_of(digest_, place);
            attachment.mime = file.mime;
            attachment.name = file.name;
            message.attachments.push_back(std::move(attachment));
        }
        if (!message.text.empty() || message.attachments.empty()) { return; }
        message.content_type = content_type_of(message.attachments.front().kind);
    }

    static ContentType content_type_of(AttachmentKind kind) {
        switch (kind) {
            case AttachmentKind::image:
                return ContentType::image;
            case AttachmentKind::audio:
                return ContentType::audio;
            case AttachmentKind::video:
                return ContentType::video;
            default:
                return ContentType::document;
        }
    }

    std::string content_of(std::string const& quoted, bool is_cut, bool is_head_only) const {
        auto object = json{{"subject", mail_.subject}};
        if (!mail_.from.empty()) { object["from"] = address_json(mail_.from.front()); }
        if (!mail_.to.empty()) { object["to"] = addresses_json(mail_.to); }
        if (!mail_.cc.empty()) { object["cc"] = addresses_json(mail_.cc); }
        if (!quoted.empty()) { object["quoted"] = first_characters(quoted, quoted_characters_max); }
        if (!reason_.empty()) { object["automatic"] = reason_; }
        if (mail_.is_cut || (is_cut && mail_.subject.empty())) { object["cut"] = true; }
        if (is_head_only) { object["too_large"] = true; }
        return json{{"email", std::move(object)}}.dump(-1, ' ', false, json::error_handler_t::replace);
    }

    Mail mail_;
    std::string digest_;
    std::string address_;
    std::string reason_;
};

Result<Read> read(std::string_view bytes, std::string_view address, bool is_head_only) {
    auto mail = read_mail(bytes);
    if (!mail) { return mail.error(); }
    return Reader{std::move(*mail), to_hex(sha256(bytes)), address}.run(is_head_only);
}

}  // namespace

Result<Read> read_events(std::string_view mail, std::string_view address) {
    return read(mail, address, false);
}

Result<Read> read_head(std::string_view head, std::string_view address) { return read(head, address, true); }

std::string media_id_of(std::string_view mail_digest, std::size_t place) {
    return std::string{mail_digest} + "." + std::to_string(place);
}

}  // namespace balie::connectors::email
