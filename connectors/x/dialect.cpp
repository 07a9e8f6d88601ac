// The two generations are told apart by their shape alone: they come to the same address.
#include <connectors/x/dialect.hpp>

#include <connectors/json/document.hpp>
#include <connectors/x/person.hpp>
#include <connectors/x/post_search.hpp>

namespace balie::connectors::x {
namespace {

// What a search found, kept because it could not be stored at once.
Result<std::vector<InboundEvent>> parse_found(json::Object const& root, json::Object const& answer) {
    auto page = read_page(answer, exact_id(root, "for_user_id"));
    if (!page) { return Error{ErrorCode::malformed, page.error().detail}; }
    return std::move(page->posts);
}

}  // namespace

Result<std::vector<InboundEvent>> parse(std::string_view body) {
    auto const document = json::Document{body};
    if (document.root() == nullptr) { return Error{ErrorCode::malformed, "not JSON: " + document.fault()}; }
    auto const* const root = document.root()->if_object();
    if (root == nullptr) { return Error{ErrorCode::malformed, "not a JSON object"}; }
    auto const* const found = json::object_in(*root, "search");
    if (found != nullptr) { return parse_found(*root, *found); }
    auto events = std::vector<InboundEvent>{};
    auto const* const includes = json::object_in(*root, "includes");
    auto const* const data = json::member(*root, "data");
    if (data != nullptr && data->is_object()) {
        read_activity(events, *data, includes);
        return events;
    }
    if (data != nullptr && data->is_array()) {
        for (auto const& item : data->get_array()) { read_activity(events, item, includes); }
        return events;
    }
    auto const is_older = json::member(*root, "for_user_id") != nullptr ||
                          json::member(*root, "user_event") != nullptr ||
                          json::member(*root, "replay_job_status") != nullptr;
    if (!is_older) { return Error{ErrorCode::malformed, "not a webhook of X"}; }
    read_account_activity(events, *root, *document.root());
    return events;
}

}  // namespace balie::connectors::x
