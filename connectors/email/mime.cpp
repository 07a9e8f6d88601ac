#include <connectors/email/mime.hpp>

#include <connectors/email/charset.hpp>
#include <connectors/email/gmime.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/item.hpp>

#include <algorithm>

namespace balie::connectors::email {
namespace {

constexpr auto depth_max = 24U;
constexpr auto parts_max = std::size_t{200};
constexpr auto files_max = std::size_t{30};
constexpr auto text_bytes_max = std::size_t{512} << 10U;
constexpr auto html_bytes_max = std::size_t{2} << 20U;
constexpr auto fields_max = std::size_t{300};
constexpr auto field_bytes_max = std::size_t{16} << 10U;
constexpr auto addresses_max = 50;
constexpr auto address_bytes_max = std::size_t{320};  // RFC 5321: 64 of a name, 255 of a host

std::vector<MailAddress> addresses_in(InternetAddressList* list, unsigned depth = 0) {
    auto found = std::vector<MailAddress>{};
    if (list == nullptr || depth > 2) { return found; }
    auto const count = std::min(internet_address_list_length(list), addresses_max);
    for (auto at = 0; at < count; ++at) {
        auto* const one = internet_address_list_get_address(list, at);
        if (INTERNET_ADDRESS_IS_GROUP(one)) {
            for (auto& member :
                 addresses_in(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), depth + 1)) {
                found.push_back(std::move(member));
            }
            continue;
        }
        if (!INTERNET_ADDRESS_IS_MAILBOX(one)) { continue; }
        auto address =
            lowered(text_or_empty(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))));
        if (address.find('@') == std::string::npos || address.size() > address_bytes_max) { continue; }
        auto const name = printable(storable(text_or_empty(internet_address_get_name(one))));
        found.push_back({storable(std::move(address)), first_characters(name, json::name_characters_max)});
    }
    return found;
}

std::vector<std::pair<std::string, std::string>> head_of(GMimeObject* object) {
    auto head = std::vector<std::pair<std::string, std::string>>{};
    auto* const list = g_mime_object_get_header_list(object);
    auto const count =
        std::min<std::size_t>(static_cast<std::size_t>(g_mime_header_list_get_count(list)), fields_max);
    for (auto at = std::size_t{0}; at < count; ++at) {
        auto* const field = g_mime_header_list_get_header_at(list, static_cast<int>(at));
        auto const raw = text_or_empty(g_mime_header_get_raw_value(field));
        head.emplace_back(lowered(text_or_empty(g_mime_header_get_name(field))),
                          std::string{trimmed(std::string_view{raw}.substr(0, field_bytes_max))});
    }
    return head;
}

std::string mime_of(GMimeObject* object) {
    auto* const type = g_mime_object_get_content_type(object);
    if (type == nullptr) { return "text/plain"; }
    return lowered(text_or_empty(g_mime_content_type_get_media_type(type)) + "/" +
                   text_or_empty(g_mime_content_type_get_media_subtype(type)));
}

std::string content_of(GMimeObject* object) {
    auto* const content = GMIME_IS_PART(object) ? g_mime_part_get_content(GMIME_PART(object)) : nullptr;
    if (content == nullptr) { return {}; }
    auto const stream = adopt(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, stream.get());
    return bytes_of(stream.get());
}

std::string written(GMimeObject* object) {
    auto const stream = adopt(g_mime_stream_mem_new());
    g_mime_object_write_to_stream(object, nullptr, stream.get());
    return bytes_of(stream.get());
}

// RFC 3676: a line that ends with a space goes on in the next.
std::string unflowed(std::string_view text) {
    auto joined = std::string{};
    while (!text.empty()) {
        auto const end = text.find('\n');
        auto line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (line.ends_with('\r')) { line.remove_suffix(1); }
        if (line.starts_with(' ')) { line.remove_prefix(1); }
        joined += line;
        if (!line.ends_with(' ') || line == "-- " || line.starts_with('>')) { joined += '\n'; }
    }
    return joined;
}

class Walk {
public:
    explicit Walk(Mail& mail) : mail_(&mail) {}

    void visit(GMimeObject* object, unsigned depth) {
        if (object == nullptr || ++parts_ > parts_max || depth > depth_max) {
            mail_->is_cut = true;
            return;
        }
        if (GMIME_IS_MULTIPART(object)) { return visit_multipart(GMIME_MULTIPART(object), depth); }
        auto const mime = mime_of(object);
        if (is_in_report_ && take_report(object, mime)) { return; }
        if (GMIME_IS_MESSAGE_PART(object)) { return keep(object, "message/rfc822", written_message(object)); }
        if (is_words(object, mime)) { return take_words(object, mime); }
        keep(object, mime, content_of(object));
    }

private:
    void visit_multipart(GMimeMultipart* multipart, unsigned depth) {
        auto const mime = mime_of(GMIME_OBJECT(multipart));
        if (mime == "multipart/alternative") { return visit_best(multipart, depth); }
        auto const was_in_report = is_in_report_;
        is_in_report_ = is_in_report_ || mime == "multipart/report";
        auto const count = g_mime_multipart_get_count(multipart);
        for (auto at = 0; at < count; ++at) { visit(g_mime_multipart_get_part(multipart, at), depth + 1); }
        is_in_report_ = was_in_report;
    }

    // The plain words where there are some, else the last that can be read; files beside them (an invitation) are kept.
    void visit_best(GMimeMultipart* multipart, unsigned depth) {
        auto const count = g_mime_multipart_get_count(multipart);
        auto const begin = mail_->text.size();
        for (auto at = 0; at < count; ++at) {
            auto* const part = g_mime_multipart_get_part(multipart, at);
            if (part != nullptr && mime_of(part) == "text/plain") { visit(part, depth + 1); }
        }
        auto const has_words = !trimmed(std::string_view{mail_->text}.substr(begin)).empty();
        auto const html_before = mail_->html.size();
        for (auto at = count - 1; at >= 0; --at) {
            auto* const part = g_mime_multipart_get_part(multipart, at);
            if (part == nullptr || mime_of(part) == "text/plain") { continue; }
            visit(part, depth + 1);
        }
        if (has_words) { mail_->html.resize(html_before); }
    }

    static bool is_words(GMimeObject* object, std::string const& mime) {
        if (mime != "text/plain" && mime != "text/html") { return false; }
        auto const disposition = lowered(text_or_empty(g_mime_object_get_disposition(object)));
        auto const has_name =
            GMIME_IS_PART(object) && g_mime_part_get_filename(GMIME_PART(object)) != nullptr;
        return disposition != "attachment" && !(has_name && disposition != "inline");
    }

    void take_words(GMimeObject* object, std::string const& mime) {
        auto const charset = text_or_empty(g_mime_object_get_content_type_parameter(object, "charset"));
        auto words = as_utf8(content_of(object), charset);
        std::erase(words, '\r');
        auto const flow = lowered(text_or_empty(g_mime_object_get_content_type_parameter(object, "format")));
        auto& place = mime == "text/html" ? mail_->html : mail_->text;
        auto const room = (mime == "text/html" ? html_bytes_max : text_bytes_max) - place.size();
        if (mime == "text/plain" && flow == "flowed") { words = unflowed(words); }
        if (!place.empty() && !words.empty()) { words.insert(words.begin(), '\n'); }
        if (words.size() > room) {
            words.resize(room);
            mail_->is_cut = true;
        }
        place += words;
    }

    bool take_report(GMimeObject* object, std::string const& mime) {
        if (mime == "message/delivery-status" || mime == "message/global-delivery-status") {
            mail_->delivery_report = content_of(object).substr(0, text_bytes_max);
            return true;
        }
        if (mime == "text/rfc822-headers" || mime == "message/rfc822-headers") {
            mail_->returned_head = content_of(object).substr(0, text_bytes_max);
            return true;
        }
        if (!GMIME_IS_MESSAGE_PART(object) || mail_->delivery_report.empty()) { return false; }
        mail_->returned_head = written_message(object).substr(0, text_bytes_max);
        return true;
    }

    static std::string written_message(GMimeObject* object) {
        auto* const message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        return message == nullptr ? std::string{} : written(GMIME_OBJECT(message));
    }

    void keep(GMimeObject* object, std::string const& mime, std::string bytes) {
        if (bytes.empty()) { return; }
        if (mail_->files.size() == files_max) {
            mail_->is_cut = true;
            return;
        }
        auto name = GMIME_IS_PART(object) ? text_or_empty(g_mime_part_get_filename(GMIME_PART(object)))
                                          : "message.eml";
        auto const shown = first_characters(printable(storable(std::move(name))), 200);
        mail_->files.push_back({mime, shown, std::move(bytes)});
    }

    Mail* mail_;
    std::size_t parts_ = 0;
    bool is_in_report_ = false;
};

std::optional<Time> date_of(GMimeMessage* message) {
    auto* const date = g_mime_message_get_date(message);
    if (date == nullptr) { return std::nullopt; }
    return json::plausible(Time{std::chrono::seconds{g_date_time_to_unix(date)}});
}

}  // namespace

Result<Mail> read_mail(std::string_view bytes) {
    if (bytes.size() > mail_bytes_max) { return Error{ErrorCode::too_large, "a mail that is too large"}; }
    start_gmime();
    auto const stream = adopt(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    auto const parser = adopt(g_mime_parser_new_with_stream(stream.get()));
    auto const message = adopt(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message) { return Error{ErrorCode::malformed, "not a mail"}; }
    auto mail = Mail{};
    mail.head = head_of(GMIME_OBJECT(message.get()));
    if (mail.head.empty()) { return Error{ErrorCode::malformed, "a mail without a header"}; }
    mail.from = addresses_in(g_mime_message_get_from(message.get()));
    mail.reply_to = addresses_in(g_mime_message_get_reply_to(message.get()));
    mail.to = addresses_in(g_mime_message_get_to(message.get()));
    mail.cc = addresses_in(g_mime_message_get_cc(message.get()));
    auto const subject = storable(text_or_empty(g_mime_message_get_subject(message.get())));
    mail.subject = printable(std::string{trimmed(first_characters(subject, 500))});
    mail.at = date_of(message.get());
    Walk{mail}.visit(g_mime_message_get_mime_part(message.get()), 0);
    mail.text = storable(std::move(mail.text));
    mail.html = storable(std::move(mail.html));
    return mail;
}

std::string_view head_field(Mail const& mail, std::string_view name) noexcept {
    auto const found =
        std::ranges::find(mail.head, name, [](auto const& field) { return std::string_view{field.first}; });
    return found == mail.head.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace balie::connectors::email
