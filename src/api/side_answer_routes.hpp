// GET and POST /answer/{token}: the page on which somebody without a seat answers a question.
#pragma once

#include "api/route.hpp"
#include "identity/throttle.hpp"
#include "journal/journal.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>

#include <string>

namespace balie::api {

// The token is the right. Opening the page changes nothing, for mail is opened by machines first; sending the form does.
// What is wrong with a link is not told. For the network thread.
class SideAnswerRoutes {
public:
    SideAnswerRoutes(db::Database& database, journal::Journal& journal, store::SecretBox const& box,
                     Clock const& clock);
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> show(Call call);
    Task<Result<http::Response>> answer(Call call);
    bool is_slowed(Call const& call) const;
    http::Response over(Call const& call);

    db::Database* database_;
    journal::Journal* journal_;
    store::SecretBox const* box_;
    Clock const* clock_;
    identity::Throttle throttle_;
};

}  // namespace balie::api
