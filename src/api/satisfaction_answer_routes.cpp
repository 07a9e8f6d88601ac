// A token is judged before the database is asked. The log knows the route, not the address.
#include "api/satisfaction_answer_routes.hpp"

#include "api/plain_page.hpp"
#include "api/satisfaction_page.hpp"

#include <balie/base/text.hpp>

#include <algorithm>

namespace balie::api {
namespace {

namespace satisfaction = store::satisfaction;

constexpr auto body_bytes_max = std::size_t{16}
                                << 10U;  // 1,000 characters, each of four escaped bytes at most
constexpr auto comment_characters_max = std::size_t{1000};
constexpr auto tries = identity::ThrottleRule{20, std::chrono::seconds{15}, std::chrono::seconds{300}};
// Of one link: whoever changes their mind may, a machine may not do so all day.
constexpr auto words_of_one = identity::ThrottleRule{10, std::chrono::seconds{60}, std::chrono::seconds{300}};

std::string_view language_of(Call const& call) {
    return page_language(call.request.header("Accept-Language"));
}

struct ReadShown {
    satisfaction::Link link;
    Time now;

    Result<desk::SurveyShown> operator()(db::Transaction& transaction) const {
        return desk::shown_survey(transaction, link, now);
    }
};

struct WriteRating {
    satisfaction::Link link;
    satisfaction::Rating rating;
    Time now;

    Result<bool> operator()(journal::Work& work) const { return desk::rate(work, link, rating, now); }
};

std::string field_of(std::optional<Fields> const& fields, std::string_view name) {
    if (!fields) { return {}; }
    auto const found = std::ranges::find(*fields, name, &Fields::value_type::first);
    return found == fields->end() || !is_utf8(found->second) ? std::string{} : found->second;
}

std::optional<std::int64_t> rating_in(std::string_view text) {
    if (text.size() != 1 || text.front() < '1' || text.front() > '5') { return std::nullopt; }
    return text.front() - '0';
}

// Lines as a browser sends them become lines as we keep them.
std::optional<satisfaction::Rating> rating_in(http::Request const& request) {
    auto const form = parse_form(request.body);
    auto const rating = rating_in(field_of(form, "rating"));
    auto comment = storable(field_of(form, "comment"));
    std::erase(comment, '\r');
    comment = std::string{trimmed(comment)};
    if (!rating || count_characters(comment) > comment_characters_max) { return std::nullopt; }
    return satisfaction::Rating{*rating, std::move(comment)};
}

}  // namespace

SatisfactionAnswerRoutes::SatisfactionAnswerRoutes(db::Database& database, journal::Journal& journal,
                                                   store::SecretBox const& box, Clock const& clock)
    : database_(&database),
      journal_(&journal),
      box_(&box),
      clock_(&clock),
      wrong_links_(clock, tries),
      changes_(clock, words_of_one) {}

void SatisfactionAnswerRoutes::add_to(Routes& routes) {
    routes.add("GET", "/s/{token}", Policy::open(Surface::page),
               [this](Call call) { return show(std::move(call)); });
    routes.add("POST", "/s/{token}", Policy::open_change(Surface::page).with_body(body_bytes_max),
               [this](Call call) { return answer(std::move(call)); });
}

// Whoever tries links gets slower, also with one that is right.
std::optional<satisfaction::Link> SatisfactionAnswerRoutes::link_of(Call const& call) const {
    auto const is_slowed = wrong_links_.wait(identity::network_of(call.request.peer)).count() > 0;
    return is_slowed ? std::nullopt : satisfaction::read_token(call.path.at("token"), *box_);
}

http::Response SatisfactionAnswerRoutes::over(Call const& call) {
    wrong_links_.count(identity::network_of(call.request.peer));
    return plain_page(404, satisfaction_over_page(language_of(call), call.nonce), call);
}

Task<Result<http::Response>> SatisfactionAnswerRoutes::show(Call call) {
    auto const link = link_of(call);
    if (!link) { co_return over(call); }
    auto read = ReadShown{*link, clock_->now()};
    auto const shown = co_await database_->run(link->account.value, std::move(read));
    if (!shown && shown.error().code == ErrorCode::unavailable) { co_return shown.error(); }
    if (!shown) { co_return over(call); }
    auto const chosen = rating_in(call.request.query_value("rating").value_or(""));
    co_return plain_page(200, satisfaction_page(*shown, chosen, language_of(call), call.nonce), call);
}

Task<Result<http::Response>> SatisfactionAnswerRoutes::answer(Call call) {
    auto const link = link_of(call);
    if (!link) { co_return over(call); }
    auto const of_link = to_string(link->response);
    if (changes_.wait(of_link).count() > 0) {
        co_return Error{ErrorCode::throttled, "the rating was changed too often; wait a little"};
    }
    auto rating = rating_in(call.request);
    if (!rating) {
        co_return plain_page(422, satisfaction_refused_page(language_of(call), call.nonce), call);
    }
    changes_.count(of_link);
    auto const given = rating->rating;
    auto write = WriteRating{*link, std::move(*rating), clock_->now()};
    auto const written = co_await journal_->write(link->account, std::move(write));
    if (!written && written.error().code == ErrorCode::unavailable) { co_return written.error(); }
    if (!written) { co_return over(call); }
    co_return plain_page(200, satisfaction_thanks_page(given, language_of(call), call.nonce), call);
}

}  // namespace balie::api
