// https://developers.facebook.com/docs/messenger-platform/reference/send-api and
// https://developers.facebook.com/docs/graph-api/reference/object/comments (read 2026-11)
#include "sandbox/meta/page_platform.hpp"

#include "sandbox/meta/graph.hpp"
#include "sandbox/multipart.hpp"

#include <balie/base/crypto.hpp>

namespace balie::sandbox::meta {
namespace {

constexpr auto id_bytes = std::size_t{30};

http::Response success() { return json_answer(200, {{"success", true}}); }

void refuse(DeskMessage& message, std::string details, int code = error_codes::bad_parameter) {
    message.error = code;
    message.details = std::move(details);
}

Entry new_entry(std::string id) {
    auto entry = Entry{};
    entry.id = std::move(id);
    entry.author = Author::desk;
    entry.at = now();
    return entry;
}

void add_file(Entry& entry, MediaFile const& file) {
    entry.media_id = file.id;
    entry.mime = file.mime;
    entry.file_name = file.name;
    entry.type = kind_of_file(file.mime);
}

}  // namespace

PagePlatform::PagePlatform(Line& line, std::string_view object, std::string_view own_setting,
                           std::string_view customer_prefix, int window_subcode)
    : Platform(line),
      account_{object, line.setting(own_setting), customer_prefix},
      window_subcode_(window_subcode) {
    api_.add("POST", "/{version}/{id}/messages", &PagePlatform::messages);
    api_.add("POST", "/{version}/{id}/message_attachments", &PagePlatform::upload);
    api_.add("POST", "/{version}/{id}/comments", &PagePlatform::comment);
    api_.add("POST", "/{version}/{id}/replies", &PagePlatform::comment);
    api_.add("GET", "/{version}/{id}/subscribed_apps", &PagePlatform::subscriptions);
    api_.add("POST", "/{version}/{id}/subscribed_apps", &PagePlatform::subscriptions);
    api_.add("GET", "/{version}/{id}", &PagePlatform::node);
    api_.add("POST", "/{version}/{id}", &PagePlatform::change);
    api_.add("DELETE", "/{version}/{id}", &PagePlatform::remove);
}

std::string PagePlatform::new_id(Customer const&, Post const* post) {
    return post == nullptr ? "m_" + to_base64url(random_bytes(id_bytes)) : new_comment_id(*post);
}

Customer* PagePlatform::customer_at(std::string_view address) const {
    return line().customers().with_stem(without_prefix(address, account_.customer_prefix));
}

HttpCall PagePlatform::signed_call(Webhook const& webhook, bool wrongly) const {
    return with_signature(plain_call(webhook), line().setting("app_secret"), wrongly);
}

std::optional<Handshake> PagePlatform::handshake() const {
    return meta::handshake(line().setting("verify_token"));
}

bool PagePlatform::admits(http::Request const& request, std::string_view) const {
    return has_token(request, line().setting("access_token"));
}

http::Response PagePlatform::turned_away() const { return refusal(error_codes::bad_token, {}); }

http::Response PagePlatform::refusal(int code, std::string const& details) const {
    return meta::refusal(code, details, window_subcode_);
}

int PagePlatform::broken() const noexcept { return error_codes::down; }

Answer PagePlatform::answer(http::Request const& request, std::string_view path) {
    auto found = api_.find(*this, request, path);
    if (found) { return std::move(*found); }
    return refusal(error_codes::bad_parameter, "Unsupported request: unknown path components.");
}

http::Response PagePlatform::accepted(DeskMessage const& message) {
    if (!message.post_id.empty()) { return json_answer(200, {{"id", message.entry.id}}); }
    return json_answer(200, {{"recipient_id", message.recipient}, {"message_id", message.entry.id}});
}

Answer PagePlatform::messages(http::Request const& request, http::PathValues const&) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto const& recipient = object_in(body, "recipient");
    auto const action = text_in(body, "sender_action");
    if (!action.empty()) { return signal(action, recipient); }
    auto message = DeskMessage{};
    message.entry = new_entry("m_" + to_base64url(random_bytes(id_bytes)));
    message.entry.reply_to = text_in(object_in(body, "reply_to"), "mid");
    read_content(message, object_in(body, "message"));
    if (message.error == 0) { address(message, recipient); }
    auto const* const customer = line().customers().find(message.customer_id);
    auto const is_late =
        text_in(body, "tag") == "HUMAN_AGENT" || !message.entry.answers_in_private_to.empty();
    if (message.error == 0 && customer != nullptr && !is_late && !line().is_window_open(*customer)) {
        refuse(message, {}, error_codes::window_closed);
    }
    return message;
}

void PagePlatform::read_content(DeskMessage& message, Json const& stated) {
    auto& entry = message.entry;
    entry.text = text_in(stated, "text");
    entry.opaque = text_in(stated, "metadata");
    auto const& attachment = object_in(stated, "attachment");
    if (attachment.empty()) {
        if (entry.text.empty()) { refuse(message, "The parameter message is required."); }
        return;
    }
    auto const* const file = line().media().find(text_in(object_in(attachment, "payload"), "attachment_id"));
    if (file == nullptr) { return refuse(message, "Invalid attachment_id."); }
    add_file(entry, *file);
}

// A private answer to a comment names the comment; whoever wrote it is the recipient. It can be given once.
void PagePlatform::address(DeskMessage& message, Json const& recipient) {
    auto answered = text_in(recipient, "comment_id");
    if (answered.empty()) { answered = text_in(recipient, "post_id"); }
    if (answered.empty()) {
        message.recipient = text_in(recipient, "id");
        auto const* const customer = customer_at(message.recipient);
        if (customer == nullptr) { return refuse(message, "No matching user found"); }
        message.customer_id = customer->id;
        return;
    }
    auto const found = line().find(answered);
    if (found.customer == nullptr) { return refuse(message, meta::no_object); }
    if (found.entry->has_private_answer) { return refuse(message, {}, error_codes::already_answered); }
    message.customer_id = found.customer->id;
    message.recipient = customer_id(account_, *found.customer);
    message.entry.answers_in_private_to = answered;
    message.arrives_at = private_line();
}

Answer PagePlatform::signal(std::string const& action, Json const& recipient) {
    auto const* const customer = customer_at(text_in(recipient, "id"));
    if (customer == nullptr) { return refusal(error_codes::bad_parameter, "No matching user found"); }
    if (action == "typing_on") { line().show_typing(*customer); }
    auto const* const last = line().thread_of(*customer).last_of(Author::customer);
    if (action == "mark_seen" && last != nullptr) { line().take_read_mark(last->id); }
    return json_answer(200, {{"recipient_id", text_in(recipient, "id")}});
}

Answer PagePlatform::upload(http::Request const& request, http::PathValues const&) {
    auto const fields = parse_multipart(request.header("Content-Type"), request.body);
    auto const* const file = fields ? find_field(*fields, "filedata") : nullptr;
    if (file == nullptr || file->bytes.empty()) {
        return refusal(error_codes::bad_parameter, "The parameter filedata is required.");
    }
    auto const& kept = line().media().add(std::string{file->bytes}, file->mime, file->file_name);
    return json_answer(200, {{"attachment_id", kept.id}});
}

// Under a post, or under a comment of it; as JSON, or as a form with a picture.
Answer PagePlatform::comment(http::Request const& request, http::PathValues const& values) {
    auto const found = line().find(values.at("id"));
    if (found.post == nullptr) { return refusal(error_codes::bad_parameter, meta::no_object); }
    auto message = DeskMessage{};
    message.post_id = found.post->root.id;
    message.entry = new_entry(new_comment_id(*found.post));
    if (found.entry != &found.post->root) { message.entry.reply_to = found.entry->id; }
    auto const fields = parse_multipart(request.header("Content-Type"), request.body);
    if (!fields) {
        message.entry.text = text_in(parsed_object(request.body).value_or(Json::object()), "message");
    } else {
        auto const* const text = find_field(*fields, "message");
        if (text != nullptr) { message.entry.text = text->bytes; }
        auto const* const file = find_field(*fields, "source");
        if (file != nullptr) {
            add_file(message.entry,
                     line().media().add(std::string{file->bytes}, file->mime, file->file_name));
        }
    }
    if (message.entry.text.empty() && message.entry.media_id.empty()) {
        refuse(message, "The parameter message is required.");
    }
    return message;
}

Answer PagePlatform::node(http::Request const&, http::PathValues const& values) {
    auto const& id = values.at("id");
    if (id == "me" || id == account_.id || id == line().setting("page_id")) {
        return json_answer(200, {{"id", account_.id}, {"name", line().options().business}});
    }
    if (auto const* const post = line().find_post(id)) {
        if (post->root.is_deleted) { return refusal(error_codes::bad_parameter, meta::no_object); }
        return json_answer(200, shown(*post));
    }
    auto const* const customer = customer_at(id);
    if (customer == nullptr) { return refusal(error_codes::bad_parameter, meta::no_object); }
    return json_answer(200, profile(*customer));
}

// Whose it is is told of the page's own alone.
Json PagePlatform::shown(Post const& post) const {
    auto const& root = post.root;
    auto node = Json{{"id", root.id},
                     {"created_time", meta::graph_time(root.at)},
                     {"permalink_url", "https://www.facebook.com/" + root.id}};
    if (!root.text.empty()) { node["message"] = root.text; }
    if (root.author == Author::desk) {
        node["from"] = {{"id", account_.id}, {"name", line().options().business}};
    }
    auto const* const file = line().media().find(root.media_id);
    if (file != nullptr) { node["full_picture"] = file_url(*file); }
    return node;
}

Answer PagePlatform::subscriptions(http::Request const& request, http::PathValues const&) {
    if (request.method == "POST") { return success(); }
    auto const fields = Json::array({"messages", "feed", "comments"});
    auto const app = Json{{"id", "600000000000001"}, {"name", "Balie"}, {"subscribed_fields", fields}};
    return json_answer(200, {{"data", Json::array({app})}});
}

// Facebook says is_hidden, Instagram hide.
Answer PagePlatform::change(http::Request const& request, http::PathValues const& values) {
    auto const found = line().find(values.at("id"));
    auto const body = parsed_object(request.body).value_or(Json::object());
    if (found.post == nullptr || (!body.contains("is_hidden") && !body.contains("hide"))) {
        return refusal(error_codes::bad_parameter, "Unsupported post request.");
    }
    found.entry->is_hidden = flag_in(body, body.contains("hide") ? "hide" : "is_hidden", false);
    return success();
}

Answer PagePlatform::remove(http::Request const&, http::PathValues const& values) {
    auto const found = line().find(values.at("id"));
    if (found.post == nullptr || found.entry->is_deleted) {
        return refusal(error_codes::bad_parameter, meta::no_object);
    }
    found.entry->is_deleted = true;
    return success();
}

}  // namespace balie::sandbox::meta
