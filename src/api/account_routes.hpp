// /api/v1/account and /api/v1/users: how the desk is set up, and who works at it.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "identity/authenticator.hpp"
#include "identity/password_hasher.hpp"

namespace balie::api {

class AccountRoutes {
public:
    AccountRoutes(db::Database& database, identity::PasswordHasher& hasher,
                  identity::RightsChanged rights_changed)
        : database_(&database), hasher_(&hasher), rights_changed_(std::move(rights_changed)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> show(Call call);
    Task<Result<http::Response>> change(Call call);
    Task<Result<http::Response>> list_users(Call call);
    Task<Result<http::Response>> create_user(Call call);
    Task<Result<http::Response>> change_user(Call call);

    db::Database* database_;
    identity::PasswordHasher* hasher_;
    identity::RightsChanged rights_changed_;
};

}  // namespace balie::api
