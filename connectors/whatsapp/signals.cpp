// https://developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators (2026-06)
#include <connectors/whatsapp/signals.hpp>

#include <connectors/meta/graph.hpp>
#include <connectors/meta/outcome.hpp>
#include <connectors/whatsapp/errors.hpp>
#include <connectors/whatsapp/render.hpp>

namespace balie::connectors::whatsapp {
namespace {

constexpr auto signal_timeout = std::chrono::seconds{5};

Result<void> taken(boost::system::result<HttpAnswer, CallFailure> const& answer) {
    if (!answer) { return Error{ErrorCode::unavailable, answer.error().detail}; }
    if (meta::is_refusal(*answer)) {
        auto const outcome = meta::refused(*answer, error_rows());
        return Error{ErrorCode::unavailable, outcome.reason, outcome.code};
    }
    return {};
}

}  // namespace

Task<Result<void>> ReadAndTyping::mark_read(LastInbound last, Secrets secrets) {
    auto body = render_read(last.external_id);
    co_return co_await post(std::move(body), std::move(secrets));
}

Task<Result<void>> ReadAndTyping::typing(LastInbound last, Secrets secrets) {
    auto body = render_typing(last.external_id);
    co_return co_await post(std::move(body), std::move(secrets));
}

Task<Result<void>> ReadAndTyping::post(std::string body, Secrets secrets) {
    auto url = meta::graph_url(secrets, {secrets["phone_number_id"], "messages"});
    auto call = meta::graph_post(std::move(url), std::move(body), secrets);
    call.timeout = signal_timeout;
    auto const answer = co_await http_.call(std::move(call));
    co_return taken(answer);
}

}  // namespace balie::connectors::whatsapp
