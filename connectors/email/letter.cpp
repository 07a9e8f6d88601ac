#include <connectors/email/letter.hpp>

#include <connectors/email/gmime.hpp>

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace balie::connectors::email {
namespace {

constexpr auto bytes_max = std::size_t{30} << 20U;  // most servers take 25 MiB, and base64 adds a third
constexpr auto references_max = std::size_t{20};
constexpr auto answer_marks = std::to_array<std::string_view>({"re:", "antw:", "aw:", "sv:", "fw:", "fwd:"});

std::string one_line(std::string_view text) {
    auto line = std::string{text};
    std::ranges::replace_if(
        line, [](char letter) { return static_cast<unsigned char>(letter) < 0x20U || letter == 0x7F; }, ' ');
    return line;
}

// An id that came from outside goes back as it is, but never as more than one word.
bool is_id(std::string const& id) {
    return !id.empty() && !id.starts_with("sha256:") && id.find('@') != std::string::npos &&
           std::ranges::all_of(id, [](char letter) {
               return static_cast<unsigned char>(letter) > 0x20U &&
                      static_cast<unsigned char>(letter) < 0x7FU && letter != '<' && letter != '>';
           });
}

void set_head(GMimeMessage* mail, LetterHead const& head, std::string const& subject,
              std::vector<std::string> const& copies) {
    g_mime_message_add_mailbox(mail, GMIME_ADDRESS_TYPE_FROM, one_line(head.from_name).c_str(),
                               head.from.c_str());
    g_mime_message_add_mailbox(mail, GMIME_ADDRESS_TYPE_TO, nullptr, head.to.c_str());
    for (auto const& copy : copies) {
        g_mime_message_add_mailbox(mail, GMIME_ADDRESS_TYPE_CC, nullptr, one_line(copy).c_str());
    }
    g_mime_message_set_subject(mail, one_line(subject).c_str(), "utf-8");
    g_mime_message_set_message_id(mail, head.message_id.c_str());
    auto const seconds = std::chrono::floor<std::chrono::seconds>(head.at).time_since_epoch().count();
    auto* const date = g_date_time_new_from_unix_utc(seconds);
    g_mime_message_set_date(mail, date);
    g_date_time_unref(date);
}

void set_thread(GMimeMessage* mail, OutboundMessage const& message) {
    auto ids = std::vector<std::string>{};
    std::ranges::copy_if(message.thread_external_ids, std::back_inserter(ids), is_id);
    auto const answered = is_id(message.reply_to_external_id) ? message.reply_to_external_id
                          : ids.empty()                       ? std::string{}
                                                              : ids.back();
    if (answered.empty()) { return; }
    std::erase(ids, answered);
    ids.push_back(answered);
    if (ids.size() > references_max) {
        ids.erase(ids.begin() + 1, ids.end() - static_cast<std::ptrdiff_t>(references_max - 1));
    }
    auto references = std::string{};
    for (auto const& id : ids) { references += (references.empty() ? "<" : " <") + id + ">"; }
    g_mime_object_set_header(GMIME_OBJECT(mail), "In-Reply-To", ("<" + answered + ">").c_str(), nullptr);
    g_mime_object_set_header(GMIME_OBJECT(mail), "References", references.c_str(), nullptr);
}

Owned<GMimeObject> words_of(std::string const& text) {
    auto part = adopt(GMIME_OBJECT(g_mime_text_part_new_with_subtype("plain")));
    g_mime_text_part_set_charset(GMIME_TEXT_PART(part.get()), "utf-8");
    g_mime_text_part_set_text(GMIME_TEXT_PART(part.get()), text.c_str());
    g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return part;
}

Result<std::string> bytes_in(std::filesystem::path const& path) {
    auto file = std::ifstream{path, std::ios::binary};
    auto bytes = std::string{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    if (!file) { return Error{ErrorCode::unavailable, "an attachment cannot be read"}; }
    return bytes;
}

Result<Owned<GMimeObject>> file_of(OutboundAttachment const& attachment) {
    auto const bytes = bytes_in(attachment.file);
    if (!bytes) { return bytes.error(); }
    auto const mime = one_line(attachment.mime.find('/') == std::string::npos ? "application/octet-stream"
                                                                              : attachment.mime);
    auto const slash = mime.find('/');
    auto part = adopt(GMIME_OBJECT(
        g_mime_part_new_with_type(mime.substr(0, slash).c_str(), mime.substr(slash + 1).c_str())));
    auto const stream = adopt(g_mime_stream_mem_new_with_buffer(bytes->data(), bytes->size()));
    auto const content =
        adopt(g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(GMIME_PART(part.get()), content.get());
    g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_BASE64);
    g_mime_object_set_disposition(part.get(), "attachment");
    auto const name = attachment.name.empty() ? std::string{"attachment"} : one_line(attachment.name);
    g_mime_part_set_filename(GMIME_PART(part.get()), name.c_str());
    return part;
}

Result<Owned<GMimeObject>> body_of(OutboundMessage const& message) {
    if (message.attachments.empty()) { return words_of(message.text); }
    auto mixed = adopt(GMIME_OBJECT(g_mime_multipart_new_with_subtype("mixed")));
    if (!message.text.empty()) {
        g_mime_multipart_add(GMIME_MULTIPART(mixed.get()), words_of(message.text).get());
    }
    for (auto const& attachment : message.attachments) {
        auto const file = file_of(attachment);
        if (!file) { return file.error(); }
        g_mime_multipart_add(GMIME_MULTIPART(mixed.get()), file->get());
    }
    return mixed;
}

// What begins a thread answers nothing.
std::string subject_of(LetterHead const& head, OutboundMessage const& message) {
    auto const begins = message.thread_external_ids.empty() && message.reply_to_external_id.empty();
    if (!message.subject.empty()) { return begins ? message.subject : answering_subject(message.subject); }
    return head.from_name.empty() ? head.from : head.from_name;
}

}  // namespace

std::string answering_subject(std::string_view subject) {
    auto rest = trimmed(subject);
    for (auto is_marked = true; is_marked;) {
        is_marked = false;
        for (auto const mark : answer_marks) {
            if (lowered(rest.substr(0, mark.size())) != mark) { continue; }
            rest = trimmed(rest.substr(mark.size()));
            is_marked = true;
        }
    }
    return "Re: " + std::string{rest};
}

Result<std::string> write_letter(LetterHead const& head, OutboundMessage const& message) {
    start_gmime();
    auto const body = body_of(message);
    if (!body) { return body.error(); }
    auto const mail = adopt(g_mime_message_new(TRUE));
    set_head(mail.get(), head, subject_of(head, message), message.copies);
    set_thread(mail.get(), message);
    g_mime_message_set_mime_part(mail.get(), body->get());
    auto* const format = g_mime_format_options_clone(g_mime_format_options_get_default());
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    auto const stream = adopt(g_mime_stream_mem_new());
    g_mime_object_write_to_stream(GMIME_OBJECT(mail.get()), format, stream.get());
    g_mime_format_options_free(format);
    auto bytes = bytes_of(stream.get());
    if (bytes.size() > bytes_max) {
        return Error{ErrorCode::too_large, "the mail is too large with its attachments"};
    }
    return bytes;
}

}  // namespace balie::connectors::email
