// /healthz, /readyz and /metrics: for whoever runs the server.
#pragma once

#include "api/route.hpp"
#include "app/metrics.hpp"
#include "db/database.hpp"
#include "ingest/spool.hpp"

namespace balie::app {

class ProbeRoutes {
public:
    // `is_draining` is read on the network thread. Metrics are shown on a loopback listener only; elsewhere they
    // have a listener of their own (BALIE_METRICS_LISTEN).
    ProbeRoutes(db::Database& database, db::Database& ingest, ingest::Spool const& spool,
                Metrics const& metrics, bool const& is_draining, bool shows_metrics)
        : database_(&database),
          ingest_(&ingest),
          spool_(&spool),
          metrics_(&metrics),
          is_draining_(&is_draining),
          shows_metrics_(shows_metrics) {}

    void add_to(api::Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> health(api::Call call) const;
    Task<Result<http::Response>> readiness(api::Call call) const;
    Task<Result<http::Response>> metrics(api::Call call) const;

    db::Database* database_;
    db::Database* ingest_;
    ingest::Spool const* spool_;
    Metrics const* metrics_;
    bool const* is_draining_;
    bool shows_metrics_;
};

}  // namespace balie::app
