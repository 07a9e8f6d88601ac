// GET and POST /s/{token}: the page on which a customer says how they were helped.
#pragma once

#include "api/route.hpp"
#include "desk/satisfaction.hpp"
#include "identity/throttle.hpp"
#include "journal/journal.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

// The token is the right. Opening the page changes nothing, whatever its query says, for links are opened by machines
// first; sending the form does. What is wrong with a link is not told. For the network thread.
class SatisfactionAnswerRoutes {
public:
    SatisfactionAnswerRoutes(db::Database& database, journal::Journal& journal, store::SecretBox const& box,
                             Clock const& clock);
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> show(Call call);
    Task<Result<http::Response>> answer(Call call);
    std::optional<store::satisfaction::Link> link_of(Call const& call) const;
    http::Response over(Call const& call);

    db::Database* database_;
    journal::Journal* journal_;
    store::SecretBox const* box_;
    Clock const* clock_;
    identity::Throttle wrong_links_;
    identity::Throttle changes_;
};

}  // namespace balie::api
