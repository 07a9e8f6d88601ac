// The last statement of every change: the events get their numbers.
#include "journal/journal.hpp"

#include <array>
#include <string>

namespace balie::journal {
namespace {

constexpr auto append_events = db::Statement{"journal.append", R"sql(
    SELECT journal_append($1, $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                          $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[]) AS before
)sql"};

using Column = std::vector<db::Param>;

db::Param array_of(Column const& column) { return db::array(std::span<db::Param const>{column}); }

}  // namespace

std::int64_t Journal::append(db::Transaction& transaction, AccountId account,
                             std::vector<Event> const& events) {
    auto columns = std::array<Column, 11>{};
    for (auto const& event : events) {
        columns[0].emplace_back(to_word(event.type));
        columns[1].emplace_back(event.inbox);
        columns[2].emplace_back(event.team);
        columns[3].emplace_back(event.assignee);
        columns[4].emplace_back(event.was_team);
        columns[5].emplace_back(event.was_assignee);
        columns[6].emplace_back(event.user);
        columns[7].emplace_back(event.contact);
        columns[8].emplace_back(event.conversation);
        columns[9].emplace_back(event.message);
        columns[10].emplace_back(event.notification);
    }
    auto params = std::vector<db::Param>{account};
    for (auto const& column : columns) { params.push_back(array_of(column)); }
    auto const rows = transaction.run(append_events, std::span<db::Param const>{params});
    return rows.front().integer("before") + static_cast<std::int64_t>(events.size());
}

}  // namespace balie::journal
