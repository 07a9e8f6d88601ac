// Graph v23.0's shapes for the few addresses that the desk uses.
#include "sandbox/whatsapp/platform.hpp"

#include "sandbox/meta/graph.hpp"
#include "sandbox/multipart.hpp"
#include "sandbox/whatsapp/errors.hpp"
#include "sandbox/whatsapp/message_templates.hpp"
#include "sandbox/whatsapp/payload.hpp"
#include "sandbox/whatsapp/send_request.hpp"

#include <balie/base/crypto.hpp>

namespace balie::sandbox::whatsapp {
namespace {

Abilities all_abilities() {
    auto can = Abilities{};
    can.in_private = Can{};
    auto& here = *can.in_private;
    here.replies = here.reactions = here.edits = here.deletes = here.shares = here.unknown_kinds = true;
    here.files = {"image", "video", "audio", "document", "sticker"};
    can.tells_delivered = can.tells_read = can.shows_typing = can.has_window = true;
    can.codes = {131016, 130429, 131026, 131047, 131056, 190, 100};
    return can;
}

Webhook webhook(Json const& payload, std::string what) {
    auto made = Webhook{};
    made.what = std::move(what);
    made.body = escaped_text(payload);
    return made;
}

}  // namespace

WhatsApp::WhatsApp(Line& line) : Platform(line) {
    api_.add("POST", "/{version}/{id}/messages", &WhatsApp::messages);
    api_.add("POST", "/{version}/{id}/media", &WhatsApp::upload);
    api_.add("GET", "/{version}/{id}/message_templates", &WhatsApp::templates);
    api_.add("GET", "/{version}/{id}/subscribed_apps", &WhatsApp::subscriptions);
    api_.add("GET", "/{version}/{id}", &WhatsApp::node);
    api_.add("DELETE", "/{version}/{id}", &WhatsApp::forget);
    api_.add("GET", "/files/{id}", &WhatsApp::file);
}

Abilities const& WhatsApp::abilities() const noexcept {
    static auto const abilities = all_abilities();
    return abilities;
}

std::string WhatsApp::new_id(Customer const&, Post const*) { return new_message_id(); }

Customer* WhatsApp::customer_at(std::string_view address) const {
    return line().customers().at_address(address);
}

Platform::Told WhatsApp::said(Happening const& what) {
    auto name = "messages." + what.entry->type;
    if (!what.entry->reply_to.empty()) { name += " quoted"; }
    return webhook(message_webhook(line(), *what.customer, *what.entry, what.file), std::move(name));
}

Platform::Told WhatsApp::reacted(Happening const& what) {
    return webhook(reaction_webhook(line(), *what.customer, what.entry->id, what.value), "messages.reaction");
}

Platform::Told WhatsApp::pressed(Happening const& what) {
    auto const is_template = what.button->kind == Button::Kind::template_reply;
    return webhook(press_webhook(line(), *what.customer, *what.entry, *what.button),
                   is_template ? "messages.button" : "messages.interactive");
}

Platform::Told WhatsApp::edited(Happening const& what) {
    return webhook(edit_webhook(line(), *what.customer, what.entry->id, what.value), "messages.edit");
}

Platform::Told WhatsApp::revoked(Happening const& what) {
    return webhook(revoke_webhook(line(), *what.customer, what.entry->id), "messages.revoke");
}

Platform::Told WhatsApp::renumbered(Happening const& what) {
    return webhook(number_webhook(line(), *what.customer, what.value), "messages.system");
}

Platform::Told WhatsApp::fared(Happening const& what) {
    auto name = "statuses." + what.value;
    if (what.customer == nullptr) {
        return webhook(unknown_recipient_webhook(line(), what.recipient, *what.entry), std::move(name));
    }
    return webhook(status_webhook(line(), *what.customer, *what.entry, what.value, what.error),
                   std::move(name));
}

HttpCall WhatsApp::signed_call(Webhook const& webhook, bool wrongly) const {
    return meta::with_signature(plain_call(webhook), line().setting("app_secret"), wrongly);
}

std::optional<Handshake> WhatsApp::handshake() const {
    return meta::handshake(line().setting("verify_token"));
}

bool WhatsApp::admits(http::Request const& request, std::string_view) const {
    return meta::has_token(request, line().setting("access_token"));
}

http::Response WhatsApp::turned_away() const { return refusal(error_codes::bad_token, {}); }

http::Response WhatsApp::refusal(int code, std::string const& details) const {
    return whatsapp::refusal(code, details);
}

int WhatsApp::broken() const noexcept { return error_codes::internal; }

Answer WhatsApp::answer(http::Request const& request, std::string_view path) {
    auto found = api_.find(*this, request, path);
    if (found) { return std::move(*found); }
    return refusal(error_codes::bad_parameter, "Unsupported request: unknown path components.");
}

Answer WhatsApp::messages(http::Request const& request, http::PathValues const& values) {
    auto const body = parsed_object(request.body);
    if (!body || values.at("id") != line().setting("phone_number_id")) {
        return refusal(error_codes::bad_parameter, "Unsupported post request.");
    }
    if (text_in(*body, "status") == "read") { return signal(*body); }
    auto message = read_desk_message(*body, line().media());
    auto const* const customer = customer_at(message.recipient);
    if (customer == nullptr) {
        message.fails_later = error_codes::undeliverable;
        return message;
    }
    message.customer_id = customer->id;
    if (message.entry.type != "template" && !line().is_window_open(*customer)) {
        message.fails_later = error_codes::window_closed;
    }
    return message;
}

http::Response WhatsApp::signal(Json const& body) {
    auto const message_id = text_in(body, "message_id");
    auto const found = line().find(message_id);
    if (found.customer == nullptr || !line().take_read_mark(message_id)) {
        return refusal(error_codes::bad_parameter, "Invalid message id.");
    }
    if (body.contains("typing_indicator")) { line().show_typing(*found.customer); }
    return json_answer(200, {{"success", true}});
}

http::Response WhatsApp::accepted(DeskMessage const& message) {
    auto contact = Json{{"input", message.recipient}, {"wa_id", message.recipient}};
    if (auto const* const customer = customer_at(message.recipient)) {
        contact["wa_id"] = customer->phone;
        contact["user_id"] = customer->bsuid;
        if (customer->phone.empty()) { contact.erase("wa_id"); }
    }
    auto sent = Json{{"id", message.entry.id}};
    if (message.entry.type == "template") { sent["message_status"] = "accepted"; }
    return json_answer(200, {{"messaging_product", "whatsapp"},
                             {"contacts", Json::array({contact})},
                             {"messages", Json::array({sent})}});
}

Answer WhatsApp::upload(http::Request const& request, http::PathValues const&) {
    auto const fields = parse_multipart(request.header("Content-Type"), request.body);
    auto const* const file = fields ? find_field(*fields, "file") : nullptr;
    auto const* const product = fields ? find_field(*fields, "messaging_product") : nullptr;
    if (file == nullptr || product == nullptr || product->bytes != "whatsapp") {
        return refusal(error_codes::bad_parameter, "The parameters messaging_product and file are required.");
    }
    auto const type = media_type(file->mime);
    if (type.empty()) {
        return refusal(error_codes::bad_parameter,
                       "Param file must be a file with one of the supported types.");
    }
    if (file->bytes.empty() || file->bytes.size() > media_bytes_max(type)) {
        return refusal(error_codes::bad_parameter, "Param file is empty or too large for its type.");
    }
    auto const& kept = line().media().add(std::string{file->bytes}, file->mime, file->file_name);
    return json_answer(200, {{"id", kept.id}});
}

Answer WhatsApp::node(http::Request const&, http::PathValues const& values) {
    auto const& id = values.at("id");
    if (id == line().setting("phone_number_id")) { return number(); }
    auto const* const file = line().media().find(id);
    if (file == nullptr) { return refusal(error_codes::bad_parameter, "Object does not exist."); }
    return media_node(*file);
}

http::Response WhatsApp::number() const {
    return json_answer(200, {{"id", line().setting("phone_number_id")},
                             {"display_phone_number", "+" + line().options().handle},
                             {"verified_name", line().options().business},
                             {"code_verification_status", "VERIFIED"},
                             {"quality_rating", "GREEN"},
                             {"status", "CONNECTED"}});
}

http::Response WhatsApp::media_node(MediaFile const& file) const {
    return json_answer(200, {{"messaging_product", "whatsapp"},
                             {"id", file.id},
                             {"url", api_base() + "/files/" + file.id},
                             {"mime_type", file.mime},
                             {"sha256", to_hex(file.sha256)},
                             {"file_size", file.bytes->size()}});
}

Answer WhatsApp::file(http::Request const&, http::PathValues const& values) {
    auto const* const file = line().media().find(values.at("id"));
    if (file == nullptr) { return http::Response{404, "text/plain", "Not Found"}; }
    return bytes_answer(*file);
}

Answer WhatsApp::forget(http::Request const&, http::PathValues const& values) {
    if (!line().media().remove(values.at("id"))) {
        return refusal(error_codes::bad_parameter, "Object does not exist.");
    }
    return json_answer(200, {{"success", true}});
}

Answer WhatsApp::templates(http::Request const&, http::PathValues const& values) {
    if (values.at("id") != line().setting("waba_id")) {
        return refusal(error_codes::bad_parameter, "Object does not exist.");
    }
    auto const cursors = Json{{"before", "MAZDZD"}, {"after", "MjQZD"}};
    return json_answer(200, {{"data", template_list()}, {"paging", {{"cursors", cursors}}}});
}

Answer WhatsApp::subscriptions(http::Request const&, http::PathValues const& values) {
    if (values.at("id") != line().setting("waba_id")) {
        return refusal(error_codes::bad_parameter, "Object does not exist.");
    }
    auto const app = Json{{"whatsapp_business_api_data",
                           {{"id", "6000000000000001"}, {"name", "Balie"}, {"link", api_base()}}}};
    return json_answer(200, {{"data", Json::array({app})}});
}

}  // namespace balie::sandbox::whatsapp
