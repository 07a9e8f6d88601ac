// In rising order of their ids, so that two who act on the same conversations wait for one another and do not lock each
// other out.
#include "desk/bulk.hpp"

#include <algorithm>

namespace balie::desk {
namespace {

BulkOutcome done_to(journal::Work& work, access::Actor const& actor, ConversationId id,
                    BulkAction const& action, Time now) {
    if (auto const* const wanted = std::get_if<Change>(&action)) {
        return {id, change(work, actor, id, *wanted, now)};
    }
    auto read = mark_read(work, actor, id);
    if (!read) { return {id, read.error()}; }
    auto const inbox = read->conversation.inbox_id;
    return {id, std::move(read->conversation), inbox, std::move(read->read_up_to)};
}

}  // namespace

Result<std::vector<BulkOutcome>> change_many(journal::Work& work, access::Actor const& actor,
                                             std::vector<ConversationId> const& ids, BulkAction const& action,
                                             Time now) {
    auto order = ids;
    std::ranges::sort(order);
    auto outcomes = std::vector<BulkOutcome>{};
    for (auto const id : order) { outcomes.push_back(done_to(work, actor, id, action, now)); }
    auto place = [&](BulkOutcome const& each) { return std::ranges::find(ids, each.id) - ids.begin(); };
    std::ranges::sort(outcomes, {}, place);
    return outcomes;
}

}  // namespace balie::desk
