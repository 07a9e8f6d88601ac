// How a customer was helped: asked over the channel once it is resolved, and said on a page, by whoever has the link.
#pragma once

#include "journal/journal.hpp"
#include "store/satisfaction.hpp"
#include "wire/context.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace balie::desk {

// Behind the words of the question stands its link, under this origin ("https://desk.example").
struct AskingBy {
    std::string origin;
    store::SecretBox const* box;
    wire::Context const* context;
};

// Asks what waits since before that moment, or lets it go: opened again, nobody of us answered, blocked, wants no
// messages, the window is closed, asked within the week already. True: something is in the outbox.
Result<bool> ask_satisfaction(journal::Work& work, AccountId account,
                              store::satisfaction::ResponseId response, AskingBy const& by,
                              Time resolved_before, Time now);

// By whoever has the link, and again as long as that is good: the last word counts. True also when nothing changed. Error:
// not_found for all that is over.
Result<bool> rate(journal::Work& work, store::satisfaction::Link const& link,
                  store::satisfaction::Rating const& rating, Time now);

// What the page behind a link shows. Error: not_found for all that is over.
struct SurveyShown {
    std::string account_name;
    std::optional<std::int64_t> rating;  // given before
    std::string comment;
};
Result<SurveyShown> shown_survey(db::Transaction& transaction, store::satisfaction::Link const& link,
                                 Time now);

}  // namespace balie::desk
