// Pages of lists that are short in nature (labels, teams, canned responses): read whole, answered in pages.
#pragma once

#include "api/cursor.hpp"
#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/route.hpp"

#include <balie/base/result.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace balie::api {

struct ShortListPage {
    int limit = 50;
    std::string after = {};  // the id of the last item; empty on the first page
    std::string scope = {};
};

Result<ShortListPage> short_list_page_in(Call const& call);

// Items after the one that the cursor names; one that is gone by now begins the list anew.
template <class Item, class ToJson>
http::Response short_list_response(std::vector<Item> const& items, ShortListPage const& asked,
                                   ToJson to_json) {
    auto const last =
        std::ranges::find_if(items, [&](Item const& item) { return to_string(item.id) == asked.after; });
    auto at = last == items.end() ? items.begin() : last + 1;
    auto page = nlohmann::json{{"items", nlohmann::json::array()}};
    for (auto count = 0; at != items.end() && count < asked.limit; ++at, ++count) {
        page["items"].push_back(to_json(*at));
    }
    if (at != items.end()) { page["next_cursor"] = cursor_of(asked.scope, {to_string((at - 1)->id)}); }
    return json_response(200, page);
}

}  // namespace balie::api
