// Graph v23.0's shapes for the few addresses that the desk uses. Any version is answered alike.
#include "sandbox/platform_api.hpp"

#include "sandbox/message_templates.hpp"
#include "sandbox/multipart.hpp"
#include "sandbox/platform_error.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace balie::sandbox {
namespace {

constexpr auto root = std::string_view{"/sandbox/platform/whatsapp"};
constexpr auto unanswered_time = std::chrono::seconds{20};  // longer than any sender waits

http::Response json_answer(Json const& body) {
    return {200, "application/json; charset=UTF-8", plain_text(body)};
}

http::Response no_answer() {
    auto response = http::Response{};
    response.is_dropped = true;
    return response;
}

FormField const* field(std::vector<FormField> const& fields, std::string_view name) {
    auto const found =
        std::find_if(fields.begin(), fields.end(), [&](FormField const& one) { return one.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

Json accepted(DeskMessage const& message, Customer const* customer) {
    auto contact = Json{{"input", message.recipient}, {"wa_id", message.recipient}};
    if (customer != nullptr) {
        contact["wa_id"] = customer->phone;
        contact["user_id"] = customer->bsuid;
        if (customer->phone.empty()) { contact.erase("wa_id"); }
    }
    auto sent = Json{{"id", message.entry.id}};
    if (message.entry.type == "template") { sent["message_status"] = "accepted"; }
    return {{"messaging_product", "whatsapp"},
            {"contacts", Json::array({contact})},
            {"messages", Json::array({sent})}};
}

// "POST /messages text": without ids, which say nothing on a screen.
std::string what_of(http::Request const& request) {
    auto const last = request.path.rfind('/');
    auto const segment = request.path.substr(last);
    auto const is_id = segment.size() > 1 && segment[1] >= '0' && segment[1] <= '9';
    return is_id ? "/{id}" : segment;
}

}  // namespace

PlatformApi::PlatformApi(boost::asio::any_io_executor executor, Options const& options,
                         Manners const& manners, Phones& phones, MediaShelf& media, Traffic& traffic,
                         Changes& changes)
    : executor_(std::move(executor)),
      options_(options),
      manners_(manners),
      phones_(phones),
      media_(media),
      traffic_(traffic),
      changes_(changes) {
    route("POST", "/{version}/{id}/messages", &PlatformApi::messages);
    route("POST", "/{version}/{id}/media", &PlatformApi::upload);
    route("GET", "/{version}/{id}/message_templates", &PlatformApi::templates);
    route("GET", "/{version}/{id}/subscribed_apps", &PlatformApi::subscriptions);
    route("GET", "/{version}/{id}", &PlatformApi::node);
    route("DELETE", "/{version}/{id}", &PlatformApi::forget);
    route("GET", "/files/{id}", &PlatformApi::file);
}

void PlatformApi::route(std::string_view method, std::string_view pattern, Handler handler) {
    router_.add(method, std::string{root} + std::string{pattern});
    handlers_.push_back(handler);
}

Task<http::Response> PlatformApi::handle(http::Request request) {
    auto const begin = std::chrono::steady_clock::now();
    auto exchange = Exchange{};
    exchange.method = request.method;
    auto response = co_await answered(request, exchange);
    exchange.status = response.is_dropped ? 0 : response.status;
    exchange.took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    traffic_.add(std::move(exchange));
    changes_.happened();
    co_return response;
}

Task<http::Response> PlatformApi::answered(http::Request const& request, Exchange& exchange) {
    auto const match = router_.find(request.method, request.path);
    exchange.what = what_of(request);
    if (!match) {
        co_return refusal(error_codes::bad_parameter, "Unsupported request: unknown path components.");
    }
    if (!equal_in_constant_time(request.header("Authorization"), "Bearer " + options_.access_token)) {
        exchange.detail = "190";
        co_return refusal(error_codes::bad_token, {});
    }
    co_return co_await (this->*handlers_[match->index])(request, match->values, exchange);
}

Task<http::Response> PlatformApi::messages(http::Request const& request, http::PathValues const& values,
                                           Exchange& exchange) {
    auto body = parsed_object(request.body);
    if (!body || values.at("id") != options_.phone_number_id) {
        co_return refusal(error_codes::bad_parameter, "Unsupported post request.");
    }
    if (text_in(*body, "status") == "read") { co_return signal(*body, exchange); }
    co_return co_await send(std::move(*body), exchange);
}

http::Response PlatformApi::signal(Json const& body, Exchange& exchange) {
    auto const message_id = text_in(body, "message_id");
    auto const is_typing = body.contains("typing_indicator");
    exchange.what += is_typing ? " typing" : " read";
    auto const is_known =
        phones_.take_read_mark(message_id) && (!is_typing || phones_.show_typing(message_id));
    if (!is_known) { return refusal(error_codes::bad_parameter, "Invalid message id."); }
    return json_answer({{"success", true}});
}

Task<http::Response> PlatformApi::send(Json body, Exchange& exchange) {
    auto message = read_desk_message(body, media_);
    exchange.what += " " + message.entry.type;
    auto const loses_answer = manners_.loses_answers;
    co_await pause(manners_.answer_delay);
    if (manners_.times_out) {
        exchange.detail = "no_answer";
        co_await pause(unanswered_time);
        co_return no_answer();
    }
    if (manners_.breaks) { co_return refusal(error_codes::internal, {}); }
    auto const code = manners_.refuses_with != 0 ? manners_.refuses_with : message.error;
    if (code != 0) {
        exchange.detail = std::to_string(code);
        co_return refusal(code, manners_.refuses_with != 0 ? std::string{} : message.details);
    }
    exchange.detail = message.entry.id;
    auto answer = json_answer(accepted(message, phones_.customers().at_address(message.recipient)));
    phones_.arrive(std::move(message));
    if (!loses_answer) { co_return answer; }
    exchange.detail = "answer_lost";
    co_return no_answer();
}

Task<http::Response> PlatformApi::upload(http::Request const& request, http::PathValues const&, Exchange&) {
    auto const fields = parse_multipart(request.header("Content-Type"), request.body);
    auto const* const file = fields ? field(*fields, "file") : nullptr;
    auto const* const product = fields ? field(*fields, "messaging_product") : nullptr;
    if (file == nullptr || product == nullptr || product->bytes != "whatsapp") {
        co_return refusal(error_codes::bad_parameter,
                          "The parameters messaging_product and file are required.");
    }
    auto const type = media_type(file->mime);
    if (type.empty()) {
        co_return refusal(error_codes::bad_parameter,
                          "Param file must be a file with one of the supported types.");
    }
    if (file->bytes.empty() || file->bytes.size() > media_bytes_max(type)) {
        co_return refusal(error_codes::bad_parameter, "Param file is empty or too large for its type.");
    }
    auto const& kept = media_.add(std::string{file->bytes}, file->mime, file->file_name);
    co_return json_answer({{"id", kept.id}});
}

Task<http::Response> PlatformApi::node(http::Request const&, http::PathValues const& values, Exchange&) {
    auto const& id = values.at("id");
    if (id == options_.phone_number_id) { co_return number(); }
    auto const* const file = media_.find(id);
    if (file == nullptr) { co_return refusal(error_codes::bad_parameter, "Object does not exist."); }
    co_return media_node(*file);
}

http::Response PlatformApi::number() const {
    return json_answer({{"id", options_.phone_number_id},
                        {"display_phone_number", "+" + options_.display_phone_number},
                        {"verified_name", options_.inbox_name},
                        {"code_verification_status", "VERIFIED"},
                        {"quality_rating", "GREEN"},
                        {"status", "CONNECTED"}});
}

http::Response PlatformApi::media_node(MediaFile const& file) const {
    return json_answer({{"messaging_product", "whatsapp"},
                        {"id", file.id},
                        {"url", options_.base_url + std::string{root} + "/files/" + file.id},
                        {"mime_type", file.mime},
                        {"sha256", to_hex(file.sha256)},
                        {"file_size", file.bytes->size()}});
}

Task<http::Response> PlatformApi::file(http::Request const&, http::PathValues const& values,
                                       Exchange& exchange) {
    exchange.what = "/files";
    auto const* const file = media_.find(values.at("id"));
    if (file == nullptr) { co_return http::Response{404, "text/plain", "Not Found"}; }
    auto response = http::Response{200};
    response.headers.emplace_back("Content-Type", printable(file->mime));
    response.keep = file->bytes;
    response.static_body = *file->bytes;
    co_return response;
}

Task<http::Response> PlatformApi::forget(http::Request const&, http::PathValues const& values, Exchange&) {
    if (!media_.remove(values.at("id"))) {
        co_return refusal(error_codes::bad_parameter, "Object does not exist.");
    }
    co_return json_answer({{"success", true}});
}

Task<http::Response> PlatformApi::templates(http::Request const&, http::PathValues const& values, Exchange&) {
    if (values.at("id") != options_.waba_id) {
        co_return refusal(error_codes::bad_parameter, "Object does not exist.");
    }
    auto const cursors = Json{{"before", "MAZDZD"}, {"after", "MjQZD"}};
    co_return json_answer({{"data", template_list()}, {"paging", {{"cursors", cursors}}}});
}

Task<http::Response> PlatformApi::subscriptions(http::Request const&, http::PathValues const& values,
                                                Exchange&) {
    if (values.at("id") != options_.waba_id) {
        co_return refusal(error_codes::bad_parameter, "Object does not exist.");
    }
    auto const app = Json{{"whatsapp_business_api_data",
                           {{"id", "6000000000000001"}, {"name", "Balie"}, {"link", options_.base_url}}}};
    co_return json_answer({{"data", Json::array({app})}});
}

Task<void> PlatformApi::pause(std::chrono::milliseconds time) {
    if (time.count() == 0) { co_return; }
    auto timer = boost::asio::steady_timer{executor_, time};
    co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

}  // namespace balie::sandbox
