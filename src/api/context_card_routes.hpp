// /api/v1/account/context-card: where the card of a customer comes from; /api/v1/contacts/{id}/card: one card.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "desk/context_card.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/http_client.hpp>

#include <string>
#include <vector>

namespace balie::api {

class ContextCardRoutes {
public:
    // `allow_origins`: what may be called besides public https, as everywhere.
    ContextCardRoutes(db::Database& database, HttpClient& http, store::SecretBox const& box,
                      std::vector<std::string> allow_origins, Clock const& clock)
        : database_(&database),
          http_(&http),
          box_(&box),
          allow_origins_(std::move(allow_origins)),
          clock_(&clock) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> show_source(Call call);
    Task<Result<http::Response>> set_source(Call call);
    Task<Result<http::Response>> remove_source(Call call);
    Task<Result<http::Response>> show_card(Call call);

    db::Database* database_;
    HttpClient* http_;
    store::SecretBox const* box_;
    std::vector<std::string> allow_origins_;
    Clock const* clock_;
};

}  // namespace balie::api
