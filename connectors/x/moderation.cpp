// https://docs.x.com/x-api/posts/hide-replies (2026-08): 50 calls in 15 minutes.
#include <connectors/x/moderation.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/platform/outcome.hpp>
#include <connectors/x/api.hpp>

namespace balie::connectors::x {
namespace {

// 2xx with data.<name> as wanted; errors beside it do not count.
Result<void> done(boost::system::result<HttpAnswer, CallFailure> const& answer, std::string_view name,
                  bool wanted) {
    if (!answer) { return Error{ErrorCode::unavailable, "the platform could not be reached"}; }
    if (answer->status < 200 || answer->status > 299) {
        auto error = platform::status_error(answer->status);
        auto const refusal = refused(*answer);
        if (!refusal.detail.empty()) { error.detail = refusal.detail; }
        return error;
    }
    auto const document = json::Document{answer->body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const data = root == nullptr ? nullptr : json::object_in(*root, "data");
    if (data == nullptr || json::is_true(*data, name) != wanted) {
        return Error{ErrorCode::unprocessable, "the platform left the post as it was"};
    }
    return {};
}

}  // namespace

Task<Result<void>> PostModeration::hide(std::string external_id, bool is_hidden, Secrets secrets) {
    auto url = api_url(secrets, {"tweets", external_id, "hidden"});
    auto body = std::string{is_hidden ? R"({"hidden":true})" : R"({"hidden":false})"};
    auto call = api_json("PUT", std::move(url), std::move(body), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return done(answer, "hidden", is_hidden);
}

Task<Result<void>> PostModeration::remove(std::string external_id, Secrets secrets) {
    auto call = api_call("DELETE", api_url(secrets, {"tweets", external_id}), secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return done(answer, "deleted", true);
}

}  // namespace balie::connectors::x
