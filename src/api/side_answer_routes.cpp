// A token is judged before the database is asked. The log knows the route, not the address.
#include "api/side_answer_routes.hpp"

#include "api/plain_page.hpp"
#include "api/side_answer_page.hpp"
#include "desk/side_question.hpp"

#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::api {
namespace {

namespace side_questions = store::side_questions;

constexpr auto body_bytes_max = std::size_t{128}
                                << 10U;  // 10,000 characters, each of four escaped bytes at most
constexpr auto answer_characters_max = std::size_t{10'000};
constexpr auto tries = identity::ThrottleRule{20, std::chrono::seconds{15}, std::chrono::seconds{300}};

std::string_view language_of(Call const& call) {
    return page_language(call.request.header("Accept-Language"));
}

struct ReadShown {
    side_questions::Link link;
    Time now;

    Result<desk::SideShown> operator()(db::Transaction& transaction) const {
        return desk::shown_side_question(transaction, link, now);
    }
};

struct WriteAnswer {
    side_questions::Link link;
    std::string text;
    Time now;

    Result<bool> operator()(journal::Work& work) const {
        return desk::answer_side_question(work, link, text, now);
    }
};

// Lines as a browser sends them become lines as we keep them.
std::string answer_in(http::Request const& request) {
    auto const form = parse_form(request.body);
    if (!form) { return {}; }
    auto const field = std::ranges::find(*form, "answer", &Fields::value_type::first);
    if (field == form->end() || !is_utf8(field->second)) { return {}; }
    auto text = storable(field->second);
    std::erase(text, '\r');
    return std::string{trimmed(text)};
}

}  // namespace

SideAnswerRoutes::SideAnswerRoutes(db::Database& database, journal::Journal& journal,
                                   store::SecretBox const& box, Clock const& clock)
    : database_(&database), journal_(&journal), box_(&box), clock_(&clock), throttle_(clock, tries) {}

void SideAnswerRoutes::add_to(Routes& routes) {
    routes.add("GET", "/answer/{token}", Policy::open(Surface::page),
               [this](Call call) { return show(std::move(call)); });
    routes.add("POST", "/answer/{token}", Policy::open_change(Surface::page).with_body(body_bytes_max),
               [this](Call call) { return answer(std::move(call)); });
}

bool SideAnswerRoutes::is_slowed(Call const& call) const {
    return throttle_.wait(identity::network_of(call.request.peer)).count() > 0;
}

// Whoever tries links gets slower; one that is over is tried by its owner as well, and a few times are nothing.
http::Response SideAnswerRoutes::over(Call const& call) {
    throttle_.count(identity::network_of(call.request.peer));
    return plain_page(404, side_over_page(language_of(call), call.nonce), call);
}

Task<Result<http::Response>> SideAnswerRoutes::show(Call call) {
    auto const link =
        is_slowed(call) ? std::nullopt : side_questions::read_token(call.path.at("token"), *box_);
    if (!link) { co_return over(call); }
    auto read = ReadShown{*link, clock_->now()};
    auto const shown = co_await database_->run(link->account.value, std::move(read));
    if (!shown && shown.error().code == ErrorCode::unavailable) { co_return shown.error(); }
    if (!shown) { co_return over(call); }
    co_return plain_page(200, side_question_page(*shown, language_of(call), call.nonce), call);
}

Task<Result<http::Response>> SideAnswerRoutes::answer(Call call) {
    auto const link =
        is_slowed(call) ? std::nullopt : side_questions::read_token(call.path.at("token"), *box_);
    if (!link) { co_return over(call); }
    auto text = answer_in(call.request);
    if (text.empty() || count_characters(text) > answer_characters_max) {
        co_return plain_page(422, side_refused_page(language_of(call), call.nonce), call);
    }
    auto write = WriteAnswer{*link, std::move(text), clock_->now()};
    auto const written = co_await journal_->write(link->account, std::move(write));
    if (!written && written.error().code == ErrorCode::unavailable) { co_return written.error(); }
    if (!written) { co_return over(call); }
    co_return plain_page(200, side_thanks_page(language_of(call), call.nonce), call);
}

}  // namespace balie::api
