// /webhooks/{channel}/{inbox_id}: where platforms call.
#pragma once

#include "api/route.hpp"
#include "api/site.hpp"
#include "ingest/intake.hpp"

namespace balie::api {

class WebhookRoutes {
public:
    WebhookRoutes(ingest::Intake& intake, ingest::Connectors const& connectors, Site site)
        : intake_(&intake), connectors_(&connectors), site_(std::move(site)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> receive(std::string channel, Call call);

    ingest::Intake* intake_;
    ingest::Connectors const* connectors_;
    Site site_;
};

}  // namespace balie::api
