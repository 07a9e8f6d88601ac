// Calls to Twilio's REST interface, version 2010-04-01.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/connector.hpp>
#include <connectors/sms/outcome.hpp>

#include <span>

namespace balie::connectors::twilio {

std::string api_base(Secrets const& secrets);
// Below the inbox's own account: "Messages.json".
std::string account_url(Secrets const& secrets, std::string_view path);
std::string basic_authorization(Secrets const& secrets);
HttpCall api_call(std::string method, std::string url, Secrets const& secrets);

// {"code": ..., "message": ...} of an answer.
sms::StatedError stated_error(std::string_view body);
std::span<sms::CodeTreatment const> error_rows() noexcept;

}  // namespace balie::connectors::twilio
