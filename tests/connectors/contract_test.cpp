// The promises of balie/channel/connector.hpp, tried on every connector: handshake, signature, and a reader that no
// bytes can break. What must hold for every payload is held against mutations of every payload.
#include "conformance.hpp"
#include "describe.hpp"
#include "hostile.hpp"
#include "support/files.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace balie::test {
namespace {

constexpr auto public_url = std::string_view{"https://desk.example.test/webhooks/channel/1"};
constexpr auto mutations_per_payload = 300;
constexpr auto mutation_seed = 20'261'101U;  // fixed: a failure must come again

class ConnectorContract : public testing::TestWithParam<Subject> {
protected:
    std::optional<WebhookReply> challenge(Fields const& query, Secrets const& secrets,
                                          std::string_view method = "GET") {
        auto const request = WebhookRequest{method, public_url, query, none_, {}};
        return connector_->challenge(request, secrets);
    }
    static Proof proof_of(std::string_view body, Secrets const& secrets) {
        return GetParam().sign(public_url, body, secrets);
    }
    bool verifies(std::string_view body, Proof const& proof, Secrets const& secrets) {
        auto const mark = proof.url.find('?');
        auto const query =
            mark == std::string::npos ? Fields{} : parse_form(proof.url.substr(mark + 1)).value_or(Fields{});
        auto const request = WebhookRequest{"POST", proof.url, query, proof.headers, body};
        auto const result = connector_->verify(request, secrets);
        if (!result) { EXPECT_EQ(result.error().code, ErrorCode::unauthenticated); }
        return result.has_value();
    }
    Result<std::vector<InboundEvent>> parse(std::string_view body, std::string const& extension = ".json") {
        auto const headers = Headers{{"content-type", content_type(extension)}};
        auto const request = WebhookRequest{"POST", public_url, no_query_, headers, body};
        return connector_->parse(request);
    }
    Result<std::vector<InboundEvent>> parse_file(std::filesystem::path const& file) {
        return parse(bytes_of(file), file.extension());
    }
    static std::string content_type(std::string const& extension) {
        if (extension == ".json") { return "application/json"; }
        return extension == ".xml" ? "application/xml" : "application/x-www-form-urlencoded";
    }
    std::vector<std::filesystem::path> payload_files() const {
        auto const& subject = GetParam();
        auto const folder = payloads(subject.payloads.empty() ? subject.channel : subject.payloads);
        auto files = files_in(folder, ".json");
        for (auto const* extension : {".form", ".xml"}) {
            auto const more = files_in(folder, extension);
            files.insert(files.end(), more.begin(), more.end());
        }
        return files;
    }

    Secrets with(std::string const& name, std::string value) const {
        auto values = GetParam().secrets.values();
        values[name] = std::move(value);
        return Secrets{std::move(values)};
    }

    // What a desk may rely on, whatever the body was.
    void expect_storable(std::string_view body, std::string const& extension) {
        auto const events = parse(body, extension);
        if (!events) {
            EXPECT_EQ(events.error().code, ErrorCode::malformed);
            return;
        }
        for (auto const& event : *events) {
            for (auto const& text : texts_of(event)) {
                ASSERT_TRUE(is_utf8(text)) << describe(event);
                ASSERT_EQ(text.find('\0'), std::string::npos) << describe(event);
            }
            if (auto const* const message = std::get_if<InboundMessage>(&event)) {
                ASSERT_FALSE(message->external_id.empty());
                ASSERT_FALSE(message->contact.identities.empty());
            }
        }
    }

    ScriptedHttpClient http_;
    std::unique_ptr<Connector> connector_ = GetParam().make(http_);
    Headers const none_ = {};
    Fields const no_query_ = {};
};

TEST_P(ConnectorContract, HasTheNameThatTheContractKnows) {
    EXPECT_EQ(to_word(connector_->channel()), GetParam().channel);
    auto const settings = connector_->settings();
    EXPECT_FALSE(connector_->address(GetParam().secrets).empty());
    EXPECT_TRUE(connector_->address(Secrets{}).empty());
    EXPECT_TRUE(std::none_of(settings.begin(), settings.end(),
                             [](auto const& one) { return one.address && one.secret; }));
}

TEST_P(ConnectorContract, AnswersAGoodHandshake) {
    auto const reply = challenge(GetParam().good_handshake, GetParam().secrets);

    // A platform that knows no handshake gets no answer to one.
    ASSERT_EQ(reply.has_value(), !GetParam().good_handshake.empty());
    if (!reply) { return; }
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->body, GetParam().expected_reply);
    EXPECT_EQ(reply->content_type, GetParam().reply_content_type);
}

TEST_P(ConnectorContract, RefusesAHandshakeOfWhichAnythingIsMissingOrWrong) {
    for (auto i = std::size_t{0}; i < GetParam().good_handshake.size(); ++i) {
        auto missing = GetParam().good_handshake;
        missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(i));
        auto wrong = GetParam().good_handshake;
        wrong[i].second = "<script>";

        for (auto const& query : {missing, wrong}) {
            auto const reply = challenge(query, GetParam().secrets);
            ASSERT_TRUE(reply);
            EXPECT_EQ(reply->status, 401);
            EXPECT_TRUE(reply->body.empty());
        }
    }
}

TEST_P(ConnectorContract, TakesWhatIsSignedAndNothingElse) {
    auto const& subject = GetParam();
    for (auto const* body : {"", "{}", "\x01\x02\xFF", "a longer body \xC3\xA9"}) {
        auto const proof = proof_of(body, subject.secrets);

        EXPECT_TRUE(verifies(body, proof, subject.secrets));
        if (subject.signs_body) { EXPECT_FALSE(verifies(std::string{body} + ' ', proof, subject.secrets)); }
        EXPECT_FALSE(verifies(body, Proof{std::string{public_url}}, subject.secrets));
        if (!subject.signature_header.empty()) {
            auto const empty = Proof{proof.url, {{subject.signature_header, ""}}};
            EXPECT_FALSE(verifies(body, empty, subject.secrets));
        }
        auto const foreign = proof_of(body, with(subject.signing_secret, "another"));
        EXPECT_FALSE(verifies(body, foreign, subject.secrets));
    }
}

TEST_P(ConnectorContract, TakesNothingWithoutASecret) {
    auto const& subject = GetParam();
    auto const without = with(subject.signing_secret, "");

    EXPECT_FALSE(verifies("{}", proof_of("{}", without), without));
    EXPECT_FALSE(verifies("{}", proof_of("{}", subject.secrets), Secrets{}));
}

TEST_P(ConnectorContract, RefusesAHeaderOfItsProofThatIsGivenTwice) {
    auto const& subject = GetParam();
    auto const body = std::string{"{\"a\":1}"};
    auto const proof = proof_of(body, subject.secrets);
    for (auto at = std::size_t{0}; at < proof.headers.size(); ++at) {
        auto without = proof;
        without.headers.erase(without.headers.begin() + static_cast<std::ptrdiff_t>(at));
        if (verifies(body, without, subject.secrets)) { continue; }  // of no account
        for (auto const& second : {std::string{"another"}, proof.headers[at].second}) {
            auto after = proof;
            after.headers.emplace_back(proof.headers[at].first, second);
            auto before = proof;
            before.headers.insert(before.headers.begin(), {proof.headers[at].first, second});

            EXPECT_FALSE(verifies(body, after, subject.secrets)) << proof.headers[at].first;
            EXPECT_FALSE(verifies(body, before, subject.secrets)) << proof.headers[at].first;
        }
    }
}

TEST_P(ConnectorContract, RefusesEveryFlippedBit) {
    auto const& subject = GetParam();
    auto const body = std::string{"{\"a\":1}"};
    auto const proof = proof_of(body, subject.secrets);
    for (auto header = std::size_t{0}; header < proof.headers.size(); ++header) {
        if (proof.headers[header].first != subject.signature_header) { continue; }
        for (auto i = std::size_t{0}; i < proof.headers[header].second.size() * 8; ++i) {
            auto flipped = proof;
            auto& byte = flipped.headers[header].second[i / 8];
            byte = static_cast<char>(byte ^ (1 << (i % 8)));
            EXPECT_FALSE(verifies(body, flipped, subject.secrets)) << "bit " << i << " of the signature";
        }
    }
    for (auto i = std::size_t{0}; subject.signs_body && i < body.size() * 8; ++i) {
        auto flipped = body;
        flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << (i % 8)));
        EXPECT_FALSE(verifies(flipped, proof, subject.secrets)) << "bit " << i << " of the body";
    }
}

TEST_P(ConnectorContract, MakesOfEveryPayloadWhatIsWrittenBesideIt) {
    ASSERT_FALSE(payload_files().empty());
    for (auto const& file : payload_files()) {
        auto expected = file;
        expected.replace_extension(".events");
        EXPECT_EQ(describe(parse_file(file)), bytes_of(expected)) << file.filename();
    }
}

TEST_P(ConnectorContract, GivesTheSameKeysForTheSamePayload) {
    for (auto const& file : payload_files()) {
        auto const first = parse_file(file);
        auto const second = parse_file(file);
        if (!first) { continue; }

        EXPECT_EQ(dedupe_keys(*first), dedupe_keys(*second)) << file.filename();
    }
}

TEST_P(ConnectorContract, SurvivesEveryTruncation) {
    for (auto const& file : payload_files()) {
        auto const body = bytes_of(file);
        for (auto length = std::size_t{0}; length < body.size(); length += 1 + body.size() / 400) {
            expect_storable(std::string_view{body}.substr(0, length), file.extension());
        }
    }
}

TEST_P(ConnectorContract, SurvivesMutations) {
    auto random = std::mt19937{mutation_seed};
    constexpr auto pieces = std::to_array<std::string_view>(
        {"null", "[]", "{}", "\"", "\\", "\\u0000", "\\ud800", "0", "-1", "1e308", "\xFF", "[[[[", ":", ","});
    for (auto const& file : payload_files()) {
        auto const body = bytes_of(file);
        if (body.empty()) { continue; }
        for (auto i = 0; i < mutations_per_payload; ++i) {
            auto mutant = body;
            auto const at = random() % mutant.size();
            auto const piece = pieces[random() % pieces.size()];
            mutant.replace(at, random() % 12, piece);
            expect_storable(mutant, file.extension());
        }
    }
}

TEST_P(ConnectorContract, SurvivesWrongTypesAtEveryKey) {
    auto tried = Places{};
    for (auto const& file : payload_files()) {
        auto const take = [&](std::string_view bytes) { expect_storable(bytes, file.extension()); };
        with_wrong_types(bytes_of(file), tried, take);
        if (file.extension() == ".form") { with_hostile_fields(bytes_of(file), take); }
    }
}

TEST_P(ConnectorContract, SurvivesRepeatedKeys) {
    auto tried = Places{};
    for (auto const& file : payload_files()) {
        with_repeated_keys(bytes_of(file), tried,
                           [&](std::string_view bytes) { expect_storable(bytes, file.extension()); });
    }
}

TEST_P(ConnectorContract, SurvivesBrokenBytesInEveryText) {
    for (auto const& file : payload_files()) {
        with_broken_bytes(bytes_of(file),
                          [&](std::string_view bytes) { expect_storable(bytes, file.extension()); });
    }
}

TEST_P(ConnectorContract, RefusesWhatIsNoWebhookAtAll) {
    auto const deep_arrays = std::string(10'000, '[') + std::string(10'000, ']');
    auto deep_objects = std::string{};
    for (auto i = 0; i < 10'000; ++i) { deep_objects += "{\"a\":"; }
    for (auto const& body :
         {std::string{}, std::string{"null"}, std::string{"[]"}, std::string{"12345"}, std::string{"{}"},
          std::string{"{"}, std::string{"\"text\""}, std::string{"{} {}"}, std::string(3, '\0'),
          std::string{"{\"a\":\"caf\xE9\"}"}, deep_arrays, deep_objects}) {
        if (!GetParam().is_json) { expect_storable(body, ".form"); }  // any bytes may be a form
        if (!GetParam().is_json) { continue; }
        auto const events = parse(body);
        ASSERT_FALSE(events) << body.substr(0, 40);
        EXPECT_EQ(events.error().code, ErrorCode::malformed);
    }
}

INSTANTIATE_TEST_SUITE_P(Channels, ConnectorContract, testing::ValuesIn(subjects()),
                         [](auto const& info) { return info.param.name; });

}  // namespace
}  // namespace balie::test
