#include "store/inbox_directory.hpp"

#include <string>

namespace balie::store::inbox_directory {
namespace {

constexpr auto find_inboxes = db::Statement{"inbox_directory.of_channels", R"sql(
    SELECT account_id, inbox_id
      FROM directory_inboxes($1::text[])
)sql"};

}  // namespace

std::vector<Place> of_channels(db::Transaction& transaction, std::vector<Channel> const& channels) {
    auto words = std::vector<std::string>{};
    for (auto const channel : channels) { words.emplace_back(to_word(channel)); }
    auto places = std::vector<Place>{};
    for (auto const& row : transaction.run(find_inboxes, {db::array(words)})) {
        places.push_back(Place{row.id<Account>("account_id"), row.id<Inbox>("inbox_id")});
    }
    return places;
}

}  // namespace balie::store::inbox_directory
