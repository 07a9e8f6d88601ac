// Letters by NOTIFY: nothing to run besides PostgreSQL.
#pragma once

#include "bus/carrier.hpp"
#include "db/database.hpp"
#include "db/notices.hpp"

#include <optional>
#include <string>

namespace balie::bus {

// Two connections: one hears, one sends, each letter a transaction of its own, so that no other commit waits for it.
class PostgresCarrier : public Carrier {
public:
    explicit PostgresCarrier(std::string const& url);

    void start(Ears ears) override;
    Task<Result<void>> send(std::string letter) override;
    void stop() override;
    std::size_t letter_max() const noexcept override { return 7'900; }  // PostgreSQL takes 8,000 bytes

private:
    std::string url_;
    db::Database database_;
    std::optional<db::Notices> notices_;
};

}  // namespace balie::bus
