// Customers who come with nothing but an id get the name that their platform knows.
#include "ingest/profile_rounds.hpp"
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"
#include "integration/support/fake_clock.hpp"
#include "store/privacy.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

class People final : public ProfileSource {
public:
    std::optional<Error> fault = {};
    InboundContact person = {{}, "Fictieve Noor", "noor.verzonnen"};
    std::vector<std::string> asked;
    std::function<void()> meanwhile = {};

    Task<Result<InboundContact>> profile(IdentityValue customer, Secrets) override {
        asked.push_back(customer.value);
        if (meanwhile) { meanwhile(); }
        if (fault) { co_return *fault; }
        co_return person;
    }
};

// A page of a channel that no other test's inboxes have.
class Page final : public Connector {
public:
    People people;
    Capabilities abilities;

    Channel channel() const noexcept override { return Channel::messenger; }
    Capabilities const& capabilities() const noexcept override { return abilities; }
    std::span<SettingField const> settings() const noexcept override { return {}; }
    std::optional<WebhookReply> challenge(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<void> verify(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<std::vector<InboundEvent>> parse(WebhookRequest const&) const override {
        return std::vector<InboundEvent>{};
    }
    Task<SendOutcome> send(OutboundMessage, Secrets) override { co_return SendOutcome{}; }
    ProfileSource* profile_source() noexcept override { return &people; }
};

class Profiles : public testing::Test {
protected:
    World world;
    TemporaryFolder files;
    store::SecretBox box = store::SecretBox::open_key_file(files.path() / "key").value();
    Page page;
    ingest::Connectors connectors{{Channel::messenger, &page}};
    FakeClock clock;
    ingest::ProfileRounds rounds{context(), world.database, world.journal, box, connectors, clock};

    // A round asks every page: what a test leaves behind is not the next one's.
    Profiles() {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE channel = 'messenger'");
        as_superuser_in_balie("UPDATE inboxes SET channel = 'messenger' WHERE account_id = " +
                              to_string(world.account));
    }
    ~Profiles() override {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE account_id = " +
                              to_string(world.account));
    }

    void writes(std::string const& message, std::string const& psid) {
        auto inbound = a_message(message, "", "Hallo");
        inbound.contact = InboundContact{{IdentityValue{IdentityKind::psid, psid}}};
        ASSERT_TRUE(world.write({inbound}));
    }

    static Task<bool> once(ingest::ProfileRounds& rounds) {
        co_await rounds.round();
        co_return true;
    }
    void round() { wait_for(once(rounds)); }
    void again() {
        as_superuser_in_balie(
            "UPDATE contact_identities SET profile_due_at = now() - interval '1 day', profile_tries = 1 "
            "WHERE account_id = " +
            to_string(world.account));
        round();
    }
    std::string name() const { return world.text("SELECT name FROM contacts WHERE account_id = $A"); }
};

TEST_F(Profiles, ANewCustomerIsAskedForOnceAndTold) {
    writes("m1", "7001");
    auto const before = world.told_seq;

    round();
    round();

    EXPECT_EQ(page.people.asked, std::vector<std::string>{"7001"});
    EXPECT_EQ(name(), "Fictieve Noor");
    EXPECT_EQ(world.count("contact_identities", "username = 'noor.verzonnen'"), 1);
    EXPECT_GT(world.told_seq, before);
    EXPECT_EQ(world.text("SELECT type FROM events WHERE account_id = $A ORDER BY seq DESC LIMIT 1"),
              "contact.updated");
}

TEST_F(Profiles, WhoeverIsErasedWhileThePlatformIsAskedGetsNothingBack) {
    writes("m1", "7005");
    page.people.meanwhile = [this] {
        auto erase = [this](db::Transaction& transaction) -> Result<void> {
            auto const contact =
                ContactId{std::stoll(world.text("SELECT id FROM contacts WHERE account_id = $A"))};
            store::privacy::erase(transaction, world.account, {contact});
            return {};
        };
        EXPECT_TRUE(database().run_here(world.account.value, std::move(erase)));
    };

    round();

    EXPECT_EQ(name(), "");
    EXPECT_EQ(world.count("contact_identities", "(username IS NOT NULL OR profile_name <> '')"), 0);
}

TEST_F(Profiles, ANameThatAnAgentTypedStays) {
    writes("m1", "7002");
    as_superuser_in_balie(
        "UPDATE contacts SET name = 'Mevrouw Noor', named_by_user = true WHERE account_id = " +
        to_string(world.account));

    round();

    EXPECT_EQ(name(), "Mevrouw Noor");
    EXPECT_EQ(world.count("contact_identities", "username = 'noor.verzonnen'"), 1);
}

TEST_F(Profiles, APlatformThatIsNotThereIsAskedAgainLater) {
    writes("m1", "7003");
    page.people.fault = Error{ErrorCode::unavailable, "no answer"};
    round();
    page.people.fault.reset();

    round();
    EXPECT_EQ(page.people.asked.size(), 1U);
    clock.advance(2min);
    round();

    EXPECT_EQ(page.people.asked.size(), 2U);
    EXPECT_EQ(name(), "Fictieve Noor");
}

TEST_F(Profiles, WhoMayNotBeLookedAtIsLeftAlone) {
    writes("m1", "7004");
    page.people.fault = Error{ErrorCode::not_found, "no consent"};
    round();
    clock.advance(24h);

    round();

    EXPECT_EQ(page.people.asked.size(), 1U);
    EXPECT_EQ(name(), "");
}

TEST_F(Profiles, AfterWeeksOnlyThoseWhoStillWriteAreAskedAgain) {
    writes("m1", "7005");
    writes("m2", "7006");
    round();
    as_superuser_in_balie(
        "UPDATE conversations SET last_inbound_at = now() - interval '90 days' WHERE account_id = " +
        to_string(world.account) +
        " AND identity_id IN (SELECT id FROM contact_identities WHERE value = '7006')");
    as_superuser_in_balie(
        "UPDATE conversations SET last_inbound_at = now() + interval '28 days' WHERE account_id = " +
        to_string(world.account) +
        " AND identity_id IN (SELECT id FROM contact_identities WHERE value = '7005')");
    clock.advance(24h * 29);

    round();

    ASSERT_EQ(page.people.asked.size(), 3U);
    EXPECT_EQ(page.people.asked.back(), "7005");
}

TEST_F(Profiles, APictureWaitsToBeFetchedOnceAndGoesWhenThePlatformShowsNone) {
    auto& picture = page.people.person.picture.emplace();
    picture.kind = AttachmentKind::image;
    picture.url = "https://cdn.example.test/noor.jpg";
    writes("m1", "7007");

    round();
    again();

    EXPECT_EQ(page.people.asked.size(), 2U);
    ASSERT_EQ(world.count("attachments",
                          "state = 'pending' AND kind = 'image' AND message_id IS NULL AND "
                          "source ->> 'url' = 'https://cdn.example.test/noor.jpg'"),
              1);
    as_superuser_in_balie(
        "UPDATE attachments SET state = 'ready', file = 'abc', due_at = NULL WHERE account_id = " +
        to_string(world.account));
    as_superuser_in_balie(
        "UPDATE contact_identities SET picture_id = (SELECT max(id) FROM attachments a WHERE "
        "a.account_id = contact_identities.account_id) WHERE account_id = " +
        to_string(world.account));
    again();
    EXPECT_EQ(world.count("attachments", "true"), 1) << "the same address is not fetched again";
    page.people.person.picture.reset();
    again();

    EXPECT_EQ(world.count("contact_identities", "picture_id IS NOT NULL"), 0);
    EXPECT_EQ(world.count("attachments", "identity_id IS NULL AND due_at <= now()"), 1);
}

TEST_F(Profiles, APictureThatIsWithdrawnBeforeItIsFetchedIsNotFetched) {
    auto& picture = page.people.person.picture.emplace();
    picture.kind = AttachmentKind::image;
    picture.url = "https://cdn.example.test/noor.jpg";
    writes("m1", "7008");
    round();
    ASSERT_EQ(world.count("attachments", "state = 'pending'"), 1);
    page.people.person.picture.reset();

    again();

    EXPECT_EQ(world.count("attachments"), 0);
}

TEST_F(Profiles, OnlyAFewOfAnInboxAreAskedForInARound) {
    for (auto customer = 0; customer < 8; ++customer) {
        writes("m" + std::to_string(customer), "80" + std::to_string(customer));
    }

    round();
    EXPECT_EQ(page.people.asked.size(), 5U);
    round();

    EXPECT_EQ(page.people.asked.size(), 8U);
}

TEST(ProfilePause, DoublesToSixHours) {
    EXPECT_EQ(ingest::profile_pause(1, 1.0), 60s);
    EXPECT_EQ(ingest::profile_pause(3, 1.0), 240s);
    EXPECT_EQ(ingest::profile_pause(3, 0.0), 120s);
    EXPECT_EQ(ingest::profile_pause(40, 1.0), 6h);
}

}  // namespace
}  // namespace balie::test
