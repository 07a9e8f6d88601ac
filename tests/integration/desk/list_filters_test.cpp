// What a list can be asked for beyond where a conversation stands, and the order by what is owed.
#include "store/conversations.hpp"

#include "desk/promise.hpp"
#include "integration/desk/office.hpp"
#include "store/conversation_counts.hpp"
#include "store/conversation_people.hpp"

#include <gtest/gtest.h>

namespace balie::store {
namespace {

using namespace std::chrono_literals;
using conversations::Filter;
using conversations::Sort;
using Ids = std::vector<ConversationId>;

class ListFilters : public testing::Test {
protected:
    test::Office office;

    Ids all(access::Actor const& actor, Filter filter, std::int64_t limit = 2) {
        filter.now = office.clock.now();
        auto ids = Ids{};
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
    ConversationId waiting(std::chrono::minutes since) {
        auto seed = test::ConversationSeed{};
        seed.waiting_since = office.clock.now() - since;
        return office.conversation(seed);
    }
    ConversationId quiet(std::chrono::minutes ago) {
        auto seed = test::ConversationSeed{};
        seed.list_at = std::chrono::floor<std::chrono::minutes>(office.clock.now()) - ago;
        return office.conversation(seed);
    }
    // As the anna who promises it; time passes afterwards, so that a promise may be late.
    void promise(ConversationId id, std::chrono::minutes in) {
        auto wish = desk::PromiseWish{office.clock.now() + in};
        auto const made = office.write([&](journal::Work& work) {
            return desk::promise(work, office.as_anna(), id, wish, office.clock.now());
        });
        ASSERT_TRUE(made.has_value()) << made.error().detail;
    }
};

TEST_F(ListFilters, TheLeastTimeLeftComesFirstThenWhoWaitsThenTheNewest) {
    auto const calm = quiet(9min);
    auto const calmer = quiet(30min);
    auto const waits = waiting(20min);
    auto const waits_longer = waiting(50min);
    auto const later = quiet(1min);
    auto const soon = quiet(2min);
    promise(later, 60min);
    promise(soon, 5min);
    auto due = Filter{};
    due.sort = Sort::due;

    for (auto const limit : {1, 2, 3, 10}) {
        EXPECT_EQ(all(office.as_lead(), due, limit), (Ids{soon, later, waits_longer, waits, calm, calmer}));
    }
    due.name_prefix = "fictieve";  // sorted, not walked
    EXPECT_EQ(all(office.as_lead(), due, 2), (Ids{soon, later, waits_longer, waits, calm, calmer}));
}

TEST_F(ListFilters, PromisesAndWhatIsOverdue) {
    quiet(1min);
    auto const late = quiet(2min);
    auto const ahead = quiet(3min);
    promise(late, 5min);
    promise(ahead, 60min);
    office.clock.advance(10min);
    auto mine = Filter{};
    mine.promised = true;
    mine.promiser_id = office.anna;
    auto berts = mine;
    berts.promiser_id = office.bert;
    auto overdue = Filter{};
    overdue.overdue = true;

    EXPECT_EQ(all(office.as_anna(), mine), (Ids{late, ahead}));
    EXPECT_TRUE(all(office.as_bert(), berts).empty());
    EXPECT_EQ(all(office.as_lead(), overdue), Ids{late});
    overdue.inboxes = std::vector{office.sales};
    EXPECT_TRUE(all(office.as_lead(), overdue).empty());
}

TEST_F(ListFilters, WhomANoteMentionsAndWhoFollows) {
    auto const mentioned = office.conversation();
    auto const followed = office.conversation();
    office.conversation();
    office
        .write([&](journal::Work& work) -> Result<bool> {
            conversations::mention(work.transaction(), office.account, mentioned, MessageId{1},
                                   {office.bert});
            return conversations::set_participants(work.transaction(), office.account, followed,
                                                   {office.bert});
        })
        .value();
    auto mentions = Filter{};
    mentions.mentioned_id = office.bert;
    auto follows = Filter{};
    follows.participant_id = office.bert;

    EXPECT_EQ(all(office.as_bert(), mentions), Ids{mentioned});
    EXPECT_EQ(all(office.as_bert(), follows), (Ids{followed, mentioned}));
    mentions.mentioned_id = office.anna;
    EXPECT_TRUE(all(office.as_anna(), mentions).empty());
}

TEST_F(ListFilters, SeveralStatusesPrioritiesLabelsAndAChannel) {
    auto seed = test::ConversationSeed{};
    seed.status = ConversationStatus::pending;
    seed.priority = Priority::high;
    auto const pending = office.conversation(seed);
    seed.status = ConversationStatus::resolved;
    seed.priority = Priority::low;
    auto const resolved = office.conversation(seed);
    auto const open = office.conversation();
    auto some = Filter{};
    some.statuses = {{ConversationStatus::pending, ConversationStatus::resolved}};
    auto urgent = Filter{};
    urgent.priorities = {{Priority::high, Priority::urgent}};
    auto whatsapp = Filter{};
    whatsapp.channels = std::vector{Channel::whatsapp};
    auto telegram = Filter{};
    telegram.channels = std::vector{Channel::telegram};
    auto none = Filter{};
    none.statuses.emplace();

    EXPECT_EQ(all(office.as_anna(), some), (Ids{resolved, pending}));
    EXPECT_EQ(all(office.as_anna(), urgent), Ids{pending});
    EXPECT_EQ(all(office.as_anna(), whatsapp), (Ids{open, resolved, pending}));
    EXPECT_TRUE(all(office.as_lead(), telegram).empty());
    EXPECT_TRUE(all(office.as_lead(), none).empty());
}

TEST_F(ListFilters, OnlyThoseWhoWaitInAnyOrder) {
    auto const first = waiting(50min);
    auto const second = waiting(20min);
    office.conversation();
    auto filter = Filter{};
    filter.waiting = true;
    for (auto const sort : {Sort::due, Sort::waiting}) {
        filter.sort = sort;
        EXPECT_EQ(all(office.as_anna(), filter), (Ids{first, second}));
    }
}

TEST_F(ListFilters, CountsFollowWhereConversationsStandAndWhoSeesThem) {
    auto seed = test::ConversationSeed{};
    seed.assignee = office.anna;
    auto const late = office.conversation(seed);
    seed = {};
    seed.inbox = office.sales;
    seed.team = office.team;
    office.conversation(seed);
    office.conversation();
    promise(late, 5min);
    office.clock.advance(10min);
    auto const counts_for = [&](access::Actor const& actor) {
        return office
            .read([&](db::Transaction& transaction) -> Result<conversations::Counts> {
                return conversations::counts(transaction, actor, office.clock.now());
            })
            .value();
    };

    auto const annas = counts_for(office.as_anna());
    auto const leads = counts_for(office.as_lead());

    EXPECT_EQ(annas.mine.total, 1);
    EXPECT_EQ(annas.mine.overdue, 1);
    EXPECT_EQ(annas.all.total, 2);
    EXPECT_EQ(annas.unassigned.total, 1);
    EXPECT_FALSE(annas.inboxes.contains(office.sales));
    EXPECT_EQ(leads.all.total, 3);
    EXPECT_EQ(leads.all.overdue, 1);
    EXPECT_EQ(leads.mine.total, 0);
    EXPECT_EQ(leads.teams.at(office.team).total, 1);
    EXPECT_EQ(leads.inboxes.at(office.service).overdue, 1);
}

}  // namespace
}  // namespace balie::store
