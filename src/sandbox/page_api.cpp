// Small commands that change a phone, and one long poll that shows everything. Log-in, Origin and method are checked
// by whoever hands the request in.
#include "sandbox/page_api.hpp"

#include "sandbox/file_answer.hpp"
#include "sandbox/page_state.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <charconv>

namespace balie::sandbox {
namespace {

constexpr auto root = std::string_view{"/sandbox/api"};
constexpr auto poll_time = std::chrono::seconds{20};
constexpr auto text_characters_max = std::size_t{4096};
constexpr auto name_characters_max = std::size_t{80};
constexpr auto repeats_max = 20.0;
constexpr auto new_post = std::string_view{"new"};

http::Response problem(int status, char const* detail) {
    auto const body =
        Json{{"type", "about:blank"}, {"title", "Refused"}, {"status", status}, {"detail", detail}};
    return {status, "application/problem+json", plain_text(body)};
}

http::Response done(bool is_done) {
    return is_done ? http::Response{204} : problem(422, "this message cannot be treated so");
}

// "06-0000 0001" and "+31 6 00000001" are one number.
std::string digits_of(std::string_view text) {
    auto digits = std::string{};
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
                 [](char letter) { return letter >= '0' && letter <= '9'; });
    return digits.starts_with("06") ? "31" + digits.substr(1) : digits;
}

bool is_short(std::string const& text, std::size_t characters_max) {
    return !text.empty() && count_characters(text) <= characters_max;
}

Entry entry_of(Json const& body) {
    auto entry = Entry{};
    entry.type = text_in(body, "type");
    entry.text = entry.type == "text" ? text_in(body, "text") : "";
    entry.reply_to = text_in(body, "reply_to");
    auto const& place = object_in(body, "place");
    entry.place = {number_in(place, "latitude").value_or(0), number_in(place, "longitude").value_or(0),
                   text_in(place, "name"), text_in(place, "address")};
    if (entry.type == "contacts") { entry.names = {text_in(body, "name")}; }
    return entry;
}

bool is_sayable(Entry const& entry) {
    if (entry.type == "text") { return is_short(entry.text, text_characters_max); }
    if (entry.type == "contacts") { return is_short(entry.names.front(), name_characters_max); }
    return entry.type == "location" || entry.type == "unsupported";
}

std::uint64_t number_of(std::string const& text) {
    auto number = std::uint64_t{0};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

PageApi::PageApi(Stations& stations, Customers& customers, MediaShelf& media, Scenarios& scenarios,
                 Traffic const& traffic, Changes& changes)
    : stations_(stations),
      customers_(customers),
      media_(media),
      scenarios_(scenarios),
      traffic_(traffic),
      changes_(changes) {
    route("POST", "/customers", &PageApi::add_customer);
    route("POST", "/customers/{id}/messages", &PageApi::write);
    route("POST", "/customers/{id}/media", &PageApi::send_file);
    route("POST", "/customers/{id}/reactions", &PageApi::react);
    route("POST", "/customers/{id}/presses", &PageApi::press);
    route("POST", "/customers/{id}/edits", &PageApi::edit);
    route("POST", "/customers/{id}/deletions", &PageApi::revoke);
    route("POST", "/customers/{id}/number", &PageApi::change_number);
    route("POST", "/customers/{id}/scenarios", &PageApi::play);
    route("PATCH", "/manners", &PageApi::change_manners);
    route("GET", "/media/{file}", &PageApi::show_file);
    updates_route_ = router_.add("GET", std::string{root} + "/updates");
}

void PageApi::route(std::string_view method, std::string_view pattern, Handler handler) {
    router_.add(method, std::string{root} + std::string{pattern});
    handlers_.push_back(handler);
}

Task<http::Response> PageApi::handle(http::Request request) {
    auto const match = router_.find(request.method, request.path);
    if (!match) { co_return problem(404, "there is no such thing in the sandbox"); }
    if (match->index == updates_route_) { co_return co_await updates(std::move(request)); }
    auto* const station = station_of(request);
    if (station == nullptr) { co_return problem(404, "there is no such channel"); }
    auto* const customer = customer_of(match->values);
    if (customer == nullptr) { co_return problem(404, "there is no such customer"); }
    auto const at = At{*station, *customer};
    co_return (this->*handlers_[match->index])(request, at);
}

Station* PageApi::station_of(http::Request const& request) {
    auto const named = request.query_value("channel");
    return named ? stations_.find(*named) : &stations_.all().front();
}

// Routes without a customer get the first, whom they do not look at.
Customer* PageApi::customer_of(http::PathValues const& values) {
    auto const id = values.find("id");
    return id == values.end() ? &customers_.all().front() : customers_.find(id->second);
}

Task<http::Response> PageApi::updates(http::Request request) {
    auto const known = number_of(request.query_value("after").value_or("0"));
    auto* const station = station_of(request);
    if (station == nullptr) { co_return problem(404, "there is no such channel"); }
    auto const customer_id = request.query_value("customer").value_or("");
    co_await changes_.wait(known, poll_time);
    co_return state(*station, customer_id);
}

http::Response PageApi::state(Station& station, std::string_view customer_id) {
    auto* customer = customers_.find(customer_id);
    if (customer == nullptr) { customer = last_writer(station); }
    // The page shows them now.
    station.line.thread_of(*customer).unseen = 0;
    for (auto& post : station.line.posts()) { post.comments.unseen = 0; }
    auto channels = Json::array();
    for (auto& one : stations_.all()) { channels.push_back(channel_of(one)); }
    auto list = Json::array();
    for (auto const& one : customers_.all()) { list.push_back(summary(station, one)); }
    return json_answer(200, {{"number", changes_.number()},
                             {"channels", std::move(channels)},
                             {"channel", to_word(station.line.channel())},
                             {"customers", std::move(list)},
                             {"customer", thread(station, *customer)},
                             {"posts", posts(station)},
                             {"manners", to_json(station.line.manners)},
                             {"playing", scenarios_.playing()},
                             {"traffic", traffic_.to_json()}});
}

// Whose phone is shown when nobody is asked for.
Customer* PageApi::last_writer(Station& station) {
    auto* found = &customers_.all().front();
    auto at = Time{};
    for (auto& customer : customers_.all()) {
        auto const& entries = station.line.thread_of(customer).entries;
        if (entries.empty() || entries.back().at <= at) { continue; }
        at = entries.back().at;
        found = &customer;
    }
    return found;
}

http::Response PageApi::add_customer(http::Request& request, At const& at) {
    auto const body = parsed_object(request.body);
    auto const name = body ? text_in(*body, "name") : "";
    if (!is_short(name, name_characters_max)) { return problem(422, "a customer needs a name"); }
    auto const* const added = customers_.add(name, digits_of(text_in(*body, "phone")));
    if (added == nullptr) { return problem(422, "the number must be a free one of the range 06-000xxxxx"); }
    changes_.happened();
    return json_answer(201, summary(at.station, *added));
}

// In private, under the post that the query names, or as a post of its own.
bool PageApi::put_in(http::Request const& request, At const& at, Entry entry) {
    auto const post_id = request.query_value("post").value_or("");
    auto& phones = at.station.phones;
    if (post_id.empty()) { return phones.say(at.customer, std::move(entry)); }
    if (post_id == new_post) { return phones.begin_post(at.customer, std::move(entry)); }
    auto* const post = at.station.line.find_post(post_id);
    return post != nullptr && phones.say(at.customer, std::move(entry), post);
}

http::Response PageApi::write(http::Request& request, At const& at) {
    auto const body = parsed_object(request.body);
    if (!body) { return problem(400, "not a JSON object"); }
    auto const entry = entry_of(*body);
    if (!is_sayable(entry)) { return problem(422, "a customer cannot write this"); }
    auto const times = std::clamp(number_in(*body, "times").value_or(1), 1.0, repeats_max);
    auto is_said = true;
    for (auto i = 1; i <= static_cast<int>(times); ++i) {
        auto one = entry;
        if (times > 1) { one.text += " (" + std::to_string(i) + ")"; }
        is_said = put_in(request, at, std::move(one)) && is_said;
    }
    return done(is_said);
}

// The body is the file; its type is the Content-Type, the rest stands in the query.
http::Response PageApi::send_file(http::Request& request, At const& at) {
    auto const mime = std::string{request.header("Content-Type")};
    auto const type = media_type(mime);
    if (type.empty()) { return problem(415, "the platform does not take this type"); }
    if (request.body.empty() || request.body.size() > media_bytes_max(type)) {
        return problem(413, "the file is empty or too large for its type");
    }
    auto const& file = media_.add(std::move(request.body), mime, request.query_value("name").value_or(""));
    auto entry = Entry{};
    entry.type = type;
    entry.text = type == "audio" || type == "sticker" ? "" : request.query_value("caption").value_or("");
    entry.media_id = file.id;
    entry.mime = file.mime;
    entry.file_name = file.name;
    entry.is_voice = request.query_value("voice").has_value();
    entry.reply_to = request.query_value("reply_to").value_or("");
    return done(put_in(request, at, std::move(entry)));
}

http::Response PageApi::react(http::Request& request, At const& at) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    return done(at.station.phones.react(at.customer, text_in(body, "message_id"), text_in(body, "emoji")));
}

http::Response PageApi::press(http::Request& request, At const& at) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto const index = number_in(body, "button").value_or(-1);
    return done(index >= 0 && at.station.phones.press(at.customer, text_in(body, "message_id"),
                                                      static_cast<std::size_t>(index)));
}

http::Response PageApi::edit(http::Request& request, At const& at) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto const text = text_in(body, "text");
    return done(is_short(text, text_characters_max) &&
                at.station.phones.edit(at.customer, text_in(body, "message_id"), text));
}

http::Response PageApi::revoke(http::Request& request, At const& at) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    return done(at.station.phones.revoke(at.customer, text_in(body, "message_id")));
}

http::Response PageApi::change_number(http::Request& request, At const& at) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    auto const phone = digits_of(text_in(body, "phone"));
    if (at.station.phones.change_number(at.customer, phone)) { return http::Response{204}; }
    return problem(422, "the number must be a free one of the range 06-000xxxxx");
}

http::Response PageApi::change_manners(http::Request& request, At const& at) {
    auto const body = parsed_object(request.body);
    auto& current = at.station.line.manners;
    auto const manners = body ? changed(current, *body) : std::nullopt;
    if (!manners) { return problem(422, "there is no such switch, or it does not go so far"); }
    auto const were_off = current.is_off;
    current = *manners;
    if (were_off && !current.is_off) { at.station.phones.switched_on(); }
    changes_.happened();
    return http::Response{204};
}

http::Response PageApi::play(http::Request& request, At const& at) {
    auto const body = parsed_object(request.body).value_or(Json::object());
    if (!scenarios_.play(text_in(body, "name"), at.station, at.customer)) {
        return problem(409, "a scenario is playing");
    }
    changes_.happened();
    return http::Response{204};
}

http::Response PageApi::show_file(http::Request& request, At const&) {
    constexpr auto folder = std::string_view{"/media/"};
    auto const* const file = media_.find(std::string_view{request.path}.substr(root.size() + folder.size()));
    if (file == nullptr) { return problem(404, "there is no such file"); }
    return file_answer(*file, request.header("Range"));
}

}  // namespace balie::sandbox
