// Asking somebody without a seat, and taking the question back.
#pragma once

#include "api/inbox_setup.hpp"
#include "api/route.hpp"
#include "api/site.hpp"
#include "desk/side_question.hpp"
#include "journal/journal.hpp"
#include "store/secret_box.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>
#include <balie/channel/connector.hpp>

namespace balie::api {

class SideQuestionRoutes {
public:
    SideQuestionRoutes(db::Database& database, journal::Journal& journal, store::SecretBox const& box,
                       Connectors const& connectors, wire::Context const& context, Clock const& clock,
                       Site site)
        : database_(&database),
          journal_(&journal),
          box_(&box),
          connectors_(&connectors),
          context_(&context),
          clock_(&clock),
          site_(std::move(site)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    // From where the letter goes, and what it says.
    struct Letter {
        Secrets secrets;
        OutboundMessage message;
    };

    Task<Result<http::Response>> ask(Call call);
    Task<Result<http::Response>> withdraw(Call call);
    // False: there is no inbox to mail from, or its server did not take it.
    Task<bool> mail(access::Actor actor, desk::SideAsked asked);
    Task<Result<Letter>> letter(access::Actor actor, desk::SideAsked asked);
    std::string link_of(AccountId account, store::side_questions::SideQuestionId id) const;

    db::Database* database_;
    journal::Journal* journal_;
    store::SecretBox const* box_;
    Connectors const* connectors_;
    wire::Context const* context_;
    Clock const* clock_;
    Site site_;
};

}  // namespace balie::api
