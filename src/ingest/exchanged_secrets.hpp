// Keeps, sealed, the secrets that platforms exchange for others.
#pragma once

#include "db/database.hpp"
#include "store/secret_box.hpp"

#include <balie/channel/secret_keeper.hpp>

namespace balie::ingest {

class ExchangedSecrets final : public SecretKeeper {
public:
    ExchangedSecrets(db::Database& database, store::SecretBox const& box)
        : database_(&database), box_(&box) {}
    Task<Result<bool>> exchange(Secrets of, std::string name, std::string fresh) override;

private:
    db::Database* database_;
    store::SecretBox const* box_;
};

}  // namespace balie::ingest
