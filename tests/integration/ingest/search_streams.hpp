// Search streams of an inbox, on a platform that gives what is laid down for it.
#pragma once

#include "ingest/search_stream_rounds.hpp"
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"
#include "integration/support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <utility>

namespace balie::test {

using namespace std::chrono_literals;
using Answer = boost::system::result<PostPage, PostRefusal>;

inline InboundMessage a_post(std::string id, std::string text, std::string thread = {}) {
    auto post = InboundMessage{};
    post.address = "200000000000001";
    post.contact.identities.emplace_back(IdentityKind::x_user, "7301");
    post.contact.name = "Sanne";
    post.content_type = ContentType::post;
    post.text = std::move(text);
    post.thread_key = thread.empty() ? id : std::move(thread);
    post.external_id = std::move(id);
    return post;
}

// Gives what is laid down for it, and nothing when that is used up.
class Square final : public PostSearch {
public:
    std::deque<Answer> answers;
    std::vector<PostQuestion> asked;

    std::function<void()> meanwhile;  // once, while the platform answers

    Task<Answer> search(PostQuestion question, Secrets) override {
        asked.push_back(std::move(question));
        if (auto const happens = std::exchange(meanwhile, {})) { happens(); }
        if (answers.empty()) { co_return Answer{PostPage{}}; }
        auto answer = std::move(answers.front());
        answers.pop_front();
        co_return answer;
    }

    // The newest first.
    void will_show(std::vector<InboundMessage> posts, std::string next = {}) {
        auto page = PostPage{};
        page.newest_id = posts.front().external_id;
        page.oldest_id = posts.back().external_id;
        page.next = std::move(next);
        page.given = static_cast<std::int64_t>(posts.size());
        page.body = "page of " + page.newest_id;
        for (auto& post : posts) { page.posts.emplace_back(std::move(post)); }
        answers.emplace_back(std::move(page));
    }
    void will_refuse(ErrorCode code, std::optional<std::chrono::seconds> retry_after = {}) {
        answers.emplace_back(PostRefusal{Error{code, "words of the platform"}, retry_after});
    }
};

class SearchStreams : public testing::Test {
protected:
    // A round asks every inbox on X: what a test leaves behind is not the next one's.
    SearchStreams() {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE channel = 'x'");
        as_superuser_in_balie("UPDATE inboxes SET channel = 'x' WHERE account_id = " +
                              to_string(world.account));
        auto own = std::make_unique<Square>();
        square = own.get();
        auto searches = ingest::PostSearches{};
        searches.emplace(Channel::x, std::move(own));
        rounds.emplace(context(), world.database, world.journal, box, std::move(searches), world.writer,
                       clock);
    }
    ~SearchStreams() override {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE account_id = " +
                              to_string(world.account));
    }

    void stream(std::string const& name, std::string const& query = "#fail Noorderlicht") {
        stream_in(world, name, query);
    }
    static void stream_in(World const& there, std::string const& name, std::string const& query) {
        as_superuser_in_balie(
            "INSERT INTO search_streams (account_id, id, inbox_id, name, query, begins_at, due_at) VALUES (" +
            to_string(there.account) + ", nextval('search_stream_ids'), " + to_string(there.inbox) + ", '" +
            name + "', '" + query + "', now() - interval '1 hour', now() - interval '1 minute')");
    }
    void change(std::string const& what) {
        as_superuser_in_balie(what + " WHERE account_id = " + to_string(world.account));
    }
    static Task<bool> once(ingest::SearchStreamRounds& rounds) {
        co_await rounds.round();
        co_return true;
    }
    void round() { wait_for(once(*rounds)); }
    void round_after(std::chrono::microseconds span) {
        clock.advance(span);
        round();
    }
    std::string labels() {
        return world.text(
            "SELECT coalesce(string_agg(l.name, ', ' ORDER BY l.name), '') AS names FROM conversation_labels "
            "c "
            "JOIN labels l ON l.account_id = c.account_id AND l.id = c.label_id WHERE c.account_id = $A");
    }
    std::string of_stream(std::string const& column) {
        return world.text("SELECT coalesce(" + column +
                          "::text, '') FROM search_streams WHERE account_id = $A");
    }

    World world;
    TemporaryFolder files;
    store::SecretBox box = store::SecretBox::open_key_file(files.path() / "key").value();
    FakeClock clock;
    Square* square = nullptr;
    std::optional<ingest::SearchStreamRounds> rounds;
};

}  // namespace balie::test
