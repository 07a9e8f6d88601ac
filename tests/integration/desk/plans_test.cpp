// The lists stay flat: with many conversations, each reads about a page of rows, by index, as the application's role
// under row level security.
#include "integration/desk/office.hpp"
#include "store/contacts.hpp"
#include "store/conversations.hpp"
#include "store/messages.hpp"
#include "store/queue.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

namespace balie::store {
namespace {

using conversations::Filter;
using conversations::Sort;

constexpr auto page_rows = 50;

constexpr auto scans = db::Statement{"test.scans", R"sql(
    SELECT sum(seq_scan)::bigint AS whole, sum(coalesce(idx_tup_fetch, 0))::bigint AS rows
      FROM pg_stat_xact_user_tables
     WHERE relname IN ('conversations', 'messages', 'contacts', 'contact_identities')
)sql"};

struct Cost {
    std::int64_t whole_tables = 0;
    std::int64_t rows = 0;
};

class PlansTest : public testing::Test {
protected:
    static std::int64_t conversation_count() {
        auto const* const wanted = std::getenv("BALIE_PLAN_ROWS");
        return wanted == nullptr ? 20'000 : std::atoll(wanted);
    }

    // As the superuser, without triggers: what matters here is how it is read.
    static void SetUpTestSuite() {
        office_ = std::make_unique<test::Office>();
        auto sql = std::string{R"sql(
            SET statement_timeout = 0;
            SET session_replication_role = replica;
            INSERT INTO contacts (account_id, id, name, phone)
            SELECT $a, 500000000 + g, 'Klant ' || g, '+316' || lpad(g::text, 8, '0') FROM generate_series(1, $n) g;
            INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value)
            SELECT $a, 500000000 + g, 500000000 + g, CASE WHEN g % 10 = 0 THEN $service ELSE $sales END, 'phone', '316' || lpad(g::text, 8, '0')
              FROM generate_series(1, $n) g;
            INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, status, assignee_id, team_id, list_at, last_inbound_at, waiting_since, first_response_due_at)
            SELECT $a, 500000000 + g, 500000000 + g, CASE WHEN g % 10 = 0 THEN $service ELSE $sales END, 500000000 + g, 500000000 + g, 'i' || g,
                   CASE WHEN g % 4 = 0 THEN 'resolved' ELSE 'open' END, CASE WHEN g % 20 <> 7 THEN $anna END,
                   CASE WHEN g % 3 = 0 THEN $team END, date_trunc('minute', now()) - g * interval '1 minute', now(),
                   CASE WHEN g % 4 = 1 THEN now() - g * interval '1 minute' END,
                   CASE WHEN g % 4 = 1 THEN now() + (60 - g) * interval '1 minute' END
              FROM generate_series(1, $n) g;
            INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, text, sender_type, sender_id, external_id)
            SELECT $a, 500000000 + g, 500000001 + g % 20, $sales, 'in', 'message', 'Hallo', 'contact', 500000001, 'plan' || g
              FROM generate_series(1, $n) g;
            SET session_replication_role = DEFAULT;
            ANALYZE contacts, contact_identities, conversations, messages)sql"};
        replace(sql, "$anna", to_string(office_->anna));
        replace(sql, "$a", to_string(office_->account));
        replace(sql, "$n", std::to_string(conversation_count()));
        replace(sql, "$service", to_string(office_->service));
        replace(sql, "$sales", to_string(office_->sales));
        replace(sql, "$team", to_string(office_->team));
        test::as_superuser_in_balie(sql);
    }
    static void TearDownTestSuite() {
        auto sql = std::string{R"sql(
            SET statement_timeout = 0;
            SET session_replication_role = replica;
            DELETE FROM messages WHERE account_id = $a;
            DELETE FROM conversations WHERE account_id = $a;
            DELETE FROM contact_identities WHERE account_id = $a;
            DELETE FROM contacts WHERE account_id = $a;
            SET session_replication_role = DEFAULT)sql"};
        replace(sql, "$a", to_string(office_->account));
        test::as_superuser_in_balie(sql);
        office_.reset();
    }
    static void replace(std::string& sql, std::string_view name, std::string const& value) {
        for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name)) {
            sql.replace(at, name.size(), value);
        }
    }

    // The dearest of seven runs: PostgreSQL looks for a plan for all parameters after the fifth.
    static Cost cost_of(std::function<void(db::Transaction&)> const& body) {
        auto dearest = Cost{};
        for (auto i = 0; i < 7; ++i) {
            auto const cost = office_->read([&](db::Transaction& transaction) -> Result<Cost> {
                auto const before = measure(transaction);
                body(transaction);
                auto const after = measure(transaction);
                return Cost{after.whole_tables - before.whole_tables, after.rows - before.rows};
            });
            dearest.whole_tables = std::max(dearest.whole_tables, cost.value().whole_tables);
            dearest.rows = std::max(dearest.rows, cost->rows);
        }
        return dearest;
    }
    static Cost measure(db::Transaction& transaction) {
        auto const rows = transaction.run(scans);
        return {rows.front().integer("whole"), rows.front().integer("rows")};
    }
    static Cost list(access::Actor const& actor, Filter const& filter) {
        return cost_of([&](db::Transaction& transaction) {
            auto const first = conversations::list(transaction, actor, filter, std::nullopt, page_rows);
            ASSERT_TRUE(first.next.has_value());
            ASSERT_FALSE(
                conversations::list(transaction, actor, filter, first.next, page_rows).items.empty());
        });
    }
    static void expect_flat(Cost const& cost, std::int64_t rows_max) {
        EXPECT_EQ(cost.whole_tables, 0);
        EXPECT_LT(cost.rows, rows_max);
    }

    static std::unique_ptr<test::Office> office_;
};

std::unique_ptr<test::Office> PlansTest::office_;

// Two pages of 51 ids, then their conversations, contacts and identities.
constexpr auto two_pages = std::int64_t{12} * page_rows + 100;

TEST_F(PlansTest, TheNewestOfAll) {
    auto open = Filter{};
    open.statuses = std::vector{ConversationStatus::open};

    expect_flat(list(office_->as_lead(), {}), two_pages);
    expect_flat(list(office_->as_lead(), open), two_pages);
}

TEST_F(PlansTest, TheNewestOfOneInbox) {
    auto open = Filter{};
    open.statuses = std::vector{ConversationStatus::open};
    auto of_service = open;
    of_service.inboxes = std::vector{office_->service};

    expect_flat(list(office_->as_lead(), of_service), two_pages);
    expect_flat(list(office_->as_anna(), open), two_pages);
    expect_flat(list(office_->as_bert(), open), 2 * two_pages);
}

TEST_F(PlansTest, MineUnassignedAndMyTeams) {
    auto mine = Filter{};
    mine.statuses = std::vector{ConversationStatus::open};
    mine.assignee_id = office_->anna;
    auto unassigned = Filter{};
    unassigned.statuses = std::vector{ConversationStatus::open};
    unassigned.assignee_id = UserId{};
    auto teams = Filter{};
    teams.statuses = std::vector{ConversationStatus::open};
    teams.team_id = office_->team;

    expect_flat(list(office_->as_lead(), mine), 2 * two_pages);
    expect_flat(list(office_->as_lead(), unassigned), two_pages + 20 * 2 * page_rows);
    expect_flat(list(office_->as_lead(), teams), 2 * two_pages);
}

TEST_F(PlansTest, ThoseWhoWaitLongest) {
    auto waiting = Filter{};
    waiting.statuses = std::vector{ConversationStatus::open};
    waiting.sort = Sort::waiting;

    expect_flat(list(office_->as_lead(), waiting), 2 * two_pages);
    expect_flat(list(office_->as_anna(), waiting), 2 * two_pages);
}

TEST_F(PlansTest, WhatIsDueFirst) {
    auto due = Filter{};
    due.statuses = std::vector{ConversationStatus::open};
    due.sort = Sort::due;

    expect_flat(list(office_->as_lead(), due), 2 * two_pages);
    expect_flat(list(office_->as_anna(), due), 2 * two_pages);
}

TEST_F(PlansTest, AThreadsPage) {
    auto const cost = cost_of([](db::Transaction& transaction) {
        auto const page = messages::list(transaction, office_->as_lead(), ConversationId{500'000'001}, {});
        ASSERT_TRUE(page->has_more);
        ASSERT_TRUE(messages::list(transaction, office_->as_lead(), ConversationId{500'000'001},
                                   {page->items.front().id, {}, page_rows})
                        .has_value());
    });

    expect_flat(cost, two_pages);
}

TEST_F(PlansTest, SearchByNameAndByNumber) {
    auto name = Filter{};
    name.name_prefix = "klant 123";
    auto phone = Filter{};
    phone.phone_prefix = "31600012";
    auto const search = [](Filter const& filter) {
        return cost_of([&](db::Transaction& transaction) {
            ASSERT_FALSE(conversations::list(transaction, office_->as_bert(), filter, std::nullopt, page_rows)
                             .items.empty());
        });
    };

    expect_flat(search(name), 30 * page_rows);    // 111 customers are called so
    expect_flat(search(phone), 100 * page_rows);  // 1,000 numbers begin so
}

TEST_F(PlansTest, ContactsByName) {
    auto const all = cost_of([](db::Transaction& transaction) {
        auto const page = contacts::list(transaction, office_->as_lead(), {}, std::nullopt, page_rows);
        ASSERT_TRUE(page.next.has_value());
        ASSERT_FALSE(contacts::list(transaction, office_->as_lead(), {}, page.next, page_rows).items.empty());
    });
    auto const mine = cost_of([](db::Transaction& transaction) {
        ASSERT_FALSE(contacts::list(transaction, office_->as_anna(), {"klant 1", {}}, std::nullopt, page_rows)
                         .items.empty());
    });

    expect_flat(all, two_pages);
    expect_flat(mine, 50 * page_rows);  // one customer in ten is hers
}

TEST_F(PlansTest, TheQueue) {
    auto const cost = cost_of([](db::Transaction& transaction) {
        auto const queue = queue::of_account(transaction, office_->account);
        ASSERT_TRUE(queue.teams.front().figures.longest_wait_since.has_value());
    });

    expect_flat(cost, 20);
}

}  // namespace
}  // namespace balie::store
