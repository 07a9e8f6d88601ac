// Messages that came while no webhook could be taken: Twilio does not repeat one, but it keeps a list.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/json/document.hpp>
#include <connectors/sms/form.hpp>

namespace balie::connectors::twilio {

// The oldest first. Errors: unavailable, forbidden (the token), not_found (the account), throttled.
class History final : public CatchUp {
public:
    explicit History(HttpClient& http) : http_(http) {}

    Task<Result<std::vector<Missed>>> since(Time at, Secrets secrets) override;

private:
    Task<Result<std::string>> read(std::string url, Secrets secrets);
    Task<Result<Missed>> missed(json::Object const& item, Secrets secrets);
    Task<Result<void>> add_files(sms::Form& form, std::string message_sid, Secrets secrets);

    HttpClient& http_;
};

}  // namespace balie::connectors::twilio
