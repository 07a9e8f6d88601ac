// The demo's customer system: what the desk asks for the card beside a conversation. Its customers are made up, each the
// same at every question.
#pragma once

#include "db/database.hpp"
#include "http/message.hpp"
#include "store/secret_box.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <string>

namespace balie::app {

// Where the desk asks it, below the demo's origin.
inline constexpr auto demo_crm_path = "/sandbox/crm/card";

// The secret of this start; it is never written down in plain.
std::string new_demo_crm_secret();

// From now on the account's cards come from here, unless its admin has named another system.
Result<void> connect_demo_crm(db::Database& database, AccountId account, store::SecretBox const& box,
                              std::string const& origin, std::string const& secret);

// Answers a signed question; 401 for any other.
http::Response answer_of_demo_crm(http::Request const& request, std::string const& secret, Time now);

}  // namespace balie::app
