// What only the platform behind an inbox knows: its templates, and how the inbox does there.
#pragma once

#include "api/inbox_setup.hpp"
#include "api/route.hpp"
#include "api/site.hpp"
#include "db/database.hpp"
#include "store/mailboxes.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

class PlatformRoutes {
public:
    PlatformRoutes(db::Database& database, store::SecretBox const& box, Connectors const& connectors,
                   Site site, Clock const& clock)
        : database_(&database),
          box_(&box),
          connectors_(&connectors),
          site_(std::move(site)),
          clock_(&clock) {}
    void add_to(Routes& routes);  // this outlives them

private:
    struct Asked {
        Inbox inbox;
        Connector* connector = nullptr;
    };

    Task<Result<http::Response>> list_templates(Call call);
    Task<Result<http::Response>> show_health(Call call);
    Task<Result<http::Response>> subscribe(Call call);
    Task<Result<http::Response>> health_of(Asked asked);
    Task<Result<Asked>> inbox_of(Call const& call);
    Task<Result<std::optional<store::mailboxes::Position>>> position_of(AccountId account, InboxId inbox);
    Task<Result<std::vector<TemplateText>>> kept_templates(AccountId account, InboxId inbox);
    Task<Result<std::vector<TemplateText>>> fresh_templates(Asked asked);

    db::Database* database_;
    store::SecretBox const* box_;
    Connectors const* connectors_;
    Site site_;
    Clock const* clock_;
};

}  // namespace balie::api
