// /api/v1/inboxes and /api/v1/channels: connecting addresses, and who works in them.
#pragma once

#include "api/inbox_setup.hpp"
#include "api/route.hpp"
#include "api/site.hpp"
#include "identity/authenticator.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>

namespace balie::api {

// Told after the commit: settings may be cached, and what waited for a mended token can go.
using InboxChanged = std::function<void(AccountId account, InboxId inbox)>;

class InboxRoutes {
public:
    InboxRoutes(db::Database& database, journal::Journal& journal, InboxSetup const& setup,
                Connectors const& connectors, wire::Context const& context, Site site,
                identity::RightsChanged rights_changed, InboxChanged inbox_changed);
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list_channels(Call call);
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> show(Call call);
    Task<Result<http::Response>> change(Call call);
    Task<Result<http::Response>> remove(Call call);
    Task<Result<http::Response>> show_members(Call call);
    Task<Result<http::Response>> set_members(Call call);
    nlohmann::json shown(Inbox const& inbox, Role to) const;

    db::Database* database_;
    journal::Journal* journal_;
    InboxSetup const* setup_;
    Connectors const* connectors_;
    wire::Context const* context_;
    Site site_;
    identity::RightsChanged rights_changed_;
    InboxChanged inbox_changed_;
};

// Whether an inbox is in the actor's view: an agent sees those that they, or a team of theirs, work in.
bool may_see_inbox(access::Actor const& actor, InboxId inbox);

}  // namespace balie::api
