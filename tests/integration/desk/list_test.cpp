// Lists: who sees what, in which order, and that pages are complete.
#include "store/conversations.hpp"

#include "integration/desk/office.hpp"
#include "store/contacts.hpp"
#include "store/messages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace balie::store {
namespace {

using namespace std::chrono_literals;
using conversations::Filter;
using conversations::Sort;

class ListTest : public testing::Test {
protected:
    test::Office office;

    // All pages, `limit` at a time.
    std::vector<ConversationId> all(access::Actor const& actor, Filter const& filter = {},
                                    std::int64_t limit = 3) {
        auto ids = std::vector<ConversationId>{};
        auto after = std::optional<conversations::Position>{};
        do {
            auto const page = office.read([&](db::Transaction& transaction) -> Result<conversations::Page> {
                return conversations::list(transaction, actor, filter, after, limit);
            });
            for (auto const& conversation : page.value().items) { ids.push_back(conversation.id); }
            after = page->next;
        } while (after);
        return ids;
    }
    ConversationId at(std::chrono::minutes ago) {
        auto seed = test::ConversationSeed{};
        seed.list_at = std::chrono::floor<std::chrono::minutes>(office.clock.now()) - ago;
        return office.conversation(seed);
    }
};

// Every kind of reader against every kind of place: the condition in SQL is the predicate in C++.
TEST_F(ListTest, ShowsExactlyWhatThePredicateAllows) {
    auto places = std::vector<std::pair<ConversationId, access::Place>>{};
    for (auto const inbox : {office.service, office.sales}) {
        for (auto const assignee : {UserId{}, office.anna, office.bert}) {
            for (auto const team : {TeamId{}, office.team}) {
                auto seed = test::ConversationSeed{inbox, assignee, team};
                places.emplace_back(office.conversation(seed), access::Place{inbox, team, assignee});
            }
        }
    }
    auto readers = std::vector<access::Actor>{office.as_lead(), office.as_auditor(),
                                              office.actor(office.admin, Role::admin)};
    for (auto const see :
         {access::AgentsSee::inbox, access::AgentsSee::team_and_unassigned, access::AgentsSee::own}) {
        for (auto reader :
             {office.as_anna(), office.as_bert(), access::Actor{office.account, office.anna, Role::agent}}) {
            reader.agents_see = see;
            readers.push_back(reader);
        }
    }
    auto filters = std::vector<Filter>(6);
    filters[1].statuses = std::vector{ConversationStatus::open};
    filters[2].sort = Sort::oldest;
    filters[3].name_prefix = "fictieve";
    filters[4].assignee_id = office.anna;
    filters[5].team_id = office.team;

    for (auto const& reader : readers) {
        for (auto const& filter : filters) {
            auto allowed = std::set<ConversationId>{};
            for (auto const& [id, place] : places) {
                auto const asked = (!filter.assignee_id || place.assignee == *filter.assignee_id) &&
                                   (!filter.team_id || place.team == filter.team_id);
                if (asked && access::may_see(reader, place)) { allowed.insert(id); }
            }
            auto const listed = all(reader, filter);
            EXPECT_EQ(std::set<ConversationId>(listed.begin(), listed.end()), allowed)
                << access::view_key(reader);
            EXPECT_EQ(listed.size(), allowed.size());
        }
        for (auto const& [id, place] : places) {
            auto const found = office.read([&reader, id = id](db::Transaction& transaction) {
                return conversations::find(transaction, reader, id);
            });
            EXPECT_EQ(found.has_value(), access::may_see(reader, place));
        }
    }
}

TEST_F(ListTest, GoesByLastActivityBothWays) {
    auto const old = at(30min);
    auto const middle = at(20min);
    auto const young = at(10min);
    auto oldest = Filter{};
    oldest.sort = Sort::oldest;

    EXPECT_EQ(all(office.as_lead(), {}, 1), (std::vector{young, middle, old}));
    EXPECT_EQ(all(office.as_anna(), {}, 2), (std::vector{young, middle, old}));
    EXPECT_EQ(all(office.as_lead(), oldest, 2), (std::vector{old, middle, young}));
}

TEST_F(ListTest, PutsThoseWhoWaitLongestAndTheUrgentFirst) {
    auto const calm = office.conversation();
    auto seed = test::ConversationSeed{};
    seed.waiting_since = office.clock.now() - 1h;
    auto const hour = office.conversation(seed);
    seed.waiting_since = office.clock.now() - 2h;
    seed.priority = Priority::urgent;
    auto const two_hours = office.conversation(seed);
    auto waiting = Filter{};
    waiting.sort = Sort::waiting;
    auto priority = Filter{};
    priority.sort = Sort::priority;

    EXPECT_EQ(all(office.as_lead(), waiting, 1), (std::vector{two_hours, hour, calm}));
    EXPECT_EQ(all(office.as_lead(), priority, 1).front(), two_hours);
}

// Many of one minute, and new ones between the pages: none that was there at the beginning is missed or repeated.
TEST_F(ListTest, PagesAreCompleteWhileOthersArrive) {
    auto before = std::set<ConversationId>{};
    for (auto i = 0; i < 20; ++i) { before.insert(at(5min)); }
    auto seen = std::vector<ConversationId>{};
    auto after = std::optional<conversations::Position>{};

    do {
        auto const page = office.read([&](db::Transaction& transaction) -> Result<conversations::Page> {
            return conversations::list(transaction, office.as_anna(), {}, after, 3);
        });
        for (auto const& conversation : page->items) { seen.push_back(conversation.id); }
        after = page->next;
        at(0min);
    } while (after);

    EXPECT_EQ(std::set<ConversationId>(seen.begin(), seen.end()), before);
    EXPECT_EQ(seen.size(), before.size());
}

TEST_F(ListTest, FindsByNameByPhoneAndByNumber) {
    auto seed = test::ConversationSeed{};
    seed.contact_name = "Éva Jansen";
    seed.phone = "31699887766";
    auto const eva = office.conversation(seed);
    office.conversation();
    auto name = Filter{};
    name.name_prefix = "éVA j";
    auto phone = Filter{};
    phone.phone_prefix = "3169988";
    auto number = Filter{};
    number.number = 1;

    EXPECT_EQ(all(office.as_lead(), name), std::vector{eva});
    EXPECT_EQ(all(office.as_anna(), phone), std::vector{eva});
    EXPECT_EQ(all(office.as_lead(), number), std::vector{eva});
}

TEST_F(ListTest, AThreadGoesOldestToNewestInPages) {
    auto const conversation = office.conversation();
    auto ids = std::vector<MessageId>{};
    for (auto i = 0; i < 7; ++i) {
        ids.push_back(office.inbound(conversation, "w" + std::to_string(i), std::to_string(i)));
    }
    auto const page = [&](messages::Range range) {
        return office
            .read([&](db::Transaction& transaction) {
                return messages::list(transaction, office.as_anna(), conversation, range);
            })
            .value();
    };

    auto const newest = page({{}, {}, 3});
    auto const older = page({ids[4], {}, 10});
    auto const newer = page({{}, ids[1], 2});

    ASSERT_EQ(newest.items.size(), 3U);
    EXPECT_TRUE(newest.has_more);
    EXPECT_EQ(newest.items.front().id, ids[4]);
    EXPECT_EQ(newest.items.back().id, ids[6]);
    EXPECT_EQ(older.items.size(), 4U);
    EXPECT_FALSE(older.has_more);
    EXPECT_EQ(newer.items.front().id, ids[2]);
    EXPECT_TRUE(newer.has_more);
}

TEST_F(ListTest, ContactsAreListedByNameForThoseWhoServeThem) {
    auto seed = test::ConversationSeed{};
    seed.contact_name = "Bea";
    office.conversation(seed);
    seed.contact_name = "Arie";
    seed.inbox = office.sales;
    auto const arie = office.contact_of(office.conversation(seed));
    auto const names = [&](access::Actor const& actor, contacts::Filter const& filter) {
        auto found = std::vector<std::string>{};
        auto after = std::optional<contacts::Position>{};
        do {
            auto const page = office.read([&](db::Transaction& transaction) -> Result<contacts::Page> {
                return contacts::list(transaction, actor, filter, after, 1);
            });
            for (auto const& contact : page->items) { found.push_back(contact.name); }
            after = page->next;
        } while (after);
        return found;
    };

    EXPECT_EQ(names(office.as_lead(), {}), (std::vector<std::string>{"Arie", "Bea"}));
    EXPECT_EQ(names(office.as_anna(), {}), (std::vector<std::string>{"Bea"}));
    EXPECT_EQ(names(office.as_bert(), {"ar", {}}), (std::vector<std::string>{"Arie"}));
    EXPECT_EQ(names(office.as_bert(), {{}, "3160000"}), (std::vector<std::string>{"Arie", "Bea"}));
    auto const hidden = office.read(
        [&](db::Transaction& transaction) { return contacts::find(transaction, office.as_anna(), arie); });
    EXPECT_EQ(hidden.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace balie::store
