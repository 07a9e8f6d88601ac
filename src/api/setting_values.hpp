// Values of settings that the desk itself reads, judged while somebody can still mend them.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>

#include <string_view>

namespace balie::api {

// True for "https://www.example.org", also with a port, and for an app's own "app://example"; without a path.
bool is_origin(std::string_view text);

// Of allowed_origins, opening_hours, days_off and time_zone; any other value is right. Error: unprocessable.
Result<void> judge_value(db::Transaction& transaction, std::string_view name, std::string_view value);

}  // namespace balie::api
